"""Kinds of data that hold no article Nashra reads, told by their first bytes."""

_KINDS = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive", b"PK\x05\x06": "an empty zip archive",
    b"7z\xbc\xaf": "a 7z archive", b"Rar!": "a rar archive", b"filedesc://": "an ARC archive, which came before WARC",
    b"\x04\x22\x4d\x18": "lz4", b"\x1f\x9d": "compress (.Z)", b"LZIP": "lzip",
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"\x00\x00\x01\x00": "a picture",
    b"RIFF": "a picture or a sound", b"ID3": "a sound", b"OggS": "a sound or a film", b"wOFF": "a font",
    b"wOF2": "a font",
    b"\x7fELF": "a program", b"MZ\x90": "a program", b"SQLite format": "an SQLite database", b"ORC": "ORC",
    b"Obj\x01": "Avro", b"\xd0\xcf\x11\xe0": "an Office document",
}  # fmt: skip


def foreign_kind(head: bytes) -> str | None:
    """What data that begins so is, such as "a PDF"; None when it may be text, a table or an archive of pages."""
    if head[4:8] == b"ftyp":
        return "a film"
    return next((what for magic, what in _KINDS.items() if head.startswith(magic)), None)
