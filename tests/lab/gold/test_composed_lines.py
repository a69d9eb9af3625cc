"""Composed articles read with what each line is, and what is written wrongly is told."""

from pathlib import Path

import pytest

from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra_lab.gold.composed_lines import ComposedLinesError, read_composed_lines

PAGE = """# a remark
=== idhaa 1 aside | عمال النظافة يعلقون إضرابهم
! على أثيرنا الآن: مساحة حرة
? 14 مارس 2025
علق عمال النظافة إضرابهم بعد اتفاق مع المجلس البلدي على صرف مرتبات شهرين متأخرين قبل يوم الخميس.
وقال نقيبهم فرج المسلاتي للإذاعة إن الاتفاق يشمل تأمينا صحيا لألفي عامل وتجديد معدات الحماية والعربات القديمة.
! شارك المقال
!! حريق بمخزن للأدوية في المرفأ القديم
!! كتب: سالم العامري
!! التهمت النيران فجر اليوم جانبا من مخزن للأدوية في المرفأ القديم، وتمكنت فرق السلامة من حصرها قبل بلوغ الثلاجات.
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "composed.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_lines_labels_and_other_articles(tmp_path: Path) -> None:
    (one,) = read_composed_lines(written(tmp_path, PAGE))
    assert (one.aside, one.labelled.site, sorted(one.others)) == (True, "idhaa", [5, 6, 7])
    assert one.labelled.labels == [1, -1, 0, 0, 1, -1, -1, -1]
    assert one.labelled.article.text.split("\n")[0] == "على أثيرنا الآن: مساحة حرة"
    assert one.told(Cleaner.load().clean(one.labelled.article, CorpusEvidence.empty())) == 3


@pytest.mark.parametrize("text", ["=== idhaa | بلا رقم\nنص.\n", "=== idhaa 1\nنص.\n", PAGE + PAGE])
def test_what_is_written_wrongly(tmp_path: Path, text: str) -> None:
    with pytest.raises(ComposedLinesError):
        read_composed_lines(written(tmp_path, text))


def test_what_ships() -> None:
    found = read_composed_lines()
    assert sum(one.aside for one in found) * 4 > len(found)
    assert sum(len(one.others) for one in found) > 80
