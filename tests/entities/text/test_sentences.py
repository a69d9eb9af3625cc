import pytest
from camel_tools.tokenizers.word import simple_word_tokenize
from hypothesis import given
from hypothesis import strategies as st

from nashra.entities.text import sentences
from nashra.entities.text.sentences import MAX_TOKENS, split_sentences, tokenize

NEWS = (
    "أعلن وزير الخارجية سامح شكري (الأحد) أنّ المباحثات مع الاتحاد الأوروبي، التي جرت في بروكسل، «مثمرة»؛ "
    "وبلغت الصادرات 3.5 مليار دولار في 2023/2024، بزيادة 12%، وفق موقع www.example.com و user_name@mail.\n"
    "هل تعود المفاوضات؟ ربما! قال د. أحمد زكي ذلك… ثم غادر إلى الـقاهرة ١٢ مارس."
)


def test_tokens_are_camel_tools_tokens() -> None:
    assert tokenize(NEWS) == simple_word_tokenize(NEWS)


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآؤئء ًٌٍَُِّْٰـ،؛؟.!:()«»\"'-_%٪٠١٢٣0123abc\u200f\u200c\u00a0\n\t&$+=@#…–"))
def test_tokens_are_camel_tools_tokens_on_any_arabic(text: str) -> None:
    assert tokenize(text) == simple_word_tokenize(text)


@given(st.text("ابتثكلم .؟!\n\t()\u200fّ0١"))
def test_offsets_give_the_tokens_back(body: str) -> None:
    sentences = split_sentences(body)
    places = [
        (start, end, token)
        for sentence in sentences
        for token, start, end in zip(sentence.tokens, sentence.starts, sentence.ends, strict=True)
    ]
    assert all(body[start:end] == token for start, end, token in places)
    assert [token for _, _, token in places] == tokenize(body)
    assert places == sorted(places)
    assert all(sentence.tokens for sentence in sentences)


def test_sentences_end_at_end_signs_and_lines() -> None:
    assert [" ".join(sentence.tokens) for sentence in split_sentences(NEWS)][1:] == [
        "هل تعود المفاوضات ؟",
        "ربما !",
        "قال د . أحمد زكي ذلك …",
        "ثم غادر إلى الـقاهرة ١٢ مارس .",
    ]


def test_numbers_and_addresses_do_not_end_a_sentence() -> None:
    assert len(split_sentences("ارتفع السهم 3.5 نقطة على www.example.com اليوم")) == 1


def test_a_closing_quote_stays_with_its_sentence() -> None:
    first, second = split_sentences("قال «لن نتراجع.» ثم غادر القاعة.")
    assert first.tokens[-1] == "»"
    assert second.tokens[0] == "ثم"


def test_an_endless_sentence_is_cut() -> None:
    sentences = split_sentences("كلمة " * (3 * MAX_TOKENS + 1))
    assert [len(sentence.tokens) for sentence in sentences] == [MAX_TOKENS] * 3 + [1]


@pytest.mark.parametrize("marks", [".", "؟»", "…", ". "])
def test_a_line_of_marks_is_walked_once(marks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each mark is looked at some times, however many stand together."""
    looked = [0]

    class Counted(frozenset):  # type: ignore[type-arg]
        def __contains__(self, token: object) -> bool:
            looked[0] += 1
            return super().__contains__(token)

    monkeypatch.setattr(sentences, "_END", Counted(sentences._END))
    monkeypatch.setattr(sentences, "_CLOSERS", Counted(sentences._CLOSERS))

    def asked(times: int) -> int:
        looked[0] = 0
        found = split_sentences(f"وصل الوفد {marks * times}")
        assert found
        return looked[0]

    assert asked(8000) < 4.5 * asked(2000)
