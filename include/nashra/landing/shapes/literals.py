"""Values that were written as text: words for nothing, lists and objects as Python or JSON, line ends as \\n."""

import ast
import re
from collections.abc import Mapping
from string import ascii_letters
from typing import Any

import orjson

from nashra.landing.shapes.php_values import php_value
from nashra.landing.shapes.python_values import python_value
from nashra.landing.shapes.rules import cut_mark, shape_rules
from nashra.text.fold import fold_line

_LONGEST_MISSING = 64  # characters; a longer value is something
_LONGEST_NOTHING = 16  # characters of what people type for it
_SAYS = re.compile(r"[^\W_]")
_LONGEST_OPENED = 2_000_000  # characters of a list or an object written as text that is opened
_DEEPEST = 40  # nested brackets of one
_LONGEST_MARK = 100  # characters of a mark that a text was cut; no pattern of the rules looks at more
_STRING = r"""(?:[uUrR]?'(?:[^'\\]|\\.)*+'|[uUrR]?"(?:[^"\\]|\\.)*+")"""
# A list of strings: Python's, and that of numpy, which has no commas.
_STRINGS = re.compile(rf"[\[(]\s*{_STRING}(?:[\s,]+{_STRING})*+\s*+(?:,\s*+)?[\])]", re.DOTALL)
_ONE_STRING = re.compile(_STRING, re.DOTALL)
_VECTOR = re.compile(rf"(?:c|list)(?=\(\s*{_STRING}\s*[,)])", re.DOTALL)  # R's, as it prints them
_CALLED = re.compile(
    r"(?:[A-Za-z_]{1,20}\.)?[A-Za-z_]{3,20}(?=\(\s*[\[{(])"
)  # Python's: array([...]), frozenset({...})
_OF_SPARK = re.compile(r"(?:WrappedArray|ArraySeq|ArrayBuffer|List|Vector|Stream)\((.+)\)", re.DOTALL)
_LONGEST_WORD = 60  # characters of a keyword
_SENTENCE_ENDS = (".", "!", "؟", "…", "»", '"')
_OF_A_LIST = re.compile(rf"{_STRING}(?:\s*,\s*{_STRING})++\s*+,?", re.DOTALL)  # the inside of one, its brackets lost
# How a list or an object begins that was written as text; with a letter begin those that have a name.
OPENED_BY = frozenset('[{("`' + ascii_letters)
_PHP = frozenset(["Array", "array"])
_ESCAPED_END = re.compile(r"(?:\\{1,3}r)?\\{1,3}n(?![a-z])|\\{1,3}r(?![a-z])")
_JOINED = re.compile(r"(?<=[.؟!]),(?=[\u0621-\u064a«\"(])")
_JOINED_ELEMENTS = re.compile(
    r"(</(?:p|div|li|h[1-6]|blockquote)>)\s?,\s?(?=<(?:p|div|li|h[1-6]|blockquote)[\s>])", re.IGNORECASE
)
_FEWEST_JOINED = 2
_FENCED = re.compile(r"```[A-Za-z]{0,10}[ \t]*\n([\[{].*[\]}])\s*```", re.DOTALL)  # a model's answer in Markdown
_EXCEL_RETURN = re.compile(r"_x000[dD]_\n?")
_LINK_FORMULA = re.compile(
    r'\s*=\s*HYPERLINK\(\s*"([^"]{4,2000})"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)\s*', re.IGNORECASE
)
_LISTED_TAGS = re.compile(r"\s*\[\s*<([A-Za-z][A-Za-z0-9]{0,15})[\s>].*>\s*\]\s*", re.DOTALL)
_PRINTED = ("b'", 'b"')  # how bytes begin that Python printed
_TERM = re.compile(r'"(.*)"(?:@[A-Za-z]{2,3}(?:-[A-Za-z]{2,8})?|\^\^[<\w][^\s"]{1,100})', re.DOTALL)
_EXCEL_TEXT = re.compile(r'="(.*)"', re.DOTALL)


def is_missing(text: str) -> bool:
    """Whether a value is only a word for "nothing": \\N, NULL, nan ... or blank."""
    if len(text) > _LONGEST_MISSING:
        return False
    bare = text.strip()
    rules = shape_rules()
    if bare in rules.missing or not _SAYS.search(bare):
        return True
    return len(bare) <= _LONGEST_NOTHING and fold_line(bare) in rules.nothing


