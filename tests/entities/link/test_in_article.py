"""Names inside an article: offsets, clitics, titles, short forms."""

from collections.abc import Callable

import pytest

from nashra.article import Mention
from nashra.entities.link import Linker

LinkAll = Callable[[str, list[tuple[str, str]]], list[Mention]]


def test_clitics_and_titles_are_cut_from_the_offsets(link_all: LinkAll) -> None:
    body = "التقى الرئيس الروسي فلاديمير بوتين نظيره، وأرسل وفدا للصين وآخر ببكين."
    linked = link_all(body, [("PERS", "الرئيس الروسي فلاديمير بوتين"), ("LOC", "للصين"), ("LOC", "ببكين")])
    assert [mention.surface for mention in linked] == ["فلاديمير بوتين", "صين", "بكين"]
    assert [mention.entity_id for mention in linked] == ["PERS-vladimir-putin", "LOC-china", "LOC-beijing"]


def test_a_doubtful_clitic_is_cut_when_the_article_has_the_name_without_it(link_all: LinkAll) -> None:
    with_name = "زار قرية زنبقان ثم عاد، وقال أهل زنبقان إن المطر قليل. ولزنبقان سوق قديم."
    alone = "ولزنبقان سوق قديم."
    assert link_all(with_name, [("LOC", "ولزنبقان")])[0].surface == "زنبقان"
    assert link_all(alone, [("LOC", "لزنبقان")])[0].surface == "لزنبقان"


def test_a_short_form_takes_the_full_name_of_the_article(link_all: LinkAll) -> None:
    body = "قال سمير القنديلي إن السوق هادئة. وأضاف القنديلي أن الأسعار ثابتة."
    full, short = link_all(body, [("PERS", "سمير القنديلي"), ("PERS", "القنديلي")])
    assert short.entity_id == full.entity_id


def test_a_short_form_before_the_full_name(link_all: LinkAll) -> None:
    body = "القنديلي يفتتح السوق. وكان سمير القنديلي قد وعد بذلك."
    short, full = link_all(body, [("PERS", "القنديلي"), ("PERS", "سمير القنديلي")])
    assert short.entity_id == full.entity_id


def test_a_short_form_of_two_people_stays_apart(linker: Linker, link_all: LinkAll) -> None:
    body = "التقى سمير القنديلي ونبيل القنديلي في المساء. وقال القنديلي إن اللقاء جيد."
    first, second, short = link_all(body, [("PERS", "سمير القنديلي"), ("PERS", "نبيل القنديلي"), ("PERS", "القنديلي")])
    assert len({first.entity_id, second.entity_id, short.entity_id}) == 3
    assert short.entity_id == linker.link("PERS", "القنديلي").entity_id


def test_the_title_says_which_of_two_is_meant(link_all: LinkAll) -> None:
    body = (
        "وصل الزعيم كيم جونغ أون صباحا، ثم عاد كيم جونغ أون مساء. ويرى كيم سانغ هو، الأستاذ في جامعة سيول، أن "
        "الزيارة قصيرة. وقال البروفيسور كيم إنها رمزية. وغادر كيم بالقطار."
    )
    names = ["كيم جونغ أون", "كيم جونغ أون", "كيم سانغ هو", "كيم", "كيم"]
    people = [m for m in link_all(body, [("PERS", name) for name in names]) if m.type == "PERS"]
    leader, _, professor, titled, plain = [mention.entity_id for mention in people]
    assert leader != professor
    assert titled == professor
    assert plain == leader


def test_a_title_of_another_kind_keeps_a_short_form_apart(link_all: LinkAll) -> None:
    body = "وصل الزعيم كيم جونغ أون صباحا. وقال البروفيسور كيم إن الزيارة رمزية."
    full, short = link_all(body, [("PERS", "كيم جونغ أون"), ("PERS", "كيم")])
    assert short.entity_id != full.entity_id


def test_an_organisation_named_in_short_later(link_all: LinkAll) -> None:
    body = "فرضت وزارة الخزانة الأميركية عقوبات، وقالت وزارة الخزانة إنها سارية."
    full, short = link_all(body, [("ORG", "وزارة الخزانة الأميركية"), ("ORG", "وزارة الخزانة")])
    assert short.entity_id == full.entity_id == "ORG-finance-ministry-us"


@pytest.mark.parametrize(
    ("body", "marked", "expected"),
    [
        ("أشاد حزب العمال الكوري بالاتفاق.", [("ORG", "حزب العمال")], ["ORG-workers-party-of-korea"]),
        ("زيارة شويغو لبيونغ يانغ قصيرة.", [("PERS", "شويغو لبيونغ يانغ")], ["PERS-sergei-shoigu", "LOC-pyongyang"]),
        ("قالت وكالة رويترز إن النفط ارتفع.", [], ["ORG-reuters"]),
        ("نقل عن الكرملين الخميس قوله.", [("ORG", "الكرملين الخميس")], ["ORG-kremlin"]),
    ],
)
def test_known_names_mend_mentions(
    linker: Linker, body: str, marked: list[tuple[str, str]], expected: list[str]
) -> None:
    unsure = [
        Mention(kind, surface, body.index(surface), body.index(surface) + len(surface), 0, 0.4)
        for kind, surface in marked
    ]
    assert [mention.entity_id for mention in linker.link_article(unsure, body)] == expected


def test_a_mention_that_is_rather_right_stays_whole(link_all: LinkAll) -> None:
    (bank,) = link_all("نشر مصرف ليبيا المركزي بيانا.", [("ORG", "مصرف ليبيا المركزي")])
    assert (bank.type, bank.surface) == ("ORG", "مصرف ليبيا المركزي")


def test_a_name_inside_another_s_gives_way_however_sure_it_is(link_all: LinkAll) -> None:
    (south,) = link_all("عاد من جنوب السودان أمس.", [("LOC", "السودان")])
    assert (south.surface, south.entity_id) == ("جنوب السودان", "LOC-south-sudan")


def test_ordinary_words_are_not_made_names(link_all: LinkAll) -> None:
    assert link_all("كان الغد أفضل، وقد فتح الباب على أمل النصر في سوق معادن صغيرة.", []) == []


def test_an_added_name_has_its_sentence(link_all: LinkAll) -> None:
    body = "قال التاجر إن السوق هادئة. ثم سافر مساء. ووصل إلى فلاديفوستوك فجرا."
    assert [mention.sentence_no for mention in link_all(body, [])] == [2]


def test_the_same_article_links_the_same_after_another(linker: Linker, link_all: LinkAll) -> None:
    body = "قال القنديلي إن السوق هادئة."
    before = link_all(body, [("PERS", "القنديلي")])
    link_all("قال سمير القنديلي إن السوق هادئة.", [("PERS", "سمير القنديلي")])
    assert link_all(body, [("PERS", "القنديلي")]) == before
