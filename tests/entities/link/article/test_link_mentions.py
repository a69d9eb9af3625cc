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


# Names that several bear: the article, or its paper, says which. (body, type and name, source, entity or "apart")
# type | name as marked | entity, apart, or - for no name | source, or - | body
SETTLED = """
LOC | عمان مساء | LOC-oman | - | وصل الوفد إلى سلطنة عمان، ثم زار مسقط. وغادر عمان مساء.
LOC | عمان | LOC-amman | - | افتتح رئيس الوزراء الأردني السوق في عمان، وحضر وزير الأشغال الأردني.
LOC | عمّان | LOC-amman | - | زار الوفد عمّان أمس.
LOC | عمان | LOC-amman | - | تنخفض الحرارة في عمان إلى ست درجات، وتهطل الأمطار على الكرك والطفيلة ومرتفعات عجلون.
LOC | عمان | LOC-oman | - | تتأثر عمان بمنخفض جوي، وتهطل الأمطار على عبري والبريمي ومحافظة مسندم.
LOC | عُمان | LOC-oman | - | زار الوفد عُمان أمس، وقال مسؤول أردني إن الزيارة قصيرة في الأردن.
LOC | طرابلس | LOC-tripoli-lebanon | - | قال الجيش اللبناني إن النار خمدت في طرابلس، ونقل الجرحى إلى بيروت.
LOC | طرابلس | LOC-tripoli | - | قصف مسلحون مطارا ليبيا قرب طرابلس، وردت قوات من مصراتة.
LOC | الأردن | LOC-jordan-river | - | غرقت سفينة صيد على ضفاف نهر الأردن.
LOC | المغرب | LOC-morocco | - | وصل وفد من المغرب إلى تونس.
LOC | المغرب | - | - | عاد أهل القرية بعد صلاة المغرب إلى بيوتهم.
LOC | الجوف | LOC-al-jawf-saudi | - | استقبل أمير الرياض وزير النقل السعودي، ثم زار الوزير السعودي الجوف.
LOC | الجوف | LOC-al-jawf-yemen | - | تقدمت القوات اليمنية في الجوف، وقصفت مواقع في مأرب.
ORG | البنك المركزي | ORG-central-bank | - | أعلن البنك المركزي سعر الفائدة.
ORG | البنك المركزي | ORG-saudi-central-bank | news.example.com.sa | أعلن البنك المركزي سعر الفائدة.
ORG | وزارة الداخلية | ORG-interior-ministry-tn | - | قالت وزارة الداخلية إن مطارات تونس مفتوحة، وإن الأمن التونسي حاضر.
ORG | وزارة الداخلية | ORG-interior-ministry | - | قالت وزارة الداخلية إن الوفد المصري لقي الوفد الأردني.
ORG | الأهلي | ORG-al-ahly | - | فاز الأهلي في الدوري المصري على الزمالك في القاهرة.
ORG | الأهلي | ORG-al-ahli-jeddah | - | فاز الأهلي على الهلال في جدة، وأشاد المدرب السعودي بالفريق.
ORG | الأهلي | apart | - | فاز الأهلي أمس بهدفين.
ORG | العدالة والتنمية | ORG-justice-and-development-party-morocco | - | قال حزب العدالة والتنمية في الرباط ذلك.
ORG | حزب العدالة والتنمية | ORG-ak-party | - | قال أردوغان إن حزب العدالة والتنمية سيفوز في تركيا.
MISC | عكاظ مسرح | MISC-souq-okaz | - | تنطلق فعاليات سوق عكاظ غدا، ويقام في عكاظ مسرح كبير.
ORG | عكاظ | ORG-okaz | - | كتبت صحيفة عكاظ أن السوق هادئة.
MISC | دينار كويتي | MISC-kuwaiti-dinar | - | بلغت الكلفة مليوني دينار كويتي في الكويت.
MISC | دينار | MISC-tunisian-dinar | - | بلغت الكلفة مليوني دينار، وقال وزير تونسي إن الجانب التونسي يدفع نصفها.
"""


@pytest.mark.parametrize("line", SETTLED.strip().splitlines())
def test_the_article_says_which_of_several_is_meant(linker: Linker, line: str) -> None:
    kind, surface, entity, source, body = line.split(" | ")
    start = body.rindex(surface)
    surface = surface.split()[0] if entity in ("LOC-oman", "MISC-souq-okaz") else surface
    linked = linker.link_article([Mention(kind, surface, start, start + len(surface), 0, 0.9)], body, source.strip("-"))
    there = [one.entity_id for one in linked if one.start <= start < one.end]
    if entity == "apart":
        assert len(there[0]) == len("ORG-") + 10
    else:
        assert there == ([entity] if entity != "-" else [])


