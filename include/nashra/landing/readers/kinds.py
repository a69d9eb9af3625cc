"""Which reader a file needs: by its content where that is plain, by its name otherwise."""

import re
from collections.abc import Iterator

from nashra.landing.files.foreign import foreign_kind
from nashra.landing.files.opening import Opened, printable
from nashra.landing.files.packings import PACKED, packing_of
from nashra.landing.files.tar_members import HEADER, is_tar
from nashra.landing.files.unpack import unpack
from nashra.landing.files.wide import as_lines
from nashra.landing.files.zip_members import ZIP
from nashra.landing.limits import Limits
from nashra.landing.readers.by_kind import Item, reader_of
from nashra.landing.records import NO_BYTES, NOT_NEWS, UNKNOWN_KIND, Fault, Part

_HEAD, _SAMPLE = 4096, 1 << 18  # bytes by which a kind is told, and of a text that may be a table
_SHOWN = 60  # characters of a suffix that a reason shows
_RTF = b"{\\rtf"
_OF_BYTES = (b"PAR1", b"WARC/")  # what begins so is no text, whatever bytes follow
_SUFFIXES = {
    "txt": "text", "text": "text", "yaml": "yaml", "yml": "yaml",
    "jsonl": "json", "ndjson": "json", "jl": "json", "json": "json", "geojson": "json",
    "csv": "csv", "tsv": "csv", "tab": "csv", "psv": "csv", "md": "markdown", "markdown": "markdown",
    "parquet": "parquet", "html": "html", "htm": "html", "xhtml": "html", "warc": "warc", "wet": "warc",
    "rss": "feed", "atom": "feed", "rdf": "feed", "mht": "mhtml", "mhtml": "mhtml", "sql": "sql",
    "eml": "mail", "emlx": "mail", "mbox": "mail", "mbx": "mail",
}  # fmt: skip
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL
)
# JSON, and what Python and Ruby print for it.
_OBJECT = re.compile(
    rb"""\s*(?:\[\s*){0,3}+\{\s*(?:(?:"(?:[^"\\]|\\.){0,100}"|'(?:[^'\\]|\\.){0,100}')\s*(?::|=>)|:[A-Za-z_]\w{0,60}\s*=>)"""
)
_PRINTED_OBJECT = re.compile(
    rb"""\s*(?:\[\s*)?\{\s*[A-Za-z_$][\w$]{0,60}\s*:\s*(?:["'`\[{]|-?\d|(?:new\s+)?[A-Za-z]\w{1,30}\(|true\b|false\b|null\b)"""
)
# What a browser makes of an answer that is JSON.
_PRINTED_JSON = re.compile(
    rb"\s*(?:<!doctype html>\s*)?<html[^<>]{0,200}>\s*<head>(?:(?!</head>).){0,1500}</head>\s*<body[^<>]{0,200}>\s*"
    rb"(?:<div[^<>]{0,200}>\s*)?<pre[^<>]{0,200}>\s*[\[{]\s*(?:[\[{]|\"|&quot;)",
    re.DOTALL | re.IGNORECASE,
)
_XML = re.compile(rb"\s*<(?:\?xml[\s?]|!--|!DOCTYPE\s|[A-Za-z_\x80-\xff][\w.\x80-\xff-]*[:\s>])")
# Names and values, one of which is a block of lines that stand further in.
_YAML_BLOCK = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:---[ \t]*\r?\n)?(?=-[ ]|[ \t]{0,4}[\w\x80-\xff])"
    rb"(?:(?:-[ ])?[ \t]{0,6}[\w\x80-\xff][^:\n]{0,60}:(?:[ ][^\n]{0,600})?\r?\n){1,20}?"
    rb"[ \t]{0,6}([\w\x80-\xff][^:\n]{0,60}):[ \t]*[|>][-+]?[ \t]*\r?\n[ \t]{1,8}\S"
)
# The head of a dump: remarks and settings, then what makes a table or fills one.
_SQL = re.compile(
    rb"(?:\s++|--[^\n]{0,500}\n|/\*(?:(?!\*/)[^\x00]){0,500}\*/;?"
    rb"|(?:SET|USE|BEGIN)\b[^\n;]{0,200}(?:;|\r?\n)|GO\b)*+"
    rb"(?:INSERT\s+(?:INTO\s|\[)|CREATE\s(?:\w{2,20}\s){0,3}TABLE\s|DROP TABLE\s|LOCK TABLES\s|COPY [\w.\"]{1,100} \()",
    re.IGNORECASE,
)
# Files that a crawl or a site leaves beside its articles, by their names and by their first words.
_NO_ARTICLES = {
    **{name: name for name in ("robots.txt", "ads.txt", "humans.txt", "security.txt")},
    **dict.fromkeys(
        ("dataset_info.json", "dataset_infos.json", "dataset_dict.json", "dataset-metadata.json", "datapackage.json",
         "state.json"), "what a data set says of itself",
    ),
    "package.json": "what a program says of itself",
}  # fmt: skip
_ROBOTS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:#[^\n]{0,500}\n\s*)*user-agent\s*:", re.IGNORECASE)
_FEED_ITEM = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_DELIMITERS = re.compile(rb"[\t\x01|]|\",\"")  # of tables under the name of a text
_LABELLED_WORD = re.compile(
    rb"[^\s]{1,200}(?:[ \t][^\s]{1,60}){0,3}[ \t](?:O|[BIESLU]-[A-Za-z_-]{1,20})\s*|[^\s]{1,200}\t\d{1,12}\s*"
)
_ARABIC, _SIGN = re.compile("[\u0620-\u064a]"), re.compile(r"\S")
_FEWEST_LETTERS, _ARABIC_SHARE = 40, 0.6  # of the signs at the head of a text without a suffix
_LETTERS_OF_PROSE = 400  # in the head of a file that is called as descriptions are
_OF_PROGRAMS = frozenset(["readme", "license", "licence", "copying", "notice", "authors", "changelog", "makefile"])
_OF_BUNDLES = re.compile(
    r"(?:readme|licen[cs]e|changelog|contributing|datacard|dataset_card)(?:[._-]ar)?\.(?:md|markdown|txt|rst|html?)"
)
_FEWEST_LINKS, _LINES_OF_LINKS, _WORDS_BESIDE_LINK = 3, 20, 30
_LABELLED = 10  # lines of a word and its label
_PAGE_ROOTS = ("html", "head", "body", "div", "p", "span", "table", "article", "section", "main")
_RECORD_ROOTS = ("article", "section", "table")  # ... which are records and lists of them in XML, too
_SITEMAPS = ("urlset", "sitemapindex")


