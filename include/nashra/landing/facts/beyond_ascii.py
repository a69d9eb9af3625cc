"""What of a long text is not ASCII, by itself: of a page that is a twentieth, and all that most questions about its
encoding are about."""

_ASCII_BLANK = bytes([0x20] * 0x80) + bytes(range(0x80, 0x100))
_MOST = 50  # wordings that are put back one after another


def runs_beyond_ascii(data: bytes) -> str:
    """The runs of characters that are not ASCII, in order, a space between two; of a text in UTF-8."""
    return b" ".join(data.translate(_ASCII_BLANK).split()).decode()


def put_back(data: bytes, runs: str, changed: str) -> bytes | None:
    """The text, in UTF-8, with its `runs` as they were changed; None where that can't be said quickly."""
    olds, news = runs.split(" "), changed.split(" ")
    if len(olds) != len(news):
        return None
    places: dict[str, int] = {}
    meant: dict[str, str] = {}
    for old, new in zip(olds, news, strict=True):
        if old != new:
            if meant.setdefault(old, new) != new or len(meant) > _MOST:
                return None
            places[old] = places.get(old, 0) + 1
    whole = "\n".join(meant.values())
    if any(old in whole or runs.count(old) != number for old, number in places.items()):
        return None
    for old, new in meant.items():
        data = data.replace(old.encode(), new.encode())
    return data
