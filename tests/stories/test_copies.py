"""Which articles print another's text: composed agency news, as papers change it, and the same news told anew."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from nashra.lake import Storage, partition_path
from nashra.night.stages import rebuild_stories
from nashra.settings import load_settings
from nashra.tables.dictionary.schema import schema

LEAD = "أعلنت هيئة الموانئ في مدينة السدر اليوم الاثنين افتتاح رصيف جديد لسفن الحاويات بعد أعمال استمرت ثلاث سنوات."
MIDDLE = (
    "وقال مدير الهيئة حسان الرملي إن الرصيف الجديد يستقبل أربع سفن كبيرة في وقت واحد، وإن طاقة الميناء سترتفع بذلك إلى "
    "مليون حاوية في العام. وأضاف أن رافعات حديثة وصلت الشهر الماضي وجرى تركيبها على أيدي مهندسين محليين تدربوا عليها.",
    "وبلغت كلفة المشروع مئتي مليون دينار، مول نصفها صندوق التنمية ونصفها الآخر قرض ميسر من مصرف إقليمي. وتتوقع الهيئة "
    "أن يوفر الرصيف ستمئة فرصة عمل دائمة لسكان المدينة والقرى المجاورة لها.",
)
END = "وكان الميناء قد أغلق جزئياً قبل خمسة أعوام إثر عاصفة أضرت بحاجز الأمواج، ثم أعيد فتحه أمام سفن الصيد الصغيرة."
AGENCY = "\n".join([LEAD, *MIDDLE, END])
NEW_LEAD = (
    "بات في وسع ميناء السدر أن يستقبل كبرى السفن، بعدما دشن الوزير أمس مرسى طال انتظاره على الساحل الشرقي للمدينة."
)
ANEW = (
    "دشنت مدينة السدر رصيفاً للحاويات طال انتظاره. ويتسع المرسى، وفق حسان الرملي الذي يدير هيئة الموانئ، لأربع سفن "
    "كبيرة معاً، ما يرفع الطاقة السنوية إلى مليون حاوية. واستغرق البناء ثلاث سنوات وكلف مئتي مليون دينار نصفها قرض. "
    "ويأمل الأهالي أن يجدوا فيه عملاً، إذ تعد الهيئة بستمئة وظيفة. وكانت عاصفة قد ألحقت أضراراً بالميناء قبل خمسة أعوام."
)
OWN = (
    "وفي السوق القديمة قرب الميناء استقبل التجار الخبر بحذر. يقول صاحب متجر للأدوات البحرية إنه سمع وعوداً كثيرة، "
    "وإن زبائنه من الصيادين يخشون أن تضيق عليهم السفن الكبيرة مراسيهم. وترد البلدية بأن حوضاً خاصاً بهم سيبنى في العام "
    "المقبل إلى الغرب من الرصيف، وأن لجنة منهم تشارك في رسم حدوده وفي اختيار موقع سوق السمك الجديد."
)
COPIES = {
    "whole": AGENCY,
    "changed lead": "\n".join([NEW_LEAD, *MIDDLE, END]),
    "cut end": "\n".join([LEAD, *MIDDLE]),
    "byline put in": f"السدر - ليلى الحوراني ووكالات\n{AGENCY}",
    "words changed": AGENCY.replace("اليوم الاثنين", "أمس").replace("وأضاف", "وتابع").replace("الشهر الماضي", "مؤخراً"),
    "marks and spelling": AGENCY.replace("،", " ").replace("إ", "ا").replace("ة ", "ه "),
    "with a little of its own": f"{AGENCY}\n{OWN[:150]}",
}
NONE = {
    "told anew": ANEW,
    "one sentence quoted": f"{ANEW}\n{OWN}\n{LEAD}",
    "another subject": OWN,
    "too short": " ".join(LEAD.split()[:12]),
}

RATES = (
    "استقر سعر الدولار أمام الجنيه في بداية تعاملات اليوم {} في البنوك العاملة في السوق المحلية. وسجل سعر الدولار في "
    "بنك النيل {} جنيه للشراء و{} جنيه للبيع، وفي بنك الدلتا {} جنيه للشراء و{} جنيه للبيع، وفي بنك الواحة {} جنيه."
)
APPOINTED = (
    "أصدر رئيس مجلس الوزراء قراراً بتعيين {} {} لمدة عام اعتباراً من الشهر المقبل، وذلك بناء على ما عرضه الوزير المختص "
    "وبعد موافقة المجلس. ونص القرار على أن ينشر في الجريدة الرسمية وأن يعمل به من اليوم التالي لتاريخ نشره."
)
FORMS = {
    "numbers": (
        RATES.format("الأحد", "47.55", "47.65", "47.57", "47.67", "47.54"),
        RATES.format("الثلاثاء", "48.12", "48.22", "48.15", "48.25", "48.10"),
    ),
    "names": (
        APPOINTED.format("حسام الملاح", "رئيساً لجامعة السدر"),
        APPOINTED.format("نجلاء الواحي", "مديرة لهيئة الموانئ"),
    ),
}
"""Two fillings of one form, of which the second is no copy of the first."""
NAMED = {"حسام الملاح": "PERS-1", "نجلاء الواحي": "PERS-2", "جامعة السدر": "ORG-1", "هيئة الموانئ": "ORG-2"}


def publish(lake: Storage, day: str, articles: list[dict[str, Any]]) -> None:
    nullable = pa.schema([field.with_nullable(True) for field in schema("articles")])
    rows = sorted(articles, key=lambda row: row["article_id"])
    lake.write_table(partition_path("articles", day), pa.Table.from_pylist(rows, nullable))
    mentions = [
        {"article_id": row["article_id"], "entity_id": entity, "type": entity[:4].strip("-"), "surface": name,
         "start": row["body"].index(name), "end": row["body"].index(name) + len(name), "sentence_no": 0, "score": 0.9}
        for row in rows for name, entity in NAMED.items() if name in row["body"]
    ]  # fmt: skip
    lake.write_table(partition_path("mentions", day), pa.Table.from_pylist(mentions, schema("mentions")))


def article(letter: str, body: str, source: str, **more: Any) -> dict[str, Any]:
    return {"article_id": letter * 16, "title": "رصيف السدر", "body": body, "source": source} | more


def copies(lake: Storage, day: str) -> list[dict[str, Any]]:
    rebuild_stories(load_settings(lake=lake.root))
    return lake.read_table(partition_path("copies", day)).to_pylist()  # type: ignore[no-any-return]


@pytest.fixture
def lake(tmp_path: Path) -> Storage:
    """A day on which an agency's text came out."""
    found = Storage(str(tmp_path))
    publish(found, "2024-05-01", [article("e", AGENCY, "wire.example", agency="وكالة السدر")])
    return found