def test_a_place_of_a_gazetteer_needs_its_country(linker: Linker) -> None:
    """البيرة is a town of Palestine; a body that names neither is of some other البيرة."""
    known = "قالت الشرطة الفلسطينية إن سوق البيرة مفتوح، وإن الحكومة الفلسطينية راضية في فلسطين."
    alone = "قالت الشرطة إن سوق البيرة مفتوح."
    ids = []
    for body in (known, alone):
        at = body.index("البيرة")
        ids += [one.entity_id for one in linker.link_article([Mention("LOC", "البيرة", at, at + 6, 0, 0.9)], body)
                if one.surface == "البيرة"]  # fmt: skip
    assert ids[0] == "LOC-g285108"
    assert not ids[1].startswith("LOC-g2")


@pytest.mark.parametrize(
    ("body", "marked", "surface"),
    [
        ("استقبل الأمير سلطان بن سلمان الوفد.", ("PERS", "بن سلمان"), "سلطان بن سلمان"),
        ("زار تركي بن محمد بن فهد المعرض.", ("PERS", "تركي بن محمد"), "تركي بن محمد بن فهد"),
        ("قال هاشم بن علي الحيدري إن السوق هادئة.", ("PERS", "هاشم"), "هاشم بن علي"),
        ("زارت إيفانكا ترامب المعرض.", ("PERS", "إيفانكا ترامب"), "إيفانكا ترامب"),
        ("فسر ابن كثير الآية.", ("PERS", "ابن كثير"), "ابن كثير"),
    ],
)
def test_a_chain_of_fathers_is_one_name(link_all: LinkAll, body: str, marked: tuple[str, str], surface: str) -> None:
    assert [one.surface for one in link_all(body, [marked]) if one.type == "PERS"] == [surface]


def test_the_article_s_own_full_name_beats_a_known_short_one(link_all: LinkAll) -> None:
    body = "قال اللاعب سلمان الفرج إن المباراة صعبة. وأضاف سلمان أن الفريق جاهز."
    full, short = link_all(body, [("PERS", "سلمان الفرج"), ("PERS", "سلمان")])
    assert short.entity_id == full.entity_id


def test_the_article_of_a_body_after_l_is_whole(link_all: LinkAll) -> None:
    body = "تقدم للجيش السوري وفد، وقال للبحرية الأمريكية إن البحر هادئ."
    army, navy = link_all(body, [("ORG", "للجيش السوري"), ("ORG", "بحرية الأمريكية")])
    assert (army.entity_id, army.surface) == ("ORG-army-sy", "جيش السوري")
    assert navy.surface == "بحرية الأمريكية"


@pytest.mark.parametrize(
    ("kind", "surface", "cut"),
    [
        ("MISC", "وزارة الأشغال", "وزارة الأشغال"),
        ("PERS", "وليد العزاوي", "وليد العزاوي"),
        ("PERS", "بأحمد العزاوي", "أحمد العزاوي"),
        ("PERS", "بالوتيلي", "بالوتيلي"),
        ("LOC", "بلدية الزنبق", "بلدية الزنبق"),
        ("ORG", "بابل", "بابل"),
    ],
)
def test_what_only_looks_like_a_clitic_stays(linker: Linker, kind: str, surface: str, cut: str) -> None:
    assert surface[linker.trimmer.start(kind, surface)[0] :] == cut


@pytest.mark.parametrize(
    ("body", "surface", "parts"),
    [
        ("وقال كيم لبوتين إن المحادثات مفيدة.", "كيم لبوتين", ["كيم", "بوتين"]),
        ("ونقل كيم لواشنطن رسالة مكتوبة.", "كيم لواشنطن", ["كيم", "واشنطن"]),
        ("وحضر يونا كو وديريك كاي الاجتماع.", "يونا كو وديريك كاي", ["يونا كو", "ديريك كاي"]),
        ("وحضر محمد علي وجدي حسن الاجتماع.", "محمد علي وجدي حسن", ["محمد علي وجدي حسن"]),
    ],
)
def test_names_that_a_clitic_joins_are_two(link_all: LinkAll, body: str, surface: str, parts: list[str]) -> None:
    assert [mention.surface for mention in link_all(body, [("PERS", surface)])] == parts


def test_a_name_whose_last_word_has_no_letter_is_linked(link_all: LinkAll) -> None:
    [name] = link_all("قال سمير القنديلي ـ إن السوق هادئة.", [("PERS", "سمير القنديلي ـ")])
    assert name.surface.startswith("سمير القنديلي")


def test_a_body_that_marks_hold_with_its_and_is_that_body(link_all: LinkAll) -> None:
    body = "نشرت الصحيفة صورة كتب تحتها «والحرس الوطني» بلا تعليق."
    [linked] = link_all(body, [("ORG", "والحرس الوطني")])
    assert linked.entity_id == "ORG-national-guard"
