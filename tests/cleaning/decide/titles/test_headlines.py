"""Which line is the headline: sections and kickers above it, a headline in two lines; and the ledger adds up."""

import pytest

from nashra.cleaning.ledger.account import scraped_text
from tests.support.cleaning_articles import BODY, TITLE, article, clean

WHOLE = "\n".join(BODY)


def rebuilt(*lines: str) -> bool:
    text, found = article(*lines).text, clean(*lines)
    row = {
        "title": found.title, "title_in_text": found.title_in_text, "body": found.body, "gaps": found.gaps,
        "raw_chars": len(text),
    }  # fmt: skip
    cuts = [{"raw_start": r.raw_start, "text": r.text, "gap": r.gap, "edits": None} for r in found.removals]
    return scraped_text(row, cuts) == text


@pytest.mark.parametrize(
    "above",
    [
        ["على مسؤوليتي"],
        ["عربي ودولي"],
        ["بوابة الضحى:"],
        ["هي وهما", "خارجي وداخلي"],
        ["21° شتورا", "0.07 دولار"],
        ["القناة"],
        ["قضايا وحوادث / محكمة الوادي"],
    ],
)
def test_a_section_or_a_column_above_the_headline_is_not_it(above: list[str]) -> None:
    found = clean(*above, "", TITLE, *BODY)
    assert (found.title, found.body, found.title_in_text) == (TITLE, WHOLE, True)
    assert rebuilt(*above, "", TITLE, *BODY)


@pytest.mark.parametrize(
    "kicker",
    [
        "بمشاركة مئة شاب من أهالي القرى",
        "أكد أن المياه ستوزع بالتناوب",
        "في الجولة الثانية من الحملة",
        "اليوم مساء في قاعة البلدية القديمة",
        'سالم الأحمد مدير دائرة الري لـ "الضحى"',
        "بتكلفة أكثر من مليوني ريال وبطول ثمانية كيلومترات من النبع",
        "تنفيذا لتوصيات لجنة المياه",
        "تنظمها جمعية المزارعين من 11 نوفمبر",
        "برعاية وزير الزراعة وحضور عدد كبير من أهالي القرى",
        "استراتيجيات وقائية وتدابير احترازية",
    ],
)
def test_a_kicker_stays_and_is_not_the_headline(kicker: str) -> None:
    lines = (kicker, TITLE, *BODY)
    found = clean(*lines)
    assert (found.title, found.title_in_text) == (TITLE, False)
    assert found.body == f"{lines[0]}\n{WHOLE}"
    assert [(removal.rule, removal.text) for removal in found.removals] == [("title-lines", TITLE)]
    assert rebuilt(*lines)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("مزارعو وادي الريحان يعيدون فتح القناة القديمة بعد", "عشرين عاما من انهيار جدارها"),
        ("رئيس جمعية المزارعين: «القناة ستروي", "بساتين الرمان» في وادي الريحان"),
        ("مزارعو الوادي يفتحون القناة،", "والبساتين تنتظر موسم الرمان"),
    ],
)
def test_a_headline_in_two_lines_is_whole(first: str, second: str) -> None:
    found = clean(first, second, "", *BODY)
    assert (found.title, found.body) == (f"{first} {second}", WHOLE)
    assert rebuilt(first, second, "", *BODY)


@pytest.mark.parametrize(
    "above",
    [
        ("#زراعة #مياه",),
        ("وجهة نظر",),
        ("ملحق الزراعة والبساتين",),  # a word of the story, and still no headline
        ("محافظة الوادي",),
        ("الجزيرة نت - محليات",),
        ("اقتصاد - قبل 3 ساعات",),
        ("مزارعو القناة القديمة في الوادي (أرشيفية)",),
        ("example.com",),
    ],
)
def test_what_names_a_section_is_no_headline_whatever_it_says(above: tuple[str, ...]) -> None:
    found = clean(*above, TITLE, *BODY)
    assert (found.title, found.body) == (TITLE, WHOLE)
    assert rebuilt(*above, TITLE, *BODY)


