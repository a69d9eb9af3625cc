"""Rows of a night that nobody had looked at: reporters, families, years, letters that only look as if joined."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[..., list[Mention]]


def surfaces(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(one.type, one.surface) for one in mentions]


@pytest.mark.parametrize(
    ("kind", "name", "other", "one"),
    [
        ("MISC", "كأس العالم 2002", "كأس العالم 2022", False),
        ("PERS", "آل عمر", "عمر", False),
        ("PERS", "زياد بن عبدالوهاب الرقيطي", "زياد الرقيطي", True),
        ("PERS", "رائد محمد الخثعمي", "رائد الخثعمي", False),  # a tribe
        ("PERS", "محمد بن عبدالوهاب الرقيطي", "محمد الرقيطي", False),  # many are called so
        ("ORG", "غرفة جدة التجارية الصناعية", "غرفة جدة", True),
        ("ORG", "الغرفة التجارية والصناعية", "الغرفة التجارية الصناعية", True),
        ("ORG", "غرفة عمليات الدفاع المدني", "غرفة الدفاع المدني", False),
    ],
)
def test_one_entity_or_two(linker: Linker, kind: str, name: str, other: str, one: bool) -> None:
    assert (linker.link(kind, name).entity_id == linker.link(kind, other).entity_id) == one


def test_who_signs_a_report_is_nobody_in_it(link_all: LinkAll) -> None:
    body = "عبدالرحمن السالم (صبيا)\nقال والد الطفل إن ابنه عبدالرحمن تعافى."
    signed, child = link_all(body, [("PERS", "عبدالرحمن السالم"), ("PERS", "عبدالرحمن")])
    assert signed.entity_id != child.entity_id
    body = "عبدالرحمن السالم (صبيا)\nكرمت اللجنة عبدالرحمن السالم أمس، وشكر عبدالرحمن الحضور."
    names = [("PERS", "عبدالرحمن السالم"), ("PERS", "عبدالرحمن السالم"), ("PERS", "عبدالرحمن")]
    assert len({one.entity_id for one in link_all(body, names)}) == 1


def test_anothers_family(link_all: LinkAll) -> None:
    body = "ترشحت الممثلة سينثيا نيكسون، ثم قالت نيكسون إنها ستفوز."
    linked = link_all(body, [("PERS", "سينثيا نيكسون"), ("PERS", "نيكسون")])
    assert "PERS-richard-nixon" not in {one.entity_id for one in linked}
    assert link_all("استقال الرئيس نيكسون.", [("PERS", "نيكسون")])[0].entity_id == "PERS-richard-nixon"


@pytest.mark.parametrize(
    ("body", "names", "found"),
    [
        ("تغريدة النجمة كايلي جينر أمس.", [("PERS", "كايلي جينر")], [("PERS", "كايلي جينر")]),
        ("أقيمت البطولة بروسيا أمس.", [("LOC", "بروسيا")], [("LOC", "روسيا")]),
        ("حضر الأستاذ خالد الماضي الحفل.", [("PERS", "خالد الماضي")], [("PERS", "خالد الماضي")]),
        ("قال خالد الأسبوع الماضي إنه باق.", [("PERS", "خالد الأسبوع الماضي")], [("PERS", "خالد")]),
        ("قدم فهد السبيعي شكره للحضور.", [("PERS", "فهد السبيعي شكره")], [("PERS", "فهد السبيعي")]),
        ("وصل الأمير خالد الفيصل بن عبدالعزيز.", [("PERS", "خالد"), ("PERS", "الفيصل بن عبدالعزيز")],
         [("PERS", "خالد الفيصل بن عبدالعزيز")]),
        ("رئيس اللجنة الأولمبية الدولية الألماني أمس.", [("ORG", "اللجنة الأولمبية الدولية الألماني")],
         [("ORG", "اللجنة الأولمبية الدولية")]),
        ("أعلنت مؤسسة النقد السعودي القرار.", [("ORG", "مؤسسة النقد السعودي")], [("ORG", "مؤسسة النقد السعودي")]),
        ("حصل على الميدالية الفضية في السباق.", [("ORG", "الميدالية الفضية")], []),
        ("تحالف من الأكراد في الشمال.", [("ORG", "الأكراد")], []),
    ],
)  # fmt: skip
def test_where_names_begin_and_end(
    link_all: LinkAll, body: str, names: list[tuple[str, str]], found: list[tuple[str, str]]
) -> None:
    assert surfaces(link_all(body, names)) == found


def test_where_a_report_begins_is_a_capital(link_all: LinkAll) -> None:
    assert link_all("عمان - رويترز: أعلنت الحملة انتهاء المرحلة.", [("LOC", "عمان")])[0].entity_id == "LOC-amman"
    assert link_all("شاركت عمان في الدورة.", [("LOC", "عمان")])[0].entity_id == "LOC-oman"


@pytest.mark.parametrize(
    ("kind", "name", "english"),
    [
        ("MISC", "قانون العقوبات", "Penal Code (one of several)"),
        ("MISC", "قانون العمل السعودي", "Saudi Labour Law"),
        ("LOC", "الطريق الدائري", "Ring Road (one of several)"),
        ("PERS", "عبدالرحمن السلمي", "Abdulrahman al-Salmi"),
        ("PERS", "كامل الموسى", "Kamel al-Musa"),
    ],
)
def test_english(linker: Linker, kind: str, name: str, english: str) -> None:
    assert linker.english(name, kind) == english


def test_a_namesakes_initial(linker: Linker) -> None:
    assert linker.link("PERS", "مايكل براون").name_en == "Michael Brown"
