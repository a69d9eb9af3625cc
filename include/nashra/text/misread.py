"""A byte order mark that a program took for letters, and wrote before what it read."""

MARKS = ("\u00ef\u00bb\u00bf", "\u00ef\u00bb\u061f")  # of windows-1252, and of windows-1256


def without_misread_mark(text: str) -> str:
    """The text without such a mark at its begin."""
    return text[3:] if text.startswith(MARKS) else text
