"""A ticker or a menu run into one line above an article goes; a first paragraph never does."""

from tests.support.cleaning_articles import BODY, OTHERS, TITLE, clean

TICKER = " ".join((*OTHERS, "أمطار رعدية على المرتفعات ليلة السبت", "قطار الساحل يعود إلى العمل بعد صيانة دامت شهرين"))
MENU = " - ".join(
    ["أخبار عامة", "وكالة أنباء المرأة", "الأدب والفن", "وكالة أنباء العمال", "الرياضة المدرسية", "الطب والعلوم",
     "صحافة البلدات",
     "معرض الصور", "أرشيف الكاريكاتير", "وظائف شاغرة", "خدمات المشتركين", "إعلانات مبوبة", "مواعيد الصيدليات"]
)  # fmt: skip


def test_a_ticker_above_the_title() -> None:
    found = clean(TICKER, TITLE, *BODY)
    assert (found.title, found.body) == (TITLE, "\n".join(BODY))
    assert [(removal.rule, removal.text) for removal in found.removals] == [("run-on-line", TICKER)]


def test_a_menu_in_one_line() -> None:
    found = clean(MENU, TITLE, *BODY)
    assert (found.title, found.body) == (TITLE, "\n".join(BODY))


def test_a_first_paragraph_without_a_full_stop() -> None:
    lead = " ".join(BODY[:2]).replace(".", "").replace("،", "")
    assert lead in clean(lead, *BODY[2:]).body.split("\n")


def test_a_first_paragraph_of_sentences_on_something_else() -> None:
    lead = (
        "كنت في طفولتي أعد النجوم من سطح بيتنا ولا أعرف أن للسماء خرائط وأسماء وأن رجالا سهروا قبل ألف عام كي يكتبوا "
        "ما رأوه في دفاتر من جلد لم يبق منها سوى القليل في خزائن المتاحف البعيدة"
    )
    found = clean(lead, *BODY)
    assert lead in (found.title, *found.body.split("\n"))
    assert not found.removals
