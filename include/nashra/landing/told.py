"""What ingest leaves out of no table and yet must tell: what it passed over by its kind, what came in
broken, and what it may have read wrongly.

All of it travels among a task's counts, under names of their own, to the results of the check after ingest.
"""

from collections import Counter
from collections.abc import Mapping

from nashra.article import Article
from nashra.landing.facts.encoding import LOST
from nashra.landing.look.counted import LOOKED_AT, THROUGHOUT, doubt_counted
from nashra.landing.look.file_doubts import is_throughout, of_kinds
from nashra.landing.look.rules import doubt_rules
from nashra.landing.records import MAY_BE_SEVERAL

_WRONGLY = "landing: perhaps {}, in the first records of files"
_PASSED, _CHARACTERS, _ARTICLES = "passed over: ", "lost characters", "articles with lost characters"


def lost_of(article: Article) -> Counter[str]:
    """How many of an article's characters were lost before it landed, or to a broken byte."""
    lost = article.text.count(LOST) + (article.title or "").count(LOST)
    return Counter({_CHARACTERS: lost, _ARTICLES: 1}) if lost else Counter()


def told_counts(passed: Mapping[str, int], lost: Mapping[str, int]) -> dict[str, int]:
    return {f"{_PASSED}{kind}": number for kind, number in sorted(passed.items())} | dict(lost)


def told_results(counts: Mapping[str, int]) -> list[dict[str, object]]:
    """What a night's counts tell, as results of the check after ingest; none where there is nothing to tell."""
    passed = {name.removeprefix(_PASSED): number for name, number in counts.items() if name.startswith(_PASSED)}
    results = []
    if doubted := passed.pop(MAY_BE_SEVERAL, 0):
        results.append(_result("landing: texts that may hold several articles, read as one", str(doubted)))
    if passed:
        kinds = ", ".join(
            f"{number} {kind}" for kind, number in sorted(passed.items(), key=lambda one: (-one[1], one[0]))
        )
        results.append(_result("landing: records passed over, no articles by their kind", kinds))
    if counts.get(_CHARACTERS):
        lost = f"{counts[_CHARACTERS]} in {counts[_ARTICLES]} articles"
        results.append(_result("landing: characters lost to broken bytes, published as U+FFFD", lost))
    return results + _doubted(counts)


def _doubted(counts: Mapping[str, int]) -> list[dict[str, object]]:
    """A result for each kind of doubt: the fields in which it is found and the number of records, the most frequent
    first. A warning where most records of a file, or of many small ones, have it."""
    found = Counter({doubt: number for name, number in counts.items() if (doubt := doubt_counted(name))})
    told: dict[str, list[str]] = {}
    for doubt, number in sorted(found.items(), key=lambda one: (one[0].kind, -one[1], one[0].field)):
        told.setdefault(doubt.kind, []).append(f"{doubt.field}: {number}" if doubt.field else str(number))
    most, records = doubt_rules().told, of_kinds(found)
    results = []
    for kind, said in told.items():
        observed = ", ".join([*said[:most], *([f"+{len(said) - most}"] if len(said) > most else [])])
        files = counts.get(f"{THROUGHOUT}{kind}", 0)
        warned = files > 0 or is_throughout(records[kind], counts.get(LOOKED_AT, 0))
        if files:
            observed = f"{observed} (throughout {files} {'file' if files == 1 else 'files'})"
        results.append(_result(_WRONGLY.format(kind), observed, records[kind] if warned else 0))
    return results


def _result(expectation: str, observed: str, warned: int = 0) -> dict[str, object]:
    """A result for the record, or a warning of so many records."""
    return {
        "expectation": expectation,
        "severity": "warning" if warned else "info",
        "success": not warned,
        "observed": observed,
        "unexpected_count": warned,
    }