def records(opened: Opened, part: Part, limits: Limits) -> Iterator[Item]:
    """What a file holds for a part. Raises Fault where the file can't be read (further)."""
    if not opened.size:
        raise Fault(NO_BYTES)
    begin = _begin(opened)
    if begin.startswith(ZIP):
        from nashra.landing.readers.zip_archive import read_zip

        yield from opened.counted(read_zip(opened, part, limits, records), part.parts)
        return
    stream = unpack(opened.file, limits, opened.path)
    if is_tar(stream.peek(HEADER)):
        from nashra.landing.readers.tar_archive import read_tar

        if opened.member:
            raise Fault(f"{UNKNOWN_KIND}a tar archive in an archive")
        yield from opened.counted(read_tar(opened.path, stream, part, limits, records), part.parts)
        return
    if is_arrow(stream.peek(_HEAD), opened.path):
        from nashra.landing.readers.arrow_rows import read_arrow

        yield from opened.counted(read_arrow(stream, part, limits), part.parts)
        return
    if stream.peek(_HEAD).startswith(b"SQLite format 3\x00"):
        from nashra.landing.readers.sqlite_file import read_sqlite

        yield from opened.counted(read_sqlite(stream, part, limits), part.parts)
        return
    if not stream.peek(_HEAD).startswith(_OF_BYTES):
        stream = as_lines(stream)
    kind = kind_of(opened.path, stream.peek(_HEAD))
    if kind == "text" and _DELIMITERS.search(_first_line(stream.peek(_HEAD))):
        from nashra.landing.readers.csv_by_content import is_headless

        kind = "csv" if is_headless(stream.peek(_SAMPLE)) else kind
    if kind == "parquet":
        from nashra.landing.readers.parquet_rows import read_parquet

        if begin.startswith(b"PAR1"):
            opened.file.seek(0)
            yield from opened.counted(read_parquet(opened.file, part, limits), part.parts)
            return
        packed = packing_of(begin, opened.path)
        raise Fault("parquet: inside another compression" if packed else "parquet: no PAR1 at its start")
    yield from opened.counted(reader_of(kind)(stream, part, limits), part.parts)


