"""Arabic stays, however it was typed; the others are named."""

import pytest

from nashra.landing.facts.language import identify
from tests.landing.conftest import Landing


def test_arabic_stays(texts: dict[str, str]) -> None:
    assert identify(texts["body"]).code == "ar"


def test_arabic_on_a_persian_keyboard_stays(texts: dict[str, str]) -> None:
    typed = texts["body"].replace("ك", "ک").replace("ي", "ی").replace("ى", "ی")
    assert typed != texts["body"]
    assert identify(typed + "\nکلمات دلالیة: الکوری الشمالی چین پاریس").code == "ar"


def test_arabic_in_presentation_forms_stays() -> None:
    assert identify("ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ ﺇﻥ ﺍﻟﻤﺸﺮﻭﻉ ﻓﻲ ﻃﺮﻳﻘﻪ ﺇﻟﻰ ﺍﻟﻨﺠﺎﺡ ﺑﻌﺪ ﺃﻥ ﺗﻢ ﺗﺠﺎﻭﺯ ﺍﻟﻌﻘﺒﺎﺕ ﺍﻟﻤﺎﻟﻴﺔ").code == "ar"


@pytest.mark.parametrize("code", ["fa", "ur", "en"])
def test_others_are_named(texts: dict[str, str], code: str) -> None:
    assert identify(texts[code]).code == code
    assert identify(texts[code] + "\n" + "قال الوزير").code == code


def test_half_and_half_is_mixed(texts: dict[str, str]) -> None:
    assert identify(texts["body"][:200] + "\n" + texts["fa"]).code == "mixed"
    assert identify(texts["body"][:200] + "\n" + texts["en"]).code == "mixed"


def test_an_english_quote_and_many_names_stay(texts: dict[str, str]) -> None:
    assert identify(texts["body"] + '\n"' + texts["en"][:100] + '"').code == "ar"
    names = "\n".join(f"@user_{n} Reuters YouTube Instagram" for n in range(8))
    assert identify(texts["body"] + "\n" + names).code == "ar"


def test_refused_with_code_and_share(landing: Landing, texts: dict[str, str]) -> None:
    landing.write("a.txt", texts["fa"])
    landing.write("b.txt", texts["en"])
    reasons = landing.night().reasons
    assert [reason[:13] for reason in reasons] == ["language: fa ", "language: en "]
    assert all(0.5 < float(reason[13:]) <= 1 for reason in reasons)


def test_a_short_text_with_a_particle_that_persian_writes_alike_is_arabic() -> None:
    text = (
        "افتتح في حي عينكاوة بأربيل مطعم صيني يوظف خمسين نازحا من سنجار وسهل نينوى بعد دورة تدريب استمرت ثلاثة أشهر.\n"
        "ويقول صاحبه تشانغ وي إنه جاء سائحا قبل عقد ولم يغادر.\n"
        "أما ميان خدر فتقول إن أول ما تعلمته نطق أسماء التوابل."
    )
    assert identify(text).code == "ar"


def test_of_two_other_languages_the_one_with_most_words_is_named(texts: dict[str, str]) -> None:
    """A Persian report that quotes an Urdu line is Persian, and the other way round."""
    persian, urdu = texts["fa"], texts["ur"]
    assert identify(f"{persian}\n{urdu[:90]}").code == "fa"
    assert identify(f"{urdu}\n{persian[:90]}").code == "ur"