def opened(text: str) -> Any:
    """The list or object that is written in a text, as Python prints it or as JSON; else the text itself."""
    bare = text.strip()
    if bare[:3] == "```" and (fenced := _FENCED.fullmatch(bare)):
        bare = fenced[1].strip()
    if bare[:5] in _PHP and (php := php_value(bare[:_LONGEST_OPENED])) is not None:
        return php
    called = False
    if bare[-1:] == ")" and bare[:1] in ascii_letters:
        if match := _OF_SPARK.fullmatch(bare):
            return _of_spark(match[1])
        if match := _VECTOR.match(bare):
            bare = bare[match.end() :]
        called = len(bare) <= _LONGEST_OPENED and _CALLED.match(bare) is not None
    elif bare[:1] == '"' and len(bare) <= _LONGEST_OPENED and _OF_A_LIST.fullmatch(bare):
        bare = f"[{bare}]"
    if not called and not _looks_like_a_literal(bare):
        return text
    try:
        value = orjson.loads(bare)
        return value if isinstance(value, list | dict) else text
    except orjson.JSONDecodeError:
        pass
    if _STRINGS.fullmatch(bare):
        return [ast.literal_eval(piece) for piece in _ONE_STRING.findall(bare)]
    if bare.count("[") + bare.count("{") + bare.count("(") > _DEEPEST * 50:
        return text  # Python's own parser may not be trusted with any depth
    try:
        value = python_value(bare)
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return text
    return value if isinstance(value, list | dict) else text


def _of_spark(inside: str) -> list[str]:
    """The items of a list that was printed without quotes: words, or pieces that end as sentences do."""
    pieces = inside.split(", ")
    if all(len(piece) <= _LONGEST_WORD for piece in pieces):
        return pieces
    found = [""]
    for piece in pieces:
        found[-1] += piece
        if piece.rstrip().endswith(_SENTENCE_ENDS):
            found.append("")
        else:
            found[-1] += ", "
    return [item.removesuffix(", ") for item in found if item]


def _looks_like_a_literal(bare: str) -> bool:
    if len(bare) > _LONGEST_OPENED or len(bare) < 4:
        return False
    first = bare[1:40].lstrip()[:1]
    if bare[0] == "[" and bare[-1] == "]":
        return first in "'\"{[" or (first in "uU" and bare[1:40].lstrip()[1:2] in "'\"")
    return (bare[0] == "{" and bare[-1] == "}" and first in "'\"") or (
        bare[0] == "(" and bare[-1] == ")" and first in "'\""
    )


def unescaped(text: str) -> str:
    """The text with line ends that were written as a backslash and a letter; left alone when it has real ones."""
    if "\\" in text and "\n" not in text:
        text = _ESCAPED_END.sub("\n", text)
        if "\n" in text:
            text = text.replace("\\t", "\t").replace('\\"', '"').replace("\\/", "/")
    return without_returns(text)


def without_returns(text: str) -> str:
    """A text with line ends for the carriage returns that Excel's files have in letters ("_x000D_")."""
    return _EXCEL_RETURN.sub("\n", text) if "_x000" in text else text


def parted(text: str) -> str:
    """The text with line ends for the commas by which a program joined its paragraphs, or the elements that they stood
    in («…في المدينة.,وأضاف …», "</p>,<p>"): in no prose does a comma stand right behind a full stop, twice."""
    if ">," in text:
        text = _JOINED_ELEMENTS.sub(r"\1\n", text)
    if ".," in text and "\n" not in text and len(_JOINED.findall(text)) >= _FEWEST_JOINED:
        text = _JOINED.sub("\n", text)
    return text


def without_cut_mark(text: str) -> str:
    """The text without a news service's mark that it was cut ("[+1840 chars]")."""
    bare = text.rstrip()
    before, end = bare[:-_LONGEST_MARK], bare[-_LONGEST_MARK:]
    shorter = cut_mark().sub("", end)
    return text if shorter == end else (before + shorter).rstrip()


def excel_cell(cell: str) -> str:
    """A cell without the formula that keeps a spreadsheet from reading it as a number: ="00123"."""
    match = _EXCEL_TEXT.fullmatch(cell) if cell.startswith('="') else None
    return match[1].replace('""', '"') if match else cell


def term(cell: str) -> str:
    """A cell without what a store of triples writes about a text: "…"@ar, "…"^^xsd:dateTime."""
    match = _TERM.fullmatch(cell)
    return match[1].replace('\\"', '"').replace("\\n", "\n") if match else cell


def linked_cell(cell: str) -> tuple[str, str] | None:
    """The address and the words of a cell that is a spreadsheet's formula of a link."""
    match = _LINK_FORMULA.fullmatch(cell)
    return match and (match[1], (match[2] or match[1]).replace('""', '"'))


def listed_tags(text: str) -> str:
    """The text of a list of elements as Python prints one ("[<p>...</p>, <p>...</p>]"), a line each; else the text."""
    match = _LISTED_TAGS.fullmatch(text) if text[:2] == "[<" else None
    if match is None:
        return text
    between = re.compile(rf"(</{match[1]}>|/>)\s*,\s*(?=<{match[1]}[\s>])", re.IGNORECASE)
    return between.sub(r"\1\n", text.strip()[1:-1])


def printed_bytes(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record with bytes where Python printed some ("b'\\xd9\\x85'"); the same record where there are none."""
    found = {}
    for name, value in record.items():
        if type(value) is str and value[:2] in _PRINTED and value[-1] == value[1] and "\\x" in value:
            try:
                found[name] = ast.literal_eval(value)
            except (ValueError, SyntaxError, MemoryError, RecursionError):
                continue
    return {**record, **found} if found else record
