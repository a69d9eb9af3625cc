"""Rules, words and other data of the project, read from YAML."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

# libyaml's loader where PyYAML was built with it: eight times as fast, which each task's process feels
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """What a file holds; plain values only. Raises yaml.YAMLError, with the line, when it is malformed."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # a safe loader


def stamp(paths: Iterable[Path]) -> str:
    """Names, sizes and times of files: another one says that what was read from them may be old."""
    return "\n".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in paths)
