"""What a page says around a story, and is none of it: calls on readers, who made it, who sent it, what it was made of;
and what looks like that and is the story."""

import pytest

from nashra.landing.limits import load_limits
from nashra.landing.pages.page import Page, read_page
from tests.support.made_pages import BODY, OTHER, TEASERS, TITLE, head, linked_data, page, paragraphs

H1 = f"<h1>{TITLE}</h1>"
HALVES = (paragraphs(BODY[:2]), paragraphs(BODY[2:]))
BIO = "سلوى النجار باحثة في تاريخ المدن، تعمل في أرشيف الرمال منذ عشرة أعوام."
AGAIN = "سلوى النجار تقول إن الجسر غير حياة الضفة الشرقية كلها، وإن أولادها يصلون إلى المدرسة."
CORRECTED = "تصحيح أوراق الامتحان يبدأ غدا في مدارس الضفة الشرقية بعد عبور الجسر."
SENDER = "تأسست شركة الرمال للجسور عام 1998، ولها فروع في ثلاث مدن على الوادي."
STEPS = tuple(
    f"{it} ويترك نصف ساعة في مكان دافئ قبل الخطوة التالية." for it in ("يعجن الدقيق", "يقطع العجين", "يخبز الرغيف")
)
NEEDS = ("كيلو دقيق", "ملعقة ملح", "كأس ماء")
LIST = "".join
UPDATES = ("وصل أول الطلاب إلى الجسر.", "بدأ الحفل بكلمة رئيس البلدية.", "قطع الشريط طفلان من الضفتين.")
ASKED = "ماذا يفعل الجسر الجديد بحياة الناس على ضفتي الوادي حين تسيل الأمطار؟"
CARD = (
    '<div class="x1"><a href="/{at}"><img src="x"><div class="x2">{title}</div></a><div class="x3">{text}</div></div>'
)


def within(piece: str) -> str:
    """A story with a piece in its middle."""
    return f"<article>{H1}<div class='text'>{HALVES[0]}{piece}{HALVES[1]}</div></article>"


def card(at: int) -> str:
    return CARD.format(at=at, title=TEASERS[at], text=f"{OTHER[at % 2][:60]}.")


