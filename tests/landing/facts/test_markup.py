"""Fields come out without markup, their words and lines whole; what only looks like markup stays."""

import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nashra.landing.facts.markup import list_of_texts, plain, plain_line
from nashra.landing.limits import load_limits
from nashra.landing.records import RecordFault

LIMITS = load_limits()
A = "أعلنت الهيئة العامة للطرق فتح الجسر الجديد أمام السيارات"
B = "وقالت المهندسة المشرفة إن الأعمال انتهت قبل موعدها."
C = "ويعبر الجسر نحو عشرين ألف مركبة في اليوم."

LINES = {
    "paragraphs without ends": f"<p>{A}<p>{B}<p>{C}",
    "breaks of any form": f'{A}<br class="clear">{B}<br  />{C}',
    "line ends beside a break": f"{A}\n<br>{B}\n{C}",
    "line ends beside an inline tag": f"{A}\n<b>{B}</b>\n{C}",
    "a list": f"<h2>{A}</h2><ul><li>{B}</li><li><span style='color:red'>{C}</span></li></ul>",
    "a quote and a figure": f"<blockquote>{A}</blockquote><figure><img src=x><figcaption>{B}</figcaption></figure>{C}",
    "divs of an editor": f"<div><div>{A}</div>\n<div>{B}</div></div>{C}",
    "comments of an editor": f"<!-- wp:paragraph --><p>{A}</p><!-- /wp:paragraph --><!--more-->{B}<br>{C}",
    "scripts and styles": f"<style>p{{}}</style><p>{A}</p><script>var x='<p>{B}</p>'</script><p>{B}</p><p>{C}</p>",
    "an embed": f"<p>{A}</p><iframe src='https://v.example'></iframe><p>{B}</p><noscript>x</noscript>{C}",
    "elements of other vocabularies": f"<o:p>{A}</o:p><amp-img src=x></amp-img><o:p>{B}</o:p><v:shape>{C}</v:shape>",
    "tags escaped once": f"&lt;p&gt;{A}&lt;/p&gt;&lt;p&gt;{B}&lt;br /&gt;{C}&lt;/p&gt;",
    "tags escaped twice": f"&amp;lt;p&amp;gt;{A}&amp;lt;/p&amp;gt;{B}&amp;lt;br&amp;gt;{C}",
    "tags escaped inside a tag": f"<div>&lt;p&gt;{A}&lt;/p&gt;&lt;p&gt;{B}&lt;/p&gt;</div>{C}",
    "a section of characters": f"<![CDATA[<p>{A}</p><p>{B}</p>]]><p>{C}</p>",
    "preformatted lines": f"<pre>{A}\n{B}\n{C}</pre>",
    "sentences that end lines of a block": f"<div>{A}.\n{B}\n{C}</div>".replace(f"{A}.", f"{A}"),
    "escapes of another tool": rf"{A}\n\n{B}\r\n{C}",
    "separators of lines": f"{A}\u2028{B}\x0b{C}",
    "others": f"{A}\x85{B}\x0c{C}",
    "shortcodes": f'[vc_row][vc_column width="1/2"]{A}[/vc_column][/vc_row]\n[gallery ids="1,2"]\n{B}[embed]'
    f"https://v.example/1[/embed]\n[my-own id=5]{C}",
    "BBCode": f"[b]{A}[/b]\n[list][*]{B}[*][url=http://a.example]{C}[/url][/list][img]http://a.example/1.png[/img]",
}


def test_a_line_in_the_stars_of_a_messenger_loses_them() -> None:
    assert plain(f"*{A}*\n\n{B} * 3\n* {C}\n*", LIMITS) == f"{A}\n\n{B} * 3\n* {C}\n*"


@pytest.mark.parametrize("case", LINES)
def test_the_lines_come_out(case: Any) -> None:
    found = [line for line in plain(LINES[case], LIMITS).split("\n") if line.strip()]
    wanted = [A, B, C] if case != "sentences that end lines of a block" else [f"{A} {B}", C]
    assert found == wanted


@pytest.mark.parametrize(
    "text",
    [
        f"{A} إذا كان س < ص و ص > ع، و a<b c>d، و <b and c>، و«<» <3 <user@mail.example> <https://a.example/>",
        f"{A} [1] [sic] [البلدية] [email protected] [x y z] [b]",
        rf"{B} في C:\new\readme و \\server\n",
        "R&D و AT&T و &notit و ?a=1&copy=2",
        f"{A}\n\n{B}",
    ],
)
def test_what_only_looks_like_markup_stays(text: Any) -> None:
    assert plain(text, LIMITS) == text


