"""The title is what head, linked data and headings agree on: no logo, no section, no site's name."""

import pytest

from nashra.landing.limits import load_limits
from nashra.landing.pages.page import read_page
from tests.support.made_pages import TITLE, head, linked_data, page, paragraphs

SITE = "صحيفة الرمال"
SEO = "جسر وادي السدر.. بلدية الرمال تفتتح جسرا للمشاة"
H1, H2, BODY = f"<h1>{TITLE}</h1>", f"<h2>{TITLE}</h2>", paragraphs()


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


PAGES = {  # kind -> body, head
    "an h1 that all agree with": (f"<div>{H1}{BODY}</div>", head()),
    "an h1 and nothing else": (f"<div>{H1}{BODY}</div>", "<head></head>"),
    "a logo that is the only h1": (f'<header><h1><a href="/">{SITE}</a></h1></header><div>{H2}{BODY}</div>', head()),
    "a logo with another name": (f"<header><h1>الرمال اليوم</h1></header><div>{H2}{BODY}</div>", head()),
    "what a site calls its news as the only heading": (
        f"<h1>آخر الأخبار</h1><div><p><strong>{TITLE}</strong></p><p>9 مارس 2024</p>{BODY}</div>",
        f"<head><title>{SITE}</title></head>",
    ),
    "a day behind it in the head alone": (
        f"<form><h2>{TITLE}</h2><div>{BODY}</div></form>",
        f"<head><title>وكالة نون : {TITLE}  05/03/2024</title></head>",
    ),
    "a forum's word before it": (f"<h1>الموضوع: {TITLE}</h1><div>{BODY}</div>", f"<head><title>{TITLE}</title></head>"),
    "a section that is the only h1": (f"<h1>اقتصاد</h1><div>{H2}{BODY}</div>", head()),
    "a site's name as the h1, which nothing else says": (
        f"<h1>الرمال اليوم</h1>{H2}<p>9 مارس 2024</p><div>{BODY}</div>", "<head><title>نسخة للطباعة</title></head>",
    ),
    "a section's name as the h1, and no <title>": (f"<div><h1>محليات</h1>{H2}</div>{BODY}", "<head></head>"),
    "a <title> that begins with the blog's name and a colon": (
        f"<h1>مدونة السدر</h1><div><h3>{TITLE}</h3>{BODY}</div>", f"<head><title>مدونة السدر: {TITLE}</title></head>",
    ),
    "og:title that is the site's name": (
        f"<div>{H2}{BODY}</div>", f"<head>{og(SITE)}<title>{TITLE} - {SITE}</title></head>",
    ),
    "og:title with the site's name": (f"<div>{BODY}</div>", head(TITLE).replace(og(TITLE), og(f"{TITLE} - {SITE}"))),
    "the site's name with nothing between": (
        f"<div>{H2}{BODY}</div>",
        head(None, SITE).replace(f"<title>{SITE}", f"{og(f'{SITE} {TITLE}')}<title>{SITE} {TITLE}"),
    ),
    "the site's name in the footer alone": (
        f"<div>{BODY}</div>", f"<head>{og(f'{TITLE} - {SITE}')}<title>{TITLE} - {SITE}</title></head>",
    ),
    "a <title> that begins with the site's name": (
        f"<div><p>{TITLE}</p>{BODY}</div>", f"<head><title>{SITE} | {TITLE}</title></head>",
    ),
    "a <title> alone": (f"<div>{BODY}</div>", f"<head><title>{TITLE} - أخبار محلية - {SITE}</title></head>"),
    "og:title cut short by its own quotes": (
        f"<div><p>{TITLE}</p>{BODY}</div>", f"<head>{og('بلدية الرمال')}<title>{SITE} &gt;&gt; {TITLE}</title></head>",
    ),
    "a <title> of the site and a table for a page": (
        f"<table><tr><td>الأخبار</td></tr><tr><td><b><font>{TITLE}</font></b></td></tr><tr><td>{BODY}</td></tr></table>",
        "<head><title>الرمال | محليات</title></head>",
    ),
    "a head written for search engines": (
        f"<div>{H1}{BODY}</div>", f"<head>{og(SEO)}<title>{SEO} - {SITE}</title></head>",
    ),
    "JSON-LD and the page": (
        f"<div>{H2}{BODY}</div>", f"<head>{linked_data(headline=TITLE)}<title>{SITE}</title></head>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_the_title_is_the_storys(kind: str) -> None:
    assert read_page(page(*PAGES[kind]), load_limits()).title == TITLE


def test_a_page_that_says_no_title_has_none() -> None:
    assert read_page(page(f"<div>{BODY}</div>", "<head></head>"), load_limits()).title is None


def test_what_the_head_says_of_the_story_is_kept() -> None:
    told = linked_data(
        headline=TITLE, author=[{"@type": "Person", "name": "ليلى الساعدي"}], articleSection="محليات",
        publisher={"@type": "Organization", "name": SITE}, isAccessibleForFree=False, keywords="جسور، وادي السدر",
    )  # fmt: skip
    links = '<link rel="canonical" href="https://rimal.example/"><meta property="og:url" content="https://rimal.example/n/5">'
    found = read_page(page(f"<div>{H1}{BODY}</div>", f"<head>{told}{links}</head>"), load_limits())
    assert (found.authors, found.section, found.site) == (["ليلى الساعدي"], "محليات", SITE)
    assert (found.paid, found.keywords) == (True, ["جسور", "وادي السدر"])
    assert found.url == "https://rimal.example/n/5"  # the canonical address is that of the home page


def test_tags_below_the_story_are_its_keywords() -> None:
    tags = '<div class="post-tags"><a href="/1">جسور</a> <a href="/2">وادي السدر</a></div>'
    assert read_page(page(f"<div>{H1}{BODY}{tags}</div>"), load_limits()).keywords == ["جسور", "وادي السدر"]