def _first_line(head: bytes) -> bytes:
    """The first line that is no remark of a program."""
    return next((line for line in head.split(b"\n") if line.strip() and not line.lstrip().startswith(b"#")), b"")


def is_arrow(head: bytes, path: str) -> bool:
    """Whether a file is Arrow IPC: one with its list at the end, or, by its name, a stream of batches."""
    return head.startswith(b"ARROW1") or (head.startswith(b"\xff\xff\xff\xff") and _suffix(path) in ("arrow", "arrows"))


def _begin(opened: Opened) -> bytes:
    begin = opened.file.read(8)
    opened.file.seek(0)
    return begin


def kind_of(path: str, head: bytes) -> str:
    """A key of `_SUFFIXES`' readers, or one that content alone shows. Raises Fault when a file is none of them."""
    if what := foreign_kind(head):
        raise Fault(f"{UNKNOWN_KIND}{what}")
    if packing_of(head):
        raise Fault(f"{UNKNOWN_KIND}compressed twice")
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.lstrip().startswith(_RTF):
        return "rtf"
    named = _named(path)
    if named in (None, "html", "text") and _PRINTED_JSON.match(head):
        return "pre"
    if other := _beside_articles(path, head, named):
        raise Fault(f"{NOT_NEWS}{other}")
    if named not in ("html", "csv") and _PAGE.match(head):
        return "html"
    if found := _by_content(path, named, head):
        return found
    if named is None and _is_bare(path) and _is_arabic(head):
        return "text"
    if named is None:
        raise Fault(f"{UNKNOWN_KIND}{printable(_suffix(path))[:_SHOWN] or 'a name without a suffix'}")
    return named


def _beside_articles(path: str, head: bytes, named: str | None) -> str | None:
    """What a file is that belongs to a site or a crawl and holds no article."""
    name = path.rsplit("/", 1)[-1].lower()
    if named in (None, "text", "csv") and _is_labelled_words(head):
        return "words with labels or counts, one a line"
    if (name in _NO_ARTICLES and not _holds_prose(head)) or (named in (None, "text") and _ROBOTS.match(head)):
        return _NO_ARTICLES.get(name, "robots.txt")
    if _OF_BUNDLES.fullmatch(name):
        return "what a data set or a program says of itself"
    if b"<" in head[:16] and _root(head) in _SITEMAPS:
        return "a sitemap"
    return "a list of links" if named == "text" and _is_list_of_links(head) else None


def _holds_prose(head: bytes) -> bool:
    """Whether a file holds more Arabic than a description of data has: articles are kept under any name."""
    return len(_ARABIC.findall(head.decode("utf-8", "ignore"))) >= _LETTERS_OF_PROSE


def _is_list_of_links(head: bytes) -> bool:
    """Whether nearly all lines have an address, and no line has more words than a headline."""
    lines = [line for line in head.splitlines()[:_LINES_OF_LINKS] if line.strip()]
    return (
        len(lines) >= _FEWEST_LINKS
        and sum(b"http" in line for line in lines) >= 0.9 * len(lines)
        and all(len(line.split()) <= _WORDS_BESIDE_LINK for line in lines)
    )


def _is_labelled_words(head: bytes) -> bool:
    """Whether nearly all lines are a word and its label, as collections for recognisers have them, or its count."""
    lines = [line for line in head.splitlines()[:-1] if line.strip()]
    return len(lines) >= _LABELLED and sum(map(bool, map(_LABELLED_WORD.fullmatch, lines))) >= 0.9 * len(lines)


