"""Pages as builders and frameworks make them: a text in many rows, names in attributes, notes, points, credits."""

from datetime import UTC, date

import pytest

from nashra.landing.facts.dates import parse_date
from nashra.landing.limits import load_limits
from nashra.landing.pages.page import Page, read_page
from tests.support.made_pages import BODY, OTHER, TEASERS, TITLE, head, linked_data, links, page, paragraphs

H1 = f"<h1>{TITLE}</h1>"
HEADING = "عام ونصف العام من العمل"
SHORT = "وشكر النجدي سكان الضفتين على صبرهم."
LONG = (f"{BODY[0]} {BODY[1]}", f"{BODY[2]} {BODY[3]}")
BEFORE = "وفيما يلي نص بيان البلدية الذي صدر اليوم:"
TOLD = (*LONG, SHORT * 2)
POINTS = ("الجسر يخدم ستة آلاف طالب", "الكلفة أربعة ملايين دينار", "العمل استمر عاما ونصف العام")
CALL = "حكايات أسبوعية من مدن الساحل وقراه، يرويها أهلها كل يوم خميس على منصات الاستماع."


def row(inner: str) -> str:
    """A row of a page's builder, with the elements that it wraps each piece in."""
    return (
        '<div class="vc_row wpb_row vc_row-fluid"><div class="wpb_column vc_column_container">'
        f'<div class="vc_column-inner"><div class="wpb_wrapper">{inner}</div></div></div></div>'
    )


def piece(text: str) -> str:
    return f'<div class="wpb_text_column"><div class="wpb_wrapper"><p>{text}</p></div></div>'


def listed(texts: tuple[str, ...]) -> str:
    return "".join(f"<li>{text}</li>" for text in texts)


ROWS = (
    row("".join(map(piece, TOLD)))
    + row(f'<h2 class="vc_custom_heading">{HEADING}</h2>{piece(SHORT)}')
    + row("".join(map(piece, OTHER)) + piece(SHORT * 2))
)
PAGES = {  # what the body of a page is -> the lines that are its article, less the title
    "a text in rows of a page's builder, with a heading and a short line between": (
        f'<div class="title">{H1}</div><div class="content"><div class="inner">{ROWS}</div></div>',
        (*TOLD, HEADING, SHORT, *OTHER, SHORT * 2),
    ),
    "rows that are built otherwise are no part of it": (
        f'<div class="title">{H1}</div><div class="content"><div class="inner">{row(f"<h2>{HEADING}</h2>")}'
        f"{row(''.join(map(piece, TOLD)))}</div><section>{paragraphs((*OTHER, OTHER[0]))}</section></div>",
        TOLD,
    ),
    "a statement in a list between two paragraphs": (
        f"<div>{H1}<div><p>{BEFORE}</p><ol>{listed(BODY)}</ol><p>{SHORT}</p></div></div>",
        (BEFORE, *BODY, SHORT),
    ),
    "lines that a style ends": (f'<div>{H1}<div style="white-space: pre-line">{chr(10).join(BODY)}</div></div>', BODY),
    "lines that a class ends": (f'<div>{H1}<div class="whitespace-pre-line">{chr(10).join(BODY)}</div></div>', BODY),
    "lines of the source, which nothing ends": (f"<div>{H1}<div>{chr(10).join(BODY)}</div></div>", (" ".join(BODY),)),
    "a paragraph whose class says how large its letters are": (
        f'<div>{H1}{paragraphs(BODY[:2])}<p class="has-large-font-size">{SHORT * 2}</p>{paragraphs(BODY[2:])}</div>',
        (*BODY[:2], SHORT * 2, *BODY[2:]),
    ),
    "marks of footnotes, and a note that leads back": (
        f'<div>{H1}<p>{BODY[0]}<a href="#_ftn1" name="_ftnref1">[1]</a></p>{paragraphs(BODY[1:])}'
        f'<p><a href="#_ftnref1" name="_ftn1">[1]</a> {CALL}</p></div>',
        BODY,
    ),
    "a note that its class names": (
        f'<div>{H1}<p>{BODY[0]}<sup id="r1"><a href="#n1">1</a></sup></p>{paragraphs(BODY[1:])}'
        f'<ol class="wp-block-footnotes"><li id="n1">{CALL} <a href="#r1">↩</a></li></ol></div>',
        BODY,
    ),
    "a number that leads to a place, and no note leads back to it": (
        f'<div>{H1}{paragraphs(BODY[1:])}<p>{BODY[0]} (<a href="/law/26">26</a>)</p></div>',
        (*BODY[1:], f"{BODY[0]} (26)"),
    ),
    "a story's points between headline and text": (
        f'<main>{H1}<ul class="Article_bullets__4">{listed(POINTS)}</ul><div>{paragraphs()}</div></main>',
        (*POINTS, *BODY),
    ),
    "pieces alike of a story, one of which says what else to read": (
        f"<div>{H1}<div>"
        + "".join(f'<div class="story-card"><p>{text}</p></div>' for text in BODY[:3])
        + f'<div class="story-card"><div><a href="/1">{TEASERS[0]}</a></div><p>{BODY[3]}</p></div></div></div>',
        BODY,
    ),
    "points that lead elsewhere are other stories": (
        f'<main>{H1}<ul class="highlights bullets">{links(TEASERS)}</ul><div>{paragraphs()}</div></main>',
        BODY,
    ),
    "a promotion that only an attribute names": (
        f'<div>{H1}<div>{paragraphs(BODY[:2])}<section class="x1y" aria-labelledby="podcast-promo">'
        f"<p>{CALL}</p></section>{paragraphs(BODY[2:])}</div></div>",
        BODY,
    ),
}


