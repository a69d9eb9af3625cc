"""What still other tools write: vectors of R, documents of Ghost, bodies of parts, columns in Arabic words, elements of
corpora, keywords garbled with their commas; pages whose story, name or banner a script or a service made."""

import json
from typing import Any

import pytest

from tests.landing.conftest import BODY, OTHER, Landing, Night

TITLE, ADDRESS = "توسعة الميناء القديم تبدأ غدا", "https://akhbar.example/ports/12"
LINES = BODY.split("\n")
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LINES)


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def one(night: Night) -> dict[str, Any]:
    (article,) = night.articles
    return article


# --- bodies ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["c", "list"])
def test_a_vector_as_r_prints_it_is_its_paragraphs(landing: Landing, name: str) -> None:
    vector = f"{name}({', '.join(written(line) for line in LINES)})"
    landing.write("a.jsonl", written({"title": TITLE, "text": vector, "keywords": 'c("موانئ", "نقل")'}))
    found = one(landing.night())
    assert (found["text"], found["keywords"]) == (BODY, ["موانئ", "نقل"])


def test_a_text_that_begins_as_a_vector_does_stays(landing: Landing) -> None:
    said = f'c("موانئ") هو اسم الملف الذي نشرته الوزارة. {LINES[0]}\n{LINES[1]}'
    landing.write("a.jsonl", written({"title": TITLE, "text": said}))
    assert one(landing.night())["text"] == said


def ghost(document: dict[str, Any]) -> dict[str, Any]:
    return {"title": TITLE, "slug": "port", "mobiledoc": written({"version": "0.3.1", "atoms": [], **document})}


def test_a_document_of_ghost_is_its_sections(landing: Landing) -> None:
    said = [0, [], 0, LINES[0][:20]], [0, [0], 1, LINES[0][20:]]
    sections = [
        [1, "p", said],
        [10, 0],
        [2, "a.jpg"],
        [3, "ul", [[[0, [], 0, LINES[1]]]]],
        [1, "p", [[0, [], 0, LINES[2]]]],
    ]
    cards = [["image", {"src": "a.jpg", "caption": "الميناء في الصباح"}]]
    landing.write("a.json", written([ghost({"cards": cards, "markups": [["strong"]], "sections": sections})]))
    assert one(landing.night())["text"] == BODY


def test_a_card_of_markdown_is_the_whole_post(landing: Landing) -> None:
    cards = [["markdown", {"markdown": f"**{LINES[0]}**\n\n{LINES[1]}\n\n{LINES[2]}"}]]
    landing.write("a.json", written([ghost({"cards": cards, "markups": [], "sections": [[10, 0]]})]))
    assert one(landing.night())["text"] == BODY


def test_parts_of_a_body_with_markup_of_their_own(landing: Landing) -> None:
    parts = [{"kind": "text", "markup": f"<p>{line}</p>"} for line in LINES]
    parts.insert(1, {"kind": "image", "caption": "الميناء في الصباح", "src": "a.jpg"})
    landing.write("a.jsonl", written({"headline": {"main": TITLE}, "bodyParts": parts, "firstPublished": "2024-03-09"}))
    assert (one(landing.night())["title"], one(landing.night())["text"]) == (TITLE, BODY)


@pytest.mark.parametrize(
    "said",
    [
        f"<text>{''.join(f'<s>{line}</s>' for line in LINES)}</text>".replace("</s><s>", "</s>\n<s>"),
        "<DOC><TXT>" + "".join(f"<para id='1'>{line}</para>" for line in LINES) + "</TXT></DOC>",
        "\n".join(LINES).replace("وزارة النقل", '<org type="gov">وزارة النقل</org>'),
    ],
)
def test_elements_that_html_does_not_have_go_where_they_end(landing: Landing, said: str) -> None:
    landing.write("a.jsonl", written({"title": TITLE, "text": said}))
    assert one(landing.night())["text"].split("\n") == LINES


