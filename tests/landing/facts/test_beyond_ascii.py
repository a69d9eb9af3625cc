"""What of a long text is not ASCII is looked at by itself: what comes of it is what comes of the whole text."""

import pytest

from nashra.landing.facts import mojibake
from nashra.landing.facts.beyond_ascii import put_back, runs_beyond_ascii
from nashra.landing.facts.mojibake import ungarbled
from nashra.landing.limits import load_limits
from nashra.landing.records import RecordFault

BODY = "قال وزير الزراعة إن الموسم الجديد بدأ في ظروف أفضل، وطلب من الفلاحين في القرى أن يحفظوا مياه النبع. "
MARKUP = '<div class="entry-content" data-role="x">\n' * 600
MANY = "".join(chr(0x4E00 + number) + "\n" for number in range(80))


def misread(text: str, charset: str) -> str:
    return text.encode().decode(charset, "replace")


TEXTS = {
    "sound": BODY * 3,
    "sound, with an accent": BODY + "Société générale de São Tomé",
    "all misread as windows-1256": misread(BODY * 3, "cp1256"),
    "all misread as Latin-1": misread(BODY * 3, "latin-1"),
    "a word misread": BODY * 3 + "<meta content='" + misread("société générale, théâtre", "latin-1") + "'>",
    "a word misread, and elsewhere a part of another": misread("é", "latin-1") + "\n" + BODY + misread("éç", "latin-1"),
    "misread twice": BODY + misread(misread("تونس الخضراء", "latin-1"), "latin-1"),
    "a mark alone": BODY * 3 + "\u00e2\u20ac قال\u00e2\u20ac",
    "windows-1256 read as windows-1252": BODY.encode("cp1256", "ignore").decode("cp1252", "replace"),
    "half of it": BODY * 2 + BODY.encode("cp1256", "ignore").decode("cp1252", "replace"),
    "what is invisible stripped": misread(BODY * 3, "latin-1").replace("\u00ad", "").replace("\u0081", ""),
    "second halves lost": BODY + misread(BODY, "cp1252")[::3],
    "half of a character": BODY + "\ud83d " + misread("é", "latin-1"),
    "signs of other scripts": MANY + misread("é", "latin-1"),
}


def told(text: str) -> object:
    try:
        return ungarbled(text, load_limits())
    except RecordFault as fault:
        return fault.reason


@pytest.mark.parametrize("name", TEXTS)
def test_a_long_page_is_put_right_as_its_text_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = MARKUP + TEXTS[name].replace(". ", ".</p>\n<p>") + MARKUP
    assert len(page) > 20_000
    by_runs = told(page)
    monkeypatch.setattr(mojibake, "_LONG", len(page) + 1)
    assert by_runs == told(page)


def test_runs_are_put_back_where_they_stood() -> None:
    text = "<p>Ã© قال Ã©</p> x Ã©".encode()
    runs = runs_beyond_ascii(text)
    assert runs == "Ã© قال Ã© Ã©"
    assert put_back(text, runs, runs.replace("Ã©", "é")) == "<p>é قال é</p> x é".encode()
    assert put_back(text, runs, "é قال Ã© é") is None  # one wording, not everywhere changed
    assert put_back("xÃ©y Ã©Ã©".encode(), "Ã© Ã©Ã©", "é Ã©Ã©") is None  # a part of another one, which stays
    assert put_back(text, runs, "é قال é") is None
