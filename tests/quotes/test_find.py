"""Who said what in composed articles: statements, their places and their speakers."""

import time

import pytest

from nashra.article import Mention
from nashra.quotes.find import PART, Quote, find_quotes


def named(body: str, *names: tuple[str, str]) -> list[Mention]:
    """All places of some names, (name, type), as linking gives them; one id a name's last word."""
    found: list[Mention] = []
    for name, kind in names:
        at = body.find(name)
        while at >= 0:
            covered = any(mention.start <= at < mention.end for mention in found)
            if not covered:
                found.append(Mention(kind, name, at, at + len(name), 0, 1.0, f"{kind}-{name.split()[-1]}"))
            at = body.find(name, at + 1)
    return sorted(found, key=lambda mention: mention.start)


def said(quotes: list[Quote]) -> list[tuple[str, str | None]]:
    return [(quote.text, quote.speaker) for quote in quotes]


HEAD = "ورشة لترميم المكتبة القديمة\n"


def test_marks_behind_a_word_of_saying_are_the_speakers() -> None:
    body = (
        HEAD + "قالت مديرة المكتبة هدى المنصوري: «سنفتح القاعة الكبرى مطلع الشهر المقبل».\n"
        "وأضافت «لن نغلق أبوابنا أمام الطلاب يوماً واحداً».\n"
        'وتابعت المنصوري: "الترميم لا يمس الرفوف الأصلية".'
    )
    quotes = find_quotes(body, named(body, ("هدى المنصوري", "PERS"), ("المنصوري", "PERS")))
    assert said(quotes) == [
        ("سنفتح القاعة الكبرى مطلع الشهر المقبل", "هدى المنصوري"),
        ("لن نغلق أبوابنا أمام الطلاب يوماً واحداً", "هدى المنصوري"),
        ("الترميم لا يمس الرفوف الأصلية", "المنصوري"),
    ]
    assert {quote.kind for quote in quotes} == {"direct"}
    assert [quote.cue for quote in quotes] == ["قالت", "وأضافت", "وتابعت"]
    assert {quote.entity_id for quote in quotes} == {"PERS-المنصوري"}


def test_single_marks_hold_statements_and_apostrophes_do_not() -> None:
    body = HEAD + "وقال سليم القاضي: 'لعبنا شوطا جيدا أمام فريق كبير'. وباع متجر Levi's قمصان 'المرفأ' كلها قبل Levi's."
    quotes = find_quotes(body, named(body, ("سليم القاضي", "PERS")))
    assert said(quotes) == [("لعبنا شوطا جيدا أمام فريق كبير", "سليم القاضي")]


def test_a_mark_at_a_lines_end_closes_what_was_never_opened() -> None:
    body = HEAD + 'وقالت هدى المنصوري : نقوم اليوم بتنظيف المدارس مع كل الجيران ".\nوحضر الحفل عدد من الأهالي.'
    [quote] = find_quotes(body, named(body, ("هدى المنصوري", "PERS")))
    assert (quote.kind, quote.text) == ("direct", "نقوم اليوم بتنظيف المدارس مع كل الجيران")


def test_a_clause_ends_where_the_next_word_of_saying_begins() -> None:
    body = (
        HEAD + "أكد المهندس سليم القاضي أن الأعمال تنتهي قبل الشتاء، مشيراً إلى أن الكلفة لم تتغير، "
        "وأوضح أن المقاول ملتزم بالعقد."
    )
    quotes = find_quotes(body, named(body, ("سليم القاضي", "PERS")))
    assert said(quotes) == [
        ("الأعمال تنتهي قبل الشتاء", "سليم القاضي"),
        ("الكلفة لم تتغير", "سليم القاضي"),
        ("المقاول ملتزم بالعقد", "سليم القاضي"),
    ]
    assert {quote.kind for quote in quotes} == {"indirect"}


def test_names_titles_and_scare_quotes_are_none() -> None:
    body = (
        HEAD + 'أعلنت شركة «الواحة للنقل السريع» عن خط جديد، وعرض فيلم "حارس الظلال القديمة" في الساحة.\n'
        'وقال موقع «أخبار الضفة الغربية» إن الحفل تأجل، وتحدثت اللجنة عما سمته "أزمة" عابرة.'
    )
    assert [quote.text for quote in find_quotes(body, ()) if quote.kind == "direct"] == []


def test_a_title_stands_for_who_was_named_before() -> None:
    body = (
        HEAD + "قال وزير الثقافة منير الصالحي إن المعرض مجاني. وزار الوفد القاعة.\n"
        "وأوضح الوزير: «الدخول مفتوح للجميع حتى المساء»."
    )
    quotes = find_quotes(body, named(body, ("منير الصالحي", "PERS")))
    assert said(quotes)[-1] == ("الدخول مفتوح للجميع حتى المساء", "منير الصالحي")


def test_whose_words_an_agency_hands_on() -> None:
    body = HEAD + "ونقلت وكالة الساحل عن عمدة المدينة نبيل حداد قوله: «لا خوف على المبنى من الأمطار»."
    quotes = find_quotes(body, named(body, ("وكالة الساحل", "ORG"), ("نبيل حداد", "PERS")))
    assert said(quotes) == [("لا خوف على المبنى من الأمطار", "نبيل حداد")]


