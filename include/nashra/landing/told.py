"""What ingest leaves out of no table and yet must tell: what it passed over by its kind, and what came in broken.

Both travel among a task's counts, under names of their own, to the results of the check after ingest.
"""

from collections import Counter
from collections.abc import Mapping

from nashra.article import Article
from nashra.landing.facts.encoding import LOST
from nashra.landing.look.counted import doubt_counted
from nashra.landing.look.rules import doubt_rules
from nashra.landing.records import MAY_BE_SEVERAL

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
    if said := _doubted(counts):
        results.append(_result("landing: what may have been read wrongly, in the first records of files", said))
    return results


def _doubted(counts: Mapping[str, int]) -> str:
    """The most frequent doubts, each with the number of records."""
    found = [(number, doubt) for name, number in counts.items() if (doubt := doubt_counted(name))]
    found.sort(key=lambda one: (-one[0], one[1]))
    told = [f"{doubt.kind}{f' ({doubt.field})' if doubt.field else ''}: {number}" for number, doubt in found]
    most = doubt_rules().told
    return "; ".join([*told[:most], *([f"{len(told) - most} more"] if len(told) > most else [])])


def _result(expectation: str, observed: str) -> dict[str, object]:
    return {
        "expectation": expectation,
        "severity": "info",
        "success": True,
        "observed": observed,
        "unexpected_count": 0,
    }
