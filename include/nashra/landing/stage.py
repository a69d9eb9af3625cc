"""The door of ingest: a shard's pieces of the landing, made into articles and quarantine."""

from collections import Counter

from nashra.article import Article, Rejected
from nashra.lake import Run
from nashra.landing.as_planned import planned_files
from nashra.landing.beside import Beside
from nashra.landing.duplicates import signature
from nashra.landing.limits import load_limits
from nashra.landing.look.counted import Doubts
from nashra.landing.read import STAGE, files_beside, list_paths, read_file
from nashra.landing.records import Part
from nashra.landing.staged_records import ARTICLES, QUARANTINE, row_of, writing_table
from nashra.landing.told import lost_of, told_counts
from nashra.landing.unforeseen import Unforeseen
from nashra.settings import Settings
from nashra.telling.progress import reading

# Around the source, in the reason of a record that is refused for its source alone.
NOT_CHOSEN, NOT_CHOSEN_END = "source: ", " is not among the run's"
LEFT_OUT = "page_letters_left_out"
_PAGE_BYTES = 2  # a code point of Arabic text


def ingest_shard(run: Run, settings: Settings, shard: int, beside: Beside | None = None) -> dict[str, int]:
    """Reads plan/shard-N.json; writes the shard's articles, quarantine and signatures.

    Counts: landed (records, and files that can't be read) = articles + quarantined; ingest_errors, those of the
    quarantined that a defect of ours refused; of pages, letters that are in no article (page_letters_left_out),
    with a count for each place of a page (page_letters_left_out_nav ...); and by kind, what was passed over, what
    came in broken (`nashra.landing.told`) and what may have been read wrongly (`nashra.landing.look`).
    """
    plan = run.staging.read_json(f"plan/shard-{shard:04d}.json")
    limits = load_limits()
    landed = quarantined = 0
    met = Unforeseen()
    left_out: Counter[str] = Counter()
    passed, lost, doubted = Counter[str](), Counter[str](), Counter[str]()
    beside = beside or beside_of(run)
    with (
        writing_table(run.staging, Run.shard_path("ingest", shard, "articles"), ARTICLES) as articles,
        writing_table(run.staging, Run.shard_path("ingest", shard, "quarantine"), QUARANTINE) as quarantine,
        writing_table(run.staging, Run.shard_path("ingest", shard, "signatures"), signature.SCHEMA) as signatures,
        reading("reading", sum(piece["size"] / piece["parts"] for piece in plan["pieces"])),
    ):
        for piece in plan["pieces"]:
            part, path, size = Part(piece["part"], piece["parts"]), piece["path"], piece["size"]
            doubts = Doubts(path, beside.files)
            for item in read_file(run.files, path, part, settings, run.day, size, met, passed, beside, doubts.look):
                landed += 1
                if isinstance(item, Article) and settings.sources and item.source not in settings.sources:
                    item = _not_chosen(item, settings.night.quarantine_record_bytes)
                if isinstance(item, Article):
                    left_out.update(item.left_out)
                    lost += lost_of(item)
                    articles.add(row_of(item), _PAGE_BYTES * len(item.text))
                    signatures.add(signature.sign(item, limits), 0)
                else:
                    quarantined += 1
                    quarantine.add(row_of(item), len(item.record))
            doubted += doubts.counts
    counts = {"landed": landed, "quarantined": quarantined, "ingest_errors": met.count}
    return counts | _left_out_counts(left_out) | told_counts(passed, lost) | dict(sorted(doubted.items()))


def files_of_shard(run: Run, shard: int, beside: Beside) -> list[str]:
    """The files that a shard reads: its pieces, and what lies beside their texts."""
    paths = [piece["path"] for piece in run.staging.read_json(f"plan/shard-{shard:04d}.json")["pieces"]]
    return [*paths, *beside.files_of(paths)]


def beside_of(run: Run) -> Beside:
    """Which of the files that the run planned belong to a text beside them."""
    return files_beside(run.files, planned_files(run) or list_paths(run.files, ""))


def _left_out_counts(left_out: Counter[str]) -> dict[str, int]:
    """What pages hold beside their articles, so that it is counted; nothing for a shard without pages."""
    if not left_out:
        return {}
    by_place = {f"{LEFT_OUT}_{place}": left_out[place] for place in sorted(left_out)}
    return {LEFT_OUT: left_out.total()} | by_place


def _not_chosen(item: Article, keep: int) -> Rejected:
    """A record of a source that the run leaves out: kept in quarantine, so that nothing is lost."""
    record = "\n".join(filter(None, [item.url, item.title, item.text])).encode()[:keep]
    return Rejected(STAGE, f"{NOT_CHOSEN}{item.source}{NOT_CHOSEN_END}", item.landing_file, record)
