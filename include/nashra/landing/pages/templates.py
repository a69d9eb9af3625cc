"""Templates of a page that hold what readers see: shadow roots, and text that a script shows as it is."""

import re

_TEMPLATE = re.compile(r"<template", re.IGNORECASE)
# A shadow root as a page is sent or saved with it; the closing tag is then one of nothing, which a parser passes over.
_SHADOW = re.compile(r"<template(?=\s[^>]{0,200}?shadowroot)", re.IGNORECASE)
_WHOLE = re.compile(
    r"<template(?:\s[^>]{0,500})?>((?:(?!<template).){1,200000}?)</template\s*>", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_BLANKS = ("{{", "${", "{%", "<%", "[[", "%s")  # what a script fills in before it shows one
_SENTENCE, _ENDS = 80, (".", "؟", "!", "…", "»")  # characters of a text, how its sentences end


def open_templates(html: str) -> str:
    """A page whose shadow roots are elements, and whose other templates are hidden ones where they hold a text and
    nothing to fill in: then what stands beside them says whether they are more of it (`nashra.landing.pages.rest`)."""
    if _TEMPLATE.search(html) is None:
        return html
    html = _SHADOW.sub("<div", html)
    return _WHOLE.sub(_opened, html)


def _opened(match: "re.Match[str]") -> str:
    inner = match[1]
    if any(blank in inner for blank in _BLANKS):
        return match[0]
    text = " ".join(_TAG.sub(" ", inner).split())
    told = len(text) >= _SENTENCE and any(end in text for end in _ENDS)
    return f"<div hidden>{inner}</div>" if told else match[0]
