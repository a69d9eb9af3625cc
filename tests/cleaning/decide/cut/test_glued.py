"""Pieces glued to lines go when a paper's other articles have them too, and only then."""

import pytest

from nashra.article import Article, Cleaned
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from tests.support.cleaning_articles import BODY, OTHER_P1, OTHER_P2, OTHERS, TITLE, clean, scraped_again

PAPER, OTHER_PAPER = "alwaha.example", "alnakheel.example"
TAGS = (
    "الري البساتين القرى",
    "الأسماك الميناء البلدية",
    "الامتحانات الثانوية",
    "كرة القدم الشباب",
    "متحف الخط",
    "زيت الزيتون",
)


def paper(source: str, number: int, first: str, last: str) -> Article:
    """An article of a paper whose title begins with `first`, and whose last paragraph ends with `last`."""
    texts = (OTHER_P1[number * 9 :], BODY[number % 5], OTHER_P2[number * 7 :])
    lines = (first + OTHERS[number % 5] + f" {number}", *texts[:-1], texts[-1] + last)
    return Article(f"{source[:3]}{number:013x}", f"{number}.txt", 0, source, "\n".join(lines))


def cleaned(story: Article, others: list[Article]) -> Cleaned:
    evidence = CorpusEvidence.build(observe_articles([story, *others]))
    return Cleaner.load().clean(story, evidence)


def story(source: str, title: str = TITLE, last: str = "") -> Article:
    return Article("5" * 16, "story.txt", 0, source, "\n".join((title, *BODY[:-1], BODY[-1] + last)))


@pytest.mark.parametrize("source", [PAPER, "unknown"])
def test_a_label_before_the_title_that_the_paper_s_other_titles_have(source: str) -> None:
    others = [paper(source, number, "محليات / ", "") for number in range(5)]
    found = cleaned(story(source, f"محليات / {TITLE}"), others)
    assert found.title == TITLE
    assert [(r.part, r.text) for r in found.removals] == [("head", "محليات / ")]


def test_a_site_s_name_behind_the_title() -> None:
    others = [paper(PAPER, number, "", "") for number in range(5)]
    for one in others:
        one.text = one.text.replace("\n", " – الواحة نيوز\n", 1)
    assert cleaned(story(PAPER, f"{TITLE} – الواحة نيوز"), others).title == TITLE


def test_tags_that_change_behind_a_word_that_does_not() -> None:
    others = [paper(PAPER, number, "", f" ملفات {tags}") for number, tags in enumerate(TAGS)]
    found = cleaned(story(PAPER, last=" ملفات القناة وادي الريحان"), others)
    assert found.body.split("\n")[-1] == BODY[-1]
    assert found.removals[-1].text.strip() == "ملفات القناة وادي الريحان"


def test_the_article_s_own_title_behind_its_last_sentence() -> None:
    found = cleaned(story(PAPER, last=f" الخبر في موقعنا {TITLE}"), [])
    assert found.body.split("\n")[-1] == BODY[-1]


def test_another_paper_s_habit_says_nothing() -> None:
    others = [paper(OTHER_PAPER, number, "محليات / ", f" ملفات {tags}") for number, tags in enumerate(TAGS)]
    found = cleaned(story(PAPER, f"محليات / {TITLE}", " ملفات القناة وادي الريحان"), others)
    assert found.title == f"محليات / {TITLE}"
    assert found.body.endswith("ملفات القناة وادي الريحان")


def test_a_last_sentence_that_papers_like_stays() -> None:
    """It is a sentence, with its full stop."""
    others = [paper(PAPER, number, "", " ولم يصدر تعليق رسمي حتى الآن.") for number in range(6)]
    found = cleaned(story(PAPER, last=" ولم يصدر تعليق رسمي حتى الآن."), others)
    assert found.body.endswith("ولم يصدر تعليق رسمي حتى الآن.")


def test_the_scraped_text_comes_back() -> None:
    others = [paper(PAPER, number, "محليات / ", f" ملفات {tags}") for number, tags in enumerate(TAGS)]
    one = story(PAPER, f"محليات / {TITLE}", " ملفات القناة وادي الريحان")
    found = cleaned(one, others)
    assert scraped_again(one, found) == one.text


@pytest.mark.parametrize(
    "tail",
    [
        "انقر هنا لمشاهدة الصور",
        "(اقرأ المزيد)",
        "المصدر: وكالة الواحة",
        "رابط الخبر: https://waha.example/n/12",
        "— تصفح أيضا: سوق السمك",
    ],
)
def test_a_call_behind_the_last_sentence_goes_and_its_paragraph_stays(tail: str) -> None:
    found = clean(TITLE, *BODY[:-1], f"{BODY[-1]} {tail}")
    assert found.body == "\n".join(BODY)
    assert [(removal.part, removal.text.strip()) for removal in found.removals] == [("tail", tail)]
