"""The little language that rules are written in, made into regular expressions over folded text.

A phrase is words with spaces between them. `{a|b}` is one of several, `{a|}` may be missing, `*` is one to
three words of any kind, `#` is a number (inside braces too). Spelling, vowels and alef forms don't matter: a
phrase is folded like the text. Every part is bounded, so that no line can make matching slow.
"""

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from nashra.errors import NashraError
from nashra.text.fold import fold_line

_TOKEN = re.compile(r"\{[^{}]*\}|[^\s{}]+")
_GAP = r"[\W_]{1,6}"
_WORD = re.compile(r"\w+")
EDGE = r"[\W\d_]{0,80}"  # what may stand around a phrase that is the whole line: marks, bullets, a number


class PhraseError(NashraError, ValueError):
    """A phrase that cannot be used, with what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase ready for use."""

    pattern: str  # regular expression over folded text, no group in it is capturing
    triggers: frozenset[str]  # folded words, one of which is in every text that matches
    words: int  # the most words it can stand for
    needs: tuple[tuple[str, ...], ...]  # folded words: of each, one is in every text that matches
    before: frozenset[str] | None  # folded words, one of which stands before the trigger, "" for what stands before the
    # phrase; None: anything may
    behind: frozenset[str] | None  # and behind it


class _Token(NamedTuple):
    """One place of a phrase."""

    choices: list[list[str]] | None  # the words of each choice; None: anything, or no word
    optional: bool

    def key(self) -> list[str]:
        """The longest word of each choice."""
        return [max(words, key=lambda word: (len(word), word)) for words in self.choices or ()]


def _beside(tokens: list[_Token], at: int, step: Literal[-1, 1]) -> frozenset[str] | None:
    """The words that may stand next to the longest word of a token, before or behind it, "" for what is outside of the
    phrase; None when anything may."""
    found: set[str] = set()
    token, outside = tokens[at], False
    for words, key in zip(token.choices or (), token.key(), strict=True):
        place = words.index(key) + step
        outside |= not 0 <= place < len(words)
        found.update(words[place : place + 1] if place >= 0 else ())
    while outside:
        at += step
        if not 0 <= at < len(tokens):
            return frozenset(found | {""})
        if (choices := tokens[at].choices) is None:
            return None
        found.update(words[0 if step > 0 else -1] for words in choices)
        outside = tokens[at].optional
    return frozenset(found)


def _one(text: str) -> str:
    """One spelling as a pattern: its words with a gap between them, its marks as they are."""
    parts = [r"\d{1,9}" if part == "#" else re.escape(part) for part in fold_line(text).split(" ")]
    return _GAP.join(parts)


def compile_phrase(phrase: str) -> Phrase:
    """Raises PhraseError when a brace has no other half, and when no word of the phrase is always there: such a rule
    could not be looked up."""
    if stray := re.search(r"[{}|]", re.sub(r"\{[^{}]*\}", "", phrase)):
        raise PhraseError(f"a {stray[0]} stands alone in the phrase {phrase!r}")
    pattern, words, best, leading = "", 0, 0, True
    tokens: list[_Token] = []
    trigger: int | None = None
    needs: list[tuple[str, ...]] = []
    for token in _TOKEN.findall(phrase):
        optional = False
        if token == "*":
            body, longest = r"\w{1,30}(?:[\W_]{1,6}\w{1,30}){0,2}", 3
            tokens.append(_Token(None, False))
        else:
            choices = token[1:-1].split("|") if token.startswith("{") else [token]
            optional = "" in [c.strip() for c in choices]
            choices = [c.strip() for c in choices if c.strip()]
            body = "|".join(_one(choice) for choice in choices)
            found = [_WORD.findall(fold_line(choice)) for choice in choices]
            longest = max((len(f) for f in found), default=1)
            tokens.append(_Token(found if all(found) else None, optional))
            if not optional and all(found):
                keys = tokens[-1].key()
                needs.append(tuple(sorted(set(keys))))
                weight = min(len(key) for key in keys)
                if weight > best:
                    best, trigger = weight, len(tokens) - 1
        words += longest
        if optional:
            pattern += f"(?:(?:{body}){_GAP})?" if leading else f"(?:{_GAP}(?:{body}))?"
        else:
            pattern += f"(?:{body})" if leading else f"{_GAP}(?:{body})"
            leading = False
    if trigger is None:
        raise PhraseError(f"no word is always in the phrase {phrase!r}")
    # A number's digits are none of the words of its choice, but stand among them.
    before, behind = (None, None) if "#" in phrase else (_beside(tokens, trigger, -1), _beside(tokens, trigger, 1))
    return Phrase(pattern, frozenset(tokens[trigger].key()), words, tuple(needs), before, behind)
