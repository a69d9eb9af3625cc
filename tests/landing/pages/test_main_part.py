"""The article comes out of a page, whole and alone, however the page is built."""

import json
from collections.abc import Sequence

import pytest

from nashra.landing.limits import load_limits
from nashra.landing.pages.page import read_page
from tests.support.made_pages import BODY, MENU, OTHER, TEASERS, TITLE, head, linked_data, links, page, paragraphs

H1 = f"<h1>{TITLE}</h1>"
CARDS = "".join(
    f'<article class="card"><a href="/{number}"><img src="x"></a><h3><a href="/{number}">{title}</a></h3>'
    f"<p>{OTHER[number % 2]}</p></article>"
    for number, title in enumerate(TEASERS)
)
COMMENTS = "".join(f"<li><b>زائر {number}</b><p>{OTHER[number % 2]}</p></li>" for number in range(9))
CONSENT = (
    "<div><p>نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا، وباستمرارك في تصفح الموقع فإنك توافق على سياسة "
    'الخصوصية وشروط الاستخدام الخاصة بنا.</p><a href="#">أوافق</a></div>'
)
MATCHES = ("الوحدة - الميناء", "النهضة - الساحل", "الفيحاء - السد", "الشعلة - النجم")
HOURS = [f"1{number}:30" for number in range(len(BODY))]
ENTRIES = "".join(
    f'<section class="entry" id="e{number}"><header><time>{hour}</time></header><div><p>{text}</p></div></section>'
    for number, (hour, text) in enumerate(zip(HOURS, BODY, strict=True))
)
DIVS = "".join(f"<div><div>{text}</div></div>" for text in BODY)
SHORT = "انقطاع التيار عن الأحياء الشرقية"
OLD_MENU = "".join(f'<tr><td><a href="/{number}">{entry}</a></td></tr>' for number, entry in enumerate(MENU))

LONG = f"{OTHER[0]} {OTHER[1]} {OTHER[0]}"  # a whole story's first paragraph, longer than an excerpt
LEAD = "جسر للمشاة يخدم ستة آلاف طالب على ضفتي وادي السدر بكلفة أربعة ملايين دينار"
STORY = f"<div>{H1}<div>{paragraphs()}</div></div>"


def others(card: str, titles: Sequence[str] = TEASERS) -> str:
    """Other stories below the page's own; `card` has {0} for their number and {1} for their title."""
    return f"<div>{''.join(card.format(number, title) for number, title in enumerate(titles))}</div>"


