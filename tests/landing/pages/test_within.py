"""What stands within a story, or right beside it, and is none of it: posts, quotations, credits, clocks, facts."""

import pytest

from nashra.landing.limits import load_limits
from nashra.landing.pages.page import Page, read_page
from tests.support.made_pages import BODY, OTHER, TEASERS, TITLE, page, paragraphs

H1 = f"<h1>{TITLE}</h1>"
HALVES = (paragraphs(BODY[:2]), paragraphs(BODY[2:]))
SAID = "الجسر سيخدم نحو ستة آلاف طالب كانوا يعبرون الوادي"  # a part of the second paragraph
NEARLY = "سيخدم الجسر ستة آلاف طالب كانوا يعبرون الوادي"
FRESH = "انتظرنا هذا الجسر منذ كنا تلاميذ في المدرسة القديمة على الضفة الغربية من الوادي."
LEAD = "يصل الجسر الضفتين للمرة الأولى منذ أن جرفت السيول الجسر الخشبي القديم قبل عشرين عاما."
EVENT = "حفل الافتتاح | ساحة المدرسة القديمة | 12 مارس 2024"
POST = "صورة الجسر الجديد في وادي السدر صباح اليوم، مبروك لأهل الضفة الشرقية"
UPDATES = ("وصل أول الطلاب إلى الجسر.", "بدأ الحفل بكلمة رئيس البلدية عارف النجدي.", "قطع الشريط طفلان من الضفتين.")
MONTHS = ("5 مارس 2024", "4 مارس 2024", "3 مارس 2024")
PHOTOS = ("الجسر من الضفة الشرقية", "طلاب يعبرون إلى المدرسة", "رئيس البلدية يقطع الشريط")

WRITERS = ("سلوى النجار", "ليلى الساعدي", "هدى حداد")
WON = "كاتبة من الضفة الشرقية، فازت بجائزة الجسر عن قصة كتبتها في المدرسة."


def within(piece: str) -> str:
    """A story with a piece in its middle."""
    return f"<article>{H1}<div class='text'>{HALVES[0]}{piece}{HALVES[1]}</div></article>"


def entry(number: int, text: str) -> str:
    return (
        f'<li class="update"><div class="side"><span>1{number}:05</span> <span>منذ {number} دقائق</span></div>'
        f'<div class="what"><p>{text}</p><div class="tools"><b>أرسل</b> <b>رابط التحديث</b></div></div></li>'
    )


def other(number: int) -> str:
    """A story of the day before, built as the page's own."""
    return (
        f'<div class="box"><h2>{TEASERS[number]}</h2><span>الساعة 10:00 - {MONTHS[number]}</span>'
        f"{paragraphs(OTHER)}{paragraphs(OTHER[:1])}</div>"
    )


