"""A removal's evidence as an editor reads it."""

import unicodedata
from collections import Counter

from nashra.cleaning.ledger.repair import read_edits


def readable(evidence: str) -> str:
    """Weights as they are; the edits of a repair as what became what, and how often."""
    if not evidence.startswith("[["):
        return evidence
    try:
        edits = read_edits(evidence)
    except (ValueError, TypeError):  # not ours
        return evidence
    told = Counter((_called(old), _called(new)) for _, old, new in edits)
    return ", ".join(f"{old} → {new}" + (f" ×{times}" if times > 1 else "") for (old, new), times in told.items())


def _called(text: str) -> str:
    """What can be seen as it is, what can't by its name."""
    if not text:
        return "nothing"
    if text.isprintable() and " " not in text:
        return f"“{text}”"
    return " + ".join(
        _name(character) + (f" ×{times}" if times > 1 else "") for character, times in Counter(text).items()
    )


def _name(character: str) -> str:
    return unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"
