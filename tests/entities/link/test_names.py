"""One id for the spellings of a name, different ids for different names."""

import pytest

from nashra.entities.link import Linker
from nashra.entities.link.forms.normal import other_pattern

SAME = [
    ("PERS", "شويغو", "شويجو"),
    ("PERS", "سيرغي شويغو", "سيرجي شويجو"),
    ("PERS", "كيم جونغ أون", "كيم جونج أون"),
    ("PERS", "الرئيس الروسي فلاديمير بوتين", "بوتين"),
    ("PERS", "دميتري بيسكوف", "وديمتري بيسكوف"),
    ("PERS", "جايك ساليفان", "جيك سوليفان"),
    ("PERS", "أدريان واتسون", "أدريان واتسن"),
    ("LOC", "بيونغ يانغ", "بيونج يانج"),
    ("LOC", "فوستوتشني", "قاعدة فوستوشني"),
    ("LOC", "فلاديفوستوك", "فلاديفستوك"),
    ("LOC", "الصين", "للصين"),
    ("LOC", "الولايات المتحدة", "أميركا"),
    ("LOC", "غروزني", "جروزني"),
    ("LOC", "كوريا الشمالية", "جمهورية كوريا الديمقراطية الشعبية"),
    ("ORG", "وكالة فرانس برس", "الصحافة الفرنسية"),
    ("ORG", "وزارة الخارجية الأميركية", "الخارجية الأمريكية"),
    ("ORG", "الغارديان", "صحيفة الجارديان"),
    ("ORG", "وكالة تاس", "تاس"),
    ("ORG", "غازبروم", "جازبروم"),
    ("PERS", "فاطمة الزهراء بوعلي", "فاطمة الزهرة بوعلي"),
    ("PERS", "سارة القنديلي", "سارا القنديلي"),
    ("PERS", "داود القنديلي", "داوود القنديلي"),
    ("PERS", "رضا الطرهوني", "رضا طرهوني"),
    ("PERS", "سليم أبو جمرة", "سليم ابوجمرة"),
    ("PERS", "رشيد بن الزين", "رشيد بنزين"),
    ("PERS", "سعيد بن الحاج", "سعيد بلحاج"),
    ("PERS", "هارون الراشد", "هرون الراشد"),
    ("PERS", "الأخضر بومدين", "لخضر بومدين"),
    ("PERS", "محمد الأمين", "محمد لمين"),
    ("PERS", "ريكاردو دي فالنتا", "ريكاردو ديفالنتا"),
    ("PERS", "كارل هيدستروم", "كارل هيدسترم"),
    ("PERS", "سامر القنطار", "سامر قنطار"),
    ("PERS", "ابن سلمان", "بن سلمان"),
    ("PERS", "منذر بالحاج", "منذر بلحاج"),
    ("PERS", "منذر الصالح البشايرة", "منذر صالح بشايرة"),
    ("PERS", "منذر بالقاسم", "منذر بلقاسم"),
    ("PERS", "عادل ڨنديلي", "عادل قنديلي"),
    ("PERS", "كيفن زالتسمان", "كيفين زلتسمن"),  # foreigners' names by their sounds: vowels, ...
    ("PERS", "غريغ دايلستروم", "جريج ديلستروم"),  # ... g, ...
    ("PERS", "رودريغو زالدانو", "رودريقو زلدانو"),  # ... as the Gulf writes it, ...
    ("PERS", "تشارلز بنفيلد", "شارلز بنفيلد"),
    ("PERS", "شتيفان هولماير", "ستيفان هولماير"),
    ("PERS", "ميلان زابوريتش", "ميلان زابوريك"),
    ("PERS", "خورخي زاباليريث", "خورخي زاباليريز"),
    ("PERS", "إمباكو درامبا", "مباكو درامبا"),
    ("PERS", "ماساو هاريبي", "ماساو هاريبه"),
    ("PERS", "كيم سو هيونغ", "كيم سوهيونج"),
    ("PERS", "يوشكا زانغر", "جوشكا زانجر"),
    ("PERS", "مارغريت تاتشر", "مارجريت ثاتشر"),  # ... also of who is curated
    ("PERS", "باسكال زانبيرغ", "بسكال زانبيرغ"),  # its first letter is no clitic
    ("PERS", "كليان زنبادي", "كيليان زنبادي"),
    ("PERS", "جنكيز تشانداروغلو", "جنكيز جاندار أوغلو"),  # a Turk's ç
    ("PERS", "جان مارك زنبادو", "جان مارك زنبادولت"),  # what the French don't say
    ("PERS", "أدريان زنبادار", "أدريان زنبادارد"),
    ("PERS", "ج. ك. زنباولي", "جيه كيه زنباولي"),  # initials
    ("PERS", "هاورد ف. زنباولي", "هاورد إف زنباولي"),
    ("PERS", "ديفيد زنباولي", "دافيد زنباولي"),
    ("PERS", "لارس لوكه زنباكسن", "لارس لوك زنباكسن"),
    ("PERS", "يورغ زانبولر", "يورج زانبوهلر"),
    ("PERS", "فوميو كيشيدا", "كيشيدا فوميو"),  # as Japanese papers order it
]
APART = [
    ("PERS", "منذر الصالح", "منذر صالح"),
    ("PERS", "سامر العبداللطيف", "سامر عبداللطيف"),
    ("PERS", "سامر القاضي", "سمير القاضي"),
    ("PERS", "عادل الجبوري", "عديل الجبوري"),
    ("PERS", "أحمد زيد", "أحمد زايد"),
    ("PERS", "ثامر العاني", "تامر العاني"),
    ("PERS", "قاسم جابر", "قاسم جبير"),
    ("LOC", "النيجر", "نيجيريا"),
    ("PERS", "جون كيري", "جون كيربي"),
    ("PERS", "كيم جونغ أون", "كيم جونغ إيل"),
    ("PERS", "كيم جونغ أون", "كيم دونغ يوب"),
    ("PERS", "هاشم صفي الدين", "هشام صفي الدين"),
    ("PERS", "محمد صلاح", "محمد صالح"),
    ("PERS", "جمال عزيز", "جميل عزيز"),
    ("LOC", "مالي", "مالطا"),
    ("LOC", "إيران", "العراق"),
    ("LOC", "غينيا", "غانا"),
    ("LOC", "تونس", "تونس العاصمة"),
    ("LOC", "واشنطن", "ولاية واشنطن"),
    ("ORG", "وزارة الدفاع الروسية", "وزارة الدفاع السورية"),
    ("ORG", "حزب الأمل", "حزب العمل"),
    ("ORG", "جيش الإسلام", "جيش محمد"),
    ("PERS", "محمد عبد الله", "محمد عبد الإله"),
    ("PERS", "علي حسن", "علي حسني"),
    ("PERS", "كريم حداد", "كريمة حداد"),
    ("PERS", "محمد مهدي", "محمد مجدي"),
    ("PERS", "فهد العتيبي", "فهد العتبي"),
    ("PERS", "بيتر مولر", "بيتر ميلر"),
    ("PERS", "ماريا لوبيز", "ماريو لوبيز"),
    ("PERS", "مارتن شولماير", "مارتينا شولماير"),
    ("PERS", "جورج سالم", "جورج سليم"),
    ("PERS", "جون زانبيرغ", "جين زانبيرغ"),
    ("PERS", "كارلو زانبيرغ", "كارل زانبيرغ"),
    ("PERS", "جيمس زابون", "جيمس زابان"),
    ("PERS", "بول كاغامي", "بولا كاغامي"),
    ("PERS", "ماريو دراغي", "ماريا دراغي"),
    ("PERS", "أمين الجميل", "أمينة الجميل"),
    ("PERS", "أشرف حكيمي", "أشرف حكيم"),
    ("PERS", "تميم بن حمد", "تميم بن أحمد"),
    ("PERS", "عبد المجيد القنديلي", "عبد الماجد القنديلي"),
    ("PERS", "مارين لوبان", "ماريون لوبان"),
    ("PERS", "ينس زانبرسن", "ينس زانبرسون"),
    ("PERS", "بيل كلينتون", "بول كلينتون"),
    ("PERS", "جاك سترو", "جيك سترو"),
    ("PERS", "زكي القنديلي", "ذكي القنديلي"),
    ("PERS", "أحمد شوقي", "أحمد شوكي"),
    ("PERS", "تركي آل الشيخ", "تركية آل الشيخ"),
    ("PERS", "أندريا بيرلو", "أندريه بيرلو"),
    ("PERS", "ساشا زوهان", "ساشا زوهين"),
    ("PERS", "محمد سعيدي", "محمد الساعدي"),
    ("LOC", "كيونغ جو", "غوانغ جو"),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_spellings_share_an_id(linker: Linker, kind: str, one: str, other: str) -> None:
    assert linker.link(kind, one).entity_id == linker.link(kind, other).entity_id


@pytest.mark.parametrize(("kind", "one", "other"), APART)
def test_near_names_stay_apart(linker: Linker, kind: str, one: str, other: str) -> None:
    assert linker.link(kind, one).entity_id != linker.link(kind, other).entity_id


@pytest.mark.parametrize(
    "name", ["وهران", "بيروت", "لبنان", "كوريا", "فرنسا", "بكين", "كييف", "فيينا", "بلغراد", "وارسو"]
)
def test_first_letters_that_look_like_clitics_stay(linker: Linker, name: str) -> None:
    assert linker.trimmer.bare("LOC", name) == name
    assert linker.trimmer.bare("LOC", f"و{name}") == name


def test_a_place_has_coordinates_and_a_country(linker: Linker) -> None:
    link = linker.link("LOC", "فلاديفستوك")
    assert (link.name_en, link.country, link.geonames_id) == ("Vladivostok", "RU", 2013348)
    assert link.latitude == pytest.approx(43.1, abs=0.1)
    assert link.longitude == pytest.approx(131.9, abs=0.1)


def test_a_curated_name_corrects_a_wrong_type(linker: Linker) -> None:
    link = linker.link("LOC", "حركة حماس")
    assert (link.type, link.entity_id) == ("ORG", linker.link("ORG", "حماس").entity_id)


def test_ids_depend_on_nothing_but_the_name(linker: Linker) -> None:
    names = ["سمير القصاب", "ديمتري كوزنيتسوف", "نهى العطار", "كوماتسو هيراي"]
    fresh = Linker(linker.reference)
    there = [fresh.link("PERS", name).entity_id for name in reversed(names)]
    assert [linker.link("PERS", name).entity_id for name in names] == there[::-1]
    assert all(entity_id.startswith("PERS-") and len(entity_id) == 15 for entity_id in there)


@pytest.mark.parametrize("name", ["", " ", "؟", "X", "و", "للل", "١٢٣", "الـ" * 300])
def test_any_name_gets_an_id_without_spaces(linker: Linker, name: str) -> None:
    for kind in ("PERS", "LOC", "ORG", "MISC"):
        entity_id = linker.link(kind, name).entity_id
        assert entity_id
        assert not any(letter.isspace() for letter in entity_id)


def test_an_unknown_type_is_refused(linker: Linker) -> None:
    with pytest.raises(ValueError, match="PER"):
        linker.link("PER", "بوتين")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("سامر", "سمير", True),
        ("ناصر", "نصار", True),
        ("كامل", "كمال", True),
        ("حسن", "حسان", False),  # only one has a long vowel: the lexicon decides
        ("بوتن", "بوتي", False),  # other consonants
        ("ميلر", "مولر", False),  # the same place
        ("نادي", "نداي", False),  # a final vowel may be one of the name's letters
    ],
)
def test_a_long_vowel_at_another_place_is_another_pattern(one: str, other: str, apart: bool) -> None:
    assert other_pattern(one, other) is apart
    assert other_pattern(other, one) is apart
