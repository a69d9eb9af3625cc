"""The labels of quotes and topics that ship can be read, add up, and hold no text; another text is refused."""

import re
from pathlib import Path

import pytest

from nashra_lab.gold import quote_labels, topic_labels
from nashra_lab.gold.agreement import quote_agreement, topic_agreement
from nashra_lab.gold.line_labels import unseen_sites

SAID = {"direct", "indirect", "unmarked", "fragment", "optional"}
TEXT = "قالت رئيسة البلدية هدى الصباغ إن السوق «ستفتح يوم الأحد»، وأضافت: «لن نرفع الأجور»."


def test_100_articles_have_quotes_of_every_kind() -> None:
    labels = quote_labels.read_quote_labels()
    assert len(labels) == 100
    kinds = [quote.kind for article in labels.values() for quote in article.quotes]
    assert set(kinds) == set(quote_labels.KINDS.values())
    assert kinds.count("direct") > 120
    assert kinds.count("indirect") > 150


def test_sets_of_a_later_day_hold_nothing_that_was_labelled_before() -> None:
    later, topics = (
        quote_labels.read_quote_labels(quote_labels.LATER),
        topic_labels.read_topic_labels(topic_labels.LATER),
    )
    before = {*quote_labels.read_quote_labels(), *topic_labels.read_topic_labels()}
    further = topic_labels.read_topic_labels(topic_labels.FURTHER)
    assert len(further) == 270 and further.keys().isdisjoint({*before, *later, *topics})
    assert sum(quote_labels.is_aside(article) for _, article in further) == 50
    assert len(later) == 24 and len(topics) == 60 and before.isdisjoint({*later, *topics})
    assert sum(quote_labels.is_aside(article) for _, article in later) == 8
    assert not any(quote_labels.is_aside(article) for _, article in topics)


def test_a_label_has_the_parts_of_its_kind() -> None:
    for key, article in (quote_labels.read_quote_labels() | quote_labels.read_quote_labels(quote_labels.LATER)).items():
        places = [(quote.kind, quote.span) for quote in article.quotes]
        assert len(places) == len(set(places)), key
        for quote in article.quotes:
            assert quote.span[0] < quote.span[1], key
            assert (quote.kind == "none") == bool(quote.what)
            assert (quote.speaker is None) == (quote.fullest is None)
            if quote.kind == "none":
                assert quote.speaker is quote.cue is None
            elif quote.kind == "indirect":  # only marks can tell of a saying without saying so
                assert quote.cue is not None, (key, quote)
            # a cue is a word: it may stand in what is said («وقال فلان» amid it), never hold it
            assert quote.cue is None or quote.cue[1] - quote.cue[0] < 15, (key, quote)


def test_a_third_is_aside() -> None:
    for labels in (quote_labels.read_quote_labels(), topic_labels.read_topic_labels()):
        share = sum(quote_labels.is_aside(article) for _, article in labels) / len(labels)
        assert 0.25 < share < 0.42


def test_no_row_of_a_label_holds_letters_of_a_text() -> None:
    for path in (quote_labels.QUOTES, quote_labels.LATER, quote_labels.FIRST, quote_labels.SECOND):
        rows = [row for row in path.read_text(encoding="utf-8").splitlines() if not row.startswith("# ")]
        assert not re.search(r"[^\x20-\x7e]", "".join(rows))
    rows_of_topics = [
        path.read_text(encoding="utf-8").splitlines()
        for path in (
            topic_labels.TOPICS,
            topic_labels.LATER,
            topic_labels.FURTHER,
            topic_labels.SECTIONS_ALONE,
            topic_labels.FRESH_TOPICS,
        )
    ]
    for row in (row for rows in rows_of_topics for row in rows):
        _, _, *labels = row.split("\t")
        assert "".join(labels).isascii()


def test_no_site_that_is_kept_unseen_is_labelled() -> None:
    keys = [*quote_labels.read_quote_labels(), *topic_labels.read_topic_labels()]
    keys += topic_labels.read_topic_labels(topic_labels.SECTIONS_ALONE)
    keys += topic_labels.read_topic_labels(topic_labels.FRESH_TOPICS)
    for _, article in keys:  # ids of the open corpus name their site
        assert not any(article.endswith(f"_{site}") or f"_{site}_" in article for site in unseen_sites())


