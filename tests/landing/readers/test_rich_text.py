"""Files of rich text: what Word and databases of the press save as .rtf."""

from tests.landing.conftest import BODY, OTHER, Landing

TITLE, OTHER_TITLE = "توسعة الميناء القديم تبدأ غدا", "مخطوطات نادرة في المتحف الوطني"
HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset178 Arial;}{\f1\fnil\fcharset0 Calibri;}}"
HEAD += r"{\info{\title Document1}{\author x}}{\header\pard \u1589?\u1601?\u1581?\u1577? 1\par}"


def codes(text: str) -> str:
    """As Word writes letters: a code, and a sign for programs that know none."""
    return "".join(f"\\u{ord(c)}?" if ord(c) > 127 else c for c in text)


def octets(text: str) -> str:
    """As older programs do: bytes in the encoding of the font."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode("cp1256"))


def bare(text: str) -> str:
    """And as some left them: the bytes alone."""
    return text.encode("cp1256").decode("latin-1")


def rich(*paragraphs: str) -> str:
    return HEAD + r"\viewkind4\uc1\pard\rtlpar\qr\f0\fs28 " + "\\par\n".join(paragraphs) + "\\par}"


def test_letters_as_codes_and_as_bytes(landing: Landing) -> None:
    for number, written in enumerate((codes, octets, bare)):
        landing.write(f"{number}.rtf", rich(*map(written, BODY.split("\n"))).encode("latin-1"))
    night = landing.night()
    assert ([row["text"].strip() for row in night.articles], night.reasons) == ([BODY] * 3, [])


def test_labels_at_the_head_are_fields(landing: Landing) -> None:
    head = [f"العنوان: {TITLE}", "التاريخ: 8 آذار 2024", "المصدر: صحيفة المرفأ"]
    article = landing.only("خبر.RTF", rich(*map(codes, [*head, "", *BODY.split("\n")])))
    assert (article["title"], article["source"], str(article["published_on"])) == (TITLE, "صحيفة المرفأ", "2024-03-08")
    assert article["text"].strip() == BODY


def test_several_articles_that_labels_count(landing: Landing) -> None:
    pieces = [f"العنوان: {TITLE}", *BODY.split("\n"), "", f"العنوان: {OTHER_TITLE}", *OTHER.split("\n")]
    landing.write("a.rtf", rich(*map(codes, pieces)))
    assert [row["title"] for row in landing.night().articles] == [TITLE, OTHER_TITLE]


def test_pictures_and_notes_are_no_text(landing: Landing) -> None:
    picture = r"{\pict\pngblip " + "89504e470d0a1a0a\n" * 400 + "}"
    note = r"{\footnote\pard " + codes("هامش لا يخص الخبر") + "}"
    article = landing.only(
        "a.rtf", rich(picture + codes(BODY.split("\n")[0]) + note, *map(codes, BODY.split("\n")[1:]))
    )
    assert article["text"].strip() == BODY


def test_what_cannot_be_read_is_told(landing: Landing) -> None:
    landing.write("empty.rtf", HEAD + r"\pard\par}")
    landing.write("large.rtf", rich(codes(BODY) * 3000))
    landing.write("odd.rtf", rich("\\u99999999999999?" + codes(BODY)))
    landing.write("cut.rtf", rich(codes(BODY))[:-400])
    landing.write("a.txt", BODY)
    night = landing.night()
    assert sorted(night.reasons) == [
        "no text: a document without words", "rtf: more than 4000000 bytes without its pictures"
    ]  # fmt: skip
    assert len(night.articles) == 3