@pytest.mark.parametrize("how", COPIES)
def test_a_text_that_was_there_before_is_a_copy_however_it_was_changed(lake: Storage, how: str) -> None:
    publish(lake, "2024-05-02", [article("a", COPIES[how], "paper.example")])
    [copy] = copies(lake, "2024-05-02")
    assert (copy["article_id"], copy["copy_of"], copy["copy_of_source"]) == ("a" * 16, "e" * 16, "wire.example")
    assert (str(copy["copy_of_day"]), copy["agency"]) == ("2024-05-01", "وكالة السدر")
    assert 0.7 <= copy["share"] <= 1
    assert (copy["share"] == 1) == (how in ("whole", "cut end", "marks and spelling"))


@pytest.mark.parametrize("how", NONE)
def test_what_a_paper_tells_in_words_of_its_own_is_none(lake: Storage, how: str) -> None:
    publish(lake, "2024-05-02", [article("a", NONE[how], "paper.example")])
    assert copies(lake, "2024-05-02") == []


@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_is_filled_in_anew_is_no_copy_but_one_that_is_printed_again_is(lake: Storage, form: str) -> None:
    first, second = FORMS[form]
    publish(lake, "2024-05-01", [article("e", first, "wire.example")])
    again = article("b", f"{OWN[:60]}\n{first}", "b.example")
    publish(lake, "2024-05-02", [article("a", second, "paper.example"), again])
    assert [row["article_id"][0] for row in copies(lake, "2024-05-02")] == ["b"]


def test_a_paper_does_not_copy_itself_nor_what_came_long_before(lake: Storage) -> None:
    publish(lake, "2024-05-02", [article("a", AGENCY, "wire.example")])
    publish(lake, "2024-05-20", [article("b", AGENCY, "paper.example")])
    assert copies(lake, "2024-05-02") == []
    assert copies(lake, "2024-05-20") == []


def test_of_a_day_the_one_that_came_out_first_is_copied(lake: Storage) -> None:
    early, late = (datetime(2024, 5, 9, hour, tzinfo=UTC) for hour in (6, 9))
    publish(
        lake,
        "2024-05-09",
        [
            article("a", COPIES["cut end"], "paper.example", published_at=late),
            article("b", COPIES["changed lead"], "slow.example"),
            article("c", AGENCY, "other.example", published_at=early),
        ],
    )
    found = {row["article_id"][0]: row["copy_of"][0] for row in copies(lake, "2024-05-09")}
    assert found == {"a": "c", "b": "c"}


def test_of_several_that_had_it_the_first_is_copied_if_it_has_as_much(lake: Storage) -> None:
    publish(lake, "2024-05-02", [article("a", COPIES["byline put in"], "paper.example")])
    publish(lake, "2024-05-03", [article("b", COPIES["byline put in"], "late.example")])
    publish(lake, "2024-05-04", [article("c", "\n".join([NEW_LEAD, OWN, *MIDDLE, END]), "long.example")])
    assert [row["copy_of"][0] for row in copies(lake, "2024-05-03")] == ["e"]
    assert copies(lake, "2024-05-04")[0]["share"] < 0.65


def test_a_duplicate_neither_copies_nor_is_copied(lake: Storage) -> None:
    twin = article("0", AGENCY, "twin.example", duplicate_of="e" * 16)
    publish(lake, "2024-05-01", [article("e", AGENCY, "wire.example"), twin])
    publish(lake, "2024-05-02", [article("a", AGENCY, "paper.example")])
    assert copies(lake, "2024-05-01") == []
    assert [row["copy_of"] for row in copies(lake, "2024-05-02")] == ["e" * 16]
