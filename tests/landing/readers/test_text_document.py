"""Word's and OpenDocument's texts: paragraphs are lines, and what is no text of the article is not read as one."""

import io
import zipfile

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TITLE = "توسعة الميناء القديم تبدأ غدا"


def packed(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def paragraph(text: str, style: str = "", inside: str = "") -> str:
    runs = "".join(
        f'<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">{half}</w:t></w:r>' for half in (text[:9], text[9:])
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}{inside}</w:p>'


def docx(*paragraphs: str, **others: str) -> bytes:
    body = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    files = {"[Content_Types].xml": "<Types/>", "word/document.xml": body}
    return packed(files | {f"word/{name}.xml": text for name, text in others.items()})


def test_paragraphs_are_lines_and_one_in_the_style_of_a_title_is_the_title(landing: Landing) -> None:
    landing.write("a.docx", docx(paragraph(TITLE, "Heading1"), *map(paragraph, BODY.split("\n"))))
    (article,) = landing.night().articles
    assert (article["title"], article["text"]) == (TITLE, BODY)


def test_a_head_and_several_articles_are_read_as_in_a_txt(landing: Landing) -> None:
    head = [f"العنوان: {TITLE}", "المصدر: صحيفة الرمال", "الرابط: https://a.example/1", ""]
    landing.write("a.docx", docx(*map(paragraph, [*head, *BODY.split("\n")])))
    lines = ["الخبر الأول", TITLE, *BODY.split("\n"), "الخبر الثاني", "معرض المخطوطات يفتح أبوابه", *OTHER.split("\n")]
    landing.write("b.docx", docx(*map(paragraph, lines)))
    night = landing.night()
    assert night.reasons == []
    assert sorted((row["title"], row["source"], row["text"]) for row in night.articles) == sorted(
        [
            (TITLE, "صحيفة الرمال", BODY),
            (TITLE, "unknown", BODY),
            ("معرض المخطوطات يفتح أبوابه", "unknown", OTHER),
        ]
    )


def test_tables_breaks_boxes_and_links(landing: Landing) -> None:
    table = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>"
        for row in (("المدينة", "العدد"), ("حلب", "12"))
    )
    box = (
        "<mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback>"
        "<w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
    ).format(paragraph("ما في الإطار"))
    link = "<w:hyperlink><w:r><w:t> والرابط</w:t><w:br/><w:t>سطر</w:t><w:tab/><w:t>آخر</w:t></w:r></w:hyperlink>"
    gone = "<w:del><w:r><w:t>محذوف</w:t></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r>"
    landing.write(
        "a.docx", docx(paragraph(BODY, inside=link + gone + box), f"<w:tbl>{table}</w:tbl>", paragraph("النهاية"))
    )
    (article,) = landing.night().articles
    assert article["text"] == f"{BODY} والرابط\nسطر\tآخر\nما في الإطار\nالمدينة | العدد\nحلب | 12\nالنهاية"


def test_what_stands_beside_the_text_is_counted(landing: Landing) -> None:
    landing.write("a.docx", docx(paragraph(BODY), footnotes="<x/>", header1="<x/>", header2="<x/>", comments="<x/>"))
    night = landing.night()
    assert {name for name in night.counts if name.startswith("passed")} == {
        f"passed over: {what} of a document" for what in ("notes", "headers", "comments")
    }


def test_an_open_document_is_read(landing: Landing) -> None:
    lines = "".join(f"<text:p>{line}</text:p>" for line in BODY.split("\n"))
    content = (
        '<?xml version="1.0"?><o:document-content xmlns:o="o" xmlns:text="t" xmlns:table="b"><o:body><o:text>'
        "<text:tracked-changes><text:p>محذوف</text:p></text:tracked-changes>"
        f'<text:h text:style-name="Title">{TITLE}</text:h>{lines}<text:p>كلمة<text:s text:c="2"/>أخرى'
        "<text:note><text:p>حاشية</text:p></text:note></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>أ</text:p></table:table-cell>"
        "<table:table-cell><text:p>ب</text:p></table:table-cell></table:table-row></table:table>"
        "</o:text></o:body></o:document-content>"
    )
    landing.write("a.odt", packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}))
    (article,) = landing.night().articles
    assert (article["title"], article["text"]) == (TITLE, f"{BODY}\nكلمة  أخرى\nأ | ب")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx(), "no text: a document without words"),
        (packed({"[Content_Types].xml": "", "word/document.xml": "<w:document"}), "docx: word/document.xml: "),
        (
            packed({"[Content_Types].xml": "", "word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "docx: it declares entities",
        ),
        (
            packed({"[Content_Types].xml": "", "word/document.xml": "<a>" + " " * 80_000_000 + "</a>"}),
            "record too large: ",
        ),
        (
            packed({"[Content_Types].xml": "", "ppt/presentation.xml": "<a/>"}),
            "unknown kind: a zip archive that is another",
        ),
    ],
    ids=["empty", "broken", "entities", "bomb", "slides"],
)
def test_what_is_no_document_or_hostile_is_refused(landing: Landing, data: bytes, reason: str) -> None:
    landing.write("a.docx", data)
    (told,) = landing.night().reasons
    assert told.startswith(reason)


