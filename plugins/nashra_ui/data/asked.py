"""The questions about days, remembered until a table, an answer or what is asked changes."""

from collections.abc import Sequence

from nashra.frugal import no_collection
from nashra.review.items import Item
from nashra.review.queue import once, queue
from nashra.review.review_rules import FILE
from nashra.settings import REFERENCE, RULES
from nashra.yaml_files import stamp
from nashra_ui.lake import Lake

_TABLES = ("articles", "removals", "mentions", "checks")


def asked(lake: Lake, days: Sequence[str]) -> list[Item]:
    """The questions about some days, the first of them first."""
    return list(once(item for day in days for item in _of_day(lake, day)))


def _of_day(lake: Lake, day: str) -> list[Item]:
    decisions = sorted((REFERENCE / "decisions").glob("*.tsv"))
    data = stamp([FILE, RULES / "decisions" / "lines.tsv", *decisions])
    known = [lake.version(table, day) for table in _TABLES]
    question = repr(("review", data, known, lake.version("entities", None)))

    def ask() -> list[Item]:
        with no_collection():  # Airflow's server holds a million objects, and looks through all of them
            return queue(lake.storage, day)

    return lake.remembered("runs", day, question, ask)