PAGES = {  # what the body of a page is -> the lines that are its article, less the title
    "paragraphs in a div without a name": (f"<div>{H1}<div>{paragraphs()}</div></div>", BODY),
    "a whole page in one form, as ASP.NET makes it": (
        f'<form id="aspnetForm"><div>{H1}<div>{paragraphs()}</div></div><ul>{links(TEASERS)}</ul></form>',
        BODY,
    ),
    "a body cut in two": (
        f"<div>{H1}<div>{paragraphs(BODY[:2])}</div><div><img></div><div>{paragraphs(BODY[2:])}</div></div>",
        BODY,
    ),
    "a text for telephones and the same for others": (
        f'<div>{H1}<div class="small">{paragraphs()}</div><div class="large">{paragraphs()}</div></div>',
        BODY,
    ),
    "text in a div, ended by br": (f"<div>{H1}<div>{'<br>'.join(BODY)}</div></div>", BODY),
    "text in a div, ended by two br": (f"<div>{H1}<div>{'<br /><br />'.join(BODY)}</div></div>", BODY),
    "text in pre": (f"<div>{H1}<pre>{chr(10).join(BODY)}</pre></div>", BODY),
    "paragraphs that are divs": (f"<div>{H1}<div>{DIVS}</div></div>", BODY),
    "tables in tables": (
        f"<table><tr><td><table>{OLD_MENU}</table></td><td><table><tr><td><font><b>{TITLE}</b></font></td></tr>"
        f"<tr><td><table><tr><td>{'<br><br>'.join(BODY)}</td></tr></table></td></tr></table></td></tr></table>",
        BODY,
    ),
    "a lead above articleBody": (
        f'<article>{H1}<p class="lead">{BODY[0]}</p><div itemprop="articleBody">{paragraphs(BODY[1:])}</div></article>',
        BODY,
    ),
    "a lead in the story's header": (
        f"<article><header>{H1}<p>{BODY[0]}</p></header><div>{paragraphs(BODY[1:])}</div></article>",
        BODY,
    ),
    "a quotation": (f"<article>{H1}{paragraphs(BODY[:3])}<blockquote><p>{BODY[3]}</p></blockquote></article>", BODY),
    "teasers that are articles": (f"<div>{H1}<div>{paragraphs()}</div></div><div>{CARDS}</div>", BODY),
    "teasers with long excerpts beside a short story": (
        f"<div>{H1}<div><p>{BODY[0]}</p></div></div>"
        + "".join(f"<div><h4><a href='/{it}'>{it}</a></h4><p>{' '.join(BODY[1:])[:250]}</p></div>" for it in TEASERS),
        BODY[:1],
    ),
    "whole other stories beside a short one": (
        "<div>"
        + "".join(
            f"<div><h4><a href='/{it}'>{it}</a></h4><p>{OTHER[0]}</p><p>{OTHER[1]}</p><p>{it}، {OTHER[0]}</p></div>"
            for it in TEASERS
        )
        + f"</div><div><div>{TITLE}</div><div><div>{BODY[0]} {BODY[1]}</div><div>{BODY[2]} {BODY[3]}</div></div></div>",
        [f"{BODY[0]} {BODY[1]}", f"{BODY[2]} {BODY[3]}"],
    ),
    "whole stories below, as a theme's list of posts has them": (
        STORY
        + others(
            f"<article class='post post-{{0}} tag-{{0}}'><h3><a href='/{{0}}'>{{1}}</a></h3><p>{LONG}</p><p>{LONG}</p>"
            "<span>2{0} نوفمبر 2026</span></article>"
        ),
        BODY,
    ),
    "two long excerpts in a list of latest posts": (
        f"<div>{H1}{paragraphs()}{others(f'<li><a href=/x>{{1}}</a><div>{LONG}</div></li>', TEASERS[:2])}</div>",
        BODY,
    ),
    "tables of other stories beside it": (
        f"<table><tr><td>{STORY}</td><td>"
        + others(f"<table><tr><td><a href='/{{0}}'><b>{{1}}</b></a></td></tr><tr><td>{LONG}</td></tr></table>")
        + "</td></tr></table>",
        BODY,
    ),
    "cards whose title and excerpt are one line": (
        STORY + others(f"<div class='g{{0}}'><a href='/{{0}}'><img src='x'><b>{{1}}</b></a> <span>{LONG}</span></div>"),
        BODY,
    ),
    "cards without links, below a heading": (
        f"{STORY}<div><h3>من الويب</h3>{others(f'<div><span>{{1}}</span><p>{LONG}</p></div>')[5:]}",
        BODY,
    ),
    "the next stories below in elements alike": (
        f"<div><div class='view'>{H1}{paragraphs()}</div>"
        + "".join(f"<div class='view'><h1>{it}</h1>{paragraphs([LONG] * 3)}</div>" for it in TEASERS)
        + "</div>",
        BODY,
    ),
    "a body in a row of its own, with a heading of the first rank": (
        f"<div><div class='row'>{H1}</div><div class='row'>{paragraphs(BODY[:2])}<h1>كلفة المشروع</h1>"
        f"{paragraphs(BODY[2:])}</div></div>",
        [*BODY[:2], "كلفة المشروع", *BODY[2:]],
    ),
    "a box with one other story, in the middle": (
        f"<div>{H1}{paragraphs(BODY[:2])}<div><h5>خبر مرتبط</h5><a href='/1'>{TEASERS[0]}</a><p>{OTHER[0]}</p></div>"
        f"{paragraphs(BODY[2:])}</div>",
        BODY,
    ),
    "a label beside the links that it announces": (
        f"<div>{H1}{paragraphs(BODY[:2])}<div><span>مواضيع قد تهمك</span><a href='/1'>{TEASERS[0]}</a>"
        f"<a href='/2'>{TEASERS[1]}</a></div>{paragraphs(BODY[2:])}</div>",
        BODY,
    ),
    "a box whose label, title and excerpt a style parts": (
        f"<div>{H1}{paragraphs(BODY[:2])}<x-promo><span>خبر ذو صلة</span><a href='/1'>{TEASERS[0]}</a>"
        f"<span>{OTHER[0]}</span></x-promo>{paragraphs(BODY[2:])}</div>",
        BODY,
    ),
    "a sentence that begins as a label does": (
        f"<div>{H1}{paragraphs()}<p>المزيد من التفاصيل في <a href='/1'>تقرير نشرته البلدية قبل أسبوع</a> وفيه أن "
        f"{BODY[1]}</p></div>",
        [*BODY, f"المزيد من التفاصيل في تقرير نشرته البلدية قبل أسبوع وفيه أن {BODY[1]}"],
    ),
    "whole other stories below one sentence": (
        f"<div>{H1}<div><p>{BODY[0]} {BODY[3]}</p></div></div>"
        + others(f"<div class='w'><a class='t' href='/{{0}}'>{{1}}</a><p>{LONG}</p><p>{OTHER[1]}</p></div>"),
        [f"{BODY[0]} {BODY[3]}"],
    ),
    "a live blog below a lead, its entries linked": (
        f"<div>{H1}<div><p>{BODY[0]} {BODY[3]}</p></div></div>"
        + others(
            f"<div class='w'><b>1{{0}}:30</b><h3><a href='/e/{{0}}'>{{1}}</a></h3><p>{LONG} {{1}}.</p></div>"
        ),
        [f"{BODY[0]} {BODY[3]}", *(f"{LONG} {it}." for it in TEASERS)],
    ),
    "a box that asks for an address, with a heading": (
        f"<div>{H1}{paragraphs(BODY[:3])}<div class='rounded p-6'><div>لا تفوت أي خبر</div><div>{OTHER[1]}</div>"
        f"<input type='email'><button>اشترك</button></div><p>{BODY[3]}</p></div>",
        BODY,
    ),
    "a story above the field for a comment": (
        f"<div>{H1}{paragraphs(BODY[:2])}<input type='text' placeholder='اسمك'><textarea></textarea></div>", BODY[:2],
    ),
    "a quotation set large": (
        f"<div>{H1}{paragraphs(BODY[:2])}<div class='pq'><span>”</span>"
        f"الجسر سيخدم نحو ستة آلاف طالب كانوا يعبرون الوادي<span>“</span></div>{paragraphs(BODY[2:])}</div>",
        BODY,
    ),
    "a short lead by its name": (
        f"<article><header>{H1}<div class='field-chapo'>{LEAD}</div></header>"
        f"<div>{paragraphs()}</div></article>",
        [LEAD, *BODY],
    ),
    "entries of a live blog whose headings can be pointed at": (
        f"<div>{H1}<div><p>{' '.join(BODY)}</p></div><div>"
        + "".join(f"<div class='e'><h3><a href='#{it}'>{it}</a></h3><p>{OTHER[0]} {it}.</p></div>" for it in TEASERS)
        + "</div></div>",
        [" ".join(BODY), *(line for it in TEASERS for line in (it, f"{OTHER[0]} {it}."))],
    ),
    "a size of letters that is no tool": (
        f"<div>{H1}<div>{''.join(f'<div class=ms-rteFontSize-3>{it}</div>' for it in BODY)}</div></div>", BODY,
    ),
    "the steps of a recipe, its ingredients in a list without a paragraph": (
        f"<div>{H1}<div>{paragraphs(BODY[:2])}</div><div><div>70 دقيقة</div><h2>المقادير</h2><ul>"
        "<li>كوبان من الأرز</li><li>ملعقة ملح</li></ul><h2>الطريقة</h2>"
        f"<ol><li>{BODY[2]}</li><li>{BODY[3]}</li><li>{OTHER[0]}</li></ol></div></div>",
        [*BODY[:2], "المقادير", "كوبان من الأرز", "ملعقة ملح", "الطريقة", *BODY[2:], OTHER[0]],
    ),
    "a round-up of what other papers write": (
        f"<div>{H1}<p>{BODY[0]}</p>"
        + "".join(f"<div><h4><a href='/{it}'>{it}</a></h4><p>{it}: {' '.join(BODY[1:])}</p></div>" for it in TEASERS)
        + "</div>",
        [BODY[0], *(f"{it}: {' '.join(BODY[1:])}" for it in TEASERS)],
    ),
    "an excerpt of the story above it": (
        f"<div>{H1}<p class='excerpt'>{BODY[0][:70]}…</p><div>{paragraphs()}</div></div>", BODY,
    ),
    "a lead that is called a teaser and leads nowhere": (
        f"<article><header>{H1}<p class='teaser'>{BODY[0]}</p></header><div>{paragraphs(BODY[1:])}</div></article>",
        BODY,
    ),
    "a table of contents": (
        f"<div>{H1}<div class='ez-toc-v2'><p>محتويات المقال</p><ul><li><a href='#a'>الجسر الجديد</a></li></ul></div>"
        f"{paragraphs()}</div>", BODY,
    ),
    "teasers in the same main": (f"<main>{H1}<div>{paragraphs()}</div><section>{CARDS}</section></main>", BODY),
    "a film with one sentence below it": (
        f'<div>{H1}<iframe src="x"></iframe><p>{BODY[0]}</p></div><div>{CARDS}</div>',
        BODY[:1],
    ),
    "a gallery with captions": (
        f"<div>{H1}<p>{BODY[0]}</p><ul>"
        + "".join(f'<li><figure><img src="x"><figcaption>صورة الجسر {n}</figcaption></figure></li>' for n in range(6))
        + "</ul></div>",
        BODY[:1],
    ),
    "a caption beside its picture": (
        f'<div>{H1}<div><img src="x"><div>جسر الوادي</div></div>{paragraphs()}</div>',
        BODY,
    ),
    "more comments than story": (
        f'<div>{H1}{paragraphs(BODY[:2])}</div><div id="comments"><ul>{COMMENTS}</ul></div>',
        BODY[:2],
    ),
    "comments known by their heading": (
        f"<div>{H1}{paragraphs(BODY[:2])}<h3>تعليقات (9)</h3><ul>{COMMENTS}</ul></div>",
        BODY[:2],
    ),
    "a comment in an article tag": (
        f"<div>{H1}<div>{paragraphs()}</div></div>"
        f'<div id="comments"><article class="comment-body"><b>زائر</b><p>{" ".join(OTHER * 3)}</p></article></div>',
        BODY,
    ),
    "a consent banner above": (f"{CONSENT}<div>{H1}{paragraphs()}</div>", BODY),
    "a consent banner below": (f"<div>{H1}{paragraphs()}</div>{CONSENT}", BODY),
    "a call to subscribe in the middle": (
        f'<div>{H1}{paragraphs(BODY[:2])}<div class="newsletterBox"><p>{OTHER[1]}</p></div>{paragraphs(BODY[2:])}'
        "</div>",
        BODY,
    ),
    "a live blog": (f"<article>{H1}<div>{ENTRIES}</div></article>", BODY),
    "matches that are the news": (
        f"<div>{H1}<p>{BODY[0]}</p><ul>{''.join(f'<li>{match}: الساعة 18:00</li>' for match in MATCHES)}</ul></div>",
        [BODY[0], *(f"{match}: الساعة 18:00" for match in MATCHES)],
    ),
    "matches that are links and the news": (
        f"<div>{H1}<ul>{''.join(f'<li><a href=x>{match}</a> الساعة 18:00</li>' for match in MATCHES)}</ul></div>",
        [f"{match} الساعة 18:00" for match in MATCHES],
    ),
    "prices in a table": (
        f"<div>{H1}<p>{BODY[0]}</p><table><tr><th>الصنف</th><th>السعر</th></tr><tr><td>بصل</td><td>12</td></tr></table></div>",
        [BODY[0], "الصنف: السعر", "بصل: 12"],
    ),
    "a recipe": (
        f"<div>{H1}<p>{BODY[0]}</p><h2>المقادير</h2><ul><li>كوبان من الأرز</li><li>ملعقة ملح</li></ul></div>",
        [BODY[0], "المقادير", "كوبان من الأرز", "ملعقة ملح"],
    ),
    "AMP": (
        f"<amp-sidebar><ul>{links(TEASERS)}</ul><p>{OTHER[0]}</p></amp-sidebar><amp-consent><p>{OTHER[1]}</p></amp-consent>"
        f'<article>{H1}<amp-img src="x"></amp-img>{paragraphs()}</article>',
        BODY,
    ),
    "a long comment before the story": (f"<div>{H1}<!-- {'وسم ' * 3000} --><div>{paragraphs()}</div></div>", BODY),
    "a story that a script unfolds": (
        f'<div>{H1}<p>{BODY[0]}</p><div style="display: none">{paragraphs(BODY[1:])}</div></div>',
        BODY,
    ),
    "a window that a script opens": (f"<div>{H1}{paragraphs()}</div><div hidden>{paragraphs(OTHER)}</div>", BODY),
    "a story in an aside": (f"<aside>{H1}{paragraphs()}</aside>", BODY),
    "the next story below": (
        f"<article>{H1}{paragraphs()}</article><article><h1>{TEASERS[0]}</h1>{paragraphs(OTHER * 4)}</article>",
        BODY,
    ),
    "a film with a short sentence, above cards": (
        f'<main>{H1}<video src="v.mp4"></video><p>{SHORT}.</p></main><section class="related">{CARDS}</section>',
        [f"{SHORT}."],
    ),
    "a film with a few words, above cards below a heading": (
        f'<div>{H1}<iframe src="x"></iframe><p>{SHORT}</p><div><h3>اقرأ أيضا</h3><div>{CARDS}</div></div></div>',
        [SHORT],
    ),
    "one paragraph": (f"<div>{H1}<p>{BODY[0]}</p></div>", BODY[:1]),
    "one short sentence": (f"<div>{H1}<p>{SHORT}</p></div>", [SHORT]),
    "two words": (f"<article>{H1}<p>التفاصيل لاحقا</p></article>", ["التفاصيل لاحقا"]),
}  # fmt: skip