def test_a_sign_that_no_element_ends_stays(landing: Landing) -> None:
    said = BODY.replace("ألف فرصة", "<ألف> فرصة").replace("عامين", "<عدد> عامين x <n و n> 2")
    landing.write("a.jsonl", written({"title": TITLE, "text": said}))
    assert one(landing.night())["text"] == said


@pytest.mark.parametrize(
    "printed",
    [
        "Array\n(\n" + "".join(f"    [{n}] => {line}\n" for n, line in enumerate(LINES)) + ")\n",
        "array (\n" + "".join(f"  {n} => '{line}',\n" for n, line in enumerate(LINES)) + ")",
    ],
)
def test_a_list_as_php_prints_it_is_its_paragraphs(landing: Landing, printed: str) -> None:
    landing.write("a.jsonl", written({"title": TITLE, "text": printed, "tags": '{موانئ,"نقل بحري"}'}))
    found = one(landing.night())
    assert (found["text"], found["keywords"]) == (BODY, ["موانئ", "نقل بحري"])


@pytest.mark.parametrize(
    "printed",
    [
        f"array({LINES!r}, dtype=object)",
        f"Index({LINES!r}, dtype='object')",
        f"deque({LINES!r})",
        f"OrderedDict({[(f'p{n}', line) for n, line in enumerate(LINES)]!r})",
        f"WrappedArray({', '.join(LINES)})",
        ",\n".join(written(line) for line in LINES),
    ],
)
def test_a_list_with_the_name_of_its_kind_is_its_paragraphs(landing: Landing, printed: str) -> None:
    landing.write("a.jsonl", written({"title": TITLE, "text": printed, "tags": "WrappedArray(موانئ, نقل بحري)"}))
    found = one(landing.night())
    assert (found["text"], found["keywords"]) == (BODY, ["موانئ", "نقل بحري"])


@pytest.mark.parametrize(
    "begin", ['"بداية جديدة" هو اسم المشروع. ', "List (قائمة) بالأسماء: (أ)، (ب). ", "array([ أ ]) "]
)
def test_a_text_that_only_begins_so_stays(landing: Landing, begin: str) -> None:
    landing.write("a.jsonl", written({"title": TITLE, "text": begin + BODY}))
    assert one(landing.night())["text"] == begin + BODY


def test_a_text_that_is_cut_within_such_a_list_stays(landing: Landing) -> None:
    said = f"Array\n(\n    [0] => {LINES[0]}\n    [1] => {LINES[1]}"
    landing.write("a.jsonl", written({"title": TITLE, "text": said}))
    assert LINES[1] in one(landing.night())["text"]


def test_paragraphs_that_keep_their_words_as_plaintext(landing: Landing) -> None:
    paragraphs = [{"id": n, "plaintext": line, "formats": [], "elements": []} for n, line in enumerate(LINES)]
    landing.write("a.json", written([{"headline": TITLE, "body": {"paragraphs": paragraphs}}]))
    assert one(landing.night())["text"] == BODY


@pytest.mark.parametrize("mark", ["[wpuf_profile]", "[sharify]", "[jetpack-related-posts]", "[my_ad_slot /]"])
def test_a_mark_of_a_program_alone_on_its_line_goes(landing: Landing, mark: str) -> None:
    landing.write("a.jsonl", written({"title": TITLE, "text": f"{LINES[0]}\n{mark}\n{LINES[1]}\n{LINES[2]}"}))
    assert one(landing.night())["text"] == BODY


def test_a_remark_in_brackets_stays(landing: Landing) -> None:
    said = BODY.replace("الميناء القديم", "الميناء القديم [port]").replace("السفن", "السفن [roll-on]")
    landing.write("a.jsonl", written({"title": TITLE, "text": f"{said}\n[AFP]"}))
    assert "[port]" in one(landing.night())["text"] and "[roll-on]" in one(landing.night())["text"]
    assert one(landing.night())["text"].endswith("[AFP]")


