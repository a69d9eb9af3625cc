"""Where the weights are, and what identifies them. Nothing here imports camel-tools, torch or transformers."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

# What decides a label: the network, its words and how they are cut. Training leftovers beside them do not.
_CONTENT = (
    "config.json",
    "*.safetensors",
    "pytorch_model*.bin",
    "*.index.json",
    "vocab.txt",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
)


def find_weights(camel_model: str = "") -> Path | None:
    """The folder of `camel_model` or, when that is empty, of camel-tools' default NER weights; None: none installed.

    Raises FileNotFoundError when `camel_model` is given and holds no config.json.
    """
    if camel_model:
        folder = Path(camel_model).expanduser()
        if not (folder / "config.json").is_file():
            raise FileNotFoundError(f"{folder} is no model folder: it has no config.json")
        return folder
    folder = _installed(_data_folder())
    return folder if (folder / "config.json").is_file() else None


def content_hash(folder: Path) -> str:
    """12 hex digits of the SHA-256 of the files that decide a label, by name and content."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in _CONTENT for path in folder.glob(pattern)}):
        with path.open("rb") as file:
            digest.update(f"{path.name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return digest.hexdigest()[:12]


def _data_folder() -> Path:
    """As camel_tools.data.catalogue has it; importing that module would download when its catalogue is missing."""
    if given := os.environ.get("CAMELTOOLS_DATA"):
        return Path(given).expanduser().absolute()
    return Path.home() / ".camel_tools"


def _installed(data: Path) -> Path:
    try:
        catalogue: dict[str, Any] = json.loads((data / "catalogue.json").read_text(encoding="utf-8"))
        component = catalogue["components"]["NamedEntityRecognition"]
        return data / "data" / str(component["datasets"][component["default"]]["path"])
    except (OSError, ValueError, KeyError):
        return data / "data" / "ner" / "arabert"
