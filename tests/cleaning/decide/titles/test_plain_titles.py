"""First lines that are told to be the title for a batch at once: `find` must say the same of each."""

import pytest

from nashra.cleaning.decide.titles.title import Headline, Titles
from nashra.cleaning.lines.read_lines import read_lines
from tests.support.cleaning_articles import BODY, OTHERS, TITLE

BROKEN = ("صيادو المرفأ القديم يعودون من رحلة الخريف إلى", "الجزر البعيدة محملين بسمك السردين هذا العام")
FIRST = [
    TITLE,
    *OTHERS,
    *BROKEN,
    "أخبار عربية ودولية ومحليات",
    "أخبار رياضية من ملاعب القرى المجاورة تصل مع مطلع الأسبوع المقبل",
    "سالم أحمد",
    "محمد بن راشد يفتتح معرض الخط العربي في قصر الوالي القديم بالمدينة",
    "على مسؤوليتي",
    "صحيفة الضحى | محليات | اقتصاد - رياضة - ثقافة - منوعات - فن",
    "• افتتاح متحف الخط العربي في قصر الوالي القديم",
    "«القناة» التي أعادها المزارعون إلى البساتين",
    "لقطة من المهرجان الذي أقيم في وادي الريحان (أرشيفية)",
    "أكد أن المياه ستوزع بالتناوب بين القرى",
    BODY[0],
]


def found(text: str, plain: bool) -> Headline | None:
    titles = Titles(read_lines([text]))
    if not plain:
        titles._plain = [False] * len(titles._plain)
    return titles.find(list(range(len(titles.letters))), "alduha.example")


@pytest.mark.parametrize("second", ["", *FIRST])
def test_a_plain_title_is_what_would_be_found(second: str) -> None:
    for first in FIRST:
        for body in (BODY, [BODY[4]], ["قال وهو يمضي", "إلى البستان", "الذي جف", "منذ عامين", "ولم يعد"]):
            for gap in ("\n", "\n\n"):
                text = gap.join(filter(None, [first, second, *body]))
                assert found(text, plain=True) == found(text, plain=False), text


def test_most_titles_are_plain() -> None:
    titles = Titles(read_lines(["\n".join([title, *BODY]) for title in (TITLE, *OTHERS)]))
    assert all(titles._plain[line] and titles._text[line + 1] for line in titles.lines.first_lines.tolist())
