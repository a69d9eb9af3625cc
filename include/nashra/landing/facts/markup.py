"""A field without its markup: HTML, however often it was escaped, shortcodes, and escapes left by other tools.

One function for the text, the headline, the author and the keywords of any format. Words stay, in lines: a line for
each block, and the field's own line ends where no block says otherwise. A "<" or a "[" that is no markup stays.
"""

import html
import json
import re
from itertools import pairwise
from typing import NamedTuple

from nashra.landing.facts.markup_lines import fragment_lines
from nashra.landing.facts.markup_rules import MarkupRules, markup_rules
from nashra.landing.limits import Limits
from nashra.landing.records import RecordFault
from nashra.text.alternatives import longest_of

_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|&#[0-9]{2,7}")
# Names of entities that browsers read without an end, but none that an address may have as the name of a value.
_UNENDED = re.compile(r"&(?:nbsp|quot|laquo|raquo|shy)(?![A-Za-z0-9;=])")
_LETTER_REFERENCE = re.compile(r"&(?:amp;){0,3}#(?:[0-9]{3,7}|[xX][0-9a-fA-F]{2,6})")
_TWICE = re.compile(r"&(?:amp;)+(?=#?\w{2,8};)")
_SHORTCODE = re.compile(
    r"\[(/?)([a-z][a-z0-9_-]{0,40})(?::[a-z0-9]{4,8})?((?:\s|=)[^\[\]]{0,1000})?\s{0,3}/?\]", re.IGNORECASE
)
_MEDIA_TOKEN = re.compile(r"\[\[\{[^\n]{1,3000}?\}\]\]")  # Drupal's
_TEMPLATE = re.compile(r"\{\{[<%][^\n]{1,500}?[>%]\}\}|\{%[^\n]{1,500}?%\}")  # Hugo's and Jekyll's
_ENDED = re.compile(r"</([A-Za-z][A-Za-z0-9_.]{0,30})\s{0,3}>")
_PAIR = re.compile(r"\{([a-z]{3,30})(?:\s[^{}\n]{0,300})?\}([^{}\n]{0,300})\{/\1\}", re.IGNORECASE)  # Joomla's
# without a number: places of ads have one («[ad_1]»), and are for cleaning to tell
_OF_PROGRAMS, _NEAR = re.compile(r"\[/?[a-z][a-z_-]{3,40}\s?/?\]"), 4
_NO_SIGN = ("", "\n")
_ATTRIBUTE = re.compile(r"""^=|[\w-]\s{0,3}=\s{0,3}["'“”″«&\w#]""")
_ITEM = re.compile(r"\[\*\]")
_BOLD = re.compile(
    r"^[ \t]*\*([^\s*](?:[^*\n]{0,500}[^\s*])?)\*[ \t]*$", re.MULTILINE
)  # a whole line, as messengers have it
# «\n» written as two characters; not in a path («C:\new», «\\server\n») nor before a small Latin letter.
_LINE_END = re.compile(r"(?<![A-Za-z0-9:\\])(?:\\{1,3}r\\{1,3}n|\\{1,3}n|\\{1,3}r)+(?![a-z])")
_TAB, _QUOTE = re.compile(r"\\t(?![a-z])"), re.compile(r"""\\(["'/])""")
_UNICODE = re.compile(r"(?:\\{1,4}u[0-9a-fA-F]{4})+")  # escaped once, or again by the next program
_ESCAPED_AGAIN = re.compile(r"\\{2,4}u")
_LINE_SEPARATORS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SEPARATOR = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")  # one class: that there is none is seen many times sooner
_ITEM_OF_LIST = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""", re.DOTALL)
_BETWEEN_ITEMS = re.compile(r"[\s,]*")
_MOST = 2_000_000  # characters of a list written as text


def plain(text: str, limits: Limits) -> str:
    """The text of a field, lines ended by "\\n". Raises RecordFault for markup beyond the limits of a page."""
    rules = markup_rules()
    if "\\" in text:
        text = _without_escapes(text)
    text = _without_html(text, rules, limits)
    if "[" in text:
        if (brackets := text.count("[")) > limits.html_tags:
            raise RecordFault(f"markup: {brackets} brackets, more than {limits.html_tags}")
        text = _without_shortcodes(text, rules)
    if "{" in text:
        text = _without_braces(text, rules)
    if "*" in text:
        text = _BOLD.sub(r"\1", text)
    return _LINE_SEPARATORS.sub("\n", text) if _SEPARATOR.search(text) else text


def plain_line(text: str, limits: Limits) -> str:
    """A short field, its entities decoded too. (Those of a text are cleaning's, which notes what it changes.)"""
    text = plain(text, limits)
    for _ in range(markup_rules().most_rounds):
        if "&" not in text or (decoded := decoded_entities(text)) == text:
            break
        text = decoded
    return plain(text, limits) if "<" in text else text


def decoded_entities(text: str) -> str:
    """Entities that end as they must (and numbers without an end), decoded once; «R&D» stays."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def list_of_texts(text: str) -> list[str] | None:
    """The strings of a list that was written as text, as Python, NumPy and JSON have it; None when it is none."""
    text = text.strip()
    if not (text.startswith("[") and text.endswith("]")) or len(text) > _MOST or text[1:2] not in "'\" \n":
        return None
    found, at = [], 1
    while True:
        gap = _BETWEEN_ITEMS.match(text, at)
        at = gap.end() if gap else at
        item = _ITEM_OF_LIST.match(text, at)
        if item is None:
            break
        found.append(_unquoted(item[0]))
        at = item.end()
    return found if found and at == len(text) - 1 else None


def _unquoted(item: str) -> str:
    body = item[1:-1]
    if "\\" not in body:
        return body
    body = re.sub(r"\\x([0-9a-fA-F]{2})", r"\\u00\1", _UNICODE.sub(_unicode, body))
    return re.sub(
        r"\\(.)",
        lambda match: {"n": "\n", "r": "\n", "t": " "}.get(match[1], match[1]),
        _UNICODE.sub(_unicode, body),
        flags=re.DOTALL,
    )


# --- HTML -----------------------------------------------------------------------------------------------


def _without_html(text: str, rules: MarkupRules, limits: Limits) -> str:
    for _ in range(rules.most_rounds):
        if (tags := text.count("<") + text.count("lt;")) > limits.html_tags:
            raise RecordFault(f"html: {tags} tags, more than {limits.html_tags}")
        if "</" in text:
            text = _without_unknown(text, rules)
        if "<" in text and rules.tag.search(text):
            text = "\n".join(fragment_lines(_prepared(text, rules), rules, limits))
        elif "&" in text and rules.escaped_tag.search(text):
            text = decoded_entities(text)
        else:
            break
    if "&" in text:
        text = _UNENDED.sub(r"\g<0>;", text)
        if "&amp;" in text:
            text = _TWICE.sub("&", text)
        if _LETTER_REFERENCE.search(text):
            text = _ENTITY.sub(_letter, text)
    return text


def _without_unknown(text: str, rules: MarkupRules) -> str:
    """The text without elements that HTML does not have and that end («<text>…</text>»), as corpora and agencies have
    them. A line ends at those that a line, or another element, begins or ends with; others are about a word."""
    names = {name for name in _ENDED.findall(text) if not rules.tag.match(f"<{name}>")}
    names = {name for name in names if f"<{name}>" in text or f"<{name} " in text}
    if not names:
        return text
    name = longest_of(names)
    text = re.sub(rf"(?:^|(?<=[\n>]))[ \t]*<(?:{name})(?:\s[^<>]{{0,500}})?>", "\n", text)
    text = re.sub(rf"</(?:{name})\s{{0,3}}>[ \t]*(?=$|[\n<])", "\n", text)
    text = re.sub(rf"</?(?:{name})(?:\s[^<>]{{0,500}})?>", "", text)
    return "\n".join(line for line in text.split("\n") if line.strip())


def _letter(match: "re.Match[str]") -> str:
    """A character for its number; names stay, for cleaning to decode with a note of what it changed."""
    return html.unescape(match[0]) if match[0].startswith("&#") else match[0]


def _prepared(text: str, rules: MarkupRules) -> str:
    """HTML in which nothing that is text is lost to a parser: what opens and never closes is taken out."""
    if "<![CDATA[" in text:
        ended = text.rfind("]]>") + 3
        text = _CDATA.sub(r"\1", text[:ended]) + text[ended:].replace("<![CDATA[", "")
    closed = text.rfind("-->") + 1
    text = text[:closed] + text[closed:].replace("<!--", "")
    lower = text.lower()
    for name in rules.swallowing:
        if f"<{name}" in lower and lower.rfind(f"<{name}") > lower.rfind(f"</{name}"):
            text = _unopened(text, name)
            lower = text.lower()
    parts, at = [], 0
    for place in re.finditer("<", text):
        start = place.start()
        if not rules.tag.match(text, start):
            parts += [text[at:start], "&lt;"]
            at = start + 1
    text = "".join([*parts, text[at:]])
    last = text.rfind("<")
    if last >= 0 and ">" not in text[last:]:  # a tag that the end of the field cut off
        text = text[:last] if text[last:].isascii() else f"{text[:last]}&lt;{text[last + 1 :]}"
    return f"<table>{text}</table>" if re.search("<t[rd][ >]", lower) and "<table" not in lower else text


def _unopened(text: str, name: str) -> str:
    """The text without the opening tags of an element behind the last place where it is closed."""
    closed = text.lower().rfind(f"</{name}") + 1
    return text[:closed] + re.sub(rf"<{name}(?=[\s/>])[^<>]*>?", "", text[closed:], flags=re.IGNORECASE)


# --- shortcodes -----------------------------------------------------------------------------------------


class _Mark(NamedTuple):
    start: int
    end: int
    closing: bool
    name: str
    attributes: str


def _without_shortcodes(text: str, rules: MarkupRules) -> str:
    """The text without the marks in brackets; a line ends where a block's stood."""
    marks = [
        _Mark(one.start(), one.end(), bool(one[1]), one[2].lower(), one[3] or "") for one in _SHORTCODE.finditer(text)
    ]
    if not marks:
        return text
    closed = {mark.name: mark.start for mark in marks if mark.closing}  # the last place of each
    opened: set[str] = set()
    parts, at = [], 0
    for mark, following in pairwise([*marks, None]):
        if mark is None or mark.start < at:
            continue
        if not (_is_shortcode(mark, closed, opened, rules) or _is_of_a_program(mark, text)):
            continue
        opened.add(mark.name)
        parts += [text[at : mark.start], "" if rules.inline.fullmatch(mark.name) else "\n"]
        at = mark.end
        if not mark.closing and rules.dropped.fullmatch(mark.name):
            at = _content_end(text, mark, following)
    text = "".join([*parts, text[at:]])
    if "list" in opened:
        text = _ITEM.sub("\n", text)
    return "\n".join(line for line in text.split("\n") if line.strip())


def _is_shortcode(mark: _Mark, closed: dict[str, int], opened: set[str], rules: MarkupRules) -> bool:
    if mark.closing:
        return mark.name in opened or rules.known.fullmatch(mark.name) is not None
    if mark.attributes.strip(" /"):
        return _ATTRIBUTE.search(mark.attributes) is not None
    return closed.get(mark.name, -1) > mark.start or rules.known.fullmatch(mark.name) is not None


def _is_of_a_program(mark: _Mark, text: str) -> bool:
    """Whether a bare mark has a name as programs alone have them («[wpuf_profile]»), or is one in small letters that
    has a line of its own («[sharify]»)."""
    if not _OF_PROGRAMS.fullmatch(text, mark.start, mark.end):
        return False
    before, behind = text[max(0, mark.start - _NEAR) : mark.start], text[mark.end : mark.end + _NEAR]
    return "_" in mark.name or (before.strip(" \t")[-1:] in _NO_SIGN and behind.strip(" \t")[:1] in _NO_SIGN)


def _content_end(text: str, mark: _Mark, following: _Mark | None) -> int:
    """Where what the mark holds ends, when that is an address or a script and nothing that could be read."""
    if following is None or not following.closing or following.name != mark.name:
        return mark.end
    return following.start if text[mark.end : following.start].isascii() else mark.end


# --- braces ---------------------------------------------------------------------------------------------


def _without_braces(text: str, rules: MarkupRules) -> str:
    """The text without the marks in braces of Drupal, Joomla, Hugo and Jekyll; a line ends where one stood."""
    text = _TEMPLATE.sub("\n", _MEDIA_TOKEN.sub("\n", text))
    text = _PAIR.sub(lambda match: f"\n{'' if match[2].isascii() else match[2]}\n", text)
    return rules.braces.sub("\n", text)


# --- escapes --------------------------------------------------------------------------------------------


def _without_escapes(text: str) -> str:
    """Line ends, quotes and letters for the escapes that another tool wrote for them."""
    before = text
    text = _UNICODE.sub(_unicode, text)
    text = _LINE_END.sub(lambda match: "\n" * (match[0].count("n") or 1), text)
    if text != before:
        text = _QUOTE.sub(r"\1", _TAB.sub(" ", text))
    return text


def _unicode(match: "re.Match[str]") -> str:
    once = _ESCAPED_AGAIN.sub(r"\\u", match[0])
    meant = str(json.loads(f'"{once}"'))
    return meant.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
