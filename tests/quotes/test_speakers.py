"""Whose words: speakers whom the sentence names elsewhere, by title, or not at all."""

import pytest

from nashra.quotes.find import find_quotes
from tests.quotes.test_find import named, said

PERSONS = (
    ("سليم الحداد", "PERS"), ("هدى القاضي", "PERS"), ("القاضي", "PERS"), ("مازن الصباغ", "PERS"),
    ("وزارة النقل", "ORG"), ("رويترز", "ORG"), ("اتحاد العمال", "ORG"),
)  # fmt: skip

CASES = [
    # whom the sentence before is about, when nobody spoke since
    ("قال شهود إن النار امتدت.\nوتوجه المحافظ سليم الحداد إلى المكان.\nوقال: «سنعوض كل من تضرر».", "سليم الحداد"),
    # «وأضاف» goes on, whatever stands between
    ("قالت هدى القاضي إن العمل بدأ. وتوجه سليم الحداد إلى المكان.\nوأضافت: «لن نتأخر عن الموعد».", "هدى القاضي"),
    # a title that stands behind the name
    ("قال سليم الحداد، المتحدث الرسمي باسم الميناء، إن الخط جديد.\nوأوضح المتحدث الرسمي: «الرحلة مجانية».",
     "سليم الحداد"),
    ("أعلنت هدى القاضي، وهي معلمة متقاعدة، إطلاق المكتبة.\n«لا أنتظر شكرا من أحد»، تضيف المعلمة.", "هدى القاضي"),
    # what a title goes on with is no audience
    ("أكد الأمين العام لاتحاد العمال سليم الحداد، اليوم، «أن الإضراب ما زال قائما».", "سليم الحداد"),
    # who stands behind whom it is told to
    ("وقال لرويترز سليم الحداد «لم نسمع شيئا قبل الفجر».", "سليم الحداد"),
    # a byline, a place and an agency are nobody's words
    ("مازن الصباغ - جدة\nسجلت الأسعار ارتفاعا.\nوقال مصدر في السوق: «لا نبيع بأقل من ذلك».\nوأضاف: «الطلب كبير».",
     "مصدر في السوق"),
    ("رويترز - «لم نلعب كما ينبغي أبدا».. بهذه الكلمات لخص المدرب سليم الحداد الخسارة.", "سليم الحداد"),
    # somebody without a name
    ("علق البعض على صورة سليم الحداد قائلا: «هذا ما كنا نخشاه دائما».", "البعض"),
    # her demand is not his
    ("قالت هدى القاضي إن الحفل تأجل. وطالبت الفنان مازن الصباغ بالرد، قائلة: «عليه أن يعتذر أمامنا».", "هدى القاضي"),
    # what is said before «قوله» of whose words they are
    ("قالت هدى القاضي إن العمل بدأ. ونقلت رويترز عنها قولها: «لا أحد يعرف الموعد».", "هدى القاضي"),
    # between commas, a text, a relative clause
    ("لكن سليم الحداد، 58 عاما، قال: «لن أغلق باب الدكان».", "سليم الحداد"),
    ("وجاء في بيان وزارة النقل: «لا تغيير في موعد الرحلات».", "وزارة النقل"),
    ("وقال سليم الحداد الذي نقل الجرحى لرويترز «لم يسأل عنهم أحد حتى المساء».", "سليم الحداد"),
    # a relative clause tells who printed it, a noun is no word of saying, a text only came
    ("وقال سليم الحداد في اللقاء الذي تابعته صحيفة «المرفأ»، «لن نرفع الأجرة قبل العيد».", "سليم الحداد"),
    ("وقالت هدى القاضي، التي تحفظ جارها على ذكر اسمه، «سمعنا انفجارا قويا قبل الفجر».", "هدى القاضي"),
    ("وذكرت وزارة النقل في بيان ورد لرويترز، أنه «تم فتح الطريق أمام الشاحنات».", "وزارة النقل"),
    # a title that repeats what was said of somebody, however long, by whom he speaks for, or in his honour
    ("افتتح مدير هيئة الموانئ الجافة في المنطقة الوسطى سليم الحداد المعرض.\n"
     "وأضاف مدير هيئة الموانئ الجافة في المنطقة الوسطى: «الخط جاهز منذ الأمس».", "سليم الحداد"),
    ("قال السفير سليم الحداد المتحدث باسم وزارة النقل إن الطرق آمنة.\n"
     "وأشار المتحدث باسم وزارة النقل: «لا تأخير اليوم».",
     "سليم الحداد"),
    ("رفع الأمير سليم الحداد أمير المنطقة الساحلية التهنئة.\nوقال سمو أمير المنطقة الساحلية «نحمد الله على ما تحقق».",
     "سليم الحداد"),
    # whom the sentence is about
    ("وأشاد سليم الحداد بما قدمه مازن الصباغ، جناح اتحاد العمال؛ حيث قال: «هو أفضل من لعب هنا».", "سليم الحداد"),
    # a person's object before a colon
    ("وشككت هدى القاضي بدوافع جارها: «يجب أن نرى من يقف خلف ذلك كله اليوم».", "هدى القاضي"),
    # an office before its verb, whose body has a name of its own
    ("لكن المتحدث باسم اتحاد العمال أشار إلى أن الإضراب مستمر. وقال: «لن نعود قبل صرف الأجور».",
     "المتحدث باسم اتحاد العمال"),
    # what another one said is only spoken of
    ("قال سليم الحداد إن ما قالته الحكومة «استخفاف بعقول الناس جميعا، وهروب من الواقع».", "سليم الحداد"),
    # a body without a known name that the sentence before is about
    ("سجلت حكومة الجزيرة، أمس، ثلاث إصابات.\nوقالت في بيان: «المصابون عادوا من سفر قريب».", "حكومة الجزيرة"),
    # who spoke last is a man by his title, and it is she who speaks
    ("تسير الروبوتات تحت الماء، حسب الأستاذ مازن الصباغ. وحضرت الافتتاح رئيسة الجامعة السيدة هدى القاضي.\n"
     "وأشارت أيضا إلى أن «الدولة سخرت موارد كثيرة لهذا المجال».", "هدى القاضي"),
    # whoever vouched is the source
    ("ووفقا لشبكة محلية، فإن الملعب جاهز منذ أسبوعين.\nوأضاف المصدر: «بقيت مقاعد قليلة للبيع».", "شبكة محلية"),
    # the sentence turns to somebody else behind a comma
    ("لم تعرف أسماء الضحايا بعد، لكن سليم الحداد نفى ذلك، قائلا: «نعرفهم واحدا واحدا».", "سليم الحداد"),
    # a statement that is announced
    ("وجاءت تصريحات رئيسة النقابة هدى القاضي كما يلي: «نرفض القرار رفضا تاما».", "هدى القاضي"),
    # a long title that ends in a noun with the article, whose last letter is no pronoun
    ("وقال الخبير في شؤون المياه سليم الحداد: «الآبار أكثر من أن تعد».", "سليم الحداد"),
    # what somebody orders, where they are when they say it and what honours them are no part of who they are
    ("تفقد المهندس سليم الحداد وزير الأشغال الطرق.\nووجه الوزير بصرف المنح فورا، وقال: «لن نترك أسرة بلا مأوى».",
     "سليم الحداد"),
    ("تفقد المهندس سليم الحداد وزير الأشغال الطرق.\nوقال معالي الوزير لدى عودته إلى العاصمة: «لن نرفع الرسوم».",
     "سليم الحداد"),
    ("قال سليم الحداد إن العمل بدأ.\nوقال المتحدث بكتلة الوسط: «لم يستشرنا أحد في هذا».", "المتحدث بكتلة الوسط"),
    # before its verb, though a participle speaks on
    ("«لن نترك القرى عطشى»، يقول سليم الحداد، مضيفا أن العمل بدأ.", "سليم الحداد"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "speaker"), CASES)
