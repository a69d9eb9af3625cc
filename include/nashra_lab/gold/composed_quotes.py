"""News composed for this project with its statements marked in the text, read as texts and labels.

    ## jo-local-traffic
    وقال {S1:سامر فلان}، مدير الشركة، إن {i1:العمل بدأ}. وأضاف: "{d1:لن نتأخر}". وعرض فيلم "{nt:ليل}".

`{S1:...}` is the fullest name of speaker 1, `{s1:...}` another mention; `{d1:...}` what that speaker says, by the
letters of `quote_labels.KINDS`, 0 for nobody; `{nt:...}` marks without a quote, by WHAT. No cue is labelled.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nashra.errors import NashraError
from nashra_lab.gold.quote_labels import FOLDER, KINDS, Key, LabelledQuotes, Quote, Span, text_digest
from nashra_lab.gold.quote_marks import marked_pairs

COMPOSED = FOLDER / "composed.txt"
WHAT = {"t": "title", "n": "name", "k": "nickname", "w": "word", "x": "text", "b": "broken"}
_MARK = re.compile(r"\{([diufosS])(\d):|\{n([tnkwxb]):|\}")


class ComposedError(NashraError):
    """Composed news whose marks do not close, or say nothing of a pair of quotation marks."""


@dataclass(frozen=True, slots=True)
class _Marked:
    kind: str
    speaker: str
    span: Span


def read_composed_quotes(path: Path = COMPOSED) -> tuple[dict[Key, str], dict[Key, LabelledQuotes]]:
    """Texts and labels of composed news, both by ("composed", id)."""
    texts: dict[Key, str] = {}
    labels: dict[Key, LabelledQuotes] = {}
    for article in re.split(r"(?m)^## ", path.read_text(encoding="utf-8"))[1:]:
        name, _, marked = article.partition("\n")
        key = ("composed", name.strip())
        text, found = _plain(name, marked.strip())
        texts[key] = text
        labels[key] = LabelledQuotes(text_digest(text), tuple(_labels(name, text, found)))
    return texts, labels


def _plain(name: str, marked: str) -> tuple[str, list[_Marked]]:
    text, at = "", 0
    open_: list[tuple[str, str, int]] = []
    found: list[_Marked] = []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[0] != "}":
            open_.append((mark[1] or f"n{mark[3]}", mark[2] or "", len(text)))
        elif open_:
            kind, speaker, start = open_.pop()
            found.append(_Marked(kind, speaker, (start, len(text))))
        else:
            raise ComposedError(f"{name}: a bracket closes at {text[-20:]!r} that was never opened")
    text += marked[at:]
    if open_ or "{" in text:
        raise ComposedError(f"{name}: a bracket is left open, or its kind is none of d, i, u, f, o, n, s, S")
    return text, found


def _labels(name: str, text: str, marked: list[_Marked]) -> Iterator[Quote]:
    spans = {one.span for one in marked if one.kind not in "sS"}
    for start, end in marked_pairs(text):
        if not any(start <= s and e <= end for s, e in spans) and not any(s <= start and end <= e for s, e in spans):
            raise ComposedError(f"{name}: say what the marks around {text[start:end]!r} hold")
    for one in sorted(marked, key=lambda each: each.span):
        if one.kind[0] == "n":
            yield Quote("none", one.span, what=WHAT[one.kind[1]])
        elif one.kind not in "sS":
            line = text.find("\n", one.span[1])
            nearest, fullest = _speaker(name, one, [each for each in marked if line < 0 or each.span[0] < line], marked)
            yield Quote(KINDS[one.kind], one.span, nearest, fullest)


def _speaker(name: str, said: _Marked, near: list[_Marked], marked: list[_Marked]) -> tuple[Span | None, Span | None]:
    """The mention that stands nearest to a statement, of those up to its line's end (`near`), and the fullest one."""
    if said.speaker == "0":
        return None, None
    own = [one for one in marked if one.kind in "sS" and one.speaker == said.speaker]
    mentions = sorted(one.span for one in own if one in near) or sorted(one.span for one in own)
    if not mentions:
        raise ComposedError(f"{name}: nobody is marked as speaker {said.speaker}")
    start, end = said.span
    full = [one.span for one in own if one.kind == "S"]
    nearest = min(mentions, key=lambda span: max(start - span[1], span[0] - end))
    return nearest, full[0] if full else nearest
