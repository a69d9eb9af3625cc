"""Exports of wikis: pages of the first namespace, without their markup."""

from datetime import date

from tests.landing.conftest import BODY, Landing

LINES = BODY.split("\n")
MARKED = f"""{{{{تاريخ|10 مارس 2024}}}}
[[ملف:م.jpg|تصغير|صورة [[الميناء]] القديم]]

'''{LINES[0][:6]}'''{LINES[0][6:]}<ref name="أ">{{{{استشهاد|عنوان=تقرير}}}}</ref>

{LINES[1].replace("المشروع", "[[مشروع الميناء|المشروع]]")}<!-- يراجع -->
{{| class="wikitable"
|-
| عمود || عمود
|}}
{LINES[2].replace("الأولى", "[https://www.akhbar.example/x الأولى]")}<ref name="أ" />

== المصادر ==
* {{{{مصدر|عنوان=خبر}}}}
[[تصنيف:موانئ]]
__بلا_فهرس__
"""


def page(title: str, text: str, inside: str = "<ns>0</ns>") -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f"<page><title>{title}</title>{inside}<id>4</id><revision><id>9</id><timestamp>2024-03-09T10:00:00Z</timestamp>"
        f'<text bytes="9" xml:space="preserve">{escaped}</text></revision></page>\n'
    )


def export(*pages: str) -> str:
    head = "<siteinfo><sitename>أخبار الويكي</sitename></siteinfo>"
    root = 'mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" xml:lang="ar"'
    return f"<{root}>{head}{''.join(pages)}</mediawiki>"


def test_an_article_is_its_words(landing: Landing) -> None:
    landing.write("dump.xml", export(page("توسعة الميناء", MARKED)))
    (article,) = landing.night().articles
    assert article["text"] == BODY
    assert (article["title"], article["source"]) == ("توسعة الميناء", "أخبار الويكي")
    assert article["published_on"] == date(2024, 3, 10)


def test_a_page_that_says_no_day_has_none(landing: Landing) -> None:
    landing.write("dump.xml", export(page("توسعة الميناء", BODY)))
    assert [article["published_on"] for article in landing.night().articles] == [None]


def test_words_of_a_quotation_stay(landing: Landing) -> None:
    landing.write("dump.xml", export(page("توسعة الميناء", f"{BODY}\n{{{{اقتباس|لن نتأخر يوما واحدا|الوزير}}}}")))
    (article,) = landing.night().articles
    assert article["text"] == f"{BODY}\nلن نتأخر يوما واحدا"


def test_other_pages_are_told(landing: Landing) -> None:
    moved, template = "<ns>0</ns><redirect title='الميناء' />", "<ns>10</ns>"
    pages = (page("ميناء", "#تحويل [[الميناء]]", moved), page("قالب:تاريخ", BODY, template), page("توسعة", BODY))
    landing.write("dump.xml", export(*pages))
    night = landing.night()
    assert len(night.articles) == 1
    assert sorted(night.reasons) == [
        "not an article: a page of a wiki's namespace 10", "not an article: a redirection of a wiki",
    ]  # fmt: skip
