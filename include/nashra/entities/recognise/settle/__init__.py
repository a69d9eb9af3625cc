"""What a body itself says of the mentions that a recogniser found in it: where they begin, and where else they are."""

from nashra.article import Mention
from nashra.entities.recognise.settle.bands import with_bands
from nashra.entities.recognise.settle.closed import with_closing
from nashra.entities.recognise.settle.elsewhere import seen_elsewhere
from nashra.entities.recognise.settle.first_names import with_first_names, without_on
from nashra.entities.recognise.settle.heads import read_heads, with_heads
from nashra.entities.recognise.settle.joined import with_joined
from nashra.entities.recognise.settle.marked import as_marked
from nashra.entities.recognise.settle.not_persons import with_bodies
from nashra.entities.recognise.settle.numbers import with_numbers
from nashra.entities.recognise.settle.papers import with_papers
from nashra.entities.recognise.settle.remarks import without_remarks
from nashra.entities.recognise.settle.rows import in_one, where_from, with_rows
from nashra.entities.recognise.settle.spelling import as_spelled
from nashra.entities.recognise.settle.tails import with_tails
from nashra.entities.text.sentences import Sentence


def settled(mentions: list[Mention], body: str, sentences: list[Sentence]) -> list[Mention]:
    """The mentions of one body, settled; both in order of their place, none overlapping.

    Nothing but the body and the rules counts. A mention that was found only elsewhere in the body has the score ADDED.
    """
    heads = read_heads()
    joined = in_one(with_joined(mentions, body), body)
    outside = with_bodies(without_remarks(joined, body, heads), body, heads)
    spelled = without_on(with_first_names(as_spelled(outside, body, heads), body), body, heads)
    headed = with_numbers(with_tails(with_heads(spelled, body, heads), body, heads), body, heads)
    found = with_papers(as_marked(headed, body, sentences, heads), body, sentences, heads)
    told = with_rows(with_bands(found, body, sentences, heads), body, sentences, heads)
    closed = with_closing(told, body)
    return seen_elsewhere(where_from(closed, body), body, sentences)
