"""Counts that must add up: the accounts of the dictionary."""

from bisect import bisect_left
from collections.abc import Callable

import numpy as np
import pyarrow.compute as pc

from nashra.quality.results import Figure
from nashra.quality.see.ids import id_numbers, joined
from nashra.quality.see.staged_files import Sources, lacking_rows
from nashra.tables.dictionary.dictionary import Account, load_dictionary
from nashra.tables.write.excluded import PARTS, load_excluded
from nashra.tables.write.staged_parts import row_count


def account_figures(sources: Sources) -> list[Figure]:
    """The accounts of the stage, each with the difference of its two sides."""
    numbers = Numbers(sources)
    accounts = [a for a in load_dictionary().accounts if a.stage == sources.stage]
    return [_balance(account, numbers.get) for account in accounts]


def _balance(account: Account, get: Callable[[str], int]) -> Figure:
    def side(names: tuple[str, ...]) -> str:
        return " + ".join(f"{name} {get(name)}" for name in names) or "0"

    difference = sum(map(get, account.left)) - sum(map(get, account.right))
    return Figure(
        f"account: {account.name}", abs(difference), f"{side(account.left)} = {side(account.right)}", account.severity
    )


class Numbers:
    """The figures that accounts add up, each worked out when it is asked for."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.staging = sources.run.staging

    def get(self, name: str) -> int:
        return int(getattr(self, f"_{name}")())

    def _staged(self, table: str, stage: str) -> int:
        paths = Sources(self.sources.run, stage, self.sources.shards).paths(table)
        return sum(row_count(self.staging, path) for path in paths)

    def _reported(self, stage: str, name: str, default: int) -> int:
        """What the stage's own tasks counted; the files' figure when they left no count."""
        found = [self.staging.read_json(info.path)["counts"] for info in self.staging.files("counts")
                 if info.path.startswith(f"counts/{stage}-")]  # fmt: skip
        return sum(counts[name] for counts in found) if found else default

    def _articles(self) -> int:
        return self._staged("landed", "ingest")

    def _rejected(self) -> int:
        return self._staged("quarantine", "ingest")

    def _landed(self) -> int:
        return self._reported("ingest", "landed", self._articles() + self._rejected())

    def _files_without_a_row(self) -> int:
        planned = {piece["path"] for shard in self.sources.shards for piece in self._pieces(shard)}
        seen: set[str] = set()
        for table in ("landed", "quarantine"):
            for rows in Sources(self.sources.run, "ingest", self.sources.shards).rows(table, ["landing_file"]):
                seen |= set(pc.unique(rows["landing_file"]).to_pylist())
        found = sorted(seen)

        def inside(path: str) -> bool:  # a row of a file in an archive
            at = bisect_left(found, f"{path}/")
            return at < len(found) and found[at].startswith(f"{path}/")

        return sum(not inside(path) for path in planned - seen)

    def _pieces(self, shard: int) -> list[dict[str, str]]:
        path = f"plan/shard-{shard:04d}.json"
        return list(self.staging.read_json(path)["pieces"]) if self.staging.exists(path) else []

    def _cleaned(self) -> int:
        return self._staged("articles", "clean")

    def _only_in(self, one: str, other: str) -> int:
        ids = {}
        for table, stage in (("landed", "ingest"), ("articles", "clean")):
            columns = ["article_id"] if table == "landed" else ["article_id", "duplicate_of"]
            parts = list(Sources(self.sources.run, stage, self.sources.shards).rows(table, columns))
            ids[table] = [joined(id_numbers(rows[c]) for rows in parts) for c in columns]
        landed, cleaned, originals = ids["landed"][0], ids["articles"][0], ids["articles"][1]
        if one == "landed":
            return int((~np.isin(landed, cleaned)).sum())
        return int((~np.isin(cleaned, landed) & ~np.isin(originals, landed)).sum())

    def _articles_not_cleaned(self) -> int:
        return self._only_in("landed", "articles")

    def _cleaned_not_landed(self) -> int:
        return self._only_in("articles", "landed")

    def _removals(self) -> int:
        return self._staged("removals", self.sources.stage)

    def _removed_reported(self) -> int:
        return self._reported("clean", "removed_lines", self._removals())

    def _mentions(self) -> int:
        return self._staged("mentions", self.sources.stage)

    def _mentions_reported(self) -> int:
        return self._reported("enrich", "mentions", self._mentions())

    def _duplicates(self) -> int:
        parts = self.sources.rows("articles", ["duplicate_of"])
        return sum(rows.num_rows - rows["duplicate_of"].null_count for rows in parts)

    def _published(self) -> int:
        return self._staged("articles", "tables") - self._duplicates()

    def _removed_lines(self) -> int:
        return sum(
            pc.sum(rows["removed_lines"]).as_py() or 0 for rows in self.sources.rows("articles", ["removed_lines"])
        )

    def _quarantined(self) -> int:
        return self._staged("quarantine", "tables") - self._parts_and_lacking()

    def _parts_and_lacking(self) -> int:
        """Rows of quarantine that are no records: parts of articles, and articles that lack something."""
        parts = load_excluded(self.staging).part_rows.values()
        return sum(parts) + self._names_failed() + self._quotes_failed()

    def _names_failed(self) -> int:
        return lacking_rows(self.sources, "names")

    def _names_failed_reported(self) -> int:
        return self._reported("enrich", "names_failed", self._names_failed())

    def _quotes_failed(self) -> int:
        return lacking_rows(self.sources, "quotes")

    def _quotes_failed_reported(self) -> int:
        return self._reported("enrich", "quotes_failed", self._quotes_failed())

    def _mentions_quarantined(self) -> int:
        return load_excluded(self.staging).part_rows["mentions"]

    def _mentions_staged(self) -> int:
        return self._staged("mentions", "enrich")

    def _mentions_of_quarantined(self) -> int:
        return self._of_quarantined("mentions")

    def _quotes(self) -> int:
        return self._staged("quotes", self.sources.stage)

    def _quotes_reported(self) -> int:
        return self._reported("enrich", "quotes", self._quotes())

    def _quotes_quarantined(self) -> int:
        return load_excluded(self.staging).part_rows["quotes"]

    def _quotes_staged(self) -> int:
        return self._staged("quotes", "enrich")

    def _quotes_of_quarantined(self) -> int:
        return self._of_quarantined("quotes")

    def _of_quarantined(self, table: str) -> int:
        """Parts that went with their article."""
        excluded = load_excluded(self.staging)
        left_out = 0
        columns = ["article_id", *PARTS[table]]
        for rows in Sources(self.sources.run, "enrich", self.sources.shards).rows(table, columns):
            left_out += rows.num_rows - excluded.parts(table, rows).num_rows
        return left_out - excluded.part_rows[table]