def test_573_more_were_read_for_their_section_alone() -> None:
    labels = topic_labels.read_topic_labels(topic_labels.SECTIONS_ALONE)
    others = (topic_labels.TOPICS, topic_labels.LATER, topic_labels.FURTHER)
    assert labels.keys().isdisjoint(key for path in others for key in topic_labels.read_topic_labels(path))
    assert {topic.countries for topic in labels.values()} == {(topic_labels.NOT_READ,)}
    assert (len(labels), sum(quote_labels.is_aside(article) for _, article in labels)) == (573, 192)


def test_116_more_were_read_that_no_set_of_topics_had() -> None:
    labels = topic_labels.read_topic_labels(topic_labels.FRESH_TOPICS)
    others = (topic_labels.TOPICS, topic_labels.LATER, topic_labels.FURTHER, topic_labels.SAID_TOPICS)
    taken = {key for path in (*others, topic_labels.SECTIONS_ALONE) for key in topic_labels.read_topic_labels(path)}
    assert labels.keys().isdisjoint(taken)
    assert (len(labels), sum(quote_labels.is_aside(article) for _, article in labels)) == (116, 45)


def test_377_articles_have_a_country_and_a_section() -> None:
    topics = topic_labels.read_topic_labels()
    assert len(topics) == 377
    assert {topic.sections[0] for topic in topics.values()} == set(topic_labels.SECTIONS)
    assert len({topic.countries[0] for topic in topics.values()}) > 30
    quotes = quote_labels.read_quote_labels()
    assert all(topics[key].digest == article.digest for key, article in quotes.items())


def test_two_readings_agree() -> None:
    quotes, topics = quote_agreement(), topic_agreement()
    assert min(quotes[f"f1_{kind}"] for kind in (*SAID, "none")) > 0.9
    assert min(quotes["same_speaker"], quotes["same_fullest"], quotes["same_cue"]) > 0.9
    assert min(topics["same_countries"], topics["same_sections"]) > 0.9


def _labelled(path: Path) -> Path:
    said, speaker, cue = (f"{TEXT.find(s)}-{TEXT.find(s) + len(s)}" for s in ("لن نرفع الأجور", "هدى الصباغ", "وأضافت"))
    row = f"d {said} speaker {speaker} fullest {speaker} cue {cue}"
    rows = ["# dev2 suq_1 " + quote_labels.text_digest(TEXT), row]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_labels_are_read_with_the_text_that_they_are_of(tmp_path: Path) -> None:
    key = ("dev2", "suq_1")
    (quote,) = quote_labels.read_quote_labels(_labelled(tmp_path / "quotes.txt"), {key: TEXT})[key].quotes
    assert TEXT[slice(*quote.span)] == "لن نرفع الأجور"
    assert quote.fullest is not None
    assert TEXT[slice(*quote.fullest)] == "هدى الصباغ"


def test_another_text_is_refused(tmp_path: Path) -> None:
    path = _labelled(tmp_path / "quotes.txt")
    with pytest.raises(quote_labels.TextsDifferError, match=r"suq_1 is not the text that was labelled"):
        quote_labels.read_quote_labels(path, {("dev2", "suq_1"): TEXT.replace("الأحد", "الاثنين")})
    topics = tmp_path / "topics.tsv"
    topics.write_text(f"{topic_labels.HEADER}\ndev2\tsuq_1\t{'0' * 16}\tEG\tlocal\n", encoding="utf-8")
    with pytest.raises(quote_labels.TextsDifferError, match="suq_1"):
        topic_labels.read_topic_labels(topics, {("dev2", "suq_1"): TEXT})


@pytest.mark.parametrize(
    "row", ["d 72-86 speaker 19", "n 72-86", "n 72-86 irony", "d 72-86 title", "x 1-2", "# dev3 suq 0123456789abcdef"]
)
def test_a_malformed_row_of_quotes_is_refused_with_its_number(tmp_path: Path, row: str) -> None:
    path = _labelled(tmp_path / "quotes.txt")
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 3"):
        quote_labels.read_quote_labels(path)


@pytest.mark.parametrize("labels", ["Egypt\tlocal", "EG\tweather", "EG", "EG\tlocal\tmore"])
def test_a_malformed_row_of_topics_is_refused_with_its_number(tmp_path: Path, labels: str) -> None:
    path = tmp_path / "topics.tsv"
    path.write_text(f"{topic_labels.HEADER}\ndev2\tsuq_1\t{'0' * 16}\t{labels}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        topic_labels.read_topic_labels(path)