def test_somebody_without_a_name_is_the_whole_description() -> None:
    body = HEAD + "وقال مصدر أمني في شرطة المدينة إن الحريق أخمد سريعاً."
    assert said(find_quotes(body, ())) == [("الحريق أخمد سريعاً", "مصدر أمني في شرطة المدينة")]


def test_by_whose_word_a_sentence_stands() -> None:
    body = HEAD + "وبحسب مصادر طبية، فإن ثلاثة عمال نقلوا إلى المستشفى.\nتسير الأعمال وفق القانون المعمول به منذ سنوات."
    assert said(find_quotes(body, ())) == [("ثلاثة عمال نقلوا إلى المستشفى", "مصادر طبية")]


def test_a_quote_whose_closing_mark_is_lost_ends_with_its_line() -> None:
    body = HEAD + 'وقال المتطوع رامي عيسى: "حملنا الكتب بأيدينا ساعات طويلة.\nوغادر الجميع عند المغرب.'
    quotes = find_quotes(body, named(body, ("رامي عيسى", "PERS")))
    assert said(quotes) == [("حملنا الكتب بأيدينا ساعات طويلة", "رامي عيسى")]


def test_the_papers_own_voice_and_what_is_denied_to_be_said_are_none() -> None:
    body = HEAD + "يذكر أن المكتبة بنيت قبل قرن. ولم يقل المدير إن العمل توقف. يمكن أن تفتح القاعة غداً."
    assert find_quotes(body, ()) == []


def test_why_is_told() -> None:
    body = HEAD + "وقال سالم: «نعود غداً إلى العمل»."
    (quote,) = find_quotes(body, named(body, ("سالم", "PERS")))
    assert quote.why == "a word of saying, then a colon; the speaker is the subject of وقال"
    assert "why" not in quote.row()
    assert quote.row(explain=True)["why"] == quote.why


def test_a_body_longer_than_news_is_read_in_parts() -> None:
    line = "وقالت مديرة المكتبة هدى المنصوري إن العمل يبدأ في الموعد {}. وأضافت «لن نغلق أبوابنا يوماً واحداً قبل {}».\n"
    body = HEAD + "".join(line.format(number, number) for number in range(700))
    assert len(body) > 1.5 * PART
    quotes = find_quotes(body, named(body, ("هدى المنصوري", "PERS")))
    assert len(quotes) == 1400
    assert all(quote.text == body[quote.start : quote.end] for quote in quotes)
    assert {body[(at := quote.speaker_start or 0) : at + 12] for quote in quotes} == {"هدى المنصوري"}
    joined = find_quotes(body.replace("\n", " "), named(body, ("هدى المنصوري", "PERS")))
    assert len(joined) >= 1398  # a line without an end is cut behind a sentence


@pytest.mark.parametrize("line", ["وقال {0} إن العمل {1} مستمر. وأضاف المتحدث إن الموعد {1} قريب.", "{0}.", "وقال «",
                                  "وصل {0}، وزير النقل. وقال وزير المالية المصري إن العمل {1} مستمر."])  # fmt: skip
def test_many_statements_take_time_by_their_number(line: str) -> None:
    """Each looks for its speaker among the names before it."""
    people = ("محمد سالم", "هدى المنصوري", "سامي الكعبي", "ليلى حداد")

    def seconds(lines: int) -> float:
        mentions, parts, at = [], [], 0
        for number in range(lines):
            name = people[number % 4]
            parts.append(line.format(name, number) + "\n")
            if "{0}" in line:
                start = at + parts[-1].index(name)
                mentions.append(Mention("PERS", name, start, start + len(name), 0, 1.0, f"PERS-{number}"))
            at += len(parts[-1])
        begin = time.process_time()
        find_quotes("".join(parts), mentions)
        return time.process_time() - begin

    seconds(20)
    few = seconds(250)
    assert seconds(1500) < 30 * max(few, 0.05)  # 6 times the statements


def test_a_mark_that_hangs_on_the_word_before_it_opens_where_the_next_one_closes() -> None:
    body = HEAD + 'قال وزير الأشغال سامر الحداد إن الترميم انتهى.\nوأضاف" الجسر جاهز منذ أسبوعين، وسيفتتح يوم الأحد".'
    assert said(find_quotes(body, named(body, ("سامر الحداد", "PERS")))) == [
        ("الترميم انتهى", "سامر الحداد"),
        ("الجسر جاهز منذ أسبوعين، وسيفتتح يوم الأحد", "سامر الحداد"),
    ]


@pytest.mark.parametrize(
    ("subject", "speaker"),
    [
        ("قالت منسقة ندوة المياه سلمى النجار إن", "سلمى النجار"),
        ("قال مدير مؤتمر المياه كريم عواد إن", "كريم عواد"),
        ("أكد رئيس جلسة الحوار الوطني أن", "رئيس جلسة الحوار الوطني"),
        ("قالت مديرة ندوة المياه إن", "مديرة ندوة المياه"),
        ("قال رئيس لقاء المزارعين إن", "رئيس لقاء المزارعين"),
    ],
)
def test_an_occasion_that_is_nobodys_own_is_part_of_who_speaks(subject: str, speaker: str) -> None:
    """«كلمته» is whose who speaks; «ندوة» is what he runs."""
    body = f"{HEAD}و{subject} التوصيات ستعلن غدا."
    names = [(name, "PERS") for name in ("سلمى النجار", "كريم عواد") if name in body]
    assert said(find_quotes(body, named(body, *names))) == [("التوصيات ستعلن غدا", speaker)]
