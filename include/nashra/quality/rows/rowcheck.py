"""The row-level part of a check: frames through GX, failing rows to quarantine, as long as they are few."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nashra.quality.results import Result
from nashra.quality.rows.setaside import SetAside
from nashra.quality.rows.suites import Outcome, Suites
from nashra.quality.rows.tally import Tally, shown
from nashra.quality.see.frames import frames
from nashra.quality.see.staged_files import STAGE_TABLES, Known, Sources
from nashra.settings import Night
from nashra.tables.dictionary.dictionary import load_dictionary
from nashra.tables.write.excluded import PARTS, load_excluded
from nashra.tables.write.staged_parts import row_count

Failed = tuple[str, str]
"""The label of the expectation that a row failed first, and what was seen, as "column: value"."""


class RowCheck:
    """Checks every row of a stage's tables once. `quarantined` and `article_ids` say what was set aside."""

    def __init__(self, sources: Sources, known: Known, night: Night, suites: Suites) -> None:
        self.sources, self.known, self.night, self.suites = sources, known, night, suites
        self.blamed: dict[str, Failed] = {}  # articles to set aside for a row of theirs in another table
        self.before: set[str] = set()  # articles that the checks of earlier stages set aside
        self.quarantined = 0
        self.article_ids: set[str] = set()

    def check(self) -> list[Result]:
        """All results, in the dictionary's order; the failing rows are in staging when this returns."""
        stage, staging = self.sources.stage, self.sources.run.staging
        if stage == "tables":  # too late for quarantine: what fails here stops the run
            return [result for table in STAGE_TABLES[stage] for result in self._check_table(table, None)]
        self.before = set(load_excluded(staging, before=stage).article_ids.to_pylist())
        with SetAside(self.sources.run, stage, self.night.quarantine_record_bytes) as aside:
            results = [result for table in STAGE_TABLES[stage] for result in self._check_table(table, aside)]
        self.quarantined, self.article_ids = aside.rows, aside.article_ids
        return results

    def _check_table(self, table: str, aside: SetAside | None) -> list[Result]:
        stage, staging = self.sources.stage, self.sources.run.staging
        tallies = [
            Tally(table, e, self.night.quarantine_rows) for e in load_dictionary().tables[table].expectations(stage)
        ]
        expectations = [tally.expectation for tally in tallies]
        allowed = self._allowed(sum(row_count(staging, path) for path in self.sources.paths(table)))
        # rows of few articles stop nobody, however many: one hostile article has a thousand bad names
        few = self._allowed(sum(row_count(staging, path) for path in self.sources.paths(self.own_table)))
        failed: dict[int, Failed] = {}  # by the row's place in the whole table
        articles: set[str] = set()
        count = offset = 0
        many = False
        for frame in frames(self.sources, table, self.known, expectations):
            seen = frame.select(sorted({e.column for e in expectations}))
            found = self._failed(table, frame, tallies, self.suites.run(seen.to_pandas(), expectations))
            count += len(found)
            articles |= self._articles(table, frame, found)
            many = many or (count > allowed and not 0 < len(articles) <= few)
            if not many:  # else the run fails, and nobody needs the rest
                failed |= {offset + place: why for place, why in found.items()}
            offset += frame.num_rows
        if aside and failed and not many:
            self._set_aside(table, failed, aside)
        if aside and stage == "clean" and table == "articles" and not many:
            many = count + self._set_aside_duplicates(aside) > allowed
        return [tally.result(stage, many_failed=aside is None or many) for tally in tallies]

    def _articles(self, table: str, rows: pa.Table, found: Iterable[int]) -> set[str]:
        """Whose rows some are; of nobody where a row is an article, or belongs to none."""
        if table == self.own_table or "article_id" not in rows.column_names:
            return set()
        return set(rows["article_id"].take(pa.array(sorted(found), pa.int64())).to_pylist())

    def _allowed(self, rows: int) -> float:
        """How many of a table's rows may go to quarantine: a few always, as long as another is left."""
        return max(self.night.quarantine_share * rows, min(self.night.quarantine_rows, rows - 1))

    def _failed(self, table: str, rows: pa.Table, tallies: list[Tally], outcomes: list[Outcome]) -> dict[int, Failed]:
        """Adds the outcomes to the tallies; returns the rows to set aside, by position."""
        failed: dict[int, Failed] = {}
        for tally, outcome in zip(tallies, outcomes, strict=True):
            tally.add(outcome, row_names(rows.take(pa.array(outcome.positions, pa.int64()))))
            if tally.sets_aside:
                for position, value in zip(outcome.positions, outcome.values, strict=True):
                    failed.setdefault(position, (tally.label, f"{tally.expectation.column}: {shown(value)}"))
        if table == "articles" and (self.blamed or self.before):
            for position, article_id in enumerate(rows["article_id"].to_pylist()):
                if article_id in self.before:  # is in quarantine already
                    failed.pop(position, None)
                elif article_id in self.blamed:
                    failed.setdefault(position, self.blamed[article_id])
        return failed

    def _set_aside(self, table: str, failed: dict[int, Failed], aside: SetAside) -> None:
        """Reads the table again for the failing rows: whole rows are too big to keep while looking for them."""
        takes_article = load_dictionary().tables[table].failing_rows == "article" and table != self.own_table
        places, offset = np.array(sorted(failed)), 0
        for rows in self.sources.rows(table):
            here = places[(places >= offset) & (places < offset + rows.num_rows)]
            chosen = rows.take(pa.array(here - offset, pa.int64())).to_pylist()
            files = self._landing_files(row["article_id"] for row in chosen) if table in PARTS else {}
            for place, row in zip(here.tolist(), chosen, strict=True):
                if takes_article:
                    self.blamed.setdefault(row["article_id"], failed[place])
                    continue
                landing_file = row.get("landing_file") or files.get(row["article_id"]) or "unknown"
                aside.add(row, *failed[place], landing_file, PARTS.get(table, ()))
            offset += rows.num_rows

    @property
    def own_table(self) -> str:
        """The table of the stage that has a row an article."""
        return "landed" if self.sources.stage == "ingest" else "articles"

    def _set_aside_duplicates(self, aside: SetAside) -> int:
        """Sets aside the duplicates of articles that are in quarantine: they would name an original nobody has."""
        gone = self.before | aside.article_ids
        if not gone:
            return 0
        before = aside.rows
        label = "articles.original_missing: expect_column_values_to_be_in_set"
        for rows in self.sources.rows("articles"):
            orphaned = rows.filter(pc.is_in(rows["duplicate_of"], pa.array(sorted(gone), pa.string())))
            for row in orphaned.to_pylist():
                if row["article_id"] not in gone:
                    aside.add(row, label, f"original in quarantine: {row['duplicate_of']}", row["landing_file"])
        return aside.rows - before

    def _landing_files(self, ids: Iterable[str]) -> dict[str, str]:
        wanted = pa.array(sorted(set(ids)), pa.string())
        found: dict[str, str] = {}
        for rows in self.sources.rows("articles", ["article_id", "landing_file"]) if len(wanted) else ():
            chosen = rows.filter(pc.is_in(rows["article_id"], wanted))
            found |= dict(zip(chosen["article_id"].to_pylist(), chosen["landing_file"].to_pylist(), strict=True))
        return found


def row_names(rows: pa.Table) -> list[str]:
    """What a person calls each row: the article, and where in it; else the file."""
    if "article_id" not in rows.column_names:
        return [str(name) for name in rows["landing_file"].to_pylist()]
    columns: list[list[Any]] = [
        rows[c].to_pylist() for c in ("article_id", "line_no", "start", "n") if c in rows.column_names
    ]
    return [":".join(map(str, parts)) for parts in zip(*columns, strict=True)]