OWN = f'<div class="box">{H1}<span>الساعة 11:00 - {MONTHS[0]}</span>{paragraphs(BODY[:1])}</div>'
PAGES = {  # what the body of a page is -> the lines that are its article, less the title
    "a tweet": (
        within(f'<blockquote class="twitter-tweet"><p>{POST}</p>&mdash; وادي السدر (@sidr) 5 مارس 2024</blockquote>'),
        BODY,
    ),
    "a post as a card": (
        within(f'<div class="embed-tweet"><b>وادي السدر</b><div>{POST}</div><div>1,240 إعجاب</div></div>'), BODY,
    ),
    "posts that are what the story is about": (
        f"<div>{H1}<p>{BODY[3]}</p>"
        + "".join(f'<blockquote class="twitter-tweet"><p>{it}</p></blockquote>' for it in (*BODY[:2], *OTHER))
        + "</div>",
        (BODY[3], *BODY[:2], *OTHER),
    ),
    "a quotation in a box named for it, and who says it": (
        within(f'<div class="lf-quote"><p>{SAID}</p><span>عارف النجدي، رئيس البلدية</span></div>'), BODY,
    ),
    "a quotation that an editor made shorter": (within(f'<div class="Blocks_quote__9"><p>{NEARLY}</p></div>'), BODY),
    "a quotation that the text does not say": (
        within(f'<div class="quote-card"><p>{FRESH}</p></div>'), (*BODY[:2], FRESH, *BODY[2:]),
    ),
    "what AMP shows until a post is loaded": (
        within(f'<amp-twitter><blockquote placeholder="">{POST}</blockquote></amp-twitter>'), BODY,
    ),
    "jobs and names below the headline": (
        f"<article>{H1}<p>نص: سلوى النجار - صور: عارف النجدي</p>{paragraphs()}</article>", BODY,
    ),
    "jobs and names below the text, under a heading": (
        f"<article>{H1}{paragraphs()}<p><b>فريق العمل</b></p><p>إعداد وتقديم: سلوى النجار. تحرير: ليلى الساعدي. هندسة"
        " صوتية: سالم حداد.</p></article>",
        BODY,
    ),
    "a speaker's answer, which is no job": (
        f"<article>{H1}{paragraphs()}<p>عارف النجدي: نعم. الكلفة: أربعة ملايين دينار.</p></article>",
        (*BODY, "عارف النجدي: نعم. الكلفة: أربعة ملايين دينار."),
    ),
    "a day and how many read it": (
        f"<article>{H1}<p>أرسلت في الثلاثاء 5 مارس 2024 من طرف admin (253 قراءة)</p>{paragraphs()}</article>", BODY,
    ),
    "how long it is read, below a lead": (
        f"<article>{H1}<p class='chapo'>{BODY[0]}</p><div><span>1 دق</span></div>"
        f"<div>{paragraphs(BODY[1:])}</div></article>",
        BODY,
    ),
    "a byline as it is read to those who listen": (
        f"<article>{H1}<ul><li>الكاتب, سلوى النجار</li><li>الدور, مراسلة شؤون البيئة</li></ul>{paragraphs()}</article>",
        BODY,
    ),
    "a section's name and the way to it above the headline": (
        f"<div><span>المركز الإعلامي &gt; أخبار البلدية</span><br><b>{TITLE}</b><br>{'<br>'.join(BODY)}</div>", BODY,
    ),
    "a line of hashtags": (
        f"<article>{H1}{paragraphs()}<p>#وادي_السدر #جسر #بلدية_الرمال</p></article>", BODY,
    ),
    "a sentence with a hashtag": (
        f"<article>{H1}{paragraphs()}<p>وانتشر وسم #جسر_السدر بين الطلاب.</p></article>",
        (*BODY, "وانتشر وسم #جسر_السدر بين الطلاب."),
    ),
    "a list of photos": (
        f"<article>{H1}{paragraphs()}<ul>"
        + "".join(
            f'<li><div><img src="{at}.jpg"></div><div>{at} / 3 {it} (تصوير: سالم حداد)</div></li>'
            for at, it in enumerate(PHOTOS, 1)
        )
        + "</ul></article>",
        BODY,
    ),
    "entries of a sentence each, with clocks and tools": (
        f'<div>{H1}<div class="summary"><p>{BODY[0]}</p></div>'
        f'<ul class="updates">{"".join(entry(at, it) for at, it in enumerate(UPDATES))}</ul></div>',
        (BODY[0], *UPDATES),
    ),
    "minutes of a match": (
        f"<article>{H1}<p>{BODY[0]} {BODY[1]}</p>"
        + "".join(
            f"<div><p>{at}</p><p>{it}</p></div>" for at, it in zip(("90+5", "73'", "22'"), UPDATES, strict=True)
        )
        + "</article>",
        (f"{BODY[0]} {BODY[1]}", *UPDATES),
    ),
    "a sentence alone above a list that is the news": (
        f"<div>{H1}<div><div>قرر المجلس في جلسته اليوم ما يأتي:</div>"
        f"<ol>{''.join(f'<li>{it}</li>' for it in BODY)}</ol></div></div>",
        ("قرر المجلس في جلسته اليوم ما يأتي:", *BODY),
    ),
    "other stories, each with its day, in boxes as the story's own": (
        f"<div>{OWN}{other(0)}{other(1)}{other(2)}</div>",
        (f"الساعة 11:00 - {MONTHS[0]}", *BODY[:1]),
    ),
    "sections of one story in boxes as the first": (
        f'<div><div class="box">{H1}{paragraphs(BODY)}</div><div class="box"><h2>عام ونصف العام</h2>'
        f'{paragraphs(BODY)}{paragraphs(OTHER)}</div><div class="box"><h2>ما بعد الجسر</h2>{paragraphs(OTHER)}'
        f"{paragraphs(BODY[2:])}</div></div>",
        (*BODY, "عام ونصف العام", *BODY, *OTHER, "ما بعد الجسر", *OTHER, *BODY[2:]),
    ),
    "a piece of a story that begins with another story's title": (
        f'<div>{H1}<div><div class="card">{paragraphs(BODY[:2])}</div><div class="card">{paragraphs(OTHER)}</div>'
        f'<div class="card"><div class="x"><div>اقرأ أيضا</div><a href="/2">{TEASERS[0]}</a></div><p>{BODY[2]}</p>'
        "<p>وشكر النجدي السكان.</p></div></div></div>",
        (*BODY[:2], *OTHER, BODY[2], "وشكر النجدي السكان."),
    ),
    "videos that are announced, with their length": (
        f'<div class="tv">{H1}<div class="desc"><p>{BODY[0]}</p></div></div><div class="list"><h2>فيديوهات مقترحة</h2>'
        + "".join(
            f'<div class="v"><span>03:1{at}</span><h3><a>{it}</a></h3>{paragraphs((*OTHER, *OTHER))}</div>'
            for at, it in enumerate(TEASERS)
        )
        + "</div>",
        BODY[:1],
    ),
    "teasers that lead nowhere, above the headline": (
        "<div><div>"
        + "".join(f'<div class="s"><b>{it}</b><p>{OTHER[0]} {it}.</p></div>' for it in TEASERS)
        + f"</div><div><h2>{TITLE}</h2><div>{paragraphs()}</div></div></div>",
        BODY,
    ),
    "a text in columns, the second with short sentences": (
        f'<main><div class="top">{H1}</div><div><div class="column">{paragraphs()}</div><div class="column">'
        "<p>وشكر النجدي السكان.</p><p>وعاد الطلاب إلى بيوتهم.</p></div></div></main>",
        (*BODY, "وشكر النجدي السكان.", "وعاد الطلاب إلى بيوتهم."),
    ),
    "the same in another language, and longer": (
        f'<div>{H1}<div class="ar">{paragraphs(BODY[:2])}</div><div class="en"><h2>A bridge for Wadi al-Sidr</h2>'
        f"<p>{'The municipality of Rimal opened a bridge for pedestrians on Tuesday. ' * 8}</p></div></div>",
        BODY[:2],
    ),
    "a box of facts": (
        within('<div class="infobox"><table><tr><td>الافتتاح</td><td>5 مارس 2024</td></tr></table></div>'), BODY,
    ),
    "references and their heading": (
        f'<div>{H1}{paragraphs()}<h2>مراجع</h2><ol class="references"><li>{OTHER[0]}</li></ol></div>', BODY,
    ),
    "sources below a heading, in a list that nothing names": (
        f"<div>{H1}{paragraphs()}<h2>المصادر</h2><ul><li>«<a href='/s'>{TEASERS[0]}</a>»."
        " صحيفة المنارة، 4 مارس 2024</li></ul></div>",
        BODY,
    ),
    "a text in pieces that a builder set, the last a sentence": (
        f'<div id="site"><div class="comp-a">{H1}</div><div class="comp-b">'
        + "".join(f'<p class="font_8"><span>{it}</span></p>' for it in BODY)
        + '</div><div class="comp-c"><img src="x"></div><div class="comp-d"><p class="font_8"><span>وشكر النجدي'
        ' السكان.</span></p></div><div class="comp-e"><h4>اشترك</h4><p class="font_8">كن أول من يعرف أخبار المدينة.'
        "</p></div></div>",
        (*BODY, "وشكر النجدي السكان."),
    ),
    "who wrote a story, in a box that nothing names": (
        f'<article>{H1}<div class="c-who"><img src="x"><h3>سلوى النجار</h3><p>كاتبة وباحثة في تاريخ المدن، صدر لها كتاب'
        f" «جسور» وتعمل في أرشيف الرمال.</p></div><div>{paragraphs()}</div></article>",
        BODY,
    ),
    "several who write, whom the story is about": (
        f"<article>{H1}<div>{paragraphs(BODY)}</div>"
        + "".join(f'<div class="one"><h3>{it}</h3><p>{WON}</p></div>' for it in WRITERS)
        + "</article>",
        (*BODY, *(line for it in WRITERS for line in (it, WON))),
    ),
    "a heading with what is there to edit it": (
        f'<div>{H1}{HALVES[0]}<h2>كلفة الجسر<span class="mw-editsection">[<a href="/e">عدل</a>]</span></h2>'
        f"{HALVES[1]}</div>",
        (*BODY[:2], "كلفة الجسر", *BODY[2:]),
    ),
    "a lead in a header of its own, some elements into the article": (
        f'<article><div class="wrap"><div class="col"><header>{H1}</header><header><p>{LEAD}</p></header></div></div>'
        f'<div class="wide">{paragraphs()}</div></article>',
        (LEAD, *BODY),
    ),
    "what, where and when, between bars within the story": (
        within(f"<p>{EVENT}</p>"),
        (*BODY[:2], EVENT, *BODY[2:]),
    ),
    "one sentence, beside what the site says of itself": (
        f'<div class="post">{H1}<div class="post-text"><p>{UPDATES[1]} {UPDATES[2]}</p>'
        f"</div></div><div class='side'><h3>من نحن</h3><p>{OTHER[0]}</p></div>",
        (f"{UPDATES[1]} {UPDATES[2]}",),
    ),
}  # fmt: skip


def article(found: Page) -> list[str]:
    return [line for line in found.text.split("\n") if line != TITLE]


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_the_article_comes_out_of_the_page(kind: str) -> None:
    body, wanted = PAGES[kind]
    assert article(read_page(page(body), load_limits())) == list(wanted)


def test_posts_stay_where_they_are_asked_for() -> None:
    body = within(f'<blockquote class="twitter-tweet"><p>{POST}</p></blockquote>')
    found = read_page(page(body), load_limits(), posts=True)
    assert article(found) == [*BODY[:2], POST, *BODY[2:]]


def test_what_is_left_out_within_a_story_is_counted() -> None:
    body = within(f'<blockquote class="twitter-tweet"><p>{POST}</p></blockquote><p>#جسر #وادي</p>')
    assert read_page(page(body), load_limits()).left_out["other"] >= sum(map(str.isalnum, POST))