def article(html: str) -> list[str]:
    return [line for line in read_page(html, load_limits()).text.split("\n") if line != TITLE]


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_the_article_comes_out_of_the_page(kind: str) -> None:
    body, wanted = PAGES[kind]
    assert article(page(body)) == list(wanted)


def test_links_side_by_side_are_lines_of_their_own() -> None:
    teasers = " ".join(f'<a href="/{number}">{title}</a>' for number, title in enumerate(TEASERS))
    assert article(f"<body><div>{teasers}</div></body>") == list(TEASERS)
    assert article(page(f"<div>{H1}{paragraphs()}<div>{teasers}</div></div>")) == list(BODY)


def test_a_link_in_a_sentence_stays_in_it() -> None:
    sentence = f'{BODY[0]} <a href="/1">صندوق التنمية</a> و<a href="/2">البلدية</a> يمولان المشروع.'
    assert article(page(f"<div>{H1}<p>{sentence}</p>{paragraphs(BODY[1:])}</div>"))[0] == (
        f"{BODY[0]} صندوق التنمية والبلدية يمولان المشروع."
    )


def test_short_sentences_that_each_link_a_name_stay() -> None:
    names = ("وزير الأشغال سالم النجدي", "رئيس المجلس ليلى الساعدي", "مدير الصندوق عارف الحداد")
    said = [f'وقال <a href="/{number}">{name}</a> إنه يؤيد المشروع.' for number, name in enumerate(names)]
    wanted = [f"وقال {name} إنه يؤيد المشروع." for name in names]
    assert article(page(f"<div>{H1}{paragraphs(BODY[:2])}{paragraphs(said)}</div>")) == [*BODY[:2], *wanted]