def test_a_text_that_begins_with_a_heading_is_markdown(landing: Landing) -> None:
    said = f"# {TITLE}\n\n_الميناء — خاص_\n\n" + "\n\n".join(LINES)
    landing.write("a.jsonl", written({"title": TITLE, "content": said}))
    assert one(landing.night())["text"].split("\n") == [TITLE, "الميناء — خاص", *LINES]


# --- tables ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["part-00000.txt", "000000_0"])
def test_a_file_of_hive_is_a_row_a_record(landing: Landing, name: str) -> None:
    rows = [
        (TITLE, " ".join(LINES), "2024-03-09", ADDRESS),
        ("معرض المخطوطات يفتح أبوابه", OTHER.replace("\n", " "), "2024-03-08", f"{ADDRESS}1"),
    ]
    landing.write(name, "".join("\x01".join(row) + "\n" for row in rows))
    found = landing.night().articles
    assert [(one["title"], one["text"], one["url"]) for one in found] == [(row[0], row[1], row[3]) for row in rows]
    assert [str(one["published_on"]) for one in found] == ["2024-03-09", "2024-03-08"]


# --- days -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2024-03-09T06:30:00Z/2024-03-09T09:00:00Z", "2024-03-09T06:30:00+00:00"),
        ("2024-03-09T06:30:00+02:00/PT2H", "2024-03-09T04:30:00+00:00"),
        ("09-MAR-24 09.30.00.000000 AM", "2024-03-09T06:30:00+00:00"),
        ("09-MAR-24 09.30.05 PM", "2024-03-09T18:30:05+00:00"),
        ("09/03/2024 06:30Z", "2024-03-09T06:30:00+00:00"),
        ("Sat, 09 Mar 2024 06:30:00 -0000", "2024-03-09T06:30:00+00:00"),
        ("9 مارس 2024 06:30z", "2024-03-09T06:30:00+00:00"),
    ],
)
def test_clocks_of_other_programs(landing: Landing, said: str, moment: str) -> None:
    landing.write("a.jsonl", written({"title": TITLE, "text": BODY, "date": said}))
    assert one(landing.night())["published_at"].isoformat() == moment


@pytest.mark.parametrize(
    ("count", "moment"),
    [
        ("1709965800", "2024-03-09T06:30:00+00:00"),  # the same clock, in UTC
        (1709955000000, "2024-03-09T03:30:00+00:00"),  # three hours before it: the clock is Riyadh's
        ("1709965867", "2024-03-09T03:30:00+00:00"),  # another moment: the clock stands
        ("1700000000", "2024-03-09T03:30:00+00:00"),
    ],
)
def test_a_clock_without_a_zone_beside_the_seconds_of_its_moment(landing: Landing, count: Any, moment: str) -> None:
    landing.write(
        "a.jsonl",
        written({"title": TITLE, "text": BODY, "story_date": "2024-03-09 06:30:00", "story_timestamp": count}),
    )
    assert one(landing.night())["published_at"].isoformat() == moment


# --- names ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["بتاريخ", "نشر بتاريخ", "تاريخ الخبر الصحفي", "تاريخ_المنشور", "تم النشر في"])
def test_the_day_under_an_arabic_name(landing: Landing, name: str) -> None:
    landing.write("a.json", written([{"العنوان": TITLE, "النص": BODY, name: "2024-03-09"}]))
    assert one(landing.night())["published_on"].isoformat() == "2024-03-09"


@pytest.mark.parametrize("name", ["تاريخ التحديث", "تاريخ الجلب", "تاريخ_السحب", "تاريخ آخر تعديل", "تاريخ الميلاد"])
def test_the_day_of_something_else_is_none(landing: Landing, name: str) -> None:
    landing.write("a.json", written([{"العنوان": TITLE, "النص": BODY, name: "2024-03-09"}]))
    assert one(landing.night())["published_at"] is None