def test_a_document_larger_than_a_record_is_refused(landing: Landing) -> None:
    landing.write("a.docx", docx(*[paragraph(BODY)] * 200))
    (told,) = landing.night(record_bytes=20_000).reasons
    assert told == "record too large: more than 20000 bytes"


def test_documents_in_an_archive_are_read_and_archives_in_one_are_not(landing: Landing) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("sky/a.docx", docx(paragraph(TITLE, "Title"), paragraph(BODY)))
        archive.writestr("sky/b.zip", packed({"c.txt": OTHER}))
    landing.write("day.zip", data.getvalue())
    night = landing.night()
    assert [(row["landing_file"], row["title"]) for row in night.articles] == [("day.zip/sky/a.docx", TITLE)]
    assert night.reasons == ["unknown kind: a zip archive in a zip archive"]


def test_each_headline_in_one_style_begins_an_article(landing: Landing) -> None:
    other = "مخطوطات نادرة في المتحف الوطني"
    pieces = [paragraph(TITLE, "Heading1"), *map(paragraph, BODY.split("\n")), paragraph(other, "Heading1")]
    landing.write("a.docx", docx(*pieces, *map(paragraph, OTHER.split("\n"))))
    found = [(article["title"], article["text"]) for article in landing.night().articles]
    assert found == [(TITLE, BODY), (other, OTHER)]


def test_headings_of_sections_begin_none(landing: Landing) -> None:
    pieces = [paragraph("مقدمة", "Heading1"), *map(paragraph, BODY.split("\n")), paragraph("خاتمة عامة", "Heading1")]
    landing.write("a.docx", docx(*pieces, *map(paragraph, OTHER.split("\n"))))
    assert len(landing.night().articles) == 1


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{''.join(map(paragraph, cell.split(chr(10))))}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_a_table_of_articles_has_one_a_row(landing: Landing) -> None:
    rows = (("م", "العنوان", "المصدر", "النص"), ("1", TITLE, "صوت الرمال", BODY), ("2", "خبر", "صوت الرمال", OTHER))
    landing.write("a.docx", docx(paragraph("تقرير الرصد اليومي"), table(*rows)))
    night = landing.night()
    assert [(one["title"], one["source"], one["text"]) for one in night.articles] == [
        (TITLE, "صوت الرمال", BODY), ("خبر", "صوت الرمال", OTHER),
    ]  # fmt: skip
    assert night.reasons == ["not an article: what stands above several articles"]


def test_a_table_of_labels_is_an_article(landing: Landing) -> None:
    landing.write("a.docx", docx(table(("العنوان", TITLE), ("المصدر", "صوت الرمال"), ("النص", BODY))))
    (article,) = landing.night().articles
    assert (article["title"], article["source"], article["text"]) == (TITLE, "صوت الرمال", BODY)


def test_a_document_of_nexis_uni(landing: Landing) -> None:
    def saved(title: str, text: str) -> list[str]:
        head = [title, "صحيفة الرمال", "March 10, 2024 Sunday", "", "Copyright 2024 Al-Rimal All Rights Reserved", ""]
        return [*head, "Section: Local", "Length: 240 words", "", "Body", "", *text.split("\n"), "",
                "Load-Date: March 11, 2024", "", "End of Document"]  # fmt: skip

    landing.write("a.docx", docx(*map(paragraph, saved(TITLE, BODY) + saved("مخطوطات نادرة في المتحف", OTHER))))
    found = landing.night().articles
    assert [one["text"] for one in found] == [BODY, OTHER]
    assert {(one["source"], str(one["published_on"])) for one in found} == {("صحيفة الرمال", "2024-03-10")}
    assert [one["title"] for one in found] == [TITLE, "مخطوطات نادرة في المتحف"]
