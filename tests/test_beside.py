"""What only one article of a story has, as pages show it beside the others."""

from nashra.beside import Own, Written, counted, differing

AGENCY = "تنتظر 37 سفينة عند مدخلي القناة، وتحمل الجانحة 58 ألف طن من القمح."
LOCAL = "بلغ عدد السفن المنتظرة ٣٧ سفينة، وقال صياد إنه رآها عند الكيلومتر 141."


def written(key: str, body: str, names: str = "", quoted: str = "") -> Written:
    return Written(key, body, frozenset(names.split()), frozenset(quoted.split()))


def test_each_has_what_the_others_lack() -> None:
    own = differing([
        written("agency", AGENCY, "suez rabie", "rabie"), written("local", LOCAL, "suez rabie kibrit", "rabie صياد"),
        written("paper", "لا أرقام هنا.", "suez"),
    ])  # fmt: skip
    assert own == {
        "agency": Own((), ("58 ألف",), ()), "local": Own(("kibrit",), ("141",), ("صياد",)), "paper": Own((), (), ()),
    }  # fmt: skip


def test_one_alone_has_nothing_of_its_own_and_none_is_no_error() -> None:
    assert differing([written("agency", AGENCY, "suez", "rabie")]) == {"agency": Own((), (), ())}
    assert differing([]) == {}


def test_digits_of_all_keyboards_are_one_number() -> None:
    assert counted("٣٧ سفينة") == {"37": "٣٧ سفينة"}
    assert counted("بلغت 1,250,000 طن، ثم ۱۲۵۰۰۰۰ طن") == {"1250000": "1,250,000 طن"}
    assert counted("زادت 1.8 في المائة") == {"1.8": "1.8 في المائة"}
    assert counted("7" * 5000) == {"7" * 5000: "7" * 5000}
    assert counted("زادت ٩٫٤ مليارات") == {"9.4": "٩٫٤ مليارات"}


def test_days_and_years_are_no_figures() -> None:
    assert counted("الإسماعيلية 28 صفر 1445 هـ الموافق 13 سبتمبر 2023 م واحة") == {}
    assert counted("أعلنت الهيئة... 13.09.2023, خبر الشرق") == {}
    assert list(counted("في 13 سبتمبر جنحت السفينة، وفي 2021 انتظرت 400 سفينة")) == ["400"]
