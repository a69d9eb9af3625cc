"""A chat that a messenger saved as a text: a message a record."""

import pytest

from tests.landing.conftest import BODY, OTHER, Landing

CHATS = {
    "Android, in Arabic": (
        "\u200f10\u200f/3\u200f/2024، 8:10 ص - الرسائل مشفرة تماما بين الطرفين.\n"
        "10/3/2024، 8:15 ص - قناة الرمال: {0}\n28/2/2024، 9:00 م - قناة الرمال: {1}\n"
        "28/2/2024، 9:01 م - قناة الرمال: <تم استبعاد الوسائط>\n"
    ),
    "iPhone, the month first": (
        "[3/10/24, 8:15:02 AM] قناة الرمال: {0}\n[2/28/24, 9:00:10 PM] قناة الرمال: {1}\n"
        "[2/28/24, 9:01:10 PM] قناة الرمال: \u200eimage omitted\n"
    ),
    "iPhone, the day first": (
        "[10.03.24, 08:15:02] قناة الرمال: {0}\n[28.02.24, 21:00:10] قناة الرمال: {1}\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("chat", CHATS)
def test_each_message_is_an_article(landing: Landing, chat: str) -> None:
    landing.write("chat.txt", CHATS[chat].format(BODY, OTHER))
    night = landing.night()
    assert night.reasons == []
    assert [(row["text"], row["source"], str(row["published_on"])) for row in night.articles] == [
        (BODY, "قناة الرمال", "2024-03-10"), (OTHER, "قناة الرمال", "2024-02-28"),
    ]  # fmt: skip


def test_an_article_that_begins_with_its_day_is_none(landing: Landing) -> None:
    landing.write("1.txt", f"10/3/2024، 8:10 ص - توسعة الميناء القديم\n{BODY}\n")
    assert len(landing.night().articles) == 1
