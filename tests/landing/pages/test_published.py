"""The date is that of publication: never of a change, of another story, or of the day that the page was fetched."""

import pytest

from nashra.landing.limits import load_limits
from nashra.landing.pages.page import read_page
from tests.support.made_pages import OTHER, TITLE, head, linked_data, page, paragraphs

DAY = "2024-03-05T10:00:00+03:00"
CHANGED = "2024-04-09T08:00:00+03:00"
H1, BODY = f"<h1>{TITLE}</h1>", paragraphs()
TIME = f'<time datetime="{DAY}">أمس</time>'
TEASER = '<div><a href="/x">خبر قديم</a><time datetime="2021-02-03T08:00:00+03:00">3 فبراير 2021</time></div>'


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


PAGES = {  # kind -> body, what the head has besides, the date
    "JSON-LD over a teaser's time": (
        f"{TEASER}<div>{H1}{BODY}</div>", linked_data(headline=TITLE, datePublished=DAY, dateModified=CHANGED), DAY,
    ),
    "JSON-LD made anew, and a meta that is older": (
        f"<div>{H1}{BODY}</div>",
        linked_data(headline=TITLE, datePublished=CHANGED, dateModified=CHANGED) + meta("article:published_time", DAY),
        DAY,
    ),
    "a meta over a teaser's time": (f"{TEASER}<div>{H1}{BODY}</div>", meta("article:published_time", DAY), DAY),
    "a meta that is no date": (
        f"<div>{H1}{TIME}{BODY}</div>", meta("article:published_time", "أمس"), DAY,
    ),
    "a change alone": (f"<div>{H1}{BODY}</div>", meta("article:modified_time", CHANGED), None),
    "a time near the headline": (f"{TEASER}<div>{H1}<p>كتب سالم {TIME}</p>{BODY}</div>", "", DAY),
    "a time of a change near the headline": (
        f'<div>{H1}<time class="updated" datetime="{CHANGED}"></time>{TIME}{BODY}</div>', "", DAY,
    ),
    "a time that a script fills, between headline and story": (
        f'<div>{H1}<time datetime="{DAY}"></time>{BODY}</div>', "", DAY,
    ),
    "a time that a script fills, within the story": (
        f"<div>{H1}<p><time datetime='{CHANGED}'></time>{BODY.removeprefix('<p>')}</div>", "", None,
    ),
    "a time in a link, in words": (
        f"<div>{H1}<ul><li><a href='/2024/03'><time>مارس 5, 2024</time></a></li></ul>{BODY}</div>", "", "مارس 5, 2024",
    ),
    "a time that is of publication and of a change": (
        f'<div>{H1}<time class="entry-date updated" datetime="{DAY}">أمس</time>{BODY}</div>', "", DAY,
    ),
    "JSON-LD with a comma too many and a line end within a text": (
        f"<div>{H1}{BODY}</div>",
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}",'
        f' "description": "سطر\nثان", "datePublished": "{DAY}",}}</script>',
        DAY,
    ),
    "times of other stories alone": (f"<div>{H1}{BODY}</div><div>{TEASER * 4}</div>", "", None),
    "a line below the headline": (f"<div>{H1}<div>الثلاثاء 5 مارس 2024</div>{BODY}</div>", "", "الثلاثاء 5 مارس 2024"),
    "a line above the headline": (f"<div><div>محليات 5 مارس 2024</div>{H1}{BODY}</div>", "", "محليات 5 مارس 2024"),
    "a day that a part of a long line is named for": (
        f"<div>{H1}<p>كتبت سلوى النجار<span class='tie-date'>5 مارس 2024</span>محليات وسياسة وأخبار 2,301 تعليق</p>"
        f"{BODY}</div>", "", "5 مارس 2024",
    ),
    "a line of how many read it": (
        f"<div>{H1}<p>أرسلت في الثلاثاء 5 مارس 2024 من طرف admin (253 قراءة)</p>{BODY}</div>", "",
        "ارسلت في الثلاثاء 5 مارس 2024 من طرف admin (253 قراءه)",
    ),
    "a day in a box of facts": (
        f"<div>{H1}<table class='infobox'><tr><td>الافتتاح</td><td>5 مارس 2024</td></tr></table>{BODY}</div>", "", None,
    ),
    "a line that is a link": (
        f"<div><div><a href='/20240305'>10:24 GMT 05.03.2024</a></div>{H1}{BODY}</div>", "", "10:24 gmt 05.03.2024",
    ),
    "a footer below the headline": (
        f"<article><h2>{TITLE}</h2><footer><div>كتب: سالم في {TIME}</div></footer><div>{BODY}</div></article>", "", DAY,
    ),
    "a footer below the headline, in words alone": (
        f"<article><h2>{TITLE}</h2><footer><div>تم النشر بواسطة <span>editor</span> في 05 مارس, 2024 - 09:30</div>"
        f"</footer><div>{BODY}</div></article>", "", "تم النشر بواسطه editor في 05 مارس, 2024 - 09:30",
    ),
    "a footer below the story, in words alone": (
        f"<article><h2>{TITLE}</h2><div>{BODY}</div><footer><div>5 مارس 2024</div></footer></article>", "", None,
    ),
    "a footer below the story": (
        f"<article><h2>{TITLE}</h2><div>{BODY}</div><footer><div>{TIME}</div></footer></article>", "", None,
    ),
    "a day for those who listen, and the same for those who look": (
        f"<div>{H1}<div><span class='screen-reader-text'>نشر في 5 مارس 2024</span><b>5/3/2024</b></div>{BODY}</div>",
        "", "نشر في 5 مارس 2024 5/3/2024",
    ),
    "a time below the lead": (
        f"<div>{H1}<p class='lead'>{BODY.split('</p>')[0][3:]}</p><div>نشر: {TIME}</div>{BODY}</div>", "", DAY,
    ),
    "a line below a lead that stands apart from the text": (
        f"<article>{H1}<div class='chapo'>{OTHER[1]}</div><div>الثلاثاء 5 مارس 2024 - 14:05</div>"
        f"<div>{BODY}</div></article>", "", "الثلاثاء 5 مارس 2024 - 14:05",
    ),
    "a date in a heading of the text, below a lead": (
        f"<article>{H1}<div>{OTHER[1]}</div><div><h3>7 يناير 2022</h3>{BODY}</div></article>", "", None,
    ),
    "a day and an hour with all their words": (
        f"<div>{H1}<div>الثلاثاء - 05 مارس 2024 - الساعة 03:20 م بتوقيت اليمن</div>{BODY}</div>", "",
        "الثلاثاء - 05 مارس 2024 - الساعه 03:20 م بتوقيت اليمن",
    ),
    "a day and an hour in two spans side by side": (
        f"<div>{H1}<div><span>05/03/2024</span><span>09:14:22</span></div>{BODY}</div>", "", "05/03/2024 09:14:22",
    ),
    "a headline with a badge behind it": (
        f"<div><span>5 مارس 2024</span><h2>{TITLE} <span><sup>مميز</sup></span></h2></div><div>{BODY}</div>", "",
        "5 مارس 2024",
    ),
    "one of several facts in a long line": (
        f"<div>{H1}<div>كتبه: سعاد الخطيب من الرمال | التاريخ: 5/3/2024 | المشاهدات: 455</div>{BODY}</div>", "",
        "التاريخ: 5/3/2024",
    ),
    "a line about a change": (f"<div>{H1}<div>آخر تحديث: 9 مارس 2024</div>{BODY}</div>", "", None),
    "the day of the visit in a bar": (
        f"<div>الأحد 10 مارس 2024</div><div><div>{H1}</div><div>{BODY}</div></div>", "", None,
    ),
    "a second headline with a date": (
        f"<div>{H1}<h2>انطلقت أعمال بناء الجسر في 7 يناير 2022 بعد توقف طويل</h2>{BODY}</div>", "", None,
    ),
    "a date in the story": (f"<div>{H1}{BODY}<p>وبدأ العمل في 7 يناير 2022.</p></div>", "", None),
    "a line of when it was made above that of its publication": (
        f"<h1>{TITLE}</h1><p>Created on 2024-03-04 05:15</p><p>Published on 2024-03-05 06:15</p>{BODY}", "",
        "published on 2024-03-05 06:15",
    ),
    "a line of when it was made alone": (
        f"<h1>{TITLE}</h1><p>Created: 2024-03-05</p>{BODY}", "", "created: 2024-03-05",
    ),
    "the one time that microformats mark, below the story": (
        f'<article><h1>{TITLE}</h1>{BODY}<footer><time class="dt-published" datetime="{DAY}">5 مارس</time></footer>'
        "</article>", "", DAY,
    ),
    "a day of its own among those of who made it": (
        f"<div>{H1}<div class='credits'><p>كتابة <b>سلوى النجار</b></p><p>5 مارس 2024</p></div>{BODY}</div>", "",
        "5 مارس 2024",
    ),
    "a day until when something may be done, above that of publication": (
        f"<div>{H1}<div><b>آخر أجل</b> 15 أبريل 2024</div><div>نشر بتاريخ: 5 مارس 2024</div>{BODY}</div>", "",
        "نشر بتاريخ: 5 مارس 2024",
    ),
    "who wrote it, and when, to the minute": (
        f"<div>{H1}<div>صحيفة الرمال - سلوى النجار الثلاثاء 5 مارس 2024 - 13:00</div>{BODY}</div>", "",
        "صحيفه الرمال - سلوي النجار الثلاثاء 5 مارس 2024 - 13:00",
    ),
    "a day where a mouse rests": (
        f"<div>{H1}<span title='2024-03-05 16:22'>قبل 9 أشهر</span>{BODY}</div>", "", "2024-03-05 16:22",
    ),
    "a day of a change where a mouse rests": (
        f"<div>{H1}<span title='2024-04-09 16:22'>آخر تحديث قبل ساعة</span>{BODY}</div>", "", None,
    ),
    "both calendars' days in two spans side by side": (
        f"<div>{H1}<div><span>24 شعبان 1445</span><span>05/03/2024</span></div>{BODY}</div>", "",
        "24 شعبان 1445 05/03/2024",
    ),
    "the address": (
        f"<div>{H1}{BODY}</div>", '<link rel="canonical" href="https://rimal.example/2024/3/5/bridge">', "2024-03-05",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_the_date_is_that_of_publication(kind: str) -> None:
    body, extra, wanted = PAGES[kind]
    assert read_page(page(body, head(extra=extra)), load_limits()).date == wanted


def test_a_line_with_both_dates_gives_the_first() -> None:
    body = f"<div>{H1}<div>نشر: 5 مارس 2024 آخر تحديث: 9 مارس 2024</div>{BODY}</div>"
    found = read_page(page(body), load_limits()).date
    assert found is not None and "5 مارس" in found and "9 مارس" not in found


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ('<div class="post-date">5 مارس 2024</div>', "5 مارس 2024"),
        ("<span>05-03-2024 | 09:45 م</span>", "05-03-2024 | 09:45 م"),
        ("<small>نشر في 5 مارس 2024 - 10:15</small>", "نشر في 5 مارس 2024 - 10:15"),
    ],
)  # fmt: skip
def test_a_piece_of_a_page_without_a_head_has_its_day_below_its_headline(line: str, day: str) -> None:
    found = read_page(f'<div class="t">{TITLE}</div>{line}<div class="c">{BODY}</div>', load_limits())
    assert (found.title, found.date) == (TITLE, day)