@pytest.mark.parametrize("name", ["الموقع_الإخباري", "الموقع الإخباري", "الصحيفة الإلكترونية", "الجهة الإعلامية"])
def test_the_source_under_two_arabic_words(landing: Landing, name: str) -> None:
    landing.write("a.json", written([{"العنوان": TITLE, "النص": BODY, name: "مرافئ اليوم"}]))
    assert one(landing.night())["source"] == "مرافئ اليوم"


def test_categories_of_a_feed_are_keywords_where_nothing_else_is(landing: Landing) -> None:
    feed = {
        "status": "ok",
        "feed": {"title": "مرافئ"},
        "items": [{"title": TITLE, "content": BODY, "categories": ["موانئ"]}],
    }
    landing.write("a.json", written(feed))
    assert one(landing.night())["keywords"] == ["موانئ"]


@pytest.mark.parametrize("charset", ["latin-1", "cp1252"])
def test_keywords_are_put_right_before_they_are_split(landing: Landing, charset: str) -> None:
    def misread(text: str) -> str:
        return "".join(bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in text.encode())

    landing.write("a.jsonl", written({"title": TITLE, "text": BODY, "tags": misread("ميناء, موانئ، شطرنج")}))
    assert one(landing.night())["keywords"] == ["ميناء", "موانئ", "شطرنج"]


def test_what_a_bot_was_sent_by_a_channel_has_the_channel_as_its_source(landing: Landing) -> None:
    chat = {"id": -1001, "title": "مرصد الموانئ", "username": "ports", "type": "channel"}
    photo = {"date": 1709965900, "photo": [{"file_id": "x"}], "caption": OTHER}
    posts = [{"message_id": 5, "sender_chat": chat, "chat": chat, "date": 1709965800, "text": BODY},
             {"message_id": 6, "chat": chat, **photo}]  # fmt: skip
    landing.write(
        "a.json", written({"ok": True, "result": [{"update_id": n, "channel_post": p} for n, p in enumerate(posts)]})
    )
    found = landing.night().articles
    assert [(one["source"], one["title"], one["text"]) for one in found] == [
        ("مرصد الموانئ", None, BODY),
        ("مرصد الموانئ", None, OTHER),
    ]


def test_keywords_of_joomla(landing: Landing) -> None:
    landing.write(
        "a.json", written([{"title": TITLE, "introtext": LINES[0], "fulltext": BODY, "metakey": "موانئ,نقل"}])
    )
    assert one(landing.night())["keywords"] == ["موانئ", "نقل"]


@pytest.mark.parametrize("held", ["@href", "$", "@attributes", "_attributes"])
def test_the_link_of_an_entry_of_a_feed_that_was_turned_into_json(landing: Landing, held: str) -> None:
    def link(relation: str, address: str) -> dict[str, Any]:
        own = {"rel": relation, "href": address}
        return {"@rel": relation, "@href": address} if held == "@href" else {held: own}

    links = [link("self", "https://akhbar.example/feed/12"), link("alternate", ADDRESS)]
    entry = {"title": {"#text": TITLE}, "link": links, "content": {"#text": PARAGRAPHS}}
    landing.write("a.json", written({"feed": {"entry": [entry]}}))
    assert (one(landing.night())["url"], one(landing.night())["text"]) == (ADDRESS, BODY)


def test_the_text_in_what_an_extractor_calls_extracted(landing: Landing) -> None:
    said = {
        "url": ADDRESS,
        "titles": {"page": f"{TITLE} | مرافئ", "h1": TITLE},
        "extracted": {"article": BODY, "lang": "ar"},
    }
    landing.write("a.json", written(said))
    found = one(landing.night())
    assert (found["title"], found["url"], found["text"]) == (TITLE, ADDRESS, BODY)


# --- pages ----------------------------------------------------------------------------------------------


