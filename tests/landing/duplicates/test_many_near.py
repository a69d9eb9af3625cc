"""A day on which one story lands in thousands of forms: the search for duplicates takes time by their number."""

import json
import time

from tests.landing.conftest import BODY, OTHER, Landing

SENTENCES = [*BODY.split("\n"), *OTHER.split("\n"), "وتابع الحضور كلمات الافتتاح في القاعة الكبرى حتى ساعة متأخرة."]
SMALL, LARGE = 100, 800
TIMES = 2.5  # that the cost of one may grow from the small day to the large one: what is measured is never alone


def form(number: int) -> dict[str, str]:
    """The story as paper `number` has it: without some of its sentences, and with one of its own."""
    kept = [sentence for place, sentence in enumerate(SENTENCES) if place > 3 or number >> place & 1]
    own = f"وأضاف مراسل الصحيفة رقم {number} أن العمل في الموقع {number * 7} مستمر."
    return {"title": f"توسعة الميناء {number}", "text": "\n".join([*kept, own]), "source": f"p{number % 300}.example"}


def cost(landing: Landing, number: int) -> float:
    rows = (json.dumps(form(each), ensure_ascii=False) for each in range(number))
    landing.write("day.jsonl", "\n".join(rows))
    begin = time.process_time()
    assert len(landing.night().articles) == number
    return (time.process_time() - begin) / number


def test_near_duplicates_take_time_by_their_number(landing: Landing) -> None:
    cost(landing, 50)  # what is read once costs no article anything
    small = cost(landing, SMALL)
    assert cost(landing, LARGE) < TIMES * small
