"""Names as an analyst would read them: where each begins and ends, and who or what it is."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    ("name", "surface"),
    [
        ("وكريم زنبادي", "كريم زنبادي"),  # not ريم
        ("وبييرو زنبادي", "بييرو زنبادي"),
        ("ولمرابط ولد زنبادي", "لمرابط ولد زنبادي"),
        ("فام مينه زنبادي", "فام مينه زنبادي"),  # not أم
        ("كليان زنبادي", "كليان زنبادي"),  # not ليان
    ],
)
def test_a_first_name_keeps_its_first_letter(link_all: LinkAll, name: str, surface: str) -> None:
    assert [m.surface for m in link_all(f"حضر سالم القنديلي {name} حفل الختام.", [("PERS", name)])] == [surface]


def test_a_town_keeps_its_first_letter_after_a_word_that_says_so(link_all: LinkAll) -> None:
    (village,) = link_all("قصفت المدفعية بلدة بزنبادا مساء أمس.", [("LOC", "بزنبادا")])
    assert village.surface == "بزنبادا"
    (state,) = link_all("وقعت المعركة في بلدة بلبنان مساء أمس.", [("LOC", "بلبنان")])
    assert (state.surface, state.entity_id) == ("لبنان", "LOC-lebanon")


def test_a_given_name_that_was_overlooked_is_part_of_the_name(linker: Linker, link_all: LinkAll) -> None:
    (whole,) = link_all("استقبل السلطان السفير زهير عبدالله النسور أمس.", [("PERS", "عبدالله النسور")])
    assert whole.surface == "زهير عبدالله النسور"
    assert whole.entity_id != linker.link("PERS", "عبدالله النسور").entity_id


@pytest.mark.parametrize("before", ["باسم", "السعودي", "أعلن", "جهاد"])
def test_a_word_before_a_name_is_none_of_it(link_all: LinkAll, before: str) -> None:
    (one,) = link_all(f"وقال المتحدث {before} عبدالله النسور أمس.", [("PERS", "عبدالله النسور")])
    assert one.surface == "عبدالله النسور"


def test_a_place_before_a_name_is_none_of_it(link_all: LinkAll) -> None:
    found = link_all("كرم مدير جمرك سلوى عبدالله القنديلي الموظفين.", [("LOC", "سلوى"), ("PERS", "عبدالله القنديلي")])
    assert [m.surface for m in found] == ["سلوى", "عبدالله القنديلي"]


@pytest.mark.parametrize(
    ("body", "name", "surfaces"),
    [
        ("حضر الحفل لوسي وصفاء زنبادي.", "لوسي وصفاء زنبادي", ["لوسي", "صفاء زنبادي"]),
        (
            "حضره ناصر زنبادي والسيناريست سالم القنديلي.",
            "ناصر زنبادي والسيناريست سالم القنديلي",
            ["ناصر زنبادي", "سالم القنديلي"],
        ),
        ("حضر الحفل سامي وهبي القنديلي.", "سامي وهبي القنديلي", ["سامي وهبي القنديلي"]),
    ],
)
def test_two_persons_that_and_joins_are_two(link_all: LinkAll, body: str, name: str, surfaces: list[str]) -> None:
    assert [m.surface for m in link_all(body, [("PERS", name)])] == surfaces


def test_a_body_ends_before_where_its_place_is(link_all: LinkAll) -> None:
    name = "مجلس محافظة البصرة جنوب العراق"
    (council,) = link_all(f"أعلنت اللجنة في {name} قرارها.", [("ORG", name)])
    assert council.surface == "مجلس محافظة البصرة"


@pytest.mark.parametrize(
    ("body", "kind", "surface", "entity"),
    [
        ("قالت جبهة +البوليساريو+ إنها ترفض.", "ORG", "+البوليساريو", "ORG-polisario-front"),
        ("جرت المباراة بالعاصمة الجزائر أمس.", "LOC", "الجزائر", "LOC-algiers"),
        ("افتتح المعرض في العاصمة تونس أمس.", "LOC", "تونس", "LOC-tunis"),
        ("شهدت ولاية نهر النيل أمطارا.", "LOC", "نهر النيل", "LOC-river-nile-state"),
        ("ارتفع منسوب نهر النيل أمس.", "LOC", "نهر النيل", "LOC-nile"),
        ("انعقد الاجتماع في العاصمة التونسية تونس أمس.", "LOC", "تونس", "LOC-tunis"),
        ("استقبل ملك المملكة المغربية الشقيقة أمس.", "LOC", "المملكة المغربية الشقيقة", "LOC-morocco"),
        (
            "عملت في الإدارة الوطنية للملاحة الجوية والفضاء أعواما.",
            "ORG",
            "الإدارة الوطنية للملاحة الجوية والفضاء",
            "ORG-nasa",
        ),
        ("عقد المؤتمر في جاكرتا أمس.", "LOC", "جاكرتا", "LOC-jakarta"),
        ("عقدت القمة في فينتيان أمس.", "LOC", "فينتيان", "LOC-vientiane"),
    ],
)
def test_an_entity_is_the_one_that_is_meant(link_all: LinkAll, body: str, kind: str, surface: str, entity: str) -> None:
    assert [m.entity_id for m in link_all(body, [(kind, surface)])] == [entity]


def test_a_district_is_called_by_its_town(link_all: LinkAll) -> None:
    found = link_all("زار المحافظ سوهاج ثم مركز أخميم.", [("LOC", "سوهاج"), ("LOC", "مركز أخميم")])
    assert [m.surface for m in found] == ["سوهاج", "أخميم"]


def test_a_head_alone_is_the_body_that_was_named_in_full(link_all: LinkAll) -> None:
    body = "دعا الاتحاد العام التونسي للشغل إلى الإضراب. وقال أمينه إن الاتحاد لا يسعى إلى التصادم."
    full, short = link_all(body, [("ORG", "الاتحاد العام التونسي للشغل"), ("ORG", "الاتحاد")])
    assert short.entity_id == full.entity_id == "ORG-tunisian-general-labour-union"
    (alone,) = link_all("وقال أمينه إن الاتحاد لا يسعى إلى التصادم.", [("ORG", "الاتحاد")])
    assert alone.entity_id != full.entity_id


@pytest.mark.parametrize(
    ("body", "kind", "surface"),
    [
        ("التقى الوزير إس. جايشانكار نظيره.", "ORG", "إس"),
        ("يستطيع اللعب كظهير أيسر في الفريق.", "PERS", "ظهير أيسر"),
        ("هنأ الملكة بعيد ميلادها أمس.", "MISC", "عيد ميلادها"),
        ("قاد الهجوم من معقله في الجبل.", "LOC", "معقله"),
        ("قال خلال ترؤسه الاجتماع إنه راض.", "LOC", "ترؤسه"),
    ],
)
def test_what_names_nobody_is_no_name(link_all: LinkAll, body: str, kind: str, surface: str) -> None:
    assert surface not in [m.surface for m in link_all(body, [(kind, surface)], 0.6)]
