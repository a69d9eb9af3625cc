"""Files of one structure repeated many times: each token of each format, as a hostile page or export might have it."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

TEXT = (
    "أعلنت وزارة النقل اليوم الأحد بدء العمل في توسعة الميناء القديم بعد دراسة استمرت عامين. وقال مدير المشروع محمد "
    "سالم إن الأرصفة الجديدة ستكون قادرة على استقبال السفن الكبيرة قبل نهاية العام المقبل."
)
WORDS = "الوزير قال إن"
_TAGS = (
    "a p div span b i font table tr td th tbody ul ol li dl dt article section main nav aside header footer form h1 "
    "h2 blockquote pre figure figcaption img br select option button svg math ruby template script style noscript "
    "meta title center frameset caption textarea"
)


class Structure(NamedTuple):
    """A file's name and what repeats in it; `made` gives its bytes with so many of the tokens."""

    name: str
    token: str
    made: Callable[[int], bytes]

    def bytes(self, size: int) -> bytes:
        """The file with so many tokens that these have about `size` bytes."""
        return self.made(max(size // len(self.token.encode("utf-8", "replace")), 1))


PAGE = {
    "comment": "<!--", "end of comment": "-->", "cdata": "<![CDATA[", "instruction": "<?", "reference": "&#x641;",
    "ampersand": "&", "less": "<", "greater": ">", "attribute": "<p class='", "link": "<a href=x>x</a> ",
    "attributes": "<p " + "x=1 " * 1500 + ">", "date": "<time datetime=2024-01-01>x</time>",
    "dates in blocks": "<p><time datetime=2024-01-01>x</time></p>", "heading": "<h1>وزارة النقل توسع</h1>",
    "tag of the head": "<meta property=article:tag content='كلمة'>", "cell": "<td>x</td>",
    "row": "<tr><td>x</td><td>y</td></tr>", "table": "<table><tr><td>x</td></tr></table>",
    "tables within": "<table><tr><td>", "list of links": "<li><a href=x>عنوان خبر آخر</a></li>",
    "card": f"<div class=card><img><a href=x>عنوان خبر آخر طويل عن المدينة</a><p>{WORDS * 3}</p></div>",
    "paragraph": f"<p>{TEXT}</p>", "story": f"<article><h2>عنوان</h2><p>{TEXT}</p></article>",
    "caption": f"<span class=caption>{WORDS}", "line of pre": "<pre>\n\n", "hidden": f"<div hidden>{WORDS}</div>",
    "linked data": '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script>',
    "body marked": "<article itemprop=articleBody>", "element of AMP": "<amp-x>x",
}  # fmt: skip
MARKS = {
    "full stop": ".", "full stops": ". ", "sentence": "كلمة. ", "question": "؟", "ellipsis": "…", "bracket": "(",
    "closing bracket": ")", "quotation": "«", "end of quotation": "»", "quote": '"', "apostrophe": "'", "square": "[",
    "shortcode": "[gallery]", "unknown shortcode": "[a]", "end of shortcode": "[/a]", "picture": "![", "joint": "](",
    "link of Markdown": "[x](http://a.b)", "bold": "**", "bold word": "**كلمة** ", "star": "*", "underline": "_",
    "hash": "# ", "tick": "`", "bar": "|", "entity": "&amp;", "half an entity": "&", "letter as number": "&#1571;",
    "line end written out": "\\n", "letter written out": "\\u0641", "backslash": "\\", "mojibake of 1252": "Ø§",
    "mojibake of 1256": "ط§", "mojibake of bytes": "Çá", "mojibake of a quote": "â€", "mojibake twice": "Ã˜Â§",
    "half of mojibake": "Ø", "address": "http://a.b/ ", "date": "2023/09/13 ", "date in words": "13 سبتمبر 2023 ",
    "clock": "12:30 ", "stretch": "ـ", "vowels": "َ", "joiner": "\u200d", "direction": "\u200f",
    "read also": "اقرأ أيضا: ", "advert": "إعلان ",
    "name": "محمد سالم، ", "name in a sentence": "قال محمد سالم إن ", "comma": "،", "colon": ": ", "dash": " - ",
    "agency": "(رويترز) ", "place": "الرياض - ", "initial": "د. ", "number": "5 ", "decimal": "5.", "space": " ",
    "tabulator": "\t", "less": "<", "tag": "<b>", "half a tag": "<b", "block": "<p>", "escaped tag": "&lt;b&gt;",
    "letter": "ا", "Latin letter": "a", "emoji": "😀", "vowel": "بَ", "at": "@", "mail": "a@b.c ", "tagged": "#كلمة ",
    "item": "'a', ", "separator": "\u2028", "return": "\r", "lost": "\ufffd", "percent": "%", "quoting": "> ",
    "source": "المصدر: وكالات ", "keywords": "كلمات دلالية: خبر، ", "row of words": "محمد سالم ومحمد سالم ",
    "white lines": "\n ", "Excel's return": "_x000D_", "end of comment": "-->",
}  # fmt: skip
JSON = {
    "list": "[", "object": '{"a":', "quote": '"', "backslash": "\\", "record": json.dumps({"text": TEXT}),
    "record and comma": json.dumps({"text": TEXT}) + ",", "empty": "{}", "empty and comma": "{},", "nothing": "[]",
    "comma": ",", "number": "0 ", "end of list": "]", "end of object": "}", "object cut": '{"text":"x",',
    "line cut": '{"text":"x"\n', "member": '"a":1,', "word": "abc ", "true": "true ", "name cut": '{"',
    "escape": '"\\ud800"',
}  # fmt: skip
CSV = {
    "quote": '"', "two quotes": '""', "comma": ",", "return": "\r", "line": "\n", "quote and line": '"\n',
    "apostrophe": "'", "escaped quote": '\\"', "row": f"{TEXT},x\n", "quoted row": f'"{TEXT}",x\n',
    "row with a quote open": f'"{TEXT},x\n', "row too short": f"{TEXT}\n", "row too long": f"{TEXT},x,y,z\n",
    "quotes within": f'{TEXT} "x" y,z\n', "escaped line": "\\\n", "quote and comma": '",', "comma and quote": ',"',
    "letter, quote": 'a"', "a": '"a\n', "b": "a,b\n",
}  # fmt: skip
WARC = {
    "empty record": "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    "first line": "WARC/1.0\r\n",
    "header": "X: a\r\n", "line": "\r\n", "header that goes on": " a\r\n", "word": "WARC/", "byte": "x", "bytes": "x\n",
    "no length": "WARC/1.0\r\nWARC-Type: resource\r\n\r\nabc\r\n\r\n",
    "wrong length": "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 900\r\n\r\nabc\r\n\r\n",
    "endless": "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 5000000\r\n\r\nabc ",
}  # fmt: skip
FEED = {
    "item": f"<item><title>x</title><description>{TEXT}</description></item>", "item open": "<item>",
    "item closed": "</item>", "cdata": "<![CDATA[", "end of cdata": "]]>", "comment": "<!--", "tag": "<a>",
    "empty item": "<item/>", "ampersand": "&", "entity": "&nbsp;", "instruction": "<?x ?>", "nested": "<item><b>",
    "less": "<", "category": "<category>x</category>", "entry": "<entry><title>x",
}  # fmt: skip

XML = '<?xml version="1.0"?><rows><row><title>t</title><text>x</text></row><row><title>t</title>'
WIKI = {
    "template": "{{", "link": "[[", "named link": "[[أ|", "reference": "&lt;ref&gt;", "comment": "&lt;!--",
    "table": "{|\n", "heading": "\n== ", "quotes": "'''", "value": "{{أ|ب=", "end of one": "}}",
}  # fmt: skip
SCRIPT = {
    "comment": "/*", "line of one": "//", "quote": "'", "tick": "`", "call": "ISODate(", "new": "new ", "name": "name",
    "escape": "\\", "comma": ", ", "object": "{a:", "double": '"',
}  # fmt: skip
WIKI_PAGE = (
    "<mediawiki><page><title>خبر</title><ns>0</ns><revision><timestamp>2024-01-02T00:00:00Z</timestamp><text>" + TEXT,
    "</text></revision></page></mediawiki>",
)
SQL = {
    "value": "'x',", "row": f"('x','{TEXT}'),\n", "row open": "('x',", "bracket": "(", "end of row": "),", "quote": "'",
    "two quotes": "''", "escaped quote": "\\'", "backslash": "\\", "comma": ",", "nothing": "NULL,", "letter": "a",
    "number": "5 ", "statement": f"INSERT INTO n (title,text) VALUES ('x','{TEXT}');\n", "end": ";\n", "hint": "/*!",
    "statement cut": "INSERT INTO n (title,text) VALUES ('x'\n", "comment": "--\n", "replaced": "replace(",
    "space": " ", "line": "\n", "marked": "N'x',", "tick": "`", "into": "INSERT INTO ", "table": "CREATE TABLE n (\n",
    "column": "a text,\n",
}  # fmt: skip
HEADS = {
    "labelled": "العنوان: خبر\nالرابط: http://a.b/1\nالنص: ",
    "in front": "---\ntitle: خبر\n",
    "bracketed": "[العنوان] خبر\n",
}
LABELS = {
    "label": "العنوان: خبر\n", "labels in a row": "العنوان: الرابط: ", "ruler": "----\n",
    "bracketed label": "[العنوان] خبر\n", "line": "\n", "space": " ",
    "dash": "-", "colon": ":", "mark": "\u200f", "text": f"النص: {TEXT}\n", "star": "*",
    "article": f"----\nالعنوان: خبر\nالنص: {TEXT}\n", "bracket": "[", "item of front matter": "- a\n", "map": "a: {",
    "list": "a: [", "anchor": "a: &a\n", "alias": "b: *a\n",
}  # fmt: skip


MAIL = {
    "header": "A: b\n", "header that goes on": " a\n", "line": "\n", "word": "a ", "encoded word": "=?utf-8?q?a?= ",
    "half an encoded word": "=?utf-8?b?", "boundary": "--b\n", "boundary and header": "--b\nA: b\n\n",
    "address": "<a@b>",
    "begin of a mail": "From a@b.c Sun Mar 10 08:15:00 2024\n", "quoted": ">From ", "soft end": "=\n", "byte": "=D9",
    "style": "<style ", "body": "<body ", "comment": "(", "semicolon": ";",
    "mail": "From a@b.c Sun Mar 10 08:15:00 2024\nSubject: a\n\nb\n\n",
}  # fmt: skip
MAIL_HEADS = {
    "mail": ("a.eml", f"Subject: a\n\n{TEXT}\n"),
    "subject": ("a.eml", "Subject: "),
    "sender": ("a.eml", "From: "),
    "mail of parts": ("a.eml", "Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"),
    "page in a mail": ("a.eml", "Content-Type: text/html\n\n"),
    "mailbox": ("a.mbox", f"From a@b.c Sun Mar 10 08:15:00 2024\nSubject: a\n\n{TEXT}\n\n"),
}
WORD = {
    "paragraph": f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>", "empty paragraph": "<w:p/>",
    "run": "<w:r><w:t>a</w:t></w:r>",
    "tabulator": "<w:tab/>", "break": "<w:br/>", "paragraph open": "<w:p>", "cell": "<w:tc><w:p/></w:tc>",
    "row": "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>", "reference": "&#1571;",
    "comment": "<!-- -->",
}  # fmt: skip
OPEN = {
    "paragraph": f"<text:p>{WORDS}</text:p>", "empty paragraph": "<text:p/>", "space": "<text:s/>",
    "span": "<text:span>a</text:span>", "line": "<text:line-break/>",
    "note": "<office:annotation>a</office:annotation>",
    "cell": "<table:table-cell><text:p>a</text:p></table:table-cell>", "empty cell": "<table:table-cell/>",
    "row": "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>",
    "sheet": "<table:table/>", "reference": "&#1571;",
}  # fmt: skip


def structures() -> Iterator[tuple[str, Structure]]:
    """All of them, each with what it is called."""
    yield from _pages()
    yield from _texts()
    for name, token in JSON.items():
        yield f"JSON lines: {name}", _repeated("a.jsonl", token)
        yield f"JSON list: {name}", _repeated("a.json", token, "[\n")
    for name, token in CSV.items():
        for head in ("text,title\n", "title,text,url,date\n", "id\ttext\ttitle\n"):
            yield f"CSV of {len(head.split(','))}: {name}", _repeated("a.csv", token, head)
    for name, token in WARC.items():
        yield f"WARC: {name}", _repeated("a.warc", token, "WARC/1.0\r\nWARC-Type: response\r\nX: y")
    for name, token in FEED.items():
        head = '<?xml version="1.0"?><rss><channel><title>t</title>'
        yield f"feed: {name}", _repeated("a.rss", token, head)
        inside = f"{head}<item><description>{TEXT}"
        yield f"item of a feed: {name}", _repeated("a.rss", token, inside, "</description></item>")
        beside = f"{inside}</description>"
        yield f"elements of an item: {name}", _repeated("a.rss", token, beside, "</item>")
        yield f"XML of records: {name}", _repeated("a.xml", token, XML)
        yield f"record of XML: {name}", _repeated("a.xml", token, XML + f"<text>{TEXT}", "</text></row></rows>")
    for name, token in SQL.items():
        yield f"SQL: {name}", _repeated("a.sql", token, "INSERT INTO `n` (`title`,`text`) VALUES ")
        yield f"SQL of a text: {name}", _repeated("a.sql", token, f"INSERT INTO n (title,text) VALUES ('x','{TEXT}")
    for name, token in WIKI.items():
        yield f"page of a wiki: {name}", _repeated("a.xml", token, *WIKI_PAGE)
    for name, token in SCRIPT.items():
        yield f"script: {name}", _repeated("a.json", token, f"[{{title: 'خبر', text: '{TEXT}'}}, ")
        yield f"text of a script: {name}", _repeated("a.json", token, f"[{{title: 'خبر', text: '{TEXT}", "'}]")
    for name, token in LABELS.items():
        for head, first in HEADS.items():
            yield f"{head}: {name}", _repeated("a.txt", token, first)
    for kind, (file, first) in MAIL_HEADS.items():
        for name, token in MAIL.items():
            yield f"{kind}: {name}", _repeated(file, token, first)
    for name, token in WORD.items():
        yield f"document: {name}", Structure("a.docx", token, partial(_word, token))
    for name, token in OPEN.items():
        yield f"text of OpenDocument: {name}", Structure("a.odt", token, partial(_open, token, "text", ""))
        cells = "<table:table><table:table-row><table:table-cell><text:p>text</text:p></table:table-cell>"
        yield (
            f"sheet: {name}",
            Structure("a.ods", token, partial(_open, token, "spreadsheet", f"{cells}</table:table-row>")),
        )
        inside = f"{cells}<table:table-cell><text:p>{TEXT}"
        yield f"cell of a sheet: {name}", Structure("a.ods", token, partial(_open, token, "spreadsheet", inside))
    yield from _values()


def _word(token: str, n: int) -> bytes:
    text = f'<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>{token * n}</w:body></w:document>'
    return _zip({"[Content_Types].xml": "<Types/>", "word/document.xml": text})


def _open(token: str, kind: str, head: str, n: int) -> bytes:
    names = 'xmlns:office="o" xmlns:text="t" xmlns:table="b"'
    text = f"<office:document {names}><office:body><text:p>{TEXT}</text:p>{head}{token * n}"
    return _zip({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": text})


def _zip(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def _repeated(name: str, token: str, head: str = "", tail: str = "") -> Structure:
    return Structure(name, token, lambda n: (head + token * n + tail).encode("utf-8", "replace"))


def _pages() -> Iterator[tuple[str, Structure]]:
    tokens = dict(PAGE)
    for tag in _TAGS.split():
        tokens |= {f"<{tag}>": f"<{tag}>{WORDS}", f"<{tag}> and its end": f"<{tag} class=related>{WORDS}</{tag}>"}
    head = "<html><head><title>ساحة</title></head><body><h1>وزارة النقل توسع الميناء</h1>"
    for name, token in tokens.items():
        yield f"page: {name}", _repeated("a.html", token, f"{head}<p>{TEXT}</p>", "</body></html>")


def _texts() -> Iterator[tuple[str, Structure]]:
    around = f"{TEXT}\n", f"\n{TEXT}"
    for name, token in MARKS.items():
        yield f"text: {name}", _repeated("a.txt", token, *around)
        yield f"lines: {name}", _repeated("a.txt", f"{token}\n", *around)
        yield f"Markdown: {name}", _repeated("a.md", token, *around)
        yield f"field: {name}", Structure("a.jsonl", token, partial(_field, token))
        yield f"short fields: {name}", Structure("a.jsonl", token, partial(_short_fields, token))


def _field(token: str, n: int) -> bytes:
    return _row(text=f"{TEXT}\n{token * n}\n{TEXT}")


def _short_fields(token: str, n: int) -> bytes:
    return _row(text=TEXT, **dict.fromkeys(_SHORT, token * n))


_SHORT = ("title", "source", "keywords", "published_at", "author", "agency", "url", "dateline")


def _row(**fields: object) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")


def _values() -> Iterator[tuple[str, Structure]]:
    """Records of many values, and values of a shape that is taken apart."""
    block = {"type": "paragraph", "text": "كلمة"}
    made: dict[str, tuple[str, Callable[[int], dict[str, object]]]] = {
        "names": ('"k12345": 1,', lambda n: {"text": TEXT} | {f"k{i}": 1 for i in range(n)}),
        "paragraphs": ('"كلمة",', lambda n: {"text": [TEXT, *["كلمة"] * n]}),
        "blocks": (json.dumps(block), lambda n: {"content": [{"type": "paragraph", "text": TEXT}, *[block] * n]}),
        "pieces": (
            '{"text": "كلمة"},',
            lambda n: {"content": [{"type": "paragraph", "children": [{"text": TEXT}, *[{"text": "كلمة"}] * n]}]},
        ),
        "keywords": ('"كلمة",', lambda n: {"text": TEXT, "keywords": ["كلمة"] * n}),
        "list written as text": ("'a', ", lambda n: {"text": "[" + "'a', " * n + f"'{TEXT}']"}),
        "list and white space": (" ", lambda n: {"text": "['a'" + " " * n + f"{TEXT}]"}),
        "objects written as text": ("[{'a': ", lambda n: {"text": "[{'a': " * n + f"'{TEXT}']"}),
        "linked data": ("{}", lambda n: {"text": "<html><script type='application/ld+json'>-->" + " " * n + "x"}),
    }
    for name, (token, value) in made.items():
        yield f"values: {name}", Structure("a.jsonl", token, partial(_record, value))


def _record(value: Callable[[int], dict[str, object]], n: int) -> bytes:
    return _row(**value(n))