PAGES = {  # what the body of a page is -> the lines that are its article, less the title
    "a box that ends in a link to join": (
        within("<div class='b'><b>تابع الرمال على هاتفك</b><div>أخبار الوادي لحظة بلحظة</div><a href='/w'>انضم</a>"
               "</div>"),
        BODY,
    ),
    "a box that ends in a button to give": (
        within("<section><b>نحن نعتمد على قرائنا</b><p>ساعدنا على البقاء</p><button>ادعمنا الآن</button></section>"),
        BODY,
    ),
    "what readers may join, each with its link, which is the story": (
        f"<article>{H1}<p>{BODY[0]}</p><p>{BODY[1]}</p>"
        + LIST(
            f"<div class='it'><h3>{head_}</h3><p>{text}</p><a href='/{head_}'>سجل الآن</a></div>"
            for head_, text in zip(("السقيا", "الكسوة", "البناء"), UPDATES, strict=True)
        )
        + "</article>",
        (*BODY[:2], *(line for pair in zip(("السقيا", "الكسوة", "البناء"), UPDATES, strict=True) for line in pair)),
    ),
    "a question with answers to choose": (
        within("<div class='q'><p>هل عبرت الجسر الجديد؟</p><label><input type='radio'>نعم</label>"
               "<label><input type='radio'>لا</label></div>"),
        BODY,
    ),
    "a heading with buttons to press": (
        within("<div>كلفة الجسر<button>نسخ</button><button>مشاركة</button></div>"),
        (*BODY[:2], "كلفة الجسر", *BODY[2:]),
    ),
    "a name that the headline's element for it holds": (
        f"<article>{H1}<p class='by'>سلوى النجار</p>{paragraphs()}</article>", BODY,
    ),
    "a day, a section and how often it was seen between dashes": (
        f"<article>{H1}<p>2024.03.05 - أخبار - شوهد 812 مرة</p>{paragraphs()}</article>", BODY,
    ),
    "a name and a day in two spans": (
        f"<article>{H1}<div><span>سلوى النجار</span><span>05-03-2024</span></div>{paragraphs()}</article>", BODY,
    ),
    "a place and a day in two spans": (
        f"<article>{H1}<div><span>رام الله</span> <span>05-03-2024</span></div>{paragraphs()}</article>",
        ("رام الله 05-03-2024", *BODY),
    ),
    "a caption, and whose picture it is": (
        within("<div><img src='x'><small>خريطة الوادي، نسخة من القرن الماضي. (متحف الرمال)</small></div>"), BODY,
    ),
    "a name and a day between dashes": (f"<article>{H1}<p>سلوى النجار — 5 مارس 2024</p>{paragraphs()}</article>", BODY),
    "a place and a day between dashes": (
        f"<article>{H1}<p>رام الله — 5 مارس 2024</p>{paragraphs()}</article>", ("رام الله — 5 مارس 2024", *BODY),
    ),
    "a print's line of who wrote it, when and where": (
        f"<article>{H1}<p>بقلم: سلوى النجار. بتاريخ 5 مارس 2024 الساعة 3:10 م. في محليات.</p>{paragraphs()}</article>",
        BODY,
    ),
    "numbers of those who like it": (
        f"<article>{H1}<div><span>412</span> <span>9</span></div>{paragraphs()}</article>", BODY,
    ),
    "what a writer is, below the text": (
        f"<article>{H1}<div>سلوى النجار، سالم حداد</div>{paragraphs()}<p><b>سلوى النجار</b>{BIO[11:]}</p></article>",
        ("سلوى النجار، سالم حداد", *BODY),
    ),
    "what a person of the story says, whom a line above names": (
        f"<article>{H1}<div>سلوى النجار</div>{paragraphs()}<p>{AGAIN}</p></article>",
        ("سلوى النجار", *BODY, AGAIN),
    ),
    "who sent a release, below the mark that ends it": (
        f"<article>{H1}{paragraphs()}<p>-انتهى-</p><p><b>نبذة عن شركة الرمال</b></p><p>{SENDER}</p></article>",
        (*BODY, "-انتهى-"),
    ),
    "a part about a company without such a mark": (
        f"<article>{H1}{paragraphs()}<p><b>نبذة عن شركة الرمال</b></p><p>{SENDER}</p></article>",
        (*BODY, "نبذة عن شركة الرمال", SENDER),
    ),
    "addresses that a print has below": (
        f"<article>{H1}{paragraphs()}<p>طبع من صحيفة الرمال: https://rimal.example</p><p>روابط في هذا المقال:</p>"
        "<p>[1] الملتقى: https://rimal.example/tag</p></article>",
        BODY,
    ),
    "an address that the story gives": (
        f"<article>{H1}{paragraphs()}<p>التسجيل عبر: https://rimal.example/join</p></article>",
        (*BODY, "التسجيل عبر: https://rimal.example/join"),
    ),
    "a mark of a note without a link, and an exponent": (
        f"<article>{H1}<p>{BODY[0][:-1]}<sup>[1]</sup>.</p><p>{BODY[1]}</p><p>وتبلغ مساحة الجسر ستمئة م<sup>2</sup>."
        "</p></article>",
        (*BODY[:2], "وتبلغ مساحة الجسر ستمئة م2."),
    ),
    "how a text came about, and what was wrong in it": (
        f"<article>{H1}<p><em>أنجزت هذه المادة ضمن برنامج الجسور.</em></p>{paragraphs()}"
        "<p>* تصويب: ورد في نسخة سابقة أن الكلفة خمسة ملايين.</p></article>",
        BODY,
    ),
    "a correction that is the story": (
        f"<article>{H1}<p>{CORRECTED}</p>{paragraphs()}</article>", (CORRECTED, *BODY),
    ),
    "a quotation that ends with an account": (
        within("<blockquote>مبروك لأهل الضفة الشرقية هذا الجسر الجميل — @sidr_b</blockquote>"), BODY,
    ),
    "a post with its writer in a line below": (
        within("<blockquote class='tw'><p>مبروك لأهل الضفة الشرقية هذا الجسر</p>— Sidr (@sidr_b) <a href='/x'>March 5"
               "</a></blockquote>"),
        BODY,
    ),
    "a caption that ends as a sentence, and who took the picture": (
        within("<div><img src='x'><br><small>طلاب يعبرون الجسر صباح اليوم الأول. (عدسة: سالم حداد)</small></div>"),
        BODY,
    ),
    "a caption set in the middle, below its picture": (
        within("<p><img src='x'></p><p style='text-align: center'>رئيس البلدية أمام الجسر الجديد فوق وادي السدر.</p>"),
        BODY,
    ),
    "verses set in the middle, below a paragraph": (
        within("<p style='text-align:center'>يا جسر الوادي</p><p style='text-align:center'>يا باب بلادي</p>"),
        (*BODY[:2], "يا جسر الوادي", "يا باب بلادي", *BODY[2:]),
    ),
    "a chart that a script draws": (
        within("<div class='flourish-embed'><div>المفرق 188</div><div>مادبا 171</div></div>"), BODY,
    ),
    "entries' hours and writers in a line": (
        f"<div>{H1}<p>{BODY[0]} {BODY[1]}</p>"
        + LIST(
            f"<div class='e'><div class='h'><time>1{at}:05</time><span>{who}</span></div><p>{text}</p></div>"
            for at, (who, text) in enumerate(zip(("سلوى النجار", "سالم حداد", "ليلى الساعدي"), UPDATES, strict=True))
        )
        + "</div>",
        (f"{BODY[0]} {BODY[1]}", *UPDATES),
    ),
    "entries' hours in elements that are numbered": (
        f"<div>{H1}<p>{BODY[0]}</p><dl>"
        + LIST(f"<dt id='u{at}'>1{at}:05</dt><dd><p>{text}</p></dd>" for at, text in enumerate(UPDATES))
        + "</dl></div>",
        (BODY[0], *UPDATES),
    ),
    "entries that count on": (
        f"<div>{H1}<p>{BODY[0]}</p>"
        + LIST(f"<div class='i'><b>{at}</b><p>{text}</p></div>" for at, text in enumerate(UPDATES, 1))
        + "</div>",
        (BODY[0], *UPDATES),
    ),
    "two cards amid a story, built as those below it": (
        f"<main>{H1}<div class='t'>{HALVES[0]}<div class='g'>{card(0)}{card(1)}</div>{HALVES[1]}</div>"
        f"<div class='all'>{card(2)}{card(3)}{card(0)}</div></main>",
        BODY,
    ),
    "what a recipe needs, in a box beside that of its steps": (
        f"<article>{H1}<div class='entry'><p>{BODY[0]}</p><div class='recipe'><div class='needs'><h3>المكونات</h3><ul>"
        f"{LIST(f'<li>{it}</li>' for it in NEEDS)}</ul></div><div class='steps'><h3>التحضير</h3><ol>"
        f"{LIST(f'<li>{it}</li>' for it in STEPS)}</ol></div></div><p>ويقدم الخبز ساخنا.</p></div></article>",
        (BODY[0], "المكونات", *NEEDS, "التحضير", *STEPS, "ويقدم الخبز ساخنا."),
    ),
    "a second headline that asks": (f"<div>{H1}<div><p>{ASKED}</p></div><div>{paragraphs()}</div></div>", BODY),
    "a story's points below their heading": (
        f"<div>{H1}<div class='hl'><h6>أهم النقاط</h6><ul><li>جسر للمشاة فوق الوادي</li><li>ستة آلاف طالب</li></ul>"
        f"</div><div class='txt'>{paragraphs()}</div></div>",
        ("أهم النقاط", "جسر للمشاة فوق الوادي", "ستة آلاف طالب", *BODY),
    ),
    "a signature with a star, and what it says below": (
        f"<article>{H1}{paragraphs()}<p>سلوى النجار*</p><p>* باحثة في تاريخ المدن</p></article>", BODY,
    ),
    "a part of the site's name before the first sentence": (
        f"<div>{H1}<div><p>الرمال - {BODY[0]}</p>{paragraphs(BODY[1:])}</div></div>", BODY,
    ),
    "the site before the first sentence": (
        f"<div>{H1}<div><p><b>صحيفة الرمال -</b> {BODY[0]}</p>{paragraphs(BODY[1:])}</div></div>", BODY,
    ),
}  # fmt: skip