def read(html: str) -> Page:
    return read_page(html, load_limits())


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_the_article_comes_out_of_the_page(kind: str) -> None:
    body, wanted = PAGES[kind]
    assert [line for line in read(page(body)).text.split("\n") if line != TITLE] == list(wanted)


@pytest.mark.parametrize(
    "line",
    [
        "إعداد سلوى النجار · 5 آذار 2024 · قراءة في 3 دقائق",
        "سلوى النجار | 5 آذار 2024 | محليات",
        "كتبت سلوى النجار • 5 آذار 2024",
        "تحقيق: سلوى النجار · تصميم: عارف الحداد · 5 آذار 2024",
    ],
)
def test_who_made_a_story_is_no_line_of_it_and_its_day_is_kept(line: str) -> None:
    found = read(page(f"<div>{H1}<p>{line}</p>{paragraphs()}</div>"))
    assert [text for text in found.text.split("\n") if text != TITLE] == list(BODY)
    assert (
        found.date is not None and (day := parse_date(found.date, UTC)) is not None and day.date() == date(2024, 3, 5)
    )


@pytest.mark.parametrize("line", ["الرمال | 5 آذار 2024", "الرمال - 5 آذار 2024 - وكالة الواحة"])
def test_where_a_story_was_filed_stays(line: str) -> None:
    assert line in read(page(f"<div>{H1}<p>{line}</p>{paragraphs()}</div>")).text.split("\n")


@pytest.mark.parametrize(
    ("badge", "title"),
    [
        ("<span><b>22</b><i>آذار</i></span>", TITLE),
        ("<span>05 Mar 2024</span> ", TITLE),
        ('<span class="live">مباشر</span> ', TITLE),
        ("<span>السدر: الوادي الذي صار شارعا.</span> ", f"السدر: الوادي الذي صار شارعا. {TITLE}"),
    ],
)
def test_a_headline_comes_without_the_badge_in_it(badge: str, title: str) -> None:
    found = read(page(f"<div><h1>{badge}{TITLE}</h1>{paragraphs()}</div>"))
    assert (found.title, found.text.split("\n")) == (title, [title, *BODY])


def test_a_headline_that_is_no_heading_where_the_head_names_the_site_alone() -> None:
    told = "<tr><td><span class='newsTitle'>{}</span></td></tr><tr><td>17/03/2014</td></tr><tr><td>{}</td></tr>"
    html = page(
        f"<table>{told.format(TITLE, '<br>'.join(BODY))}</table>",
        "<head><title>وزارة الأشغال العامة والإسكان</title></head>",
    )
    assert read(html).title == TITLE
    assert (
        read(html.replace("<table>", f"<h1>وزارة الأشغال العامة والإسكان</h1><h2>{TEASERS[0]}</h2><table>", 1)).title
        != TITLE
    )


def test_the_story_of_linked_data_where_a_page_shows_nothing_but_links() -> None:
    told = head(extra=linked_data(headline=TITLE, articleBody="\n".join(BODY)))
    shell = f'<main><p>جاري تحميل الخبر...</p><div class="last"><ul>{links(TEASERS)}</ul></div></main>'
    assert read(page(shell, told)).text.split("\n") == list(BODY)


def test_the_same_head_with_a_headline_that_all_say() -> None:
    assert read(page(f"<div>{H1}{paragraphs()}</div>", head())).title == TITLE
