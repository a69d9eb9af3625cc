"""What a recogniser marks that is no name is dropped; names beside it stay."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    ("kind", "surface"),
    [
        ("MISC", "https"), ("ORG", "WWW"), ("MISC", "2023"), ("MISC", "٪ 5"), ("MISC", "jQuery"), ("ORG", "HB"),
        ("MISC", "طن"), ("MISC", "كيلومتراً"), ("LOC", "ميدانياً"), ("PERS", "أميركيون"), ("ORG", "الكوري الشمالي"),
        ("PERS", "سيعقد"), ("ORG", "الخميس"), ("PERS", "محللون"), ("ORG", "خادم الحرمين الشريفين"),
        ("PERS", "حفظه الله"), ("PERS", "الحمد لله"), ("PERS", "زميلي"), ("ORG", "السباحة"), ("PERS", "داعشي"),
        ("LOC", "بيت الله"),
    ],
)  # fmt: skip
def test_what_is_no_name(linker: Linker, kind: str, surface: str) -> None:
    assert linker.junk.is_junk(kind, surface)


@pytest.mark.parametrize(
    ("kind", "surface"),
    [
        ("ORG", "Netflix"),
        ("PERS", "سيرين"),
        ("PERS", "أحمد"),
        ("LOC", "سينون"),
        ("ORG", "الحزب الجديد"),
        ("PERS", "محمداً"),
    ],
)
def test_what_may_be_a_name(linker: Linker, kind: str, surface: str) -> None:
    assert not linker.junk.is_junk(kind, surface)


def test_pieces_of_addresses_are_no_names(link_all: LinkAll) -> None:
    body = "تابعونا على https://www.Netflix-news.example/Jordan أو info@Ahram.example، ثم شاهدوا Netflix في عمان."
    names = [("ORG", "Netflix"), ("LOC", "Jordan"), ("ORG", "Ahram"), ("ORG", "Netflix"), ("LOC", "عمان")]
    assert [mention.surface for mention in link_all(body, names)] == ["Netflix", "عمان"]


def test_a_curated_name_is_never_junk(link_all: LinkAll) -> None:
    assert link_all("قالت BBC ذلك.", [("ORG", "BBC")])[0].entity_id == "ORG-bbc"


def test_a_person_ends_before_the_verb(link_all: LinkAll) -> None:
    body = "قال الكرملين إن سمير القنديلي سيلتقي نظيره، وإن نبيل الزعفراني أكد ذلك."
    first, second = [
        one
        for one in link_all(body, [("PERS", "سمير القنديلي سيلتقي"), ("PERS", "نبيل الزعفراني أكد")])
        if one.type == "PERS"
    ]
    assert (first.surface, second.surface) == ("سمير القنديلي", "نبيل الزعفراني")


def test_a_person_ends_before_a_mark_that_stands_alone(link_all: LinkAll) -> None:
    body = "وقال سمير القنديلي \u0651 إن الاجتماع تأجل."
    found = link_all(body, [("PERS", "سمير القنديلي \u0651")])
    assert found[0].surface.startswith("سمير القنديلي")


def test_a_short_name_that_was_overlooked_once_is_found(link_all: LinkAll) -> None:
    body = "وصل سمير القنديلي. وقال القنديلي إنه باق. وسئل القنديلي عن السفر. ثم غادر القنديلي."
    names = [("PERS", "سمير القنديلي"), ("PERS", "القنديلي"), ("PERS", "القنديلي")]
    linked = link_all(body, names)
    assert len({mention.entity_id for mention in linked}) == 1
    assert [mention.sentence_no for mention in linked][-1] == 3
    assert len(linked) == 4


def test_a_persons_surname_alone_corrects_a_wrong_type(linker: Linker) -> None:
    assert linker.link("ORG", "ترامب").entity_id == "PERS-donald-trump"
    assert linker.link("LOC", "شويغو").entity_id == "PERS-sergei-shoigu"


@pytest.mark.parametrize(
    ("kind", "one", "other"), [("ORG", "الاتحاد العربي", "الاتحاد الأوروبي"), ("ORG", "العروبة", "العربية")]
)
def test_arabic_words_with_other_vowels_are_other_names(linker: Linker, kind: str, one: str, other: str) -> None:
    assert linker.link(kind, one).entity_id != linker.link(kind, other).entity_id


def test_the_curated_surname_of_who_is_named_in_full_is_found(link_all: LinkAll) -> None:
    body = "وصل عبد الفتاح البرهان إلى أنقرة. وقال مجلس السيادة إن البرهان سيعود غدا."
    linked = link_all(body, [("PERS", "عبد الفتاح البرهان")])
    assert [one.surface for one in linked if one.entity_id == "PERS-abdel-fattah-al-burhan"] == [
        "عبد الفتاح البرهان",
        "البرهان",
    ]
    assert not [one for one in link_all("قدم البرهان على قوله.", []) if one.type == "PERS"]


@pytest.mark.parametrize(("kind", "surface"), [("LOC", "شارع"), ("ORG", "ناديه"), ("LOC", "شماله"), ("MISC", "رواية")])
def test_a_common_noun_alone_is_no_name(linker: Linker, kind: str, surface: str) -> None:
    assert linker.junk.is_common(kind, surface, is_name=False)


@pytest.mark.parametrize(("kind", "surface"), [("LOC", "حقل"), ("LOC", "قندلة"), ("ORG", "الميناء")])
def test_a_town_s_name_may_be_a_noun(linker: Linker, kind: str, surface: str) -> None:
    assert not linker.junk.is_common(kind, surface, is_name=False)


def test_a_prayer_is_no_part_of_a_name(link_all: LinkAll) -> None:
    body = "تحدث عن سمير القنديلي رحمه الله في المساء."
    assert [mention.surface for mention in link_all(body, [("PERS", "سمير القنديلي رحمه الله")])] == ["سمير القنديلي"]


def test_marks_or_a_sure_score_make_a_name_of_a_common_word(link_all: Callable[..., list[Mention]]) -> None:
    body = "وقال لصحيفة «الاقتصادية» إن التطبيق سهل. وفتح تطبيق سهل أبوابه، ووصلت طائرة W-48 مساء."
    assert [one.surface for one in link_all(body, [("ORG", "الاقتصادية")], 0.4)] == ["الاقتصادية"]
    assert [one.surface for one in link_all(body, [("MISC", "W-48")], 0.8)] == ["W-48"]
    assert [one.surface for one in link_all(body, [("MISC", "W-48")], 0.5)] == []
    assert link_all("تتوفر نسخة باللغة الإيطالية.", [("LOC", "الإيطالية")], 0.9) == []
    assert link_all("كان الموظف مؤهلا فنياً.", [("LOC", "فنياً")], 0.9) == []


def test_a_doubtful_word_in_marks_is_a_word_that_somebody_said(link_all: Callable[..., list[Mention]]) -> None:
    body = "ووصف الاتفاق بأنه «زرنوقي» أمس."
    assert link_all(body, [("MISC", "زرنوقي")], 0.4) == []
    assert len(link_all(body, [("MISC", "زرنوقي")], 0.5)) == 1


@pytest.mark.parametrize(
    ("name", "surface"),
    [
        ("سمير الزنبقي الفلسطينيين", "سمير الزنبقي"),
        ("سمير الزنبقي فأشار", "سمير الزنبقي"),
        ("محققون هولنديون", ""),
        ("بهاء فيصل", "بهاء فيصل"),
    ],
)
def test_people_of_a_state_and_verbs_end_no_persons_name(link_all: LinkAll, name: str, surface: str) -> None:
    linked = link_all(f"وأمس التقى {name} في البيت.", [("PERS", name)])
    assert [one.surface for one in linked] == ([surface] if surface else [])


@pytest.mark.parametrize("name", ["مدينتنا", "شركتهما", "الجميع", "سكنهم", "معسكرهم الخارجي", "الأسبوع المنصرم"])
def test_what_is_somebodys_or_everybodys_or_a_week_is_no_name(link_all: LinkAll, name: str) -> None:
    assert not link_all(f"ذهب إلى {name} أمس.", [("LOC", name)], 0.5)


def test_a_thing_of_several_words_needs_a_score_or_marks(link_all: LinkAll) -> None:
    assert not link_all("تحدث عن زنبق قندلي طويلا.", [("MISC", "زنبق قندلي")], 0.45)
    assert link_all("تحدث عن «زنبق قندلي» طويلا.", [("MISC", "زنبق قندلي")], 0.45)
    assert link_all("تحدث عن زنبق قندلي طويلا.", [("MISC", "زنبق قندلي")], 0.55)


def test_in_before_a_place_after_a_bodys_adjective(link_all: LinkAll) -> None:
    found = link_all("باشر مركز الأمن الوطني بزنبقة التحقيق.", [("LOC", "بزنبقة")])
    assert "زنبقة" in [one.surface for one in found]
    assert [one.surface for one in link_all("وصل القطار إلى بزنبقة مساء.", [("LOC", "بزنبقة")])] == ["بزنبقة"]


@pytest.mark.parametrize(
    ("name", "surface"),
    [
        ("القندلي الخميس", "القندلي"),
        ("محمد الجمعة", "محمد الجمعة"),
        ("سمير الزنبقي الجمعة", "سمير الزنبقي الجمعة"),
        ("القندلي توجيهاته", "القندلي"),
        ("القندلي وإلى", "القندلي"),
        ("محمد والي", "محمد والي"),
        ("لولوة بنت خالد الحضور", "لولوة بنت خالد"),
    ],
)
def test_a_day_of_the_week_or_what_is_theirs_ends_a_persons_name(link_all: LinkAll, name: str, surface: str) -> None:
    assert [one.surface for one in link_all(f"وقال {name} ذلك.", [("PERS", name)])] == [surface]


def test_little_words_are_part_of_names_in_latin_letters(link_all: LinkAll) -> None:
    body = "ذكر موقع The Zanbaq ذلك، وكتب Share and Enjoy تحته، وقال of the غيره."
    names = [("ORG", "The Zanbaq"), ("MISC", "Share and Enjoy"), ("MISC", "of the")]
    assert [one.surface for one in link_all(body, names)] == ["The Zanbaq"]


def test_people_of_a_state_are_no_place(link_all: LinkAll) -> None:
    assert not link_all("لم تعقد ولا الفلسطينيون محادثات.", [("LOC", "الفلسطينيون")], 0.9)


def test_an_adjective_of_a_paper_is_no_name(link_all: LinkAll) -> None:
    assert not link_all("ذكرت قناة عبرية أن الوفد غادر.", [("ORG", "عبرية")], 0.9)


def test_what_only_says_what_a_name_is_stays_out(link_all: LinkAll) -> None:
    body = "زار منطقة القصيم، ثم التقى حركة حماس. ولم ترد حركة مشروع تونس."
    names = [("LOC", "منطقة القصيم"), ("ORG", "حركة حماس"), ("ORG", "حركة مشروع تونس")]
    assert [one.surface for one in link_all(body, names)] == ["القصيم", "حماس", "حركة مشروع تونس"]
