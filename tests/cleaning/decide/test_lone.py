"""An article that no other of its source stands beside: lines in a site's own words, which no rule knows."""

import pytest

from nashra.article import Article
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from tests.support.cleaning_articles import BODY, P1, P2, P3, P4, P5, TITLE

DAY = "السبت 4 أبريل"
CALLS = [
    "فعّلوا جرس الصفحة ليصلكم كل خبر",
    "راسلنا إن وجدت خطأ في هذه الصفحة",
    "يمكنك قراءة مقالين آخرين هذا الأسبوع",
    "نحن هنا على مدار الساعة لخدمتكم",
    "سجل معنا ليصلك العدد قبل غيرك",
]


def article(number: int, *lines: str) -> Article:
    return Article(f"{number:016d}", "wahat.json", number, "wahat.example", "\n".join(lines), title=TITLE)


def body(*lines: str, others: int = 0) -> list[str]:
    beside = [article(n, *(" ".join(f"{word}{n}" for word in part.split()) for part in BODY)) for n in range(others)]
    own = article(others, *lines)
    evidence = CorpusEvidence.build(observe_articles([own, *beside])) if others else CorpusEvidence.empty()
    return Cleaner.load().clean(own, evidence).body.split("\n")


@pytest.mark.parametrize("call", CALLS)
def test_what_a_site_says_in_its_own_words_goes(call: str) -> None:
    assert body(DAY, call, *BODY) == list(BODY)


@pytest.mark.parametrize("call", CALLS)
def test_it_is_not_asked_among_many_of_its_source_which_would_repeat_it(call: str) -> None:
    assert body(DAY, call, *BODY, others=12) == [call, *BODY]


@pytest.mark.parametrize(
    "lines",
    [
        [P1, P2, "أسعار السوق", "الطماطم: 9 ريالات", "البصل: 7 ريالات", "الليمون: 12 ريالا"],
        [P1, P2, "عبدون 620 دينارا", "خلدا 450 دينارا", "طبربور 270 دينارا"],
        [P1, P2, "ترتيب الشوط", "1. رماح", "2. سيل", "3. غيث الشمال", P3],
        [P1, P2, "«لم نطلب المستحيل»", P3],
        ["حكاية نبع", P1, P2, P3],
    ],
)
def test_what_is_short_and_the_news_stays(lines: list[str]) -> None:
    assert body(*lines) == lines


@pytest.mark.parametrize("heading", ["الماء أولا", "رأي الخبراء", "ماذا ينقص البستان؟"])
def test_headings_stay(heading: str) -> None:
    assert body(P1, P2, heading, P3, P4, P5) == [P1, P2, heading, P3, P4, P5]