def article(found: Page) -> list[str]:
    return [line for line in found.text.split("\n") if line != TITLE]


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_the_story_comes_without_what_stands_around_it(kind: str) -> None:
    body, wanted = PAGES[kind]
    assert article(read_page(page(body), load_limits())) == list(wanted)


def test_a_site_called_after_a_place_does_not_take_a_stories_dateline() -> None:
    body = f"<div>{H1}<div><p>القدس - {BODY[0]}</p>{paragraphs(BODY[1:])}</div></div>"
    assert article(read_page(page(body, head(site="القدس")), load_limits()))[0] == f"القدس - {BODY[0]}"


def test_a_site_is_known_by_what_stands_behind_the_headline_too() -> None:
    known = f"<head><title>{TITLE} | المنارة الإخبارية</title></head>"
    found = read_page(
        page(f"<div>{H1}<div><p>المنارة - {BODY[0]}</p>{paragraphs(BODY[1:])}</div></div>", known), load_limits()
    )
    assert article(found) == list(BODY)


def test_a_writer_whom_the_head_names_is_said_once() -> None:
    known = head(extra=linked_data(headline=TITLE, author={"@type": "Person", "name": "سلوى النجار"}))
    found = read_page(page(f"<div>{H1}<p>سلوى النجار</p>{paragraphs()}</div>", known), load_limits())
    assert (article(found), found.authors) == (list(BODY), ["سلوى النجار"])
