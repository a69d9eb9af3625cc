"""Packed and structured files that are damaged, or made to cost: what is lost is told, and time is bounded."""

import io
import json
import random
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from email.message import EmailMessage
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLE, OTHER_TITLE = "توسعة الميناء القديم", "معرض للمخطوطات النادرة"
ROWS = ((TITLE, BODY), (OTHER_TITLE, OTHER))
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OPEN = 'xmlns:office="urn:o" xmlns:text="urn:t" xmlns:table="urn:b"'
TEXTS = "".join(f"<si><t>{text}</t></si>" for text in ("title", "text", TITLE, BODY, OTHER_TITLE, OTHER))
CELLS = "".join(
    f'<row><c t="s"><v>{n}</v></c><c t="s"><v>{n + 1}</v></c></row>' for n in range(0, 6, 2)
)  # the cells name the texts by their numbers
SHEET = '<sheet name="s" sheetId="1" r:id="rId1"/>'


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def docx(paragraphs: str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    body = f"<w:document {W}><w:body>{paragraphs}</w:body></w:document>"
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": body}, method)


def paragraphs(*lines: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)


def opened(kind: str, inside: str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = f"<office:document-content {OPEN}><office:body>{inside}</office:body></office:document-content>"
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content}, method)


def cells(*row: str) -> str:
    return "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)


def table(*rows: str, name: str = "x") -> str:
    each = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}">{each}</table:table>'


def xlsx(rows: str = CELLS, texts: str = TEXTS, sheets: str = SHEET, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook xmlns:r="urn:r"><sheets>{sheets}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
            "xl/sharedStrings.xml": f"<sst>{texts}</sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
        },
        method,
    )


def mail(body: str = BODY) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "desk@akhbar.example", TITLE
    message.set_content(body, cte="8bit")
    return message


