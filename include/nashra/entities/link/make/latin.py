"""Latin spellings of a name, levelled so that those of one name are equal."""

import re
import unicodedata

_SOUNDS = (
    ("ph", "f"), ("sch", "$"), ("tch", "$"), ("sh", "$"), ("ch", "$"), ("dj", "j"), ("gh", "g"), ("kh", "x"),
    ("th", "t"), ("dh", "d"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ck", "k"), ("q", "k"), ("c", "k"),
    ("y", "i"), ("w", "u"), ("o", "u"), ("e", "i"), ("v", "u"),
)  # fmt: skip
_ARTICLE = re.compile(r"\b(al|el|as|an|ar|at|ad|az|ash|ech|er|es|ed|en|et)[\s\-]")


def latin_key(name: str) -> str:
    """A Latin name as sounds: without article, accents, doubled letters and silent h."""
    name = _ARTICLE.sub(" ", name.lower())
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if "a" <= c <= "z")
    for old, new in _SOUNDS:
        name = name.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"h(?![aeiu])", "", name))
