"""Objects as JavaScript writes them, made JSON: names without quotes, texts in single quotes or backticks, comments,
commas behind the last value, and the calls that the shell of MongoDB prints dates and ids as; as Node prints them, with
long texts put together by "+", and Ruby, with "=>" between name and value. Nothing is run."""

import json
import re

_TEXT = r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)'
_COMMENT = r"/\*(?:[^*]|\*(?!/)){0,2000}+\*/|(?m:^[ \t]*+//[^\n]*)"
_OTHER_TEXT = r"'[^'\\]*+(?:\\.[^'\\]*+)*+'|`[^`\\]*+(?:\\.[^`\\]*+)*+`"
_NAME = r"[A-Za-z_$][\w$]{0,100}(?=\s{0,20}:)"
_SAID = r"""(?P<said>"[^"\\]{0,200}"|'[^'\\]{0,200}'|-?\d{1,30}(?:\.\d{1,20})?)"""
_CALL = rf"(?:new\s+)?[A-Za-z]\w{{2,30}}\(\s*(?:{_SAID}\s*)?\)"
_COMMA = r",(?=\s*+[}\]])"
_QUOTED = r"""(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"|'[^'\\]*+(?:\\.[^'\\]*+)*+'|`[^`\\]*+(?:\\.[^`\\]*+)*+`)"""
_PUT_TOGETHER = rf"{_QUOTED}(?:\s*+\+\s*+{_QUOTED})++"
_MOMENT = (
    r"(?<![\w.-])\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:\s?(?:Z\b|UTC\b|[+-]\d\d:?\d\d))?)?(?![\w-])"
)
_SYMBOL = r"(?<![\w:\"']):[A-Za-z_]\w{0,60}(?=\s*+(?:=>|[,}\]]))"  # Ruby's, as a name or a value
_TOKEN = re.compile(
    rf"(?P<together>{_PUT_TOGETHER})|(?P<text>{_TEXT})|(?P<comment>{_COMMENT})|(?P<other>{_OTHER_TEXT})|(?P<call>\b{_CALL})|(?<![\w$.])(?P<name>{_NAME})|"
    rf"(?P<moment>{_MOMENT})|(?P<symbol>{_SYMBOL})|(?P<arrow>\s?=>\s?)|"
    rf"(?P<comma>{_COMMA})|(?P<nothing>\b(?:undefined|nil)\b|\[(?:Object|Array)\])",
    re.DOTALL,
)
_STRING_AT = re.compile(r"""\"[^"\\]*+(?:\\.[^"\\]*+)*+\"|'[^'\\]*+(?:\\.[^'\\]*+)*+'""", re.DOTALL)
_EACH = re.compile(_QUOTED, re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "", "\n": ""}


def as_json(text: str) -> str:
    """The text with each token that JSON does not know as JSON says it."""
    return _TOKEN.sub(_told, text)


def text_at(script: str) -> str:
    """The text that a string in a script says, with which the script begins; "" where it begins with none."""
    match = _STRING_AT.match(script)
    return _inside(match[0]).encode("utf-16", "surrogatepass").decode("utf-16", "replace") if match else ""


def _told(match: "re.Match[str]") -> str:
    kind = match.lastgroup
    if kind == "said" or match["call"]:
        said = match["said"] or "null"
        return json.dumps(_inside(said)) if said[0] in "'\"" else said
    if kind == "other":
        return json.dumps(_inside(match["other"]), ensure_ascii=False)
    if kind == "together":
        return json.dumps("".join(map(_inside, _EACH.findall(match[0]))), ensure_ascii=False)
    if kind in ("name", "moment", "symbol"):
        return f'"{match[0].removeprefix(":")}"'
    return {"comment": " ", "comma": "", "nothing": "null", "arrow": ": "}.get(kind or "", match[0])


def _inside(quoted: str) -> str:
    return _ESCAPE.sub(_unescaped, quoted[1:-1])


def _unescaped(match: "re.Match[str]") -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPES.get(match[3], match[3])
