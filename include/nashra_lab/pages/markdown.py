"""Tables in Markdown, for the pages that are made."""

from collections.abc import Collection, Sequence

from tabulate import DataRow, TableFormat, tabulate


def grid(head: Sequence[str], rows: Sequence[Sequence[object]], right: Collection[int] = ()) -> str:
    """A table; columns of the numbers `right` (from 0) stand to the right. No cell can end its line, or a column."""
    cells = [[_cell(value) for value in row] for row in rows]
    rule = " | ".join("--:" if number in right else "---" for number in range(len(head)))
    return f"{tabulate(cells, head, _form(f'| {rule} |'), stralign=None, disable_numparse=True)}\n"


def _form(rule: str) -> TableFormat:
    """Cells as wide as what is in them: in tabulate's own forms one long cell changes every line of a page."""
    row = DataRow("|", "|", "|")
    return TableFormat(
        lineabove=None, linebelowheader=lambda *_: rule, linebetweenrows=None, linebelow=None, headerrow=row,
        datarow=row, padding=1, with_header_hide=None,
    )  # fmt: skip


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ").strip()
