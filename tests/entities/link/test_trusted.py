"""What one article says of names that nothing knows, and where a known one ends."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[..., list[Mention]]


def found(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(one.type, one.surface) for one in mentions]


@pytest.mark.parametrize(
    ("body", "kind", "name", "surface"),
    [
        ("تعادل نادي ليفربول مع ضيفه.", "ORG", "نادي ليفربول", "ليفربول"),
        ("انطلقت بطولة كأس العالم للشباب أمس.", "MISC", "بطولة كأس العالم", "كأس العالم"),
        ("زار نادي الأهلي أمس.", "ORG", "نادي الأهلي", "نادي الأهلي"),  # alone it is several clubs' name
        ("حضر الوزير ونجله سامي الدريدي الحفل.", "PERS", "نجله سامي الدريدي", "سامي الدريدي"),
        ("حملت رسالة كلاوديو رانييري مستغربا المضمون.", "PERS", "كلاوديو رانييري مستغربا", "كلاوديو رانييري"),
        ("أخطرت النيابة العامة للتحقيق في الواقعة.", "ORG", "النيابة العامة للتحقيق", "النيابة العامة"),
        ("وصلت الحافلات إلى العاصمة الإدارية الجديدة.", "LOC", "العاصمة الإدارية الجديدة", "العاصمة الإدارية الجديدة"),
    ],
)
def test_where_a_name_begins_and_ends(link_all: LinkAll, body: str, kind: str, name: str, surface: str) -> None:
    assert [one.surface for one in link_all(body, [(kind, name)])] == [surface]


def test_what_and_joins_to_a_known_body(link_all: LinkAll) -> None:
    body = "ارتفعت أسهم سابك وأرامكو السعودية، وسهم سابك والخدمات المجاورة."
    assert found(link_all(body, [("ORG", "سابك وأرامكو السعودية"), ("ORG", "سابك والخدمات المجاورة")])) == [
        ("ORG", "سابك"), ("ORG", "أرامكو السعودية"), ("ORG", "سابك"),
    ]  # fmt: skip


def test_a_doubtful_word_alone_is_no_name(link_all: LinkAll) -> None:
    body = "تعثر المشروع فانتقل الفريق شرنقا إلى السوق، وزار بلدة برنوقا وقرأ «مرنوقا»."
    names = [("ORG", "شرنقا"), ("LOC", "برنوقا"), ("MISC", "مرنوقا")]
    assert found(link_all(body, names, 0.47)) == [("LOC", "برنوقا"), ("MISC", "مرنوقا")]
    assert len(link_all(body, names, 0.7)) == 3


def test_two_of_a_common_noun_and_an_adverb_are_no_names(link_all: LinkAll) -> None:
    assert not link_all("تقع القرية بين جبلين مرتفعين.", [("LOC", "جبلين")], 0.6)
    assert not link_all("استهدف القصف منزلا سكنيًا.", [("LOC", "سكنيًا")], 0.8)


def test_the_state_behind_it_tells_a_club(link_all: LinkAll) -> None:
    body = "فاز فريق المدينة على ضيفه ترنغوس البرازيلي. وكان ترنغوس الأفضل."
    assert found(link_all(body, [("ORG", "ترنغوس"), ("PERS", "ترنغوس")])) == [("ORG", "ترنغوس")] * 2
    body = "سجل ترنغوس البرازيلي هدفا. وقال جوان ترنغوس بعد المباراة."
    assert found(link_all(body, [("PERS", "ترنغوس"), ("PERS", "جوان ترنغوس")]))[0][0] == "PERS"


def test_words_that_somebody_said(link_all: LinkAll) -> None:
    assert not link_all("تحدث عن «آفاق» التعاون بينهما.", [("ORG", "آفاق")], 0.6)
    assert link_all("تحدث عن «مرنوقا» التونسية.", [("ORG", "مرنوقا")], 0.6)
    assert not link_all('انتهى اللقاء.\n"حرب باردة"\nوقال الوزير.', [("MISC", "حرب باردة")], 0.6)


def test_one_form_in_an_article_is_one_person(link_all: LinkAll) -> None:
    body = "قال وسيم الخضراوي أمس. وأضاف وسيم خضراوي أن الأمر انتهى."
    assert len({one.entity_id for one in link_all(body, [("PERS", "وسيم الخضراوي"), ("PERS", "وسيم خضراوي")])}) == 1
    body = "التقى غريغوري دالسون الوفد، ثم غادر غريغوري دالسن."
    assert len({one.entity_id for one in link_all(body, [("PERS", "غريغوري دالسون"), ("PERS", "غريغوري دالسن")])}) == 1


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("MISC", "مونديال 2030", "كأس العالم 2030"),
        ("MISC", "بطولة الدوري المصري", "الدوري المصري"),
        ("ORG", "رويترز للأنباء", "رويترز"),
        ("PERS", "دل بوسكي", "ديل بوسكي"),
        ("LOC", "كورونا", "فيروس كورونا"),
    ],
)
def test_one_name_in_two_forms(linker: Linker, kind: str, one: str, other: str) -> None:
    ours = linker.link(kind, one).entity_id
    assert ours == linker.link("MISC" if kind == "LOC" else kind, other).entity_id


def test_years_of_an_event_are_apart(linker: Linker) -> None:
    years = {linker.link("MISC", f"كأس العالم {year}").entity_id for year in (1990, 1994, 2030)}
    assert len(years) == 3
    assert linker.link("MISC", "كأس العالم").entity_id not in years


def test_a_servants_name_sounds_like_nobody_elses(linker: Linker) -> None:
    assert linker.link("PERS", "عبد العزيز الحكومة").entity_id != linker.link("PERS", "عبد العزيز الحكيم").entity_id


def test_no_small_place_has_as_before_it(link_all: LinkAll) -> None:
    assert [one.surface for one in link_all("شب حريق في قضاء كسروان أمس.", [("LOC", "كسروان")])] == ["كسروان"]


@pytest.mark.parametrize(
    ("body", "name"),
    [("بقوة الروح القدس.", "القدس"), ("حاول النيل من خصمه.", "النيل"), ("مديرة رياض الأطفال.", "رياض")],
)
def test_a_phrase_that_holds_a_places_name(link_all: LinkAll, body: str, name: str) -> None:
    assert not link_all(body, [("LOC", name)])


def test_a_maghrebi_federation_is_no_university(linker: Linker) -> None:
    assert linker.english("الجامعة الملكية المغربية لكرة القدم", "ORG") == "Moroccan Royal Football Federation"