def test_short_lines_below_links_are_no_teasers() -> None:
    """Built as teasers are, but no paragraph stands below the link: what a story says of the papers that it cites."""
    papers = ("تقرير لجنة المياه عن العام الماضي", "خطة البلدية لترميم القنوات", "ميزانية صندوق التنمية المحلية")
    said = [f"نشر في {number + 3} أيار، في سبعين صفحة" for number in range(len(papers))]
    cited = "".join(
        f'<div class="paper"><a href="/x.pdf">{a}</a><p>{b}</p></div>' for a, b in zip(papers, said, strict=True)
    )
    found = article(page(f"<div>{H1}{paragraphs(BODY[:2])}<div>{cited}</div>{paragraphs(BODY[2:])}</div>"))
    assert [line for line in found if line not in papers] == [*BODY[:2], *said, *BODY[2:]]


def test_a_heading_of_links_goes_with_them() -> None:
    lists = f"<h3>اقرأ أيضا</h3><ul>{links(TEASERS)}</ul>"
    assert article(page(f"<div>{H1}{paragraphs(BODY[:2])}{lists}{paragraphs(BODY[2:])}</div>")) == list(BODY)
    single = f'<p>اقرأ أيضا:</p><p><a href="/1">{TEASERS[0]}</a></p>'
    assert article(page(f"<div>{H1}{paragraphs(BODY[:2])}{single}{paragraphs(BODY[2:])}</div>")) == list(BODY)