def test_cells_of_a_row_stay_together() -> None:
    table = "<table><tr><th>البلد</th><th>العدد</th></tr><tr><td>مصر</td><td>12</td></tr></table>"
    assert plain(table, LIMITS).split("\n") == ["البلد | العدد", "مصر | 12"]
    assert plain("<tr><td>مصر</td><td>12</td></tr>", LIMITS) == "مصر | 12"


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{A}</p><script>{B} {C}",
        f"<p>{A}</p><iframe src='x'>{B}<p>{C}</p>",
        f"<p>{A}</p><!-- {B} <p>{C}</p>",
        f'<p>{A}</p><a href="x>{B}</a><p>{C}</p><p>{C}</p>',
        f"<p>{A}</p> {B} <div {C}",
        f"<plaintext>{A}<p>{B}</p>{C}",
        f"<title>{A}{B}{C}",
    ],
)
def test_what_never_closes_swallows_nothing(text: Any) -> None:
    found = plain(text, LIMITS)
    assert all(sentence in found for sentence in (A, B, C))


def test_letters_written_as_numbers() -> None:
    assert plain("".join(f"&#{ord(letter)};" for letter in A), LIMITS) == A
    assert plain("".join(f"&amp;#x{ord(letter):x};" for letter in A), LIMITS) == A


def test_letters_of_json_in_a_text() -> None:
    escaped = A.encode("ascii", "backslashreplace").decode()
    assert plain(rf"{escaped} \ud83d\ude00 \"{B}\"", LIMITS) == f'{A} 😀 "{B}"'


def test_a_headline() -> None:
    assert plain_line("<b>عنوان</b> &amp;quot;الخبر&amp;quot; &#8211; R&D &lt;3", LIMITS) == 'عنوان "الخبر" – R&D <3'


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (r"""['أول.', "ثان's", 'ثالث\nسطر ا']""", ["أول.", "ثان's", "ثالث\nسطر ا"]),
        ('["أول", "ثان"]', ["أول", "ثان"]),
        ("['أول'\n 'ثان']", ["أول", "ثان"]),
        ("[1] نص الخبر", None),
        ("['نص' غير تام]", None),
        ("['نص']] زائد", None),
        ("[]", None),
    ],
)
def test_a_list_written_as_text(text: Any, items: Any) -> None:
    assert list_of_texts(text) == items


WORDS = ["خبر", "وزارة", "في", "المدينة", "أمس", "<3", "a<b"]
MARKS = ["<p>", "</p>", "<br>", "<b>", "</b>", "\n", " ", "<div class='x'>", "</div>", "<ul><li>", "</li></ul>",
         "&nbsp;", "<!-- x -->", '<a href="x">', "</a>", "<script>x</script>", "<td>", "[caption id=1]",
         "[/caption]", "<iframe>", "<textarea>", "<!--", "-->", "<svg>", "</svg>"]  # fmt: skip
ARABIC = re.compile("[\u0621-\u064a]")


@given(st.lists(st.sampled_from(WORDS) | st.sampled_from(MARKS), max_size=40))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_letters_leave_only_inside_what_holds_no_text(parts: Any) -> None:
    text = "".join(parts)
    letters = "".join(ARABIC.findall(plain(text, LIMITS)))
    wanted = "".join(ARABIC.findall(text))
    if not any(f"<{name}>" in text for name in ("iframe", "textarea", "svg")) and "<!--" not in parts:
        assert letters == wanted
    else:  # these hold what a browser does not show, so letters may leave, but none may come or change its place
        rest = iter(wanted)
        assert all(letter in rest for letter in letters)


@pytest.mark.parametrize(
    "text",
    [
        "<a " * 90_000, '<a x="' * 90_000, "<b " * 90_000 + ">", "<!--" * 90_000, "<![CDATA[" * 90_000,
        "<script>" * 40_000, "[embed]ا" * 90_000 + "[/embed]", "[caption x=1]" * 90_000, "&lt;p" * 90_000,
        "<p>" * 90_000, "\\u0627" * 200_000, "['" * 200_000 + "]", "&#12" * 200_000,
    ],
    ids=lambda text: text[:9],
)  # fmt: skip
def test_hostile_markup_takes_seconds_not_minutes(text: Any) -> None:
    began = time.process_time()
    try:
        plain(text, LIMITS)
        list_of_texts(text)
    except RecordFault as fault:
        assert re.match(r"(html|markup): ", fault.reason)
    assert time.process_time() - began < 20
