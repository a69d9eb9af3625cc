"""The stylesheet, the scripts and the icons, behind the same login as the pages."""

from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

router = APIRouter()
FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@router.get("/static/{name}")
def static(name: str) -> FileResponse:
    if name not in {path.name for path in FOLDER.iterdir()}:  # so that no name can lead elsewhere
        raise HTTPException(404, "not_found")
    path = FOLDER / name
    return FileResponse(path, media_type=TYPES[path.suffix], headers={"Cache-Control": "private, max-age=3600"})