def test_the_story_of_an_empty_page_is_taken_from_its_linked_data() -> None:
    told = head(extra=linked_data(headline=TITLE, articleBody="\n\n".join(BODY)))
    found = read_page(page('<div id="app"></div>', told), load_limits())
    assert found.text.split("\n") == list(BODY)
    marked = head(extra=linked_data(headline=TITLE, articleBody=paragraphs()))
    assert read_page(page('<div id="app"></div>', marked), load_limits()).text.split("\n") == list(BODY)


def test_linked_data_with_the_same_story_does_not_double_it() -> None:
    told = head(extra=linked_data(headline=TITLE, articleBody=" ".join(BODY)))
    assert article(page(f"<div>{H1}{paragraphs()}</div>", told)) == list(BODY)


def test_the_entries_of_a_live_blog_in_linked_data_keep_their_order() -> None:
    updates = [{"@type": "BlogPosting", "headline": f"تحديث {n}", "articleBody": x} for n, x in enumerate(BODY)]
    told = head(extra=linked_data(headline=TITLE, liveBlogUpdate=updates))
    wanted = [line for n, x in enumerate(BODY) for line in (f"تحديث {n}", x)]
    assert read_page(page('<div id="app"></div>', told), load_limits()).text.split("\n") == wanted


@pytest.mark.parametrize(
    "script",
    [
        '<script id="__NEXT_DATA__" type="application/json">{}</script>',
        "<script>window.__INITIAL_STATE__ = {}; window.start();</script>",
        "<div id='app' data-page='{}'></div>",
        "<div data-props='{}'></div>",
        "<script type='text/javascript'>\n window['page'] = {}</script>",
    ],
)
def test_the_story_of_an_empty_page_is_taken_from_its_scripts_state(script: str) -> None:
    state = '{"props": {"pageProps": {"article": {"title": "x", "body": "' + paragraphs() + '"}}}}'
    script = script.replace("{}", state)
    assert read_page(page(f'<div id="__next"></div>{script}'), load_limits()).text.split("\n") == list(BODY)


