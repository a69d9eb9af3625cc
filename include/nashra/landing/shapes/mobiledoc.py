"""A body as Mobiledoc, which Ghost saved: sections that are lists of numbers, tags and pieces of a line."""

from typing import Any

from nashra.landing.shapes.markdown import plain_lines

_MARKUP, _LIST, _CARD = 1, 3, 10  # what a section's first number says that it is
_WORDS = 0  # ... and that of a piece of a line
_OF_CARDS = ("markdown", "html")  # under which a card that is no picture has words


def mobiledoc_lines(names: dict[str, Any]) -> list[str] | None:
    """The lines of a document, told by what it must have; None when an object is none. `names` are folded."""
    sections, cards = names.get("sections"), names.get("cards")
    if not isinstance(sections, list) or not isinstance(cards, list) or not isinstance(names.get("markups"), list):
        return None
    lines: list[str] = []
    for section in sections:
        match section:
            case [int(kind), str(), list(pieces)] if kind == _MARKUP:
                lines.append(_line(pieces))
            case [int(kind), str(), list(items)] if kind == _LIST:
                lines += [_line(item) for item in items if isinstance(item, list)]
            case [int(kind), int(card)] if kind == _CARD and 0 <= card < len(cards):
                lines += _card(cards[card])
    return lines


def _line(pieces: list[Any]) -> str:
    said = (piece[3] for piece in pieces if isinstance(piece, list) and len(piece) == 4 and piece[0] == _WORDS)
    return "".join(text for text in said if isinstance(text, str))


def _card(card: Any) -> list[str]:
    """The words of a card: one of Markdown has all of a post by Ghost's older editor."""
    match card:
        case [str(), dict(held)]:
            name = next((name for name in _OF_CARDS if isinstance(held.get(name), str)), None)
            if name is not None:
                return [plain_lines(held[name]) if name == "markdown" else held[name]]
    return []
