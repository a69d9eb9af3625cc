"""Given names that are names of their own: `include/reference/aliases/given_names.txt`."""

import re
from collections.abc import Iterator
from pathlib import Path

from nashra.entities.link.forms.normal import name_key, without_article
from nashra.row_files import read_rows
from nashra.yaml_files import RulesError

_TOKEN = re.compile(r"[^\W\d_]{2,}")


def given_names(path: Path) -> frozenset[str]:
    """The tokens of the file. Raises RulesError, with file and line, on what is no name of one word."""
    return frozenset(_tokens(path))


def _tokens(path: Path) -> Iterator[str]:
    for place, (line,) in read_rows(path):
        for name in line.partition("#")[0].split():
            token = without_article(name_key(name))
            if not _TOKEN.fullmatch(token):
                raise RulesError(f"{place}: {name!r} is no name of one word")
            yield token