@pytest.mark.parametrize(
    "state",
    [
        {"props": {"post": {"title": TITLE, "content": paragraphs()}}},
        {"props": {"post": {"title": {"rendered": TITLE}, "content": {"rendered": paragraphs()}}}},
        {"news": [{"title": TITLE, "details": paragraphs()}, {"title": TEASERS[0], "details": OTHER[0]}]},
    ],
)
def test_the_story_of_a_script_is_taken_where_the_page_shows_other_stories_alone(state: object) -> None:
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    cards = others(f"<div><a href='/{{0}}'><h3>{{1}}</h3></a><p>{OTHER[0]}</p></div>")
    for shown in (f"<div class='loading'></div>{cards}", f"<h1>{TITLE}</h1><div><h3>أخبار أخرى</h3>{cards}</div>"):
        assert read_page(page(shown + script), load_limits()).text.split("\n") == list(BODY)


def test_the_story_of_a_script_stays_in_it_where_the_page_shows_its_own() -> None:
    state = json.dumps({"post": {"title": TITLE, "content": paragraphs([LONG, *BODY])}})
    shown = f"<h1>{TITLE}</h1><h2>{TEASERS[0]}</h2><div>{paragraphs()}</div>"
    found = article(page(f'{shown}<script type="application/json">{state}</script>'))
    assert [line for line in found if line != TEASERS[0]] == list(BODY)


