"""How fast cleaning is on one core, and beside two others on the same texts in the same run."""

import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from nashra.article import UNKNOWN_SOURCE, Article
from nashra.cleaning.cleaner import Cleaner, warm_up
from nashra.cleaning.commands.clean_folder import stream_paths
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.findings import Kept, read_findings
from nashra.cleaning.corpus.gathered import evidence_of_parts, groups, seen
from nashra.cleaning.rules.drift import Tally
from nashra.cleaning.rules.rule_book import shipped_book
from nashra.cleaning.rules.rule_files import shipped_rules
from nashra.cleaning.stage import write_cleaned
from nashra.errors import NashraError
from nashra.lake import Storage, open_parquet
from nashra.settings import Settings
from nashra.tables.dictionary.schema import schema

PLAIN = re.compile("اقرأ أيضا|شارك|إعلان")
SAMPLE = 1000  # articles that jusText is given
_ASKS_ALL = """\
بلدية المدينة تعيد فتح القناة القديمة | Alwaha
Facebook Twitter WhatsApp
الخميس 12 رمضان 1444 10:30 صباحا
عمان - رويترز
عمال البلدية أمام القناة القديمة (رويترز)
عمان - سمر الخطيب - أعاد عمال البلدية، يوم الخميس، فتح القناة القديمة التي تحمل مياه النبع إلى البساتين منذ عشرين عاما.
وقال رئيس جمعية المزارعين إن أكثر من مئة شاب شاركوا في رفع الحجارة ورسم المجرى الجديد بين البيوت.
الرباط، 5 مايو 2023 - افتتح مجلس المدينة مكتبة للأطفال في حي السلام، فيها عشرة آلاف كتاب وقاعة لتعليم الخط والرسم.
بيروت (رويترز) - عاد إلى المرفأ القديم ثلاثون مركبا من مراكب الصيادين محملة بالسردين بعد أسبوع من العواصف في البحر.
سوق الزيتون - أغلقت البلدية الشارع الذي يصل السوق بالمحطة حتى نهاية الشهر، ليمد العمال تحته أنبوبا جديدا للمياه العذبة.
اقرأ أيضا:
القناة القديمة تعود إلى البساتين
"""


def bench_clean(paths: Sequence[Path | str], settings: Settings, justext_articles: int = SAMPLE) -> dict[str, Any]:
    """Figures as JSON takes them: articles a second from reading to cleaned Parquet, wall clock and CPU, as in a night:
    rules are counted with the evidence, and what was found then is kept in a file for cleaning.

    A Parquet file with columns source and text is read as it is, anything else as a landing. What a process does once
    is told apart, as `seconds_to_start`: most of it a night's tasks find done, the words that are read at a task's
    first articles they share among thousands.
    """
    start = time.perf_counter()
    import_module("pandas")  # which pyarrow does at its first array
    warm_up()
    _clean_first()
    cpu, wall = time.process_time(), time.perf_counter()
    rules = shipped_rules()
    kept = Kept(rules)
    evidence = evidence_of_parts(seen(groups(stream(paths, settings)), Tally(), shipped_book(), kept))
    if not evidence.digest.size:
        raise NashraError(f"there is no article in {', '.join(map(str, paths))} to measure with")
    with tempfile.TemporaryDirectory() as folder:
        staging = Storage(folder)
        staging.write_table("findings", kept.table())
        surveyed = time.perf_counter()
        found = read_findings(staging, "findings", rules)
        files = Path(folder) / "articles.parquet", Path(folder) / "removals.parquet"
        count, _ = write_cleaned(groups(stream(paths, settings)), files, evidence, found, {})
        written = sum(path.stat().st_size for path in files)
    wall_seconds, cpu_seconds = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    texts = [article.text for article in islice(stream(paths, settings), 10 * justext_articles)]
    figures: dict[str, Any] = {
        "articles": count,
        "articles_per_second": round(count / wall_seconds, 1),
        "articles_per_cpu_second": round(count / cpu_seconds, 1),
        "seconds_to_start": round(wall - start, 3),
        "seconds_evidence": round(surveyed - wall, 3),
        "seconds_clean_and_write": round(wall + wall_seconds - surveyed, 3),
        "written_bytes": written,
        "peak_memory_bytes": peak,
    }
    mine = cpu_seconds / max(count, 1)
    loop = _seconds(texts, lambda text: [line for line in text.split("\n") if not PLAIN.search(line)])
    figures["times_a_plain_loop"] = round(mine / loop, 2)
    if justext_seconds := _justext(texts[:justext_articles]):
        figures["times_faster_than_justext"] = round(justext_seconds / mine, 2)
    return figures


def _clean_first() -> None:
    """Cleans an article that asks every part something, so that its words are read and its patterns compiled."""
    Cleaner.load().clean(Article("0" * 16, "", 0, UNKNOWN_SOURCE, _ASKS_ALL), CorpusEvidence.empty())
    schema("articles"), schema("removals")


def stream(paths: Sequence[Path | str], settings: Settings) -> Iterator[Article]:
    """Articles of the paths, a few in memory at a time."""
    one = Path(paths[0]) if len(paths) == 1 else None
    if one is None or one.suffix != ".parquet":
        yield from stream_paths(paths, settings)
        return
    number = 0
    with open_parquet(one, ["source", "text"]) as file:
        for batch in file.iter_batches(1024, columns=["source", "text"]):
            for source, text in zip(batch["source"].to_pylist(), batch["text"].to_pylist(), strict=True):
                yield Article(f"{number:016x}", one.name, number, source, text)
                number += 1


def _seconds(texts: Sequence[str], work: Callable[[str], object]) -> float:
    """CPU seconds a text."""
    start = time.process_time()
    for text in texts:
        work(text)
    return (time.process_time() - start) / max(len(texts), 1)


def _justext(texts: Sequence[str]) -> float | None:
    """CPU seconds a text that jusText takes, each line a paragraph; None when it is not installed."""
    try:
        import justext
    except ImportError:
        return None
    stops = frozenset(justext.get_stoplist("Arabic"))

    def work(text: str) -> object:
        page = "".join(f"<p>{line}</p>" for line in text.replace("<", "&lt;").split("\n"))
        return justext.justext(f"<html><body>{page}</body></html>", stops)

    return _seconds(texts, work)
