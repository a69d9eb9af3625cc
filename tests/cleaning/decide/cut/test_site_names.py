"""What a title says of its site, and buttons glued to a line, go without another article's word."""

import pytest

from nashra.article import Article
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles

TITLE = "بلدية المدينة تعيد فتح القناة القديمة"
BODY = (
    "أعاد عمال البلدية، فتح القناة القديمة التي كانت تحمل مياه النبع إلى البساتين بعد عشرين عاما من إغلاقها.\n"
    "وقال رئيس جمعية المزارعين إن أكثر من مئة شاب شاركوا في رفع الحجارة، وإن تطبيق FieldMap ساعدهم في رسم المجرى.\n"
    "وتحتاج البساتين إلى شهرين حتى تصل المياه إلى آخرها، كما يقول مهندس الري الذي أشرف على العمل."
)


def clean(title: str, body: str = BODY, source: str = "unknown") -> tuple[str | None, str, list[tuple[str, str, str]]]:
    article = Article("a" * 16, "a.txt", 0, source, f"{title}\n{body}")
    found = Cleaner.load().clean(article, CorpusEvidence.build(observe_articles([article])))
    cuts = [(str(r.part), r.rule, r.text) for r in found.removals if r.part != "whole"]
    return found.title, found.body, cuts


@pytest.mark.parametrize(
    ("piece", "source"),
    [
        (" – Alwaha", "unknown"), (" | الواحة نيوز", "unknown"), (" - Alwaha News", "unknown"),
        (" » الجزيرة نت", "unknown"),
        (" - الواحة اليوم", "الواحة اليوم"), (" | al-waha.example", "al-waha.example"),
    ],
)  # fmt: skip
def test_a_site_behind_its_title(piece: str, source: str) -> None:
    title, body, cuts = clean(TITLE + piece, source=source)
    assert (title, body) == (TITLE, BODY)
    assert cuts == [("tail", "site-behind-title", piece)]


def test_another_site_s_name_says_who_reports_it() -> None:
    assert clean(f"{TITLE} - الجزيرة نت", source="alnakheel.example")[0] == f"{TITLE} - الجزيرة نت"
    assert clean(f"{TITLE} - الجزيرة نت", source="aljazeera.net")[0] == TITLE


def test_a_site_before_its_title() -> None:
    assert clean(f"الواحة نيوز | {TITLE}")[::2] == (TITLE, [("head", "site-before-title", "الواحة نيوز | ")])


@pytest.mark.parametrize(
    ("piece", "rule"),
    [
        (" (ارشيف)", "picture-behind-title"),
        (" (أرشيفية)", "picture-behind-title"),
        (" (صورة أرشيفية)", "picture-behind-title"),
        (" (سعاد خالد)", "writer-behind-title"),
        (" -", "separator-behind-title"),
    ],
)
def test_what_stands_behind_a_headline_and_is_none_of_it(piece: str, rule: str) -> None:
    title, body, cuts = clean(TITLE + piece)
    assert (title, body) == (TITLE, BODY)
    assert cuts == [("tail", rule, piece)]


@pytest.mark.parametrize(
    "piece",
    [
        " – رويترز",  # who reports it
        " - صحيفة فرنسية", " – وثيقة", " - FieldMap",  # the article speaks of it again
        " | بالصور", " (فيديو)", " (2/2)", " – كأس الخليج 2024", " – دراسة حديثة",
    ],
)  # fmt: skip
def test_what_belongs_to_a_headline_stays(piece: str) -> None:
    title, _, cuts = clean(TITLE + piece)
    assert title == TITLE + piece
    assert not cuts


@pytest.mark.parametrize(
    "buttons",
    [
        "* email* facebook* twitter* linkedin",
        "فيسبوك | تويتر | واتساب | ",
        "Share Facebook X ",
        "شارك من خلال تويتر فيسبوك جوجل بلس اكتب رأيك ",
    ],
)
def test_buttons_glued_to_a_paragraph(buttons: str) -> None:
    _, body, cuts = clean(TITLE, buttons + BODY)
    assert body == BODY
    assert [(part, rule) for part, rule, _ in cuts] == [("head", "share-buttons")]


@pytest.mark.parametrize(
    "start", ["فيسبوك وتويتر ويوتيوب شركات كبيرة، ", "Facebook وتويتر معا: ", "واتساب تعلن ميزة جديدة، "]
)
def test_a_story_about_networks_stays(start: str) -> None:
    assert clean(TITLE, start + BODY)[1] == start + BODY