@pytest.mark.parametrize(
    "script",
    [
        'window.__NUXT__=(function(a,b,c){return {layout:"default",data:[{post:{title:a,content:TEXT,image:b,'
        'created_at:c}}],error:b}}(TITLE,null,"2024-03-05T07:00:00Z"));',
        "window.__NUXT__=(function(a,b,c){b.x=1;return {data:[{news:{title:a,content:TEXT,publishDate:c,views:void 0}"
        '}]}}(TITLE,{},"2024-03-05T07:00:00Z"))',
        "window.__NUXT__=((a,b,c)=>{return {data:[{post:{title:a,content:b,created_at:c}}]}})"
        '(TITLE,TEXT,"2024-03-05T07:00:00Z")',
    ],
)
def test_the_story_of_a_call_that_gives_the_state(script: str) -> None:
    text = json.dumps(paragraphs()).replace("<", "\\u003C")
    script = script.replace("TEXT", text).replace("TITLE", json.dumps(TITLE))
    found = read_page(page(f"<div id='__nuxt'></div><script>{script}</script>"), load_limits())
    assert (found.text.split("\n"), found.title, found.date) == (list(BODY), TITLE, "2024-03-05T07:00:00Z")


@pytest.mark.parametrize(
    "script",
    [
        "window.__NUXT__=(function(a){return {data:[{content:a}]}}",
        'window.__NUXT__=(function(a){return {data:[{content:a}]}}("x',
        "window.__NUXT__=(function(a){" + "return {" * 5000 + "}(1))",
        "window.__NUXT__=(function(" + ",".join("a" * 9 for _ in range(1900)) + '){return {"a":[}(' + '"' * 999,
    ],
)
def test_a_broken_call_is_none(script: str) -> None:
    assert not read_page(page(f"<div id='__nuxt'></div><script>{script}</script>"), load_limits()).date


def test_a_state_that_a_script_takes_out_of_a_text() -> None:
    state = json.dumps({"article": {"content": paragraphs()}}, ensure_ascii=False)
    for written in (json.dumps(state), "'" + state.replace("\\", "\\\\").replace("'", "\\'") + "'"):
        script = f"<script>window.__PRELOADED_STATE__ = JSON.parse({written});</script>"
        assert read_page(page(f'<div id="app"></div>{script}'), load_limits()).text.split("\n") == list(BODY)


@pytest.mark.parametrize(
    ("said", "day"),
    [({"publishDate": "2024-03-09T07:00:00Z"}, "2024-03-09T07:00:00Z"), ({"published_at": 1709967600}, "1709967600")],
)
def test_what_the_state_says_beside_the_story_is_its(said: dict[str, object], day: str) -> None:
    story = {"headline": TITLE, "body": paragraphs(), **said}
    state = json.dumps({"props": {"data": story, "more": [{"headline": "خبر آخر من القسم", "body": ""}]}})
    script = f'<script type="application/json">{state}</script>'
    found = read_page(f"<html><head><title>{TITLE} - الرمال</title></head><body>{script}</body></html>", load_limits())
    assert (found.title, found.date) == (TITLE, day)


