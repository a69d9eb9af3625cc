"""Text that was read in another encoding than it was written in comes back where that is certain, else is refused."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from nashra.landing.facts.mojibake import ungarbled
from nashra.landing.limits import load_limits
from nashra.landing.records import RecordFault

LIMITS = load_limits()
TEXT = (
    "قال رئيس الوزراء في المؤتمر الصحفي إن الحكومة ستبدأ من الشهر المقبل «تنفيذ الخطة» على مراحل — بحسب تعبيره.\n"
    "وأضاف: “لا حاجة” إلى فتح باب الحوار من جديد؟ فقد حضر ممثلون عن 12 محافظة، واتفقوا على حل وسط خلال يومين.\n"
    "ويحتفل سكان الحي القديم في وسط المدينة بعودة الحافلات، وتوقع مدير النقل أن يتضاعف عدد الركاب قبل الصيف."
)
TITLES = ["اتفاق على حل وسط", "فتح باب الحوار", "محمد صلاح يعود", "شتاء قارس في الجبال"]


def misread(data: bytes, charset: str) -> str:
    """What a reader of the charset sees; bytes that it leaves free are control characters, as browsers have it."""
    return "".join(bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in data)


WAYS: dict[str, Callable[[str], str]] = {
    "UTF-8 as windows-1252": lambda text: misread(text.encode(), "cp1252"),
    "UTF-8 as Latin-1": lambda text: text.encode().decode("latin-1"),
    "UTF-8 as windows-1256": lambda text: misread(text.encode(), "cp1256"),
    "windows-1256 as windows-1252": lambda text: misread(text.encode("cp1256"), "cp1252"),
    "windows-1256 as Latin-1": lambda text: text.encode("cp1256").decode("latin-1"),
}
OF_UTF8 = [name for name in WAYS if name.startswith("UTF-8")]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", [TEXT, *TITLES])
def test_a_misreading_is_undone(way: Any, text: Any) -> None:
    assert ungarbled(WAYS[way](text), LIMITS).text == text


@pytest.mark.parametrize("again", OF_UTF8)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", [TEXT, *TITLES])
def test_a_misreading_of_a_misreading_is_undone(way: Any, again: Any, text: Any) -> None:
    assert ungarbled(WAYS[again](WAYS[way](text)), LIMITS).text == text


@pytest.mark.parametrize("way", WAYS)
def test_a_garbled_name_amid_sound_text_is_put_right(way: Any) -> None:
    sound = "وصل إلى {} اليوم وفد يضم خبراء في المياه، وقال إن الزيارة تستمر أسبوعا."
    assert ungarbled(sound.format(WAYS[way]("القاهرة والإسكندرية")), LIMITS).text == sound.format("القاهرة والإسكندرية")


def test_invisible_halves_that_a_scraper_stripped_are_put_back() -> None:
    """The soft hyphen of ح and the control of ف and of ” are the only ones that go, and all of them do."""
    stripped = re.sub("[\x80-\x9f\xad]", "", WAYS["UTF-8 as windows-1252"](TEXT))
    found = ungarbled(stripped, LIMITS)
    assert found.text == TEXT
    title = re.sub("[\x80-\x9f\xad]", "", WAYS["UTF-8 as windows-1252"]("اتفاق على حل"))
    assert ungarbled(title, LIMITS, found.ways).text == "اتفاق على حل"
    with pytest.raises(RecordFault, match="not to be put right for certain"):
        ungarbled(title, LIMITS)  # alone it proves too little


@pytest.mark.parametrize(
    "text",
    [
        WAYS["UTF-8 as windows-1252"](TEXT).replace("Š", "").replace("ˆ", ""),  # و and ي are gone too
        re.sub("[\x80-\x9f\xad]", "", WAYS["UTF-8 as Latin-1"](TEXT)),  # half of all letters is
        re.sub("[^\x00-\xff]", "", WAYS["UTF-8 as windows-1252"](TEXT)),
        TEXT + "\n" + WAYS["UTF-8 as windows-1252"](TEXT).replace("Š", ""),
        WAYS["UTF-8 as windows-1252"]("فتح باب الحوار").replace("\x81", ""),
        WAYS["UTF-8 as windows-1256"]("باب الحوار").replace("\xad", ""),
    ],
)
def test_what_is_in_doubt_is_refused(text: Any) -> None:
    with pytest.raises(RecordFault, match=r"^encoding: .* not to be put right for certain$"):
        ungarbled(text, LIMITS)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT + " «Liberté, égalité», a déclaré l'élève à Orléans.",
        "Été à Besançon: l'élève français a été reçu à l'école.",
        "طظ طظ في الظهر، وظل الطبيب يطالب بالنظر",
        "حفظ»، ولفظ»، وشرط»؛ وضغط» ط… ظ– ع؟",
        "(ط،ظ،ع،غ،)",
        "قطر الأنبوب Ø 10 مم، وسعره 5 €",
        "SÃO PAULO: AÇÃO E REAÇÃO",
        "فيلم «دگرگونی» في مهرجان طهران",
    ],
)
def test_sound_text_stays_as_it_is(text: Any) -> None:
    assert ungarbled(text, LIMITS) == (text, frozenset())