def test_a_site_s_name_above_a_text_without_a_headline_is_none() -> None:
    assert clean("الجزيرة نت - محليات", *BODY).title is None


def test_names_of_papers_above_a_text_without_a_headline_are_none() -> None:
    found = clean("موقع سنابل -جريدة الضحى المغربية", "نشر بتاريخ: ٢٠ أيار ٢٠٢٥", *BODY)
    assert (found.title, found.body) == (None, WHOLE)


def test_a_column_above_a_headline_of_two_words() -> None:
    found = clean("نبض القلم", "بساتين الرمان", *BODY)
    assert (found.title, found.body) == ("بساتين الرمان", WHOLE)


def test_a_column_by_what_it_is_for_is_not_the_headline_though_the_story_has_a_word_of_it() -> None:
    body = (*BODY[:1], "وكان الرأي في اجتماع الجمعية أن توزع المياه بالتناوب، ثم جاء رأي القانون في الحصص القديمة.")
    for column in ("شرفة الرأي", "زاوية القانون"):
        assert clean(column, TITLE, *body).title == TITLE


def test_a_kicker_above_a_headline_with_the_verb_of_a_body() -> None:
    said = "جمعية المزارعين تبدأ فتح القناة القديمة في وادي الريحان"
    found = clean("بتمويل من صندوق التنمية وبمساهمة مئة شاب من أهالي القرى", said, *BODY)
    assert found.title == said
    # a first line with a verb of its own is the headline
    first = "في إطار حملة المياه جمعية المزارعين تفتح القناة القديمة"
    assert clean(first, said, *BODY).title == first


def test_what_a_series_takes_its_pieces_from_is_not_the_headline() -> None:
    found = clean("من حكايات القناة", "بساتين الرمان والتين", *BODY)
    assert (found.title, found.body) == ("بساتين الرمان والتين", WHOLE)
    assert clean("من حكايات القناة", *BODY).title == "من حكايات القناة"
    assert clean("من حكايات القناة", "سالم الأحمد", *BODY).title == "من حكايات القناة"


def test_a_writer_is_no_half_of_a_headline_that_ends_as_half_of_one_does() -> None:
    assert clean("قناة «غير» في واد غير", "سالم الأحمد", *BODY).title == "قناة «غير» في واد غير"


def test_a_writer_above_the_headline_may_be_called_as_somebody_in_the_story() -> None:
    found = clean("صالح محمد السالمي", TITLE, *BODY)
    assert (found.title, found.body) == (TITLE, WHOLE)
    assert clean("صالح محمد الناصري", *BODY).title == "صالح محمد الناصري"  # of whom the story tells


def test_who_speaks_in_a_headline_stays_in_it() -> None:
    said = "د. منى السالمي: للآبار الجديدة قرب المصدر تأثيرات على منسوب النبع ومياه القناة"
    assert clean(said, "اللقاء الأول", *BODY).title == said


def test_whom_a_paper_sent_is_no_headline() -> None:
    assert clean("موفدا لجنة الإعلام الزراعي", *BODY).title is None


def test_a_headline_may_end_with_who_says_what_the_text_tells() -> None:
    said = "رئيس جمعية المزارعين في وادي الريحان يزور القناة ويؤكد:"
    assert clean(said, *BODY).title == said
    assert clean("وجاء في بيان رئيس جمعية المزارعين في وادي الريحان:", *BODY).title is None


def test_a_matter_and_few_words_about_it_are_one_headline() -> None:
    found = clean("مياه الوادي..", "ثروة الرمان والتين", *BODY)
    assert (found.title, found.body) == ("مياه الوادي.. ثروة الرمان والتين", WHOLE)
    assert rebuilt("مياه الوادي..", "ثروة الرمان والتين", *BODY)
    assert clean("مياه الوادي..", "عبدالله السالمي", *BODY).title == "مياه الوادي.."


def test_the_page_s_name_above_the_headline_says_it_again() -> None:
    found = clean(f"{TITLE} - بريد الوادي", TITLE, *BODY)
    assert (found.title, found.body) == (TITLE, WHOLE)
    assert rebuilt(f"{TITLE} - بريد الوادي", TITLE, *BODY)


