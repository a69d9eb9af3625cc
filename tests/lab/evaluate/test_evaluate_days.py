"""A composed day is landed and run, and what the night made of it is counted."""

import json
from pathlib import Path

from click.testing import CliRunner

from nashra_lab.evaluate.evaluate_days import main

BRIDGE = (
    "انهار جسر خشبي فوق ترعة في مدينة أسيوط مساء الأحد بعد أمطار غزيرة، وأصيب 17 شخصا كانوا يعبرونه. "
    "وأغلقت محافظة أسيوط الطريق المؤدي إلى الجسر، وقالت إن مهندسيها سيفحصون الدعامات، "
    "ونقل المصابون إلى مستشفى أسيوط الجامعي."
)
AGAIN = (
    "أصيب 17 شخصا عندما انهار بهم جسر خشبي فوق ترعة في مدينة أسيوط المصرية، وفق المحافظة التي أغلقت الطريق. "
    "وكانت أمطار غزيرة هطلت على المدينة، ويفحص مهندسون دعامات الجسر."
)
FOOTBALL = (
    "فاز الأهلي على الزمالك بهدفين في مباراة القمة بالدوري المصري، وسجل المهاجم هدفين في الشوط الثاني "
    "أمام جمهور كبير في استاد القاهرة. ويلعب الفريق مباراته المقبلة بعد أسبوع."
)
DAY = f"""near bridge football

## a 2024-10-06T09:00 alnil-alyawm.example bridge EG local
T| انهيار جسر خشبي في أسيوط وإصابة 17 شخصا
{BRIDGE}

## b 2024-10-06T10:00 afaq-arabia.example bridge EG local
T| مصر: 17 مصابا بانهيار جسر خشبي في أسيوط
{AGAIN}

## c 2024-10-06T11:00 afaq-arabia.example football EG sport
T| الأهلي يفوز على الزمالك في مباراة القمة بالقاهرة
{FOOTBALL}
"""


def test_a_day_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "small.txt"
    path.write_text(DAY, encoding="utf-8")
    done = CliRunner().invoke(main, [str(path)])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["small"] == {
        "articles": 3,
        "pairs_precision": 1.0,
        "pairs_recall": 1.0,
        "pairs_f1": 1.0,
        "near": 1,
        "near_apart": 1,
        "chains": 0,
        "chains_found": 0,
        "copies": 0,
        "copies_right": 0,
        "copies_wrong": 0,
        "country_right": 1.0,
        "country_passes": 1.0,
        "section_right": 1.0,
        "section_passes": 1.0,
    }
