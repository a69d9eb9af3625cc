"""The state that Nuxt 2 leaves as a call: window.__NUXT__=(function(a,b){return {title:a,text:"..."}}("...",null))."""

import json
import re

from nashra.landing.shapes.script_values import as_json
from nashra.landing.shapes.whole_numbers import whole_number

_CALL = re.compile(
    r"\s*(?:window|self)\.__NUXT__\s*=\s*\(?\s*(?:function\s*\(([\w$,\s]{0,20000})\)|\(([\w$,\s]{0,20000})\)\s*=>)\s*\{"
)
_RETURN = re.compile(r"\breturn\s*(?=\{)")
_NAMED = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|(?<![\w$.])[A-Za-z_$][\w$]{0,8}(?![\w$])', re.DOTALL)
_NOTHING = re.compile(r"\bvoid 0\b|\b(?:new )?(?:Array|Date|Map|Set)\([^()]{0,100}\)")
_KNOWN = frozenset(["true", "false", "null"])
_MOST_CHARS = 5_000_000


def called(script: str) -> str:
    """The value that the call gives, as JSON: each of its names is what the call says for it; "" for other scripts."""
    if len(script) > _MOST_CHARS or not (call := _CALL.match(script)):
        return ""
    value = _RETURN.search(script, call.end())
    said, end = max((script.rfind(close), len(close)) for close in ("}(", "})("))
    if value is None or said < value.end():
        return ""
    try:
        values = json.loads(f"[{_plain(script[said + end :].rstrip(' ;)' + chr(10)))}]", parse_int=whole_number)
    except (ValueError, RecursionError):
        return ""
    names = [name.strip() for name in (call[1] or call[2] or "").split(",")]
    known = {name: json.dumps(one, ensure_ascii=False) for name, one in zip(names, values, strict=False)}

    def told(match: "re.Match[str]") -> str:
        name = match[0]
        return name if name[0] == '"' or name in _KNOWN else known.get(name, "null")

    return _NAMED.sub(told, _plain(script[value.end() : said]))


def _plain(script: str) -> str:
    return as_json(_NOTHING.sub("null", script))
