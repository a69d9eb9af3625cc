"""Spreadsheets: the rows of each sheet are records, as if the sheet were saved as CSV."""

import io
import zipfile
from collections.abc import Sequence

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

TITLE, OTHER_TITLE, ADDRESS = "توسعة الميناء القديم", "معرض للمخطوطات", "https://www.akhbar.example/ports/12"
HEADER = ("التاريخ", "العنوان", "النص", "الرابط")
Cell = str | float
ROWS: tuple[Sequence[Cell], ...] = (
    (45360.0 + 21.5 / 24, TITLE, BODY, ADDRESS),
    (45361.0, OTHER_TITLE, OTHER, ""),
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'


def letters(place: int) -> str:
    """A column as Excel writes it: A, B ... Z, AA."""
    return (letters(place // 26 - 1) if place > 25 else "") + chr(65 + place % 26)


def excel(sheets: dict[str, Sequence[Sequence[Cell]]], inline: bool = False, extra: str = "") -> bytes:
    strings: list[str] = []

    def cell(value: Cell, reference: str) -> str:
        if isinstance(value, float):
            return f'<c r="{reference}" s="1"><v>{value!r}</v></c>'
        if inline:
            return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>' if value else ""
        strings.append(value)
        return f'<c r="{reference}" t="s"><v>{len(strings) - 1}</v></c>'

    def row(number: int, values: Sequence[Cell]) -> str:
        return "".join(cell(value, f"{letters(place)}{number}") for place, value in enumerate(values))

    numbers = range(1, len(sheets) + 1)
    names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1))
    links = "".join(f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
    parts = {
        "[Content_Types].xml": "<Types/>", "xl/styles.xml": STYLES,
        "xl/workbook.xml": f'<workbook xmlns:r="http://r.example"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
    }  # fmt: skip
    for number, rows in enumerate(sheets.values(), 1):
        lines = "".join(f'<row r="{r}">{row(r, values)}</row>' for r, values in enumerate(rows, 1))
        parts[f"xl/worksheets/sheet{number}.xml"] = f"{extra}<worksheet><sheetData>{lines}</sheetData></worksheet>"
    texts = "".join(f"<si><r><t>{text}</t></r><rPh sb='0'><t>نطق</t></rPh></si>" for text in strings)
    parts["xl/sharedStrings.xml"] = f"<sst>{texts}</sst>"
    return packed({name: XML + part for name, part in parts.items()})


def packed(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def open_document(rows: Sequence[Sequence[str]]) -> bytes:
    def cell(value: str) -> str:
        lines = "".join(f"<text:p>{line}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'

    rest = '<table:table-cell table:number-columns-repeated="16000"/>'
    body = "".join(f"<table:table-row>{''.join(map(cell, row))}{rest}</table:table-row>" for row in rows)
    content = (
        f'{XML}<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">'
        f'<office:body><office:spreadsheet><table:table table:name="ورقة1">{body}</table:table>'
        "</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


@pytest.mark.parametrize("inline", [False, True])
def test_rows_of_excel_s_sheet_are_records_and_its_numbers_dates(landing: Landing, inline: bool) -> None:
    landing.write("akhbar.xlsx", excel({"أخبار": [HEADER, *ROWS]}, inline))
    night = landing.night()
    assert night.reasons == []
    assert [(row["title"], row["text"], row["url"]) for row in night.articles] == [
        (TITLE, BODY, ADDRESS), (OTHER_TITLE, OTHER, None),
    ]  # fmt: skip
    assert [str(row["published_on"]) for row in night.articles] == ["2024-03-09", "2024-03-10"]
    assert [row["landing_file"] for row in night.articles] == ["akhbar.xlsx"] * 2


def test_every_sheet_is_read_and_one_without_texts_is_told(landing: Landing) -> None:
    other: list[Sequence[Cell]] = [(), ("تقرير الرصد",), HEADER, ROWS[1]]
    sheets: dict[str, Sequence[Sequence[Cell]]] = {
        "مارس": [HEADER, ROWS[0]],
        "ملاحظات": [("س", "ص"), ("١", "٢")],
        "أبريل": other,
    }
    landing.write("akhbar.xlsx", excel(sheets))
    night = landing.night()
    assert [(row["title"], row["landing_file"]) for row in night.articles] == [
        (OTHER_TITLE, "akhbar.xlsx/أبريل"), (TITLE, "akhbar.xlsx/مارس"),
    ]  # fmt: skip
    assert [row["landing_file"] for row in night.quarantine] == ["akhbar.xlsx/ملاحظات"]


def test_rows_of_an_open_document_are_records(landing: Landing) -> None:
    rows = [HEADER, ("2024-03-09", TITLE, BODY, ADDRESS), ("2024-03-10", OTHER_TITLE, OTHER, "")]
    landing.write("akhbar.ods", open_document(rows))
    night = landing.night()
    assert night.reasons == []
    assert [(row["title"], row["text"], row["url"]) for row in night.articles] == [
        (TITLE, BODY, ADDRESS), (OTHER_TITLE, OTHER, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (excel({"x": [HEADER]}, extra="<!DOCTYPE x [<!ENTITY a 'b'>]>"), "xlsx: it declares entities"),
        (excel({"x": [("س", "ص"), ("١", "٢")]}), "csv: "),
        (excel({"x": []}), "empty: "),
        (excel({"x": [HEADER, (0.0, "ا" * 40_000_000, BODY, "")]}, inline=True), "record too large: "),
    ],
    ids=["entities", "no known column", "nothing", "a bomb"],
)
def test_what_can_not_be_read_is_told(landing: Landing, data: bytes, reason: str) -> None:
    landing.write("akhbar.xlsx", data)
    night = landing.night()
    assert night.articles == [] and len(night.reasons) == 1
    assert night.reasons[0].startswith(reason)


def test_other_documents_are_refused_as_such(landing: Landing) -> None:
    landing.write("a.pptx", packed({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}))
    (reason,) = landing.night().reasons
    assert reason == "unknown kind: a zip archive that is another document or a program (pptx, odp, epub, jar)"


LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@pytest.mark.parametrize(
    ("row", "cell"),
    [((45361.0, TITLE, BODY, "اضغط هنا"), "D2"), ((45361.0, TITLE, BODY, ""), "B2")],
    ids=["a cell that only leads", "a headline that leads"],
)
def test_where_a_cell_leads_is_the_address(landing: Landing, row: tuple[Cell, ...], cell: str) -> None:
    with zipfile.ZipFile(io.BytesIO(excel({"x": [HEADER, row]}))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    leads = f'<hyperlinks xmlns:r="http://r.example"><hyperlink ref="{cell}" r:id="rId1"/></hyperlinks></worksheet>'
    parts[sheet] = parts[sheet].replace("</worksheet>", leads)
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'<Relationships><Relationship Id="rId1" Type="{LINK}" Target="{ADDRESS}" TargetMode="External"/>'
        "</Relationships>"
    )
    landing.write("akhbar.xlsx", packed(parts))
    (article,) = landing.night().articles
    assert (article["title"], article["url"]) == (TITLE, ADDRESS)


def test_rows_before_one_that_can_not_be_read_are_read(landing: Landing) -> None:
    wide = ("",) * 600 + ("x",)
    landing.write("akhbar.xlsx", excel({"x": [HEADER, ROWS[0], wide]}))
    night = landing.night()
    assert [row["title"] for row in night.articles] == [TITLE]
    assert night.reasons == ["xlsx: a row of more than 512 cells"]


@pytest.mark.parametrize("name", ["رصد.xml", "رصد.xls"])
def test_sheets_that_excel_saved_as_xml(landing: Landing, name: str) -> None:
    def cell(value: str, kind: str = "String", at: str = "") -> str:
        return f'<Cell{at}><Data ss:Type="{kind}">{value}</Data></Cell>'

    rows = [
        "".join(map(cell, HEADER)),
        cell("2024-03-09T21:30:00.000", "DateTime") + cell(TITLE) + cell(BODY.replace("\n", "&#10;")) + cell(ADDRESS),
        cell(OTHER_TITLE, at=' ss:Index="2"') + cell(OTHER.replace("\n", "&#10;")),
    ]
    table = "".join(f"<Row>{row}</Row>" for row in rows)
    landing.write(
        name,
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="أ"><Table>{table}</Table>'
        "</Worksheet></Workbook>",
    )
    rows_read = [(row["title"], row["text"], row["url"], row["published_on"]) for row in landing.night().articles]
    assert [row[:3] for row in rows_read] == [(TITLE, BODY, ADDRESS), (OTHER_TITLE, OTHER, None)]
    assert [str(row[3]) for row in rows_read] == ["2024-03-09", "None"]


def test_a_cell_at_a_place_of_thousands_of_digits_costs_its_row_alone(landing: Landing) -> None:
    rows = [
        "".join(f"<Cell><Data>{value}</Data></Cell>" for value in row) for row in (HEADER, ("", TITLE, BODY, ADDRESS))
    ]
    rows.append(f'<Cell ss:Index="{"9" * 5000}"><Data>{OTHER_TITLE}</Data></Cell>')
    table = "".join(f"<Row>{row}</Row>" for row in rows)
    schema = "urn:schemas-microsoft-com:office:spreadsheet"
    landing.write("رصد.xml", f'<Workbook xmlns="{schema}" xmlns:ss="{schema}"><Table>{table}</Table></Workbook>')
    night = landing.night()
    assert [row["title"] for row in night.articles] == [TITLE]
    assert [row["reason"] for row in night.quarantine] == ["xml: a row of more than 512 cells"]
