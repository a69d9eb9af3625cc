"""Composed articles: two reports of one event, and one of another."""

from nashra.article import Mention
from nashra.stories.told import Told, tell

BRIDGE = (
    "انهيار جسر خشبي في وادي السدر",
    "انهار جسر خشبي فوق وادي السدر مساء الأحد بعد أمطار غزيرة، وأصيب 17 شخصاً كانوا يعبرونه. وأغلقت البلدية الطريق "
    "المؤدي إلى الجسر، وقالت إن مهندسيها سيفحصون الدعامات. ونقل المصابون إلى مستشفى المدينة.",
)
SAME = (
    "17 مصاباً بانهيار الجسر الخشبي في السدر",
    "أصيب 17 شخصاً عندما انهار بهم جسر خشبي في وادي السدر، وفق البلدية التي أغلقت الطريق. وكانت أمطار غزيرة هطلت على "
    "الوادي، ويفحص مهندسون دعامات الجسر.",
)
OTHER = (
    "الفريق الأزرق يفوز في مباراة الافتتاح",
    "فاز الفريق الأزرق على ضيفه بثلاثة أهداف في افتتاح الدوري، وسجل المهاجم هدفين في الشوط الثاني أمام جمهور كبير. "
    "ويلعب الفريق مباراته المقبلة بعد أسبوع.",
)


def told(number: int, article: tuple[str, str], *places: str) -> Told:
    mentions = [
        Mention("LOC", place, article[1].find(place), 0, 0, 1.0, f"LOC-{place}")
        for place in places
        if place in article[1]
    ]
    return tell(f"{number:016x}", *article, mentions)
