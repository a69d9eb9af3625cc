"""A landing of one day to fill, and the night's first steps over it. The articles are composed for the tests."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nashra.lake import Run, Storage
from nashra.landing.duplicates.find import find_duplicates
from nashra.landing.stage import ingest_shard
from nashra.night.plan.shards import plan_shards
from nashra.settings import Settings, load_settings

DAY = "2024-03-10"

BODY = (
    "أعلنت وزارة النقل اليوم الأحد بدء العمل في توسعة الميناء القديم بعد دراسة استمرت عامين.\n"
    "وقال مدير المشروع إن الأرصفة الجديدة ستكون قادرة على استقبال السفن الكبيرة قبل نهاية العام المقبل.\n"
    "وأضاف أن التوسعة توفر نحو ألف فرصة عمل لأبناء المدينة في السنوات الثلاث الأولى من التشغيل."
)
OTHER = (
    "افتتح المتحف الوطني معرضا للمخطوطات النادرة يضم مئتي قطعة لم تعرض على الجمهور من قبل.\n"
    "وذكرت أمينة المعرض أن أقدم ما فيه ورقة كتبت على الرق قبل أكثر من ألف عام.\n"
    "ويستمر المعرض حتى آخر الشهر ويفتح أبوابه مجانا للطلاب في أيام الخميس."
)
PERSIAN = (
    "رئیس سازمان هواشناسی اعلام کرد که از فردا سامانه بارشی جدیدی وارد کشور می‌شود و هوای بیشتر شهرها سرد "
    "خواهد شد. او گفت این سامانه تا پایان هفته در کشور فعال است و باید مردم برای سفرهای خود برنامه‌ریزی کنند. "
    "همچنین برخی جاده‌های کوهستانی نیز بسته خواهند بود."
)
URDU = (
    "محکمہ موسمیات نے کہا ہے کہ کل سے ملک کے شمالی علاقوں میں بارش کا نیا سلسلہ شروع ہو گا اور درجہ حرارت میں "
    "کمی آئے گی۔ حکام کے مطابق یہ سلسلہ تین دن تک جاری رہے گا اور لوگوں کو سفر سے پہلے احتیاط کرنی چاہیے۔"
)
ENGLISH = (
    "The ministry said on Sunday that the work on the old harbour would begin in the spring and that it was ready "
    "to hire a thousand people for the first phase of the project, which is to end in the next three years."
)


@dataclass
class Night:
    """What ingest and the search for duplicates left."""

    articles: list[dict[str, Any]]
    quarantine: list[dict[str, Any]]
    duplicates: dict[str, str]
    counts: dict[str, int]

    @property
    def reasons(self) -> list[str]:
        return [row["reason"] for row in self.quarantine]


@dataclass
class Landing:
    """A day's folder, and how to run the night's first steps on it."""

    folder: Path
    root: Path

    def write(self, name: str, data: bytes | str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def settings(self, **night: Any) -> Settings:
        found = load_settings(landing=str(self.folder.parent), lake=str(self.root / "lake"))
        return found.model_copy(update={"night": found.night.model_copy(update=night)})

    def run(self, run_id: str = "test") -> Run:
        return Run(DAY, run_id, Storage(str(self.folder.parent)), Storage(str(self.root / "lake")))

    def only(self, name: str, data: bytes | str) -> dict[str, Any]:
        """The one article of a file of which nothing is refused."""
        self.write(name, data)
        night = self.night()
        assert night.reasons == []
        (article,) = night.articles
        return article

    def night(self, **night: Any) -> Night:
        settings, run = self.settings(**night), self.run()
        run.staging.delete_tree("")
        shards = plan_shards(run, settings)
        counts = {"landed": 0, "quarantined": 0, "ingest_errors": 0}
        for shard in shards:
            for name, value in ingest_shard(run, settings, shard).items():
                counts[name] = counts.get(name, 0) + value
        found = find_duplicates(run, shards)

        def rows(kind: str) -> list[dict[str, Any]]:
            tables = [run.staging.read_table(Run.shard_path("ingest", shard, kind)) for shard in shards]
            return [row for table in tables for row in table.to_pylist()]

        pairs = run.staging.read_table("survey/duplicates.parquet").to_pylist()
        articles, quarantine = rows("articles"), rows("quarantine")
        assert counts["landed"] == len(articles) + len(quarantine)
        assert counts["quarantined"] == len(quarantine)
        return Night(
            articles=sorted(articles, key=lambda row: (row["landing_file"], row["record_no"])),
            quarantine=quarantine,
            duplicates={pair["article_id"]: pair["duplicate_of"] for pair in pairs},
            counts=counts | found,
        )


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    folder = tmp_path / "landing" / DAY
    folder.mkdir(parents=True)
    return Landing(folder, tmp_path)


@pytest.fixture
def texts() -> dict[str, str]:
    return {"body": BODY, "other": OTHER, "fa": PERSIAN, "ur": URDU, "en": ENGLISH}


@pytest.fixture
def lines_of() -> Callable[[str, int], str]:
    """JSON lines of `count` different articles."""
    import json

    def make(text: str, count: int) -> str:
        rows = [
            {"text": f"{text}\nوهذا هو الخبر رقم {n} في هذه القائمة.", "source": f"موقع {n % 3}"} for n in range(count)
        ]
        return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n"

    return make