def shown(body: str, head: str = "", title: str = TITLE) -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def test_a_story_in_linked_data_whose_markup_was_escaped(landing: Landing) -> None:
    story = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "articleBody": PARAGRAPHS.replace("<", "&lt;").replace(">", "&gt;"),
    }
    landing.write(
        "a.html", shown('<div id="app"></div>', f'<script type="application/ld+json">{written(story)}</script>')
    )
    assert one(landing.night())["text"] == BODY


BANNER = (
    "<p>نحن وشركاؤنا نخزن معلومات على جهازك لعرض إعلانات مخصصة وقياس أدائها وتطوير المنتجات، وقد نشارك بعضها مع جهات "
    "أخرى تعمل معنا في دول عديدة وتلتزم بما نلتزم به.</p><p>لك الحق في الاعتراض على المعالجة القائمة على المصلحة "
    "المشروعة، وذلك من صفحة سياسة الخصوصية التي تجدها أسفل كل صفحة من صفحات الموقع.</p>"
)


def test_a_long_banner_below_a_short_story_goes_when_its_names_call_it_one(landing: Landing) -> None:
    story = f"<h1>{TITLE}</h1><div class='post'><p>{LINES[0]}</p><p>{LINES[1]}</p></div>"
    landing.write("a.html", shown(f"{story}<div id='gdpr'><h2>خصوصيتك تهمنا</h2>{BANNER}</div>"))
    assert one(landing.night())["text"].split("\n")[-2:] == LINES[:2]


def test_a_story_about_what_sites_store_stays(landing: Landing) -> None:
    landing.write("a.html", shown(f"<h1>{TITLE}</h1><div class='post'>{PARAGRAPHS}{BANNER}</div>"))
    assert "المصلحة المشروعة" in one(landing.night())["text"]


def test_a_head_that_says_the_site_s_name_alone_is_no_headline(landing: Landing) -> None:
    name = "موقع مرافئ الإخباري"
    head = f'<meta property="og:title" content="{name}"><meta property="og:site_name" content="مرافئ">'
    logo = f'<header><a class="logo" href="/">{name}</a></header>'
    landing.write("a.html", shown(f"{logo}<div><h2>{TITLE}</h2><div>{PARAGRAPHS}</div></div>", head, name))
    assert (one(landing.night())["title"], one(landing.night())["text"]) == (TITLE, BODY)


LOGO = '<div><a href="/"><h1>بوابة المرافئ</h1></a></div>'


@pytest.mark.parametrize(
    ("body", "title", "head"),
    [
        (f"{LOGO}<div><span>{TITLE}</span><div>السبت 9 مارس 2024</div>{PARAGRAPHS}</div>", "بوابة المرافئ", ""),
        (
            f"<table><tr><td><h1>بوابة المرافئ</h1></td></tr><tr><td><b>{TITLE}</b><br>{BODY}</td></tr></table>",
            f"بوابة المرافئ :: {TITLE}",
            '<meta property="og:title" content="بوابة المرافئ">',
        ),
    ],
)
def test_a_logo_that_is_the_only_heading_is_no_headline(landing: Landing, body: str, title: str, head: str) -> None:
    landing.write("a.html", shown(body, head, title))
    assert one(landing.night())["title"] == TITLE


def test_a_short_headline_stays_above_a_line_that_is_none_of_the_head_s(landing: Landing) -> None:
    body = f"<h1>توسعة الميناء القديم</h1><h2>ألف فرصة عمل لأبناء المدينة</h2><div>{PARAGRAPHS}</div>"
    landing.write("a.html", shown(body, title="توسعة الميناء القديم - مرافئ"))
    assert one(landing.night())["title"] == "توسعة الميناء القديم"


def test_a_short_headline_that_only_the_head_says_stays_above_a_text_without_a_heading(landing: Landing) -> None:
    head = '<meta property="og:title" content="توسعة الميناء القديم">'
    landing.write("a.html", shown(f"<div>{PARAGRAPHS}</div><h2>{OTHER[:40]}</h2>", head, "مرافئ"))
    assert one(landing.night())["title"] == "توسعة الميناء القديم"