def test_a_headline_may_end_with_a_full_stop_when_the_lead_says_it_again() -> None:
    said = "مزارعون في وادي الريحان يعيدون فتح القناة القديمة بعد عشرين عاما."
    assert clean(said, *BODY).title == said
    assert clean(f"أعاد، اليوم السبت، {said.removesuffix('.')} من إغلاقها.", *BODY).title is None
    assert clean("أهالي القرى ينتظرون موسم الرمان وعودة المهرجان القديم.", *BODY).title is None


@pytest.mark.parametrize(
    "lines",
    [
        ("القناة القديمة", "سبعة أسابيع من العمل بلا معدات ثقيلة في وادي الريحان"),  # a short headline and a strap
        (TITLE, "صالح الناصري: أكثر من مئة شاب شاركوا في رفع الحجارة"),
        ("احتفال بفتح القناة القديمة في وادي الريحان", TITLE),  # no verb, and words of the lead
        ("بعد عشرين عاما القناة القديمة تعود إلى وادي الريحان بعمل شباب القرى", "مئة شاب شاركوا في رفع الحجارة"),
    ],
)
def test_a_headline_with_a_strap_below_it_stays_the_headline(lines: tuple[str, str]) -> None:
    found = clean(*lines, *BODY)
    assert found.title == lines[0]
    assert found.body.startswith(lines[1])


@pytest.mark.parametrize("label", ["", "عام / ", "زراعي/", "محليات | "])
def test_the_record_s_title_goes_from_the_text_also_behind_its_section(label: str) -> None:
    found = clean(label + TITLE, *BODY, title=TITLE)
    assert (found.title, found.body) == (TITLE, WHOLE)
    assert [removal.rule for removal in found.removals] == ["title-field"]


@pytest.mark.parametrize("first", ["قال رئيس الجمعية: " + TITLE, "بعد عشرين عاما من انهيار جدارها، " + TITLE])
def test_a_sentence_that_ends_with_the_title_stays(first: str) -> None:
    assert clean(first, *BODY, title=TITLE).body == f"{first}\n{WHOLE}"


def test_a_place_with_its_day_in_both_calendars_goes_whatever_agency_stands_behind() -> None:
    dated = "الرياض 28 صفر 1445 هـ الموافق 13 سبتمبر 2023 م واحة"
    found = clean("عام / " + TITLE, dated, *BODY, title=TITLE)
    assert (found.body, {removal.text for removal in found.removals}) == (WHOLE, {"عام / " + TITLE, dated})
    told = "الرياض 28 صفر 1445 هـ الموافق 13 سبتمبر 2023 م موعد انطلاق موسم الحصاد"
    assert told in clean(TITLE, told, *BODY, title=TITLE).body


@pytest.mark.parametrize(
    "column", ["كلمة العدد", "مقال رئيس التحرير", "الضحى ـ متابعات", "الضحى/متابعات", "شرفة الرأي", "زاوية القانون"]
)
def test_a_column_of_the_editor_and_how_a_paper_signs_are_not_the_headline(column: str) -> None:
    found = clean(column, TITLE, *BODY)
    assert (found.title, found.body) == (TITLE, WHOLE)


@pytest.mark.parametrize("shown", ["صالح الناصري", "رئيس جمعية المزارعين"])
def test_the_words_of_a_picture_twice_above_the_headline_are_not_it(shown: str) -> None:
    found = clean(shown, shown, "", TITLE, *BODY)
    assert (found.title, found.body) == (TITLE, WHOLE)
    assert rebuilt(shown, shown, "", TITLE, *BODY)


def test_a_short_headline_twice_above_its_strap_stays() -> None:
    assert clean("القناة القديمة تعود", "القناة القديمة تعود", TITLE, *BODY).title == "القناة القديمة تعود"


def test_a_hashtag_above_one_paragraph_is_its_title() -> None:
    assert clean("#القناة_القديمة", BODY[0]).title == "#القناة_القديمة"