def _by_content(path: str, named: str | None, head: bytes) -> str | None:
    """The kind that a file's first bytes show, whatever its name says."""
    from nashra.landing.readers.feed_file import is_feed
    from nashra.landing.readers.mail_file import is_mailbox
    from nashra.landing.readers.web_archive import is_web_archive

    if named in (None, "text", "html", "mhtml") and is_web_archive(head):
        return "mhtml"
    if named in (None, "text") and is_mailbox(head):
        return "mail"
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _XML.match(head) and named != "warc":
        if is_feed(head) and not _is_called_a_feed(head):
            return "feed"
        if named in (None, "feed", "json", "text") and (root := _root(head)) and _is_data(root, path):
            from nashra.landing.readers.xml_records import record_element

            declared, element = head.lstrip().startswith(b"<?xml"), record_element(head)
            # a text may begin with markup; one that is cut into elements for records is a corpus (TREC's <DOC>)
            if element and (declared or named is None or (named == "text" and _ends(element, head))):
                return "xml"
            if (declared or b"xmlns" in head[:500] or _suffix(path) == "xml") and named != "text":
                raise Fault(f"{UNKNOWN_KIND}XML of <{root[:40]}>")
    if named != "json" and (_OBJECT.match(head) or (named in (None, "text") and _PRINTED_OBJECT.match(head))):
        return "json"
    if named in (None, "text"):
        from nashra.landing.readers.json_file import begins_like_script, begins_with_keys

        if begins_like_script(head) or begins_with_keys(head):
            return "json"
        from nashra.landing.readers.database_text import database_of
        from nashra.landing.readers.vertical_rows import is_vertical

        if database_of(head):
            return "database"
        if _SQL.match(head):
            return "sql"
        from nashra.landing.readers.literals_file import begins_like_a_literal

        if begins_like_a_literal(head):
            return "literals"
        from nashra.landing.readers.chat_text import is_chat

        if is_chat(head):
            return "chat"
        if is_vertical(head):
            return "vertical"
        from nashra.landing.readers.csv_table import is_boxed

        if is_boxed(head) or _names_fields(head):
            return "csv"
        if _is_yaml(head):
            return "yaml"
    if named == "markdown":
        from nashra.landing.readers.csv_table import is_boxed

        return "csv" if is_boxed(head) else None
    return None


def _is_yaml(head: bytes) -> bool:
    """Whether a file under the name of a text is YAML of records: names and values above a text that stands below its
    own name, further in, as no head of a text does."""
    from nashra.landing.facts.field_names import named_as

    match = _YAML_BLOCK.match(head)
    return match is not None and named_as(match[1].decode("utf-8", "replace").strip(), "text")


def _is_data(root: str, path: str) -> bool:
    """Whether a root element is none of a page; «<article>» under the name of XML is a record."""
    return root not in _PAGE_ROOTS or (root in _RECORD_ROOTS and _suffix(path) == "xml")


def _is_called_a_feed(head: bytes) -> bool:
    """Whether XML calls its root as feeds do, and holds other records than theirs."""
    from nashra.landing.readers.xml_records import record_element

    return _FEED_ITEM.search(head) is None and record_element(head) is not None


def _ends(element: str, head: bytes) -> bool:
    return f"</{element}>".encode() in head.lower()


def _root(head: bytes) -> str | None:
    from nashra.landing.readers.feed_file import feed_root

    return feed_root(head)


def _suffix(path: str) -> str:
    name = path.rsplit("/", 1)[-1].lower()
    for packed in PACKED:
        name = name.removesuffix(packed)
    return name.rpartition(".")[2] if "." in name else ""


def _named(path: str) -> str | None:
    return _SUFFIXES.get(_suffix(path))


def _is_bare(path: str) -> bool:
    """Whether a name has no suffix but perhaps a number or words: "politics/1", "article.001", «خبر. عاجل»."""
    suffix = _suffix(path)
    if path.rsplit("/", 1)[-1].lower() in _OF_PROGRAMS:
        return False
    return not suffix or suffix.isdecimal() or not suffix.isascii() or " " in suffix


def _is_arabic(head: bytes) -> bool:
    """Whether a file begins with Arabic words, and little else, in UTF-8 or windows-1256."""
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.start > len(head) - 4  # the head ends within a letter
        text = head[: error.start].decode("utf-8") if cut else head.decode("cp1256", "replace")
    arabic, signs = len(_ARABIC.findall(text)), len(_SIGN.findall(text))
    return arabic >= _FEWEST_LETTERS and arabic >= _ARABIC_SHARE * signs


def _names_fields(head: bytes) -> bool:
    """Whether the first line, or the one behind Excel's "sep=", could be a CSV's header."""
    from nashra.landing.readers.csv_dialect import names_fields

    rows = re.split(rb"\r\n|\r|\n", head, maxsplit=2)
    first = rows[1] if rows[0].lower().startswith(b"sep=") and len(rows) > 1 else rows[0]
    try:
        line = first.decode("utf-8")
    except UnicodeDecodeError:
        line = first.decode("cp1256", "replace")
    return len(rows) > 1 and names_fields(line.strip("\ufeff"))
