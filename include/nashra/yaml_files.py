"""Rules, words and other data of the project, read from YAML."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from nashra.errors import BadFile
from nashra.text_files import read_text

# libyaml's loader where PyYAML was built with it: eight times as fast, which each task's process feels
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """What a file holds; plain values only. Raises BadFile, with the line, when it is malformed."""
    return parse_yaml(read_text(path), str(path))


def parse_yaml(text: str, name: str) -> Any:
    """As read_yaml, of text that came from the file `name`."""
    try:
        return yaml.load(text, Loader=_LOADER)  # a safe loader
    except yaml.YAMLError as error:
        raise BadFile(f"{name} is no YAML: {_fault(error)}") from error


def _fault(error: yaml.YAMLError) -> str:
    """The line and what is wrong there, without the excerpts that PyYAML draws below it."""
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    where = f"line {mark.line + 1}: " if mark else ""
    return where + " ".join(str(problem or error).split())


def stamp(paths: Iterable[Path]) -> str:
    """Names, sizes and times of files: another one says that what was read from them may be old."""
    return "\n".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in paths)
