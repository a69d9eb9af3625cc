"""Copies made of composed texts: what is made is what its kind says, and is found."""

import random

from nashra_lab.evaluate.evaluate_copies import KINDS, evaluate, sentences_of

WORDS = [f"{stem}{end}" for stem in ("ميناء", "رصيف", "مدير", "سفين", "حاوي", "عامل", "شاطئ", "سوق") for end in
         ("", "ات", "ين", "نا", "هم", "ها", "كم", "ون")]  # fmt: skip


def texts(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return ["\n".join(" ".join(chance.choices(WORDS, k=18)) + "." for _ in range(10)) for _ in range(count)]


def test_what_is_copied_is_found_and_nothing_else() -> None:
    figures = evaluate(texts(4, 1), texts(12, 2), texts(30, 3))
    copies, none = figures["copies"], figures["none"]
    assert copies["articles"] + none["articles"] == 4 * len(KINDS)
    assert copies["found"] == copies["of_the_right_one"] == copies["half_of_it_copied"] == 1.0
    assert none["none_taken"] == none["a_third_of_it_copied"] == none["two_sentences_quoted"] == 0.0


def test_a_paper_prints_what_its_kind_says() -> None:
    text, own = sentences_of(texts(1, 1)[0]), sentences_of(texts(1, 2)[0])
    made = {kind: make(text, own) for kind, (_, make) in KINDS.items()}
    assert made["whole"] == text
    assert made["own_lead"][:2] == own[:2] and made["own_lead"][2:] == text[2:]
    assert made["a_third"] == text[:3]
    assert len(made["half_of_it_copied"]) == 18
    assert set(made["another_text"]).isdisjoint(text)
