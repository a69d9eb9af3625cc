"""A connection that sees the lake alone, for questions that somebody else may have written."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from nashra.errors import NashraError
from nashra.tables.read.views import quoted

if TYPE_CHECKING:
    import duckdb

_ASKS = ("SELECT", "EXPLAIN", "MULTI")  # kinds of statement; MULTI: a PIVOT, which is a SELECT in parts


class NoQuestion(NashraError):
    """A statement that would do something, where only questions are answered."""


def close_to(connection: "duckdb.DuckDBPyConnection", folders: Iterable[str]) -> None:
    """From now on the connection opens no file but those in the folders, and its settings stay as they are."""
    allowed = ", ".join(quoted(f"{folder}/") for folder in folders)
    connection.execute(f"SET allowed_directories = [{allowed}]")
    connection.execute("SET python_enable_replacements = false")
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")


def require_question(connection: "duckdb.DuckDBPyConnection", query: str) -> None:
    """Raises NoQuestion when a statement does anything but ask: what may be read could be written, too."""
    kinds = [str(statement.type).rpartition(".")[2] for statement in connection.extract_statements(query)]
    if others := [kind for kind in kinds if kind not in _ASKS]:
        raise NoQuestion(
            f"that is no question but {others[0]}: write a SELECT, or let it do all that you can with --open"
        )
