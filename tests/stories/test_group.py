"""The stories of a day: of the sample's own, and of composed ones."""

from pathlib import Path

import numpy as np
import pytest

from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.commands.clean_folder import stream_paths
from nashra.cleaning.corpus.gathered import evidence_of
from nashra.entities.link import Linker
from nashra.entities.recognise import load_recognizer
from nashra.settings import CHECKOUT, load_settings
from nashra.stories.candidates import candidate_pairs
from nashra.stories.group import Ready, Story, group, story_id
from nashra.stories.told import Told, tell
from nashra.stories.told_terms import gather
from tests.support import one_event
from tests.support.told_articles import BRIDGE, OTHER, SAME, told


@pytest.fixture(scope="module")
def sample() -> list[Told]:
    """The articles of the sample's day, each by its file and record."""
    settings = load_settings()
    articles = list(stream_paths([CHECKOUT / "seeds" / "landing" / "2023-09-13"], settings))
    cleaned = Cleaner.load().clean_many(articles, evidence_of(iter(articles)))
    names = load_recognizer(settings).mentions([one.body for one in cleaned])
    linker = Linker.load()
    return [
        tell(
            f"{Path(article.landing_file).name.split('.')[0]}-{article.record_no}",
            one.title,
            one.body,
            linker.link_article(found, one.body),
        )
        for article, one, found in zip(articles, cleaned, names, strict=True)
    ]


def test_of_the_samples_day_what_tells_one_event_is_one_story(sample: list[Told]) -> None:
    together = [story.article_ids for story in group(sample) if len(story.article_ids) > 1]
    assert together == [
        ("canal-ship-0", "canal-shut-0", "khabar-alsharq-0", "wahanews-4"),
        ("derna-floods-0", "derna-floods_2-0"), ("souq-alaan-1", "wahanews-0"),
    ]  # fmt: skip


def test_every_article_is_in_one_story(sample: list[Told]) -> None:
    stories = group(sample)
    assert sorted(name for story in stories for name in story.article_ids) == sorted(one.article_id for one in sample)
    assert len({story.story_id for story in stories}) == len(stories)


def test_neither_order_nor_company_of_strangers_changes_ids(sample: list[Told]) -> None:
    shuffled = [sample[at] for at in np.random.default_rng(5).permutation(len(sample))]
    assert group(shuffled) == group(sample)


def test_an_event_that_fills_the_day_is_no_story_a_headline(sample: list[Told]) -> None:
    """120 articles by 12 headlines, and some twenty of other events."""
    crowd = [told(n, article, "السيدة زينب", "القاهرة") for n, article in enumerate(one_event.told(120))]
    ids = {one.article_id for one in crowd}
    stories = group([*crowd, *sample])
    about = [story for story in stories if ids & set(story.article_ids)]
    assert max(len(story.article_ids) for story in about) > 80
    assert all(set(story.article_ids) <= ids for story in about)
    others = [story for story in stories if not ids & set(story.article_ids)]
    assert [story for story in group(sample) if len(story.article_ids) > 1] == [
        story for story in others if len(story.article_ids) > 1
    ]


def test_two_of_a_day_are_one_story() -> None:
    one, same, other = (told(n, article, "وادي السدر") for n, article in enumerate((BRIDGE, SAME, OTHER)))
    assert group([other, same, one]) == [
        Story(story_id([same.article_id, one.article_id]), (one.article_id, same.article_id)),
        Story(story_id([other.article_id]), (other.article_id,)),
    ]


def test_a_story_of_other_articles_has_another_id() -> None:
    assert story_id(["a", "b"]) == story_id(["b", "a"]) != story_id(["a"])


def test_few_of_many_articles_are_compared() -> None:
    words = [f"كلمة{n}" for n in range(900)]
    rng = np.random.default_rng(3)
    articles = [tell(f"{n:04}", None, " ".join(rng.choice(words, 40)), ()) for n in range(300)]
    ones, _ = candidate_pairs(Ready(gather(articles)).heavy)
    assert 0 < len(ones) < 0.1 * 300 * 299 / 2


def test_a_day_without_articles_has_no_story() -> None:
    assert group([]) == []


def rates(day: str, *prices: int) -> tuple[str, str]:
    return (
        f"أسعار صرف الدولار في أسواق المدينة صباح {day}",
        f"استقرت أسعار صرف الدولار صباح {day} في أسواق المدينة مع افتتاح البورصة. وسجلت البورصة {prices[0]},300 دينار "
        f"مقابل كل مئة دولار، وبلغ سعر البيع في المحال {prices[1]},250 دينارا والشراء {prices[2]},250 دينارا، وسجل "
        f"البيع في الإقليم {prices[3]},200 دينار.",
    )


def test_a_form_that_is_filled_in_anew_is_another_story() -> None:
    same, again, anew = (
        told(n, rates("اليوم", *prices))
        for n, prices in enumerate([(151, 152, 150, 149), (151, 152, 150, 149), (161, 163, 160, 159)])
    )
    assert [story.article_ids for story in group([same, again, anew])] == [
        (same.article_id, again.article_id),
        (anew.article_id,),
    ]


SALVAGE = (
    "سفينة إنقاذ تقطر ناقلة مشتعلة قبالة الحديدة",
    "بدأت سفينة إنقاذ قطر الناقلة التي اشتعلت قبالة الحديدة بعد هجوم بزورقين، وقال مالكها إن طاقمها غادرها سالما، وإن "
    "الحريق يقترب من خزاناتها.",
)
TANKER = (
    "ناقلة نفط تحترق قبالة الحديدة",
    "تحترق ناقلة ترفع علم اليونان منذ يومين قبالة الحديدة، ونقل طاقمها إلى جيبوتي، فيما حذرت بعثة بحرية من كارثة بيئية "
    "إذا تسرب النفط من خزاناتها.",
)


def test_where_few_are_compared_less_is_enough_for_one_story() -> None:
    strangers = [
        tell(f"{n:016x}", None, " ".join(f"{word}{n}" for word in ("بلدية", "مشروع", "طريق", "مدرسة")), ())
        for n in range(2, 400)
    ]
    two = [told(n, article, "الحديدة") for n, article in enumerate((SALVAGE, TANKER))]

    def together(*others: Told) -> bool:
        return any({one.article_id for one in two} <= set(story.article_ids) for story in group([*two, *others]))

    assert together(*strangers[:20])
    assert not together(*strangers)
