"""Names of one word that a recogniser overlooked, found by what the article says elsewhere."""

from collections.abc import Callable

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[..., list[Mention]]


def test_the_last_word_of_a_full_name_is_its_bearer(link_all: LinkAll) -> None:
    body = "فاز الكاتب مراد قرنحي بالجائزة. وقالت اللجنة لقرنحي إن روايته تستحق. ورد قرنحي شاكرا."
    full, first, second = link_all(body, [("PERS", "مراد قرنحي")])
    assert (first.surface, second.surface) == ("قرنحي", "قرنحي")
    assert first.entity_id == second.entity_id == full.entity_id
    assert first.score == 0.5


def test_an_everyday_word_or_a_given_name_is_not(link_all: LinkAll) -> None:
    body = "قال مراد سلام إن الاتفاق وقع. ولا سلام بلا عدل."
    assert len(link_all(body, [("PERS", "مراد سلام")])) == 1
    body = "قال مراد صالح إن العقد وقع، وحكمت المحكمة لصالح الشركة."
    assert len(link_all(body, [("PERS", "مراد صالح")])) == 1


def test_on_is_not_the_name_ali(link_all: LinkAll) -> None:
    body = "وصل مراد علي إلى المدينة. وجلس على كرسي."
    assert len(link_all(body, [("PERS", "مراد علي")])) == 1


def test_a_word_in_too_many_places_is_rather_a_word(link_all: LinkAll) -> None:
    body = "قال مراد زنبقي شيئا. " + "ورأى زنبقي ذلك. " * 4
    assert len(link_all(body, [("PERS", "مراد زنبقي")])) == 1


def test_a_known_place_after_what_says_so(link_all: LinkAll, linker: Linker) -> None:
    body = "أغلقت القوات مداخل قضاء القائم. وقال سكان في القائم إن السوق فتح. والقائم على الأمر رفض."
    found = link_all(body, [])
    assert [(one.surface, one.type) for one in found if one.surface == "القائم"] == [("القائم", "LOC")] * 2


def test_a_place_seen_surely_twice_is_found_with_its_clitic(link_all: LinkAll) -> None:
    body = "زار الوفد زرنوقة أمس. وقال إن زرنوقة جميلة، وإن علاقته بزرنوقة قديمة."
    found = link_all(body, [("LOC", "زرنوقة"), ("LOC", "زرنوقة")])
    assert [one.surface for one in found] == ["زرنوقة"] * 3


def test_a_title_is_no_overlooked_surname(link_all: LinkAll) -> None:
    body = "كتب مراد الشيخ مقالا، ورد عليه الشيخ طلال الزنبقي."
    assert [one.surface for one in link_all(body, [("PERS", "مراد الشيخ"), ("PERS", "طلال الزنبقي")])] == [
        "مراد الشيخ", "طلال الزنبقي",
    ]  # fmt: skip


def test_a_tribe_is_not_who_is_called_by_it(link_all: LinkAll) -> None:
    body = "قال الشاعر مراد شهراني قصيدة في قبيلة شهراني أمس."
    assert [one.surface for one in link_all(body, [("PERS", "مراد شهراني")])] == ["مراد شهراني"]


def test_a_known_club_after_what_says_so_and_then_its_word_alone(link_all: LinkAll) -> None:
    body = "حقق فريق التعاون فوزا على ضيفه. وأثبت التعاون قدرته، وفريق التحكيم جيد."
    found = link_all(body, [])
    assert [(one.surface, one.type) for one in found] == [("التعاون", "ORG")] * 2
    assert {one.entity_id for one in found} == {"ORG-al-taawoun"}
    assert not link_all("بحث الوزيران التعاون بين البلدين، وأشادا بالتعاون.", [])


def test_a_surname_that_is_a_word_is_found_where_its_bearer_says_something(link_all: LinkAll) -> None:
    body = "علق زاهر فتح على فتح الطرق. وقال فتح إن فتح الطرق مهم، وأضاف فتح: انتهى الأمر. وقال فتح الباب صعب."
    found = link_all(body, [("PERS", "زاهر فتح")])
    assert [(one.surface, body[: one.start].rpartition(" ")[0].rpartition(" ")[2]) for one in found][1:] == [
        ("فتح", "وقال"), ("فتح", "وأضاف"),
    ]  # fmt: skip
    assert len({one.entity_id for one in found}) == 1


def test_a_title_that_says_something_is_not_whose_family_is_called_so(link_all: LinkAll) -> None:
    body = "وصل زاهر الوزير إلى المقر. وقال الوزير إن العمل بدأ."
    assert [one.surface for one in link_all(body, [("PERS", "زاهر الوزير")])] == ["زاهر الوزير"]


def test_a_body_is_called_by_its_adjective_where_that_is_a_noun(link_all: LinkAll) -> None:
    body = (
        "اجتمع المجلس الزنبقي أمس. ورفض أنصار للزنبقي الحوار مع الزنبقي، وأعلن الزنبقي موقفه في المسار الزنبقي. "
        "وزار المجلس المصري مصر، وقال للمصري كلمة."
    )
    found = link_all(body, [("ORG", "المجلس الزنبقي"), ("ORG", "المجلس المصري")])
    short = [one for one in found if one.surface.endswith("زنبقي")]
    assert [body[: one.start].rpartition(" ")[2] + one.surface for one in short[1:]] == [
        "للزنبقي",
        "الزنبقي",
        "الزنبقي",
    ]
    assert len({one.entity_id for one in short}) == 1
    assert not [one for one in found if one.surface == "مصري"]
