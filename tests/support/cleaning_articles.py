"""Articles composed for the tests of cleaning: a few paragraphs of one story, and the titles of others."""

from nashra.article import Article, Cleaned
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.ledger.account import scraped_text

TITLE = "مزارعو وادي الريحان يعيدون فتح القناة القديمة بعد عشرين عاما"
P1 = (
    "أعاد مزارعون في وادي الريحان، الثلاثاء، فتح القناة القديمة التي كانت تحمل مياه النبع إلى البساتين، وذلك بعد "
    "عشرين عاما من إغلاقها بسبب انهيار جزء من جدارها الحجري في سيول الشتاء."
)
P2 = (
    "وقال رئيس جمعية المزارعين صالح الناصري إن أكثر من مئة شاب شاركوا في رفع الحجارة وتنظيف المجرى، مضيفا أن العمل "
    "استمر سبعة أسابيع من دون أي معدات ثقيلة حفاظا على الجدران الأثرية."
)
P3 = (
    "وأوضح الناصري أن القناة ستروي نحو أربعمئة بستان من الرمان والتين، وأن توزيع المياه سيكون بالتناوب كما كان في "
    "أيام الأجداد، على أن يشرف عليه مجلس من خمسة مزارعين منتخبين."
)
P4 = (
    "من جهتها، ذكرت مهندسة الري ليلى العبدالله أن منسوب النبع ارتفع هذا العام بعد موسم مطير، لكنها حذرت من حفر آبار "
    "جديدة قرب المصدر حتى لا يعود الجفاف إلى القناة من جديد."
)
P5 = "ويأمل أهالي الوادي أن تعيد المياه الحياة إلى مهرجان الرمان الذي توقف منذ أن جفت البساتين."
BODY = (P1, P2, P3, P4, P5)
OTHERS = (
    "البلدية تعلن مواعيد سوق السمك الجديد في الميناء",
    "طلاب الثانوية يطالبون بتأجيل امتحان الرياضيات",
    "منتخب الشباب يخسر نهائي البطولة أمام جاره بركلات الترجيح",
    "افتتاح متحف الخط العربي في قصر الوالي القديم",
    "خبراء يحذرون من ارتفاع أسعار زيت الزيتون قبل الشتاء",
)
OTHER_P1 = (
    "أعلنت بلدية الميناء، الأربعاء، أن سوق السمك الجديد سيفتح أبوابه أمام الباعة والمشترين مطلع الشهر المقبل بعد "
    "تأخير دام عامين بسبب نقص التمويل وتبدل المقاول."
)
OTHER_P2 = (
    "وأضافت البلدية في بيانها أن السوق يضم ثمانين محلا ومخزنا للثلج وموقفا للشاحنات، وأن الأولوية في التأجير ستكون "
    "لأصحاب المحلات القديمة الذين سجلوا أسماءهم."
)

CLEANER = Cleaner.load()


def article(*lines: str, title: str | None = None, number: int = 0) -> Article:
    return Article(f"{number:016x}", f"{number}.txt", 0, "example.com", "\n".join(lines), title=title)


def clean(*lines: str, title: str | None = None, evidence: CorpusEvidence | None = None) -> Cleaned:
    return CLEANER.clean(article(*lines, title=title), evidence or CorpusEvidence.empty())


def scraped_again(one: Article, found: Cleaned) -> str | None:
    """The text of an article as title, body and removals give it back; nothing was mended in it."""
    row = {
        "title": found.title, "title_in_text": found.title_in_text, "body": found.body, "gaps": found.gaps,
        "raw_chars": len(one.text),
    }  # fmt: skip
    cuts = [
        {"raw_start": r.raw_start, "text": r.text, "gap": r.gap, "edits": None} for r in found.removals if not r.edits
    ]
    return scraped_text(row, cuts)
