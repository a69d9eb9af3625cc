"""Mails and mailboxes: subject, sender, day and words; mails that carry others; what is only told or counted."""

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

SENT = "Sun, 10 Mar 2024 08:15:00 +0300"


def mail(subject: str = "توسعة الميناء القديم", body: str = BODY, charset: str = "utf-8") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "مكتب التحرير <desk@akhbar.example>"
    message["To"] = "readers@akhbar.example"
    message["Subject"] = subject
    message["Date"] = SENT
    message.set_content(body, charset=charset)
    return message


def test_a_mail_is_an_article(landing: Landing) -> None:
    landing.write("a.eml", bytes(mail()))
    (article,) = landing.night().articles
    assert (article["title"], article["source"]) == ("توسعة الميناء القديم", "مكتب التحرير")
    assert article["published_on"].isoformat() == "2024-03-10"
    assert article["text"].strip() == BODY


@pytest.mark.parametrize("charset", ["windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_letters_of_any_encoding(landing: Landing, charset: str, encoding: str) -> None:
    message = mail()
    message.set_content(BODY, charset=charset, cte=encoding)
    landing.write("a.eml", bytes(message))
    (article,) = landing.night().articles
    assert article["text"].strip() == BODY


def test_raw_bytes_in_headers_and_a_charset_that_lies(landing: Landing) -> None:
    head = f"From: desk@akhbar.example\r\nSubject: خبر الميناء\r\nDate: {SENT}\r\n"
    head += "Content-Type: text/plain; charset=nothing\r\n"
    landing.write("a.eml", head.encode("cp1256") + b"\r\n" + BODY.replace("\n", "\r\n").encode("cp1256"))
    (article,) = landing.night().articles
    assert (article["title"], article["source"]) == ("خبر الميناء", "akhbar.example")
    assert article["text"].strip() == BODY


def test_a_newsletter_in_two_forms_is_read_once(landing: Landing) -> None:
    message = mail(body="اقرأ الرسالة في المتصفح: https://akhbar.example/1")
    page = "".join(f"<tr><td><p>{line}</p></td></tr>" for line in BODY.split("\n"))
    message.add_alternative(
        f"<html><head><style>p{{}}</style></head><body><table>{page}</table></body></html>", subtype="html"
    )
    landing.write("a.eml", bytes(message))
    (article,) = landing.night().articles
    assert [line for line in article["text"].split("\n") if line] == BODY.split("\n")


def test_a_plain_text_as_long_as_its_page_is_taken(landing: Landing) -> None:
    message = mail()
    message.add_alternative(f"<body><p>{BODY}</p><p>إعلان</p></body>", subtype="html")
    landing.write("a.eml", bytes(message))
    (article,) = landing.night().articles
    assert article["text"].strip() == BODY


def test_pictures_are_counted_and_documents_told(landing: Landing) -> None:
    message = mail()
    message.add_attachment(b"\x89PNG" * 100, maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"%PDF-1.4 ...", maintype="application", subtype="pdf", filename="بيان.pdf")
    landing.write("a.eml", bytes(message))
    night = landing.night()
    assert [row["text"].strip() for row in night.articles] == [BODY]
    assert night.reasons == ["unknown kind: attached to a mail: بيان.pdf"]
    assert night.quarantine[0]["record"].startswith(b"%PDF")
    assert night.counts["passed over: an attachment of a mail"] == 1


def test_a_mail_that_is_passed_on_is_read(landing: Landing) -> None:
    outer = EmailMessage()
    outer["Subject"] = "Fwd: للنشر"
    outer.set_content("")
    outer.add_attachment(mail("إعادة توجيه: معرض المخطوطات", OTHER))
    landing.write("a.eml", bytes(outer))
    night = landing.night()
    assert [(row["title"], row["text"].strip()) for row in night.articles] == [("معرض المخطوطات", OTHER)]
    assert night.counts["passed over: a mail that only carries another"] == 1


def test_a_mailbox_holds_many(landing: Landing, tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    for number in range(5):
        box.add(mail(f"خبر رقم {number}", f"{(BODY, OTHER)[number % 2]}\n\nFrom هنا يبدأ الطريق رقم {number}"))
    box.flush()
    for name in ("Inbox", "day.mbox"):
        landing.write(name, (tmp_path / "box").read_bytes())
    night = landing.night()
    assert night.reasons == []
    assert sorted(row["title"] for row in night.articles) == sorted([f"خبر رقم {n}" for n in range(5)] * 2)
    assert all("\nFrom هنا يبدأ الطريق" in row["text"] for row in night.articles)


def test_apple_counts_bytes_first(landing: Landing) -> None:
    data = bytes(mail())
    landing.write("1.emlx", f"{len(data):<10}\n".encode() + data + b'<?xml version="1.0"?><plist><dict/></plist>')
    (article,) = landing.night().articles
    assert article["text"].strip() == BODY


def test_a_feed_that_a_reader_keeps_as_mails_has_the_page_s_address(landing: Landing) -> None:
    message = mail()
    message["Content-Base"] = "https://www.akhbar.example/ports/12"
    landing.write("a.eml", bytes(message))
    assert landing.night().articles[0]["url"] == "https://www.akhbar.example/ports/12"


def hostile(depth: int) -> bytes:
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"Subject: x\n{head}Content-Type: text/plain\n\n{BODY}\n".encode()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (hostile(3000), "mail: more than 50 parts that hold others"),
        (b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 9000, "mail: more than 50 parts"),
        (b"Subject: x\n\n", "no text: a mail without words"),
    ],
)
def test_what_costs_too_much_or_says_nothing_is_told(landing: Landing, data: bytes, reason: str) -> None:
    landing.write("a.eml", data)
    landing.write("b.eml", bytes(mail()))
    night = landing.night()
    assert len(night.articles) == 1
    assert night.reasons[0].startswith(reason)
    assert night.counts["ingest_errors"] == 0


def test_mails_within_mails_end_somewhere(landing: Landing) -> None:
    message = mail("الأخير")
    for number in range(8):
        outer = mail(f"رقم {number}", OTHER)
        outer.add_attachment(message)
        message = outer
    landing.write("a.eml", bytes(message))
    night = landing.night()
    assert len(night.articles) == 5
    assert night.reasons == ["mail: mails within mails, more than 4 deep"]


@pytest.mark.parametrize(
    "above",
    [
        "---------- Forwarded message ---------\nFrom: جريدة المرسى <news@marsa.example>\n"
        "Date: Fri, 8 Mar 2024 at 09:15\n"
        "Subject: توسعة الميناء القديم\nTo: <desk@akhbar.example>\n",
        "-------- الرسالة الأصلية --------\nمن: جريدة المرسى <news@marsa.example>\nالتاريخ: 8 مارس 2024\n",
        "Begin forwarded message:\n\n> From: جريدة المرسى <news@marsa.example>\n"
        "> Date: 8 March 2024 at 09:15:00 GMT+3\n",
    ],
)
def test_a_mail_that_was_sent_on_is_its_first_sender_s(landing: Landing, above: str) -> None:
    landing.write("a.eml", bytes(mail("Fwd: توسعة الميناء القديم", f"{above}\n\n{BODY}")))
    (article,) = landing.night().articles
    assert (article["source"], str(article["published_on"])) == ("جريدة المرسى", "2024-03-08")
    assert article["text"].strip() == BODY
