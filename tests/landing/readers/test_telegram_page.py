"""messages.html of Telegram's export: a message a record."""

from tests.landing.conftest import BODY, OTHER, Landing


def message(number: int, text: str | None, joined: bool = False) -> str:
    words = "" if text is None else f'<div class="text">{text}</div>'
    name = "" if joined else '<div class="from_name">قناة المرفأ</div>'
    date = f'<div class="pull_right date details" title="10.03.2024 00:30:0{number} UTC+03:00">00:30</div>'
    names = "message default clearfix joined" if joined else "message default clearfix"
    return f'<div class="{names}" id="message{number}"><div class="body">{date}{name}{words}</div></div>'


def export(*messages: str) -> str:
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>'
        '<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">قناة المرفأ</div>'
        '</div></div><div class="page_body chat_page"><div class="history"><div class="message service" id="message-1">'
        f'<div class="body details">10 March 2024</div></div>{"".join(messages)}</div></div></div></body></html>'
    )


def test_each_message_is_an_article_of_the_channel(landing: Landing) -> None:
    first, second = BODY.replace("\n", "<br><br>"), OTHER.replace("\n", "<br>")
    landing.write("messages.html", export(message(1, first), message(2, None), message(3, second, joined=True)))
    night = landing.night()
    assert night.reasons == []
    assert [(row["text"].replace("\n\n", "\n"), row["source"]) for row in night.articles] == [
        (BODY, "قناة المرفأ"), (OTHER, "قناة المرفأ"),
    ]  # fmt: skip
    assert [row["published_at"].isoformat() for row in night.articles] == [
        "2024-03-09T21:30:01+00:00", "2024-03-09T21:30:03+00:00",
    ]  # fmt: skip