def database(*statements: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute("CREATE TABLE news (title TEXT, body TEXT)")
        made.executemany("INSERT INTO news VALUES (?, ?)", ROWS)
        for statement in statements:
            made.execute(statement)
        made.commit()
        return bytes(made.serialize())


def feed(*items: str) -> bytes:
    head = "<?xml version='1.0'?><rss version='2.0'><channel><title>صحيفة الرمال</title>"
    return f"{head}{''.join(items)}<image><title>شعار الصحيفة اليومية</title></image></channel></rss>".encode()


def item(title: str, text: str) -> str:
    return f"<item><title>{title}</title><description>{text}</description></item>"


# --- told --------------------------------------------------------------------------------------------------------


def test_an_archive_whose_end_is_damaged_is_not_taken_for_one_in_it(landing: Landing) -> None:
    lines = "".join(json.dumps({"title": t, "text": b}, ensure_ascii=False) + "\n" for t, b in ROWS)
    inner = docx(paragraphs(*BODY.split("\n")), zipfile.ZIP_STORED)
    data = packed({"a.jsonl": lines, "b.docx": inner}, zipfile.ZIP_STORED)
    at = data.rindex(b"PK\x05\x06")
    landing.write("day.zip", data[:at] + b"XX" + data[at + 2 :])
    assert any(
        reason.startswith("zip: ") and reason.endswith("bytes of members that its list lacks")
        for reason in landing.night().reasons
    )


def test_members_that_were_deleted_from_a_list_are_told(landing: Landing) -> None:
    parts = {f"{n}.txt": f"{text}\nالعدد {n}" for n, (_, text) in enumerate([*ROWS, *ROWS])}
    data = packed(parts, zipfile.ZIP_STORED)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        begin, second = archive.start_dir, archive.infolist()[1]
    entry = 46 + len(second.filename)  # of the list: the second is left out
    end = bytearray(data[-22:])
    end[8:12] = (3).to_bytes(2, "little") * 2
    end[12:16] = (3 * entry).to_bytes(4, "little")
    landing.write("day.zip", data[: begin + entry] + data[begin + 2 * entry : -22] + bytes(end))
    night = landing.night()
    assert len(night.articles) == 3
    (reason,) = night.reasons
    assert reason.endswith("bytes of members that its list lacks")
    assert OTHER.split("\n")[0] in night.quarantine[0]["record"].decode("utf-8", "replace")


def test_a_whole_archive_lacks_nothing(landing: Landing) -> None:
    landing.write("day.zip", packed({"a.txt": BODY, "b.docx": docx(paragraphs(*OTHER.split("\n")))}))
    night = landing.night()
    assert (len(night.articles), night.reasons) == (2, [])


@pytest.mark.parametrize("name", ["day.rss", "day.xml"])
def test_an_item_that_lost_its_begin_is_told(landing: Landing, name: str) -> None:
    data = feed(item(TITLE, BODY), item(OTHER_TITLE, OTHER), item("خبر آخر", f"{OTHER}\nوهذا آخره."))
    if name == "day.xml":
        data = b"<?xml version='1.0'?><rows>" + data[data.index(b"<item>") : data.index(b"<image>")] + b"</rows>"
        data = data.replace(b"item>", b"row>")
    opening = b"<item><title>" if name == "day.rss" else b"<row><title>"
    second = data.index(opening, data.index(opening) + 1)
    landing.write(name, data[:second] + data[second + len(opening) :])
    night = landing.night()
    assert len(night.articles) == 2
    assert night.reasons == ["feed: the end of an item that has no begin"]
    assert OTHER.encode()[:60] in night.quarantine[0]["record"]


def test_words_between_items_are_told_and_elements_of_the_feed_are_not(landing: Landing) -> None:
    landing.write("a.rss", feed(item(TITLE, BODY), "<ttl>60</ttl><!-- تعليق من محرر الصفحة -->", item("خبر آخر", BODY)))
    assert landing.night().reasons == []
    landing.write("b.rss", feed(item(TITLE, BODY), OTHER, item("خبر آخر", BODY)))
    assert landing.night().reasons == ["feed: words in none of its elements"]


def test_a_record_with_two_texts_under_one_name_is_told(landing: Landing) -> None:
    def half(title: str, text: str) -> str:
        return json.dumps({"title": title, "text": text}, ensure_ascii=False)[1:-1]

    run_on = f"{{{half(TITLE, BODY)},{half(OTHER_TITLE, OTHER)}}}\n"
    landing.write("a.jsonl", f"{run_on}{{{half(TITLE, OTHER)}}}\n")
    landing.write("b.jsonl", run_on.encode().replace("الميناء".encode(), "الميناء".encode()[:-1], 1))
    night = landing.night()
    assert [row["text"] for row in night.articles] == [OTHER]
    assert night.reasons == ["json: 'text' twice in a record, with two texts"] * 2


def test_a_name_that_stands_twice_before_the_same_text_is_no_matter(landing: Landing) -> None:
    text = json.dumps(BODY, ensure_ascii=False)
    landing.write("a.jsonl", f'{{"text":{text},"views":1,"text":{text}}}\n{{"text":"قديم","text":{text}}}\n')
    assert landing.night().reasons == []


def test_a_schema_in_letters_of_no_encoding_is_a_reason(landing: Landing) -> None:
    data = database("CREATE TABLE other (a TEXT)")
    landing.write("a.db", data.replace(b"CREATE TABLE other", b"CREATE \xff\xfe\xfdLE other"))
    landing.write("b.db", data)
    night = landing.night()
    assert len(night.articles) == 2
    assert [reason[:8] for reason in night.reasons] == ["sqlite: "]
    assert night.counts["ingest_errors"] == 0


def test_an_instruction_in_a_page_is_no_words_and_no_fault(landing: Landing) -> None:
    first, second, *_ = BODY.split("\n")
    landing.write("a.html", f"<html><body><h1>{TITLE}</h1><p>{first}<?x abc?></p><?y?><p>{second}</p></body></html>")
    night = landing.night()
    assert night.counts["ingest_errors"] == 0
    assert night.articles[0]["text"].split("\n")[-2:] == [first, second]


def test_a_page_of_a_parquet_file_that_differs_from_its_checksum_is_not_read(landing: Landing) -> None:
    out = io.BytesIO()
    rows = pa.table({"title": [TITLE] * 2, "text": [BODY, OTHER]})
    pq.write_table(rows, out, row_group_size=1, compression="none", use_dictionary=False,
                   write_statistics=False, write_page_checksum=True)  # fmt: skip
    data = bytearray(out.getvalue())
    data[data.index("القديم".encode(), data.index("الميناء القديم بعد".encode())) + 1] ^= 1
    landing.write("a.parquet", bytes(data))
    night = landing.night()
    assert [row["text"] for row in night.articles] == [OTHER]
    assert "checksum" in night.reasons[0].lower() or "crc" in night.reasons[0].lower()


def test_a_mail_whose_words_are_damaged_still_hands_on_what_it_carries(landing: Landing) -> None:
    outer = mail("لا يقرأ")
    outer.add_attachment(mail(OTHER))
    landing.write("a.eml", bytes(outer).replace("لا يقرأ".encode(), b"\xd9\xff\xd8\xfe\xd9\xff\xd8 \xff\xd8"))
    night = landing.night()
    assert [row["text"].strip() for row in night.articles] == [OTHER]
    assert len(night.reasons) == 1


# --- bounded -----------------------------------------------------------------------------------------------------

DEAR: dict[str, tuple[str, Any, str]] = {
    "deep document": ("a.docx", lambda: docx("<w:p>" * 100_000), "docx: elements nested deeper than"),
    "long tag": ("a.docx", lambda: docx(f"<w:p a='{'x' * 3_000_000}'/>"), "docx: word/document.xml: a tag of more"),
    "empty paragraphs": ("a.docx", lambda: docx("<w:p/>" * 20_000), "record too large"),
    "one paragraph": ("a.odt", lambda: opened("text", f"<text:p>{'<text:s/>' * 210_000}"), "record too large"),
    "a cell again and again": (
        "a.ods",
        lambda: opened("spreadsheet", table(cells("title", "text"), cells("x").replace(
            "<table:table-cell>", '<table:table-cell table:number-columns-repeated="999999999">'))),
        "ods: a row of more than 512 cells",
    ),
    "a number of many digits": (
        "a.xlsx",
        lambda: xlsx(f'<row><c t="s" s="x"><v>²</v></c><c t="s" s="{"9" * 5000}"><v>{"9" * 5000}</v></c></row>'),
        "empty: ",
    ),
    "one text in all cells": (
        "a.xlsx",
        lambda: xlsx(CELLS[: CELLS.index("</row>") + 6] + '<row><c t="s"><v>6</v></c></row>' * 1000,
                     TEXTS + f"<si><t>{'ا ب ' * 20_000}</t></si>"),
        "bomb: ",
    ),
    "kind of a part": (
        "a.eml",
        lambda: b"Content-Disposition: attachment; " + b"filename*0*=b;" * 10_000 + b"\n\nx",
        "mail: a header of more than",
    ),
    "many members": (
        "a.zip", lambda: packed({f"{n}.jsonl": b"0" * 30_000_000 for n in range(3)}), "bomb: unpacks to more than 300",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DEAR)
def test_what_would_cost_much_is_refused(landing: Landing, name: str) -> None:
    file, made, reason = DEAR[name]
    landing.write(file, made())
    landing.write("good.txt", BODY)
    night = landing.night(record_bytes=200_000)
    assert [row["text"] for row in night.articles if row["landing_file"] == "good.txt"] == [BODY]
    assert any(told.startswith(reason) for told in night.reasons), night.reasons[:5]
    assert night.counts["ingest_errors"] == 0


def test_sheets_that_are_one_file_are_read_once(landing: Landing) -> None:
    landing.write("a.xlsx", xlsx(sheets=SHEET * 500))
    assert len(landing.night().articles) == 2


def test_sheets_of_an_open_document_are_all_read(landing: Landing) -> None:
    each = [table(cells("title", "text"), cells(*row), name=f"s{n}") for n, row in enumerate(ROWS)]
    landing.write("a.ods", opened("spreadsheet", "".join([*each, table(), table()])))
    night = landing.night()
    assert sorted(row["title"] for row in night.articles) == sorted(title for title, _ in ROWS)
    assert sorted({row["landing_file"] for row in night.articles}) == ["a.ods/s0", "a.ods/s1"]


KINDS: dict[str, bytes] = {
    "a.eml": bytes(mail()), "a.mbox": b"From a@b.example Sun Mar 10 08:15:00 2024\n" + bytes(mail()),
    "a.docx": docx(paragraphs(*BODY.split("\n")), zipfile.ZIP_STORED),
    "a.odt": opened("text", "".join(f"<text:p>{line}</text:p>" for line in BODY.split("\n")), zipfile.ZIP_STORED),
    "a.ods": opened("spreadsheet", table(cells("title", "text"), *(cells(*row) for row in ROWS)), zipfile.ZIP_STORED),
    "a.xlsx": xlsx(method=zipfile.ZIP_STORED), "a.db": database(), "a.rss": feed(item(TITLE, BODY)),
    "a.zip": packed({"a.eml": bytes(mail()), "b.db": database()}),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_any_bytes_may_be_damaged_and_no_reader_fails(landing: Landing, name: str) -> None:
    random_ = random.Random(name)
    for number in range(60):
        data = bytearray(KINDS[name])
        for _ in range(random_.choice([1, 1, 3, 20])):
            at = random_.randrange(len(data))
            data[at : at + random_.choice([0, 1, 1, 4])] = random_.choice(
                [b"", b"\xff", b"\0", b"<", b"\x7f\xff\xff\xff", b"PK\x05\x06", bytes([random_.randrange(256)]), b"\n"]
            )
        landing.write(f"{number}.{name.partition('.')[2]}", bytes(data[: random_.choice([len(data)] * 5 + [at])]))
    night = landing.night()
    assert night.counts["ingest_errors"] == 0
    files = {row["landing_file"].partition("/")[0] for row in (*night.articles, *night.quarantine)}
    assert files == {f"{number}.{name.partition('.')[2]}" for number in range(60)}
