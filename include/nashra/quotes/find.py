"""Quotes of an article: what is said in its body, and by whom."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nashra.article import Mention
from nashra.quotes.cues import find_cues
from nashra.quotes.lexicon import lexicon
from nashra.quotes.marks import find_pairs
from nashra.quotes.quote_rules import read_quote_rules
from nashra.quotes.sentences import Parsed
from nashra.quotes.speakers import Speakers
from nashra.quotes.statement import Kind
from nashra.quotes.statements import find_statements

PART = 40_000  # code points of a body that are read at once: some 6,000 words, above what a paper prints as one text


@dataclass(frozen=True, slots=True)
class Quote:
    """One statement. Places are code points into the body."""

    kind: Kind
    text: str
    """body[start:end], without the marks."""
    start: int
    end: int
    speaker: str | None
    """As the body names who speaks; where the statement itself only says «وأضاف», the fullest name that it gives."""
    speaker_start: int | None
    entity_id: str | None
    """Of the speaker, when linking knows one."""
    cue: str | None
    """The word of saying as it stands."""
    why: str
    """What made it a statement, and why it is this speaker's."""

    def row(self, explain: bool = False) -> dict[str, Any]:
        """As a row, less its article; with `why` to explain it."""
        row = {
            "text": self.text, "start": self.start, "end": self.end, "speaker": self.speaker,
            "speaker_start": self.speaker_start, "entity_id": self.entity_id, "cue": self.cue, "kind": self.kind,
        }  # fmt: skip
        return row | {"why": self.why} if explain else row


def find_quotes(body: str, mentions: Sequence[Mention] = ()) -> list[Quote]:
    """The statements of a body in order of their place. `mentions` are its names, linked; without them only those
    speakers are known who are described.

    A body that is longer than news is read in parts, each for itself: who speaks is looked for among all names before.
    """
    found: list[Quote] = []
    for start, end in _parts(body):
        named = _within(mentions, start, end)
        if start:
            named = [replace(m, start=m.start - start, end=m.end - start) for m in named]
        found += [_moved(quote, start) for quote in _quotes_of(body[start:end], named)]
    return found


def _parts(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(body) - start > PART:
        cut = max(body.rfind("\n", start, start + PART), start)
        for mark in (". ", " "):  # of a line without an end
            cut = cut if cut > start else max(body.rfind(mark, start, start + PART), start)
        end = cut + 1 if cut > start else start + PART
        yield start, end
        start = end
    yield start, len(body)


def _within(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Those of a part; `mentions` are in order of their starts."""
    first = bisect_left(mentions, start, key=lambda mention: mention.start)
    return [m for m in mentions[first : bisect_left(mentions, end, key=lambda m: m.start)] if m.end <= end]


def _moved(quote: Quote, by: int) -> Quote:
    at = quote.speaker_start
    return replace(quote, start=quote.start + by, end=quote.end + by, speaker_start=None if at is None else at + by)


def _quotes_of(body: str, mentions: Sequence[Mention]) -> list[Quote]:
    rules = read_quote_rules()
    pairs = find_pairs(body)
    parsed = Parsed(body, pairs)
    mentions = [_without_verb(parsed, mention) for mention in mentions]
    names = [(mention.start, mention.end) for mention in mentions]
    named = {at for start, end in names for at in range(parsed.first(start), parsed.first(end))}
    cues = [cue for cue in find_cues(parsed) if cue.word not in named]
    if not pairs and not cues:
        return []
    speaking = [(mention.start, mention.end) for mention in mentions if mention.type in ("PERS", "ORG")]
    speakers = Speakers(parsed, mentions, cues, rules)
    quotes = []
    for statement in find_statements(parsed, pairs, cues, speaking, rules):
        speaker = speakers.of(statement)
        cue = statement.cue
        quotes.append(
            Quote(
                statement.kind,
                body[statement.start : statement.end],
                statement.start,
                statement.end,
                body[speaker.start : speaker.end] if speaker else None,
                speaker.start if speaker else None,
                speaker.entity_id if speaker else None,
                body[cue.start : cue.end] if cue else None,
                f"{statement.why}; " + (f"the speaker {speaker.why}" if speaker else "no speaker is named"),
            )
        )
    return quotes


def _without_verb(parsed: Parsed, mention: Mention) -> Mention:
    """A name without a verb of saying that was taken for its first word: «واستطرد النهاري»."""
    words = parsed.within(mention.start, mention.end)
    said = lexicon().get(words[0].key) if len(words) > 1 and words[0].start == mention.start else None
    if said is None or not said.joined or said.form != "past":
        return mention
    return replace(mention, surface=parsed.body[words[1].start : mention.end], start=words[1].start, entity_id="")


def quote_rows(article_id: str, body: str, mentions: Sequence[Mention]) -> list[dict[str, Any]]:
    """The quotes of one article as rows: article_id, text, start, end, speaker, speaker_start, entity_id, cue, kind."""
    return [{"article_id": article_id, **quote.row()} for quote in find_quotes(body, mentions)]
