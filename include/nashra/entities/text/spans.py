"""From BIO labels to mentions."""

from collections.abc import Sequence

from nashra.article import Mention
from nashra.entities.text.sentences import Sentence


def bio_spans(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """(type, first token, token after the last) of each name.

    An I- that follows no token of its own type begins a name, as if it were a B-.
    """
    spans: list[tuple[str, int, int]] = []
    kind, start = "", 0
    for place, label in enumerate(labels):
        if label == "O" and not kind:
            continue  # nearly every token
        prefix, _, type_ = label.partition("-")
        if kind and not (prefix == "I" and type_ == kind):
            spans.append((kind, start, place))
            kind = ""
        if not kind and prefix in ("B", "I"):
            kind, start = type_, place
    if kind:
        spans.append((kind, start, len(labels)))
    return spans


def repair(labels: Sequence[str]) -> list[str]:
    """The same names in strict BIO: each begins with B-."""
    fixed = ["O"] * len(labels)
    for kind, start, end in bio_spans(labels):
        fixed[start] = f"B-{kind}"
        fixed[start + 1 : end] = [f"I-{kind}"] * (end - start - 1)
    return fixed


def sentence_mentions(body: str, sentence: Sentence, tagged: Sequence[tuple[str, float]], number: int) -> list[Mention]:
    """Mentions of one sentence. Names without a letter are dropped; marks at a name's ends are cut off.

    A mention's score is the lowest of its tokens'. Labels missing at the end count as O.
    """
    labels = [label for label, _ in tagged[: len(sentence.tokens)]]
    mentions = []
    for kind, start, end in bio_spans(labels):
        while start < end and not _has_letter(sentence.tokens[start]):
            start += 1
        while start < end and not _has_word(sentence.tokens[end - 1]):
            end -= 1
        if start == end:
            continue
        first, last = sentence.starts[start], sentence.ends[end - 1]
        score = min(score for _, score in tagged[start:end])
        mentions.append(Mention(kind, body[first:last], first, last, number, score))
    return mentions


def _has_letter(token: str) -> bool:
    return any(char.isalpha() for char in token)


def _has_word(token: str) -> bool:
    return any(char.isalnum() for char in token)
