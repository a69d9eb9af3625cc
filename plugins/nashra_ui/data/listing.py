"""A list of a day as one question to its tables: a page of it is shown, all of it exported, and its SQL told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nashra.exported import MOST_EXPORTED
from nashra_ui.lake import WHOLE, Lake, Rows

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Listing:
    """`{articles}` and the like in `select` stand for tables of the day, `?` for `values`, in their order.

    `orders` has what each column is ordered by in the way that is asked for first (numbers the biggest first); the
    first of them holds when nothing is asked. `tie` makes the order of equal ones certain.
    """

    tables: tuple[str, ...]
    select: str
    orders: Mapping[str, str]
    tie: str
    values: Sequence[str] = field(default=())

    def ordered(self, order: str) -> str:
        """The question in an order: a key of `orders`, `-` before it for the other way round."""
        by = self.orders[order.removeprefix("-") or next(iter(self.orders))]
        expression, _, down = by.partition(" ")
        way = "ASC" if bool(down) is order.startswith("-") else "DESC"
        return f"{self.select} ORDER BY {expression} {way} NULLS LAST, {self.tie}"

    def rows(self, lake: Lake, day: str, order: str, limit: int, offset: int) -> tuple[Rows, int]:
        """Some rows, and how many there are in all; remembered until one of the tables is another."""
        known = [lake.version(table, None if table in WHOLE else day) for table in self.tables]

        def ask() -> tuple[Rows, int]:
            total = lake.sql(f"SELECT count(*) AS n FROM ({self.select})", day, self.tables, self.values)
            query = f"{self.ordered(order)} LIMIT ? OFFSET ?"
            return lake.sql(query, day, self.tables, [*self.values, limit, offset]), int(total[0]["n"]) if total else 0

        question = repr((self.select, list(self.values), order, limit, offset, known))
        return lake.remembered(self.tables[0], day, question, ask)

    def exported(self, lake: Lake, day: str, order: str) -> "pa.Table | None":
        """All rows, MOST_EXPORTED at the most; None when the day is not published."""
        return lake.arrow(f"{self.ordered(order)} LIMIT {MOST_EXPORTED}", day, self.tables, self.values)

    def told(self, day: str, order: str) -> str:
        """The question as `nashra sql` answers it, over the tables of all days."""
        of_day = {
            table: table if table in WHOLE else f"(SELECT * FROM {table} WHERE day = '{day}')" for table in self.tables
        }
        parts = self.ordered(order).split("?")
        values = ["'" + value.replace("'", "''") + "'" for value in self.values]
        text = [part.format(**of_day) for part in parts]
        return "".join(a + b for a, b in zip(text, [*values, ""], strict=True))


def holds(*columns: str) -> str:
    """The condition that one of the columns has words in it, of which `nashra.text.spelled` makes a pattern."""
    return f"({' OR '.join(f'regexp_matches({column}, ?)' for column in columns)})"


def narrowed(*given: tuple[str, str]) -> tuple[str, list[str]]:
    """A WHERE of those conditions whose value is given, and the values: of (value, condition with `?` for it)."""
    chosen = [(value, condition) for value, condition in given if value]
    where = " AND ".join(condition for _, condition in chosen)
    return f" WHERE {where}" if where else "", [v for v, condition in chosen for _ in range(condition.count("?"))]