@pytest.mark.parametrize("tag", ["h2", "h3", "h4"])
def test_a_lead_that_is_set_as_a_heading_is_the_story_s(tag: str) -> None:
    lead, *rest = BODY
    top = f'<div class="top">{H1}<{tag} class="sum">{lead}</{tag}><span>محرر</span></div>'
    body = "".join(f"<p>{line}</p>" for line in rest)
    found = article(page(f'{top}<div class="banner">إعلان</div><div><div>{body}</div></div>', head()))
    assert found == list(BODY)


def test_a_second_headline_is_no_lead() -> None:
    second = "السكان يأملون أن يقصر الطريق إلى المدرسة والسوق القديم بعد انتظار دام عامين"
    top = f'<div class="top">{H1}<h2>{second}</h2></div>'
    assert article(page(f"{top}<div><div>{paragraphs()}</div></div>", head())) == list(BODY)


def flight(text: str, size: int = 200) -> str:
    """The scripts in which Next.js streams a page whose story is a text of its own row."""
    length = len(text.encode())
    rows = (
        '1:"$Sreact.fragment"\n2:I[8,["1","static/chunks/1.js"],"Article"]\n:HL["/style.css","style"]\n'
        f'5:T{length:x},{text}0:["$","main",null,{{"children":["$","$L2",null,{{"article":{{"title":"x","body":"$5"}}}}]}}]\n'
    )
    pieces = [rows[at : at + size] for at in range(0, len(rows), size)]
    first = "<script>(self.__next_f=self.__next_f||[]).push([0])</script>"
    return first + "".join(f"<script>self.__next_f.push({json.dumps([1, piece])})</script>" for piece in pieces)


def test_the_story_that_a_page_gets_as_a_stream_of_rows() -> None:
    found = read_page(page(f'<div id="root"></div>{flight(paragraphs())}'), load_limits())
    assert found.text.split("\n") == list(BODY)


def test_the_story_in_a_list_whose_objects_name_places() -> None:
    story = {"title": 4, "content": 6, "views": 7}
    values = [["ShallowReactive", 1], {"data": 2, "once": 5}, {"story": 3}, story, "x", {}, paragraphs(), 12]
    script = f'<script type="application/json" id="__NUXT_DATA__" data-ssr="true">{json.dumps(values)}</script>'
    found = read_page(page(f'<div id="__nuxt"></div>{script}'), load_limits())
    assert found.text.split("\n") == list(BODY)


@pytest.mark.parametrize(
    "script",
    [
        '<script>self.__next_f.push([1,"5:Tffffffff,x"])</script>',
        '<script>self.__next_f.push([1,"5:' + "[" * 100_000 + '"])</script>',
        "<script>self.__next_f.push([1,</script>",
        '<script>self.__next_f.push([1,"0:{\\"body\\":\\"$0\\"}\\n"])</script>',
        '<script type="application/json">[{"body":9},{"body":-1},{"body":1}]</script>',
    ],
)
def test_a_broken_stream_is_none(script: str) -> None:
    found = read_page(page(f'<div id="root"></div>{script}'), load_limits())
    assert found.text == read_page(page('<div id="root"></div>'), load_limits()).text


@pytest.mark.parametrize(
    "body",
    [
        f'{H1}<figure><img src="1.jpg"><figcaption>جسر الوادي عند الفجر</figcaption></figure>'
        f'<div class="relatedPosts"><h3>مواضيع ذات صلة</h3>{CARDS}</div>',
        f'<article>{H1}<time>14:20</time></article><div id="recommended"><ul>{CARDS}</ul></div>',
        f"<article>{H1}<video src=v.mp4></video><div><h3>اقرأ أيضا</h3>{CARDS}</div></article>",
        f'<article>{H1}<div class="player"></div></article><section class="more-stories">{CARDS}</section>',
    ],
)
def test_teasers_are_never_the_text_of_a_page_that_has_hardly_one(body: str) -> None:
    assert not {*article(f"<html>{head()}<body>{body}</body></html>")} & {*TEASERS, *OTHER}
