"""Whole numbers with more digits than Python writes out again: kept as text, so that one of them costs no record."""

MOST_BITS = 4096  # some 1,200 digits; Python writes 4,300


def whole_number(digits: str) -> int | str:
    """For JSON's `parse_int`: the number, or its digits as they stand."""
    try:
        return bounded(int(digits), digits)
    except ValueError:
        return digits


def bounded(number: int, written: str | None = None) -> int | str:
    """The number, or a text of it: as it was `written`, else in hexadecimal digits, which have no limit."""
    if number.bit_length() <= MOST_BITS:
        return number
    return hex(number) if written is None else written
