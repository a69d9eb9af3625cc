"""Places that a first sentence begins with are found, and sentences that begin with a place are left."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from nashra.landing.facts.metadata import find_metadata

ZONE = ZoneInfo("Asia/Riyadh")
PROSE = (
    "أنهت فرق البلدية أمس أعمال صيانة الجسر القديم الذي يصل بين ضفتي النهر، بعد أن ظل مغلقا أمام المركبات خمسة أشهر، "
    "وعادت حركة السير إليه في ساعات الصباح الأولى من دون ازدحام."
)


@pytest.mark.parametrize(
    ("head", "place", "agency"),
    [
        ("القاهرة - ", "القاهرة", None),
        ("الجزائر -", "الجزائر", None),
        ("عمّان – ", "عمّان", None),
        ("الرباط: ", "الرباط", None),
        ("دبي -  - ", "دبي", None),
        ("دبي، الإمارات العربية المتحدة (CNN) -- ", "دبي، الإمارات العربية المتحدة", None),
        ("الرباط ـ «صحيفة النهر» : ", "الرباط", None),
        ('غزة-"النهر"دوت كوم- ', "غزة", None),
        ("الدوحة - منى السالم : ", "الدوحة", None),
        ("بغداد/ حيدر سالم: ", "بغداد", None),
        ("عمان 3 أيار (بترا)- ", "عمان", "بترا"),
        ("ستراسبورغ 15 كانون الثاني (بترا)- ", "ستراسبورغ", "بترا"),
        ("رام الله 10-4-2012 وفا- ", "رام الله", "وفا"),
        ("القاهرة4-5-2012وفا- ", "القاهرة", "وفا"),
        ("لندن - ، د ب أ - ", "لندن", "الألمانية"),
        ("القاهرة/بيروت - ", "القاهرة/بيروت", None),
        ("النهر - جدة: ", "جدة", None),
        ("بوسطن - رويترز - ", "بوسطن", "رويترز"),
        ('غزة-"النهر"دوت كوم- (رويترز) ', "غزة", "رويترز"),
        ('لندن - "الضحى"، رويترز - ', "لندن", "رويترز"),
    ],
)
def test_a_place_glued_to_the_first_sentence(head: Any, place: Any, agency: Any) -> None:
    found = find_metadata(f"الجسر القديم يفتح من جديد\n{head}{PROSE}\n{PROSE}", ZONE)
    assert (found.dateline, found.agency) == (place, agency)


def test_a_place_and_a_colon_begin_a_text_without_a_headline() -> None:
    assert find_metadata(f"رام الله: {PROSE}\n{PROSE}", ZONE).dateline == "رام الله"
    assert find_metadata(f"رام الله: الجسر القديم يفتح من جديد\n{PROSE}", ZONE).dateline is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("رام الله-القدس -عمان - نظير سالم-", "رام الله-القدس -عمان"),
        ("القاهرة", "القاهرة"),
        ("ماجد السالم - الخبر", "الخبر"),
        ("عهود سالم (بون)", "بون"),
        ("عبدالله السالم - المدينة المنورة  تصوير - سعد الأحمد", "المدينة المنورة"),
        ("تبليسي (جورجيا) 26 شوال 1436 هـ الموافق 11 اغسطس 2015 م واس", "تبليسي (جورجيا)"),
        ("لندن، 5 مايو 2023", "لندن"),
        ("سالم الأحمد- الرياض- سبق:", "الرياض"),
        ("هدى الأحمد- ريم سالم- سبق- جدة:", "جدة"),
        ("سبق- المدينة:", "المدينة"),
        ("سالم الأحمد - المدينة", "المدينة"),
        ("سالم المنصور-بريدة", "بريدة"),  # «صور-» credits no photographer here
        ("اليوم - الخبر", "الخبر"),
        ("اليوم-سان خوسيه", "سان خوسيه"),
        ("عكاظ (بغداد، عمان)", "بغداد، عمان"),
        ("بريدة - الرياض", "بريدة"),  # the paper of that name
        ("نعيم السالم- رجال ألمع", "رجال ألمع"),
        ("كتب - سالم الأحمد (صلالة)", "صلالة"),
        ("تقرير: سالم الأحمد - صلالة", "صلالة"),
        ("عمان_بترا", "عمان"),
    ],
)
def test_a_place_on_a_line_of_its_own(line: Any, place: Any) -> None:
    assert find_metadata(f"الجسر القديم يفتح من جديد\n{line}\n{PROSE}\n{PROSE}", ZONE).dateline == place


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("أبها - يحيى السالمي، سلطان الأحمر، مريم الجبل", "أبها", None),
        ("الدمام، الخبر - فهد السالمي، إبراهيم الأحمر", "الدمام، الخبر", None),
        ("عيسى السالمي -  الدمام ـ الأحساء", "الدمام - الأحساء", None),
        ("سعاد السالمي - تعز، عدن، مأرب", "تعز، عدن، مأرب", None),
        ("راشد السالمي (حائل)، ماجد الأحمر (الطائف)", "حائل", None),
        ("نادر السالمي (تبوك) محمد علي الأحمر (الخرمة)", "تبوك", None),
        ("صالح السالمي-اليمن", "اليمن", None),
        ("اليابان - راشد السالمي", "اليابان", None),
        ("بغداد/ صلاح عبد المهدي  الصحفي المرافق للوفد", "بغداد", None),
        ("الدوحة - علاء السالمي | 2012-07-11", "الدوحة", None),
        ("عبدالله السالمي - الرياض\t\tتصوير - علي الأحمر", "الرياض", None),
        ("سلطان السالمي- (تصوير: مشعل الأحمر)- سبق- جدة:", "جدة", None),
        ("علي السالمي &ndash; سبق &ndash; نجران:", "نجران", None),
        ("صدى اليوم – كينيا", "كينيا", None),
        ("وكالات (هولندا)", "هولندا", "وكالات"),
        ("وكالات (سيلا - تركيا)", "سيلا - تركيا", "وكالات"),
        ("سيلا (كينيا) – ش – وكالات", "سيلا (كينيا)", "وكالات"),
        ("حلب (سوريا) - وكالات", "حلب (سوريا)", "وكالات"),
    ],
)
def test_places_beside_several_writers_countries_and_credits(line: str, place: str, agency: str | None) -> None:
    found = find_metadata(f"الجسر القديم يفتح من جديد\n{line}\n{PROSE}\n{PROSE}", ZONE)
    assert (found.dateline, found.agency) == (place, agency)


@pytest.mark.parametrize(
    ("line", "place"),
    [("- تعز- أحمد السالمي -", "تعز"), ("تعز - أحمد يفتتح المعرض", None), ("اليمن - أحمد السالمي", None)],
)
def test_a_place_and_a_writer_may_stand_above_the_headline(line: str, place: str | None) -> None:
    found = find_metadata(f"{line}\nالجسر القديم يفتح من جديد\n{PROSE}\n{PROSE}", ZONE)
    assert found.dateline == place


@pytest.mark.parametrize(
    "line", ["مصر - لقاء الأشقاء", "اليابان - أحمد يعود", "كأس العرب - اليمن", "منى (زائرة)، سعاد (زائرة)"]
)
def test_a_country_beside_what_is_no_person_is_no_dateline(line: str) -> None:
    assert find_metadata(f"الجسر القديم يفتح من جديد\n{line}\n{PROSE}\n{PROSE}", ZONE).dateline is None


@pytest.mark.parametrize(
    "text",
    [
        f"الجسر القديم\nبيروت - التي شهدت أمس افتتاح الجسر - تستعد لموسم جديد من المهرجانات في وسطها.\n{PROSE}",
        f"القاهرة - الجزائر\n{PROSE}",
        f"الجسر القديم\nالقاهرة - الجزائر\n{PROSE}",
        f"موسكو - كييف: هدنة هشة على طول خط الجبهة\n{PROSE}",
        f"الجسر القديم\nمصر - تونس: مباراة الثأر\n{PROSE}",
        f"الجسر القديم\nوالليالي تِــسارَع والأماني طْــوال\n{PROSE}",
        f"المهدية : الجسر القديم يفتح أمام المركبات بعد خمسة أشهر من الصيانة والبلدية تعد "
        f"بجسر آخر قبل نهاية الصيف المقبل\n{PROSE}",
        f"سالم أحمد يكتب\nصنعاء: افتتاح معرض للخط العربي في قصر الثقافة بحضور فنانين\n{PROSE}",
        f"الجسر القديم\nو.م.ع / سالم أحمد\n{PROSE}",
        f"الجسر القديم\nسبق- وكالات: {PROSE}",
        f"الجسر القديم\n21° رام الله\n22° القدس\nالقدس\nالخليل\n{PROSE}",
        f"الجسر القديم\nالعين - كما يعرف الأطباء - لا تحتمل الضوء القوي ساعات طويلة من دون نظارات واقية.\n{PROSE}",
        f"الجسر القديم\n{PROSE}\nدمشق - كما قال الشاعر - مدينة الياسمين، وفيها يبدأ العام بمهرجان للزهور في كل ربيع.",
    ],
)
def test_what_only_looks_like_a_dateline(text: Any) -> None:
    assert find_metadata(text, ZONE).dateline is None


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("باريس - أ ف ب", "باريس", "فرانس برس"),
        ("البصرة/ 9 آذار/ واع", "البصرة", "واع"),
        ("القاهرة - أ-ش-أ", "القاهرة", "أ ش أ"),
    ],
)
def test_a_place_and_an_agency_alone_are_a_dateline_on_the_first_line_too(line: str, place: str, agency: str) -> None:
    body = "أعلنت وزارة النقل بدء العمل في توسعة الميناء القديم بعد دراسة استمرت عامين كاملين وشملت ثلاثة أرصفة."
    found = find_metadata(f"{line}\n{body}", ZONE)
    assert (found.dateline, found.agency) == (place, agency)
    assert find_metadata(f"موسكو - القاهرة\n{body}", ZONE).dateline is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("القاهرة - سالم عبد الرحمن:", "القاهرة"),
        ("أسوان ـ هالة سمير :", "أسوان"),
        ("القاهرة - دراسة تكشف أسباب الزحام", None),
    ],
)
def test_a_place_and_a_writer_above_the_first_paragraph(line: str, place: str | None) -> None:
    assert find_metadata(f"{line}\n{PROSE}", ZONE).dateline == place


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("عمان - بترا - سالم أحمد", "عمان", "بترا"),
        ("إسطنبول / سالم أحمد / الأناضول", "إسطنبول", "الأناضول"),
        ("سالم أحمد، أ ف ب - تونس", "تونس", "فرانس برس"),
        ("سالم أحمد، واس (أبها)", "أبها", "واس"),
        ("واس (جدة)، سالم أحمد (القنفذة)", "جدة", "واس"),
        ("الضحى (جدة)، رويترز (نيويورك)", "جدة", "رويترز"),
        ("لونبورج (ألمانيا) - د ب أ", "لونبورج (ألمانيا)", "الألمانية"),
        ("لاهاي - أ. ف. ب.", "لاهاي", "فرانس برس"),
        ("الضحى, وكالات ـ بيروت", "بيروت", "وكالات"),
        ("من سالم أحمد غزة - رويترز:", "غزة", "رويترز"),
        ("عمان 3 كانون الثاني (بترا)", "عمان", "بترا"),
        ("الكويت - 3 - 1 (كونا)", "الكويت", "كونا"),
        ("س.ع / ف.ي (أ ف ب، رويترز)", None, "فرانس برس"),
        ("عواصم - (رويترز - د ب أ)", None, "رويترز"),
        ("سالم أحمد_الدمام", "الدمام", None),
        ("الفيوم _ هيام سالم", "الفيوم", None),
        ("الجزيرة - واس:", None, "واس"),  # a paper's name
        ("الجزيرة - واس - سالم أحمد:", None, "واس"),
        ("المدينة - وكالات", None, "وكالات"),
        ("يوليو - رويترز:", None, "رويترز"),
        ("واس - الجمعة", None, "واس"),
        ("رويترز - لاس كروسيس", "لاس كروسيس", "رويترز"),
        ("Next Previous الطائف – واس", "الطائف", "واس"),
        ("طوكيو 01- واس", "طوكيو", "واس"),
        ("ضفاف24/ أ ف ب", None, "فرانس برس"),
        ("باكو / أذرتاج", "باكو", "أذرتاج"),
        ("طهران - مهر للأنباء", "طهران", "مهر"),
        ("المصدر: فرانكفورت - رويترز", "فرانكفورت", "رويترز"),
        ("البيضاء/ خاص", "البيضاء", None),
        ("المدينة - خاص", None, None),
        ("سيئول، بوينوس بلاتا - أ ف ب", "سيئول، بوينوس بلاتا", "فرانس برس"),
        ("&nbsp;أ ف ب (زيوريخ)", "زيوريخ", "فرانس برس"),
        ("#هنا_الجزائر", None, None),
        ("ليبيا_الجزائر", None, None),
    ],
)
def test_of_a_line_with_agencies_and_writers_the_place(line: str, place: str | None, agency: str | None) -> None:
    found = find_metadata(f"الجسر القديم يفتح من جديد\n{line}\n{PROSE}\n{PROSE}", ZONE)
    assert (found.dateline, found.agency) == (place, agency)


@pytest.mark.parametrize(
    ("head", "place", "agency"),
    [
        ("كونا- ", None, "كونا"),
        ("رويترز: ", None, "رويترز"),
        ("الدوحة /قنا/ ", "الدوحة", "قنا"),
        ("الكويت - 3 - 1 (كونا) -- ", "الكويت", "كونا"),
        ("الرياض 3 محرم 1440 هـ الموافق 13 سبتمبر 2018 م واس ", "الرياض", "واس"),
        ("رام الله– عمان - نظير سالم-(ا ف ب) -", "رام الله– عمان", "فرانس برس"),
        ("القدس المحتلة - النهر - وكالات - ", "القدس المحتلة", "وكالات"),
        ("وطنية - صيدا - ", "صيدا", "الوكالة الوطنية للإعلام"),
        ("وطنية - ", None, "الوكالة الوطنية للإعلام"),
        ("تيراسبول، 12 مارس (يونهاب) -- ", "تيراسبول", "يونهاب"),  # a place that is not listed
        ("تيراسبول في 12 مارس /قنا/ ", "تيراسبول", "قنا"),
        ("الفلوجة/ سالم أحمد/ .. ", "الفلوجة", None),
    ],
)
def test_an_agency_before_the_first_sentence(head: str, place: str | None, agency: str) -> None:
    found = find_metadata(f"الجسر القديم يفتح من جديد\n{head}{PROSE}\n{PROSE}", ZONE)
    assert (found.dateline, found.agency) == (place, agency)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("الدوحة - الضحى:", "الدوحة"),
        ("رام الله / سما /", "رام الله"),
        ("لندن - سالم أحمد", "لندن"),
        ("مصر - تونس", None),
        ("الدوحة: الجسر القديم يفتح", None),
        ("القاهرة - عمر عطية، صالح شلبي", "القاهرة"),
        ("القاهرة - انقطاع المياه، تعطل السير في المدينة", None),
        ("القاهرة : صدى نيوز", "القاهرة"),
        ("القاهرة : انطلاق المعرض", None),
    ],
)
def test_the_first_line_of_a_text_without_its_headline(line: str, place: str | None) -> None:
    assert find_metadata(f"{line}\n{PROSE}\n{PROSE}", ZONE).dateline == place


def test_below_a_title_of_its_own_a_records_first_line_is_no_headline() -> None:
    text = f"الرباط - مغرب الضحى\n{PROSE}"
    assert find_metadata(text, ZONE, titled=True).dateline == "الرباط"


@pytest.mark.parametrize("end", [" المصدر (وات)", " (المصدر: وات)", "(ا ف ب)\n\x00"])
def test_an_agency_behind_the_last_sentence(end: str) -> None:
    agency = find_metadata(f"الجسر القديم يفتح من جديد\n{PROSE}\n{PROSE}{end}", ZONE).agency
    assert agency == ("وات" if "وات" in end else "فرانس برس")


@pytest.mark.parametrize(("end", "agency"), [(" -(وكالات)", "وكالات"), (" (رويترز)", "رويترز"), ("", None)])
def test_a_text_of_one_line_has_its_place_at_one_end_and_its_agency_at_the_other(end: str, agency: str | None) -> None:
    found = find_metadata(f"الجسر القديم يفتح من جديد\nميلانو - {PROSE}{end}", ZONE)
    assert (found.dateline, found.agency) == ("ميلانو", agency)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("رسالة جنيف - من سالم أحمد:", "جنيف"),
        ("من مراسلنا بتطاوين: بلقاسم الشيباني", "تطاوين"),
        ("موفدتنا إلى وارسو - سلمى أحمد", "وارسو"),
        ("كتبت سلمى أحمد من صور:", "صور"),
        ("حاوره في حلب: سالم أحمد", "حلب"),
        ("الفاشر.. سالم أحمد", "الفاشر"),
        ('المكلا "الضحى" سالم أحمد', "المكلا"),
        ("رسالة جنيف إلى العالم", None),
        ("برشلونة.. ليالي المجد القديمة", None),
        ("باريس.. الجسر القديم يفتح من جديد أمام الناس", None),
        ("كتبت من قلب المدينة القديمة", None),
    ],
)
def test_what_leads_to_a_correspondents_place(line: str, place: str | None) -> None:
    assert find_metadata(f"الجسر القديم يفتح من جديد\n{line}\n{PROSE}\n{PROSE}", ZONE).dateline == place


def test_a_headline_that_begins_as_such_a_line_is_none() -> None:
    assert find_metadata(f"تقرير من حلب: سالم أحمد\n{PROSE}\n{PROSE}", ZONE).dateline is None


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("واس – جدة", "جدة", "واس"),
        ('نابلس - "الضحى":', "نابلس", None),
        ("بغداد_واع", "بغداد", "واع"),
        ("واشنطن ـ سبأ الجديدة", "واشنطن", None),  # a paper that is called after an agency
    ],
)
def test_a_text_without_a_headline_begins_with_its_source(line: str, place: str, agency: str | None) -> None:
    found = find_metadata(f"{line}\n{PROSE}\n{PROSE}", ZONE)
    assert (found.dateline, found.agency) == (place, agency)


@pytest.mark.parametrize(
    "line", ["بغداد - دمشق: رحلة القطار", "قتيلان في باريس - رويترز", "عمان_الجديدة تفتح أبوابها", "#عمان_بترا"]
)
def test_a_headline_of_a_text_with_a_place_in_it_is_no_source(line: str) -> None:
    assert find_metadata(f"{line}\n{PROSE}\n{PROSE}", ZONE).dateline is None


def test_a_label_above_the_name_of_an_agency_is_no_place() -> None:
    found = find_metadata(f"الجسر القديم يفتح من جديد\nأرشيف الوسم : سونا\n{PROSE}", ZONE)
    assert (found.dateline, found.agency) == (None, None)


def test_menus_above_a_headline_do_not_hide_what_stands_above_the_story() -> None:
    menu = "\n".join(["الصفحات", "الكاملة", "الوفيات", "رياضة", "موقع", "الزوار", "أعداد", "سابقة", "اتصل بنا"])
    found = find_metadata(f"{menu}\n\nالجسر القديم يفتح من جديد\nعمان-الضحى-سالم الأحمد\n{PROSE}", ZONE)
    assert found.dateline == "عمان"


def test_a_paper_a_place_and_a_writer_glued_to_the_first_sentence() -> None:
    text = "الجسر القديم يفتح من جديد\n{}" + f"{PROSE}\n{PROSE}"
    assert find_metadata(text.format("الضحى نت - الخرطوم - عادل أحمد السالمي:"), ZONE).dateline == "الخرطوم"
    assert find_metadata(text.format("رسالة الفريق - الخرطوم - أداء لافت: "), ZONE).dateline is None