def test_the_last_quote_is_the_speakers(body: str, speaker: str) -> None:
    quotes = [quote for quote in find_quotes(body, named(body, *PERSONS)) if quote.kind == "direct"]
    assert said(quotes)[-1][1] == speaker, quotes[-1].why


def test_a_carried_speaker_has_the_id_of_the_full_name() -> None:
    body = "قال سليم الحداد، رئيس اللجنة، إن الخط جديد.\nوأوضح رئيس اللجنة: «الرحلة مجانية للجميع اليوم»."
    quote = find_quotes(body, named(body, *PERSONS))[-1]
    assert (quote.speaker, quote.entity_id) == ("سليم الحداد", "PERS-الحداد")


def test_who_vouches_for_a_sentence_with_a_verb() -> None:
    body = "قتل أربعة أشخاص في الهجوم، على ما أفاد مسعفون.\nتسير الأعمال على ما يرام."
    assert said(find_quotes(body, ())) == [("قتل أربعة أشخاص في الهجوم", "مسعفون")]


def test_a_medium_that_vouches_is_no_quote() -> None:
    body = "ارتفعت الأسعار أمس بحسب ما نقلت «أخبار الساحل اليوم»."
    assert [quote.text for quote in find_quotes(body, ()) if quote.kind == "direct"] == []


