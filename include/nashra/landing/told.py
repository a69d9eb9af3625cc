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
    return results + [_result(_WRONGLY.format(kind), said) for kind, said in _doubted(counts)]


def _doubted(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Each kind of doubt, with the fields in which it is found and the number of records, the most frequent first."""
    found = [(doubt, number) for name, number in counts.items() if (doubt := doubt_counted(name))]
    told: dict[str, list[str]] = {}
    for doubt, number in sorted(found, key=lambda one: (one[0].kind, -one[1], one[0].field)):
        told.setdefault(doubt.kind, []).append(f"{doubt.field}: {number}" if doubt.field else str(number))
    most = doubt_rules().told
    return [
        (kind, ", ".join([*said[:most], *([f"+{len(said) - most}"] if len(said) > most else [])]))
        for kind, said in told.items()
    ]


def _result(expectation: str, observed: str) -> dict[str, object]:
    return {
        "expectation": expectation,
        "severity": "info",
        "success": True,
        "observed": observed,
        "unexpected_count": 0,
    }