def test_a_name_that_a_verb_was_glued_to_speaks() -> None:
    body = "قال سليم الحداد إن العمل بدأ.\nواستطرد الحداد: «لن نترك أحدا في العراء»."
    mentions = named(body, ("سليم الحداد", "PERS"), ("واستطرد الحداد", "PERS"))
    quote = find_quotes(body, mentions)[-1]
    assert (quote.speaker, quote.cue) == ("الحداد", "واستطرد")


@pytest.mark.parametrize(
    ("body", "clauses"),
    [
        ("وجاء بالتحقيقات أن المتهم باع الأرض مرتين.", [("المتهم باع الأرض مرتين", "التحقيقات")]),
        ("وحسب ما صرح به سليم الحداد، فإن الخسائر بلغت مليونين.", [("الخسائر بلغت مليونين", "سليم الحداد")]),
        ("يسير الجهاز في عمق كبير، كما أوضحه سليم الحداد.", [("يسير الجهاز في عمق كبير", "سليم الحداد")]),
        ("وقالت هدى القاضي إن العمل بدأ، وأضافت:\nإن الجسر سيفتح غدا.",
         [("العمل بدأ", "هدى القاضي"), ("الجسر سيفتح غدا", "هدى القاضي")]),
        ("قالت هدى القاضي إن العمل بدأ.\nكما أضافت أن الجسر جاهز.",
         [("العمل بدأ", "هدى القاضي"), ("الجسر جاهز", "هدى القاضي")]),
        # what shows something, what is a condition, what is to come: nobody says it
        ("وارتفعت الأسعار مما يؤكد أن السوق نشطة.", []),
        ("وأعلن سليم الحداد عن لقاء على أن يعقد غدا.", []),
        ("وقال سليم الحداد إن المسبار سينطلق غدا، وسيكشف أسرار الكوكب.",
         [("المسبار سينطلق غدا، وسيكشف أسرار الكوكب", "سليم الحداد")]),
        # a full stop that a word with a vowel sign before it glues to the next sentence
        ("وقالت هدى القاضي إن الجسر مغلق حاليًا.وقررت البلدية تحويل السير.", [("الجسر مغلق حاليًا", "هدى القاضي")]),
        ("ورد سليم الحداد على سؤال عن إمكانية أن يترك النادي.", []),
        # what stands in a text, and what a paper itself printed before: nobody said that
        ("قال سليم الحداد إن العمل بدأ.\nورد في تقرير وزارة النقل أن الجسر متصدع.",
         [("العمل بدأ", "سليم الحداد"), ("الجسر متصدع", "وزارة النقل")]),
        ("قال سليم الحداد إن العمل بدأ.\nورد في نسخة سابقة من هذا الخبر أن القتلى سبعة، وهو خطأ نعتذر عنه.",
         [("العمل بدأ", "سليم الحداد")]),
        # what begins and ends with a mark keeps both
        ("وقال سليم الحداد إن الأرقام «غير دقيقة».", [("الأرقام «غير دقيقة»", "سليم الحداد")]),
    ],
)  # fmt: skip
def test_clauses_and_who_says_them(body: str, clauses: list[tuple[str, str]]) -> None:
    assert [one[:2] for one in said(find_quotes(body, named(body, *PERSONS)))] == clauses


def test_a_charge_between_marks_is_no_quote() -> None:
    body = "وفتح تحقيق موضوعه «تكوين عصابة بغرض نقل المواد الممنوعة والاتجار بها في السوق»."
    assert find_quotes(body, ()) == []


@pytest.mark.parametrize(
    "body",
    [
        "وصلت إلى بيت أم نادر قبل الغروب، وفي الحديقة قالت لي «لم أغادر هذا الحي منذ ستين عاما».",
        "وسئل المشاركون عن رواتبهم، وقال 63% «رواتبنا لا تكفي حتى آخر الشهر».",
        "ولا أحد يريد أن يعترف أن «الخطة ولدت ميتة منذ البداية كما يبدو».",
    ],
)
def test_nobody_is_called_by_a_word_that_tells_nothing_of_them(body: str) -> None:
    for quote in find_quotes(body, named(body, *PERSONS)):
        assert quote.speaker is None or quote.speaker not in ("لي", "63", "أن"), quote.why


def test_she_of_whom_the_sentence_goes_on_speaks() -> None:
    body = "قالت هدى القاضي إن المرسى جاهز منذ أمس. وعلى الرغم من التأخير فهي تقول «نبدأ مع أول أيام الصيف القادم»."
    (*_, last) = find_quotes(body, named(body, *PERSONS))
    assert (last.kind, last.speaker) == ("direct", "هدى القاضي")
