"""Every shipped rule matches what it says it matches, leaves what it says it leaves, and is quick."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from nashra.cleaning.lines.read_lines import read_lines
from nashra.cleaning.rules.rule_book import RuleBook
from nashra.cleaning.rules.rule_files import Rule, load_rules, shipped_rules
from nashra.text.fold import fold_line
from nashra.yaml_files import RulesError

BOOK = RuleBook(shipped_rules())


def fires(rule: Rule, text: str) -> bool:
    return any(hit.rule.id == rule.id for hit in BOOK.hits(read_lines([text])))


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.id)
def test_examples(rule: Rule) -> None:
    assert [text for text in rule.text.matches if not fires(rule, text)] == []
    assert [text for text in rule.text.leaves if fires(rule, text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "اقرأ أيضا",
        "إقرأ أيضًا",
        "أقـرأ أيضاً",
        "اقرا ايضا",
        "اِقْرَأْ أَيْضًا",
        "اقرأ\u200f أيضا :",
        "‫اقرأ أیضا‬",
        "• اقرأ  أيضاً ...",
    ],
)
def test_one_phrase_covers_its_spellings(text: str) -> None:
    assert any(hit.rule.id == "read-also-header" for hit in BOOK.hits(read_lines([text])))


NEIGHBOURS = """\
- {id: one, category: related, place: PLACE, strength: strong, added: 2026-11-28, matches: [م], leaves: [ل], phrases: [
    "{لقراءة|} المزيد {من|عن|} الأخبار", "{تابعونا على|انضموا إلى} قناتنا الرسمية", "تابع * البث المباشر",
    "مدة القراءة # {دقيقة|دقائق}", "«المصدر» : وكالاتنا", "تم النسخ"]}
"""
BESIDE = [
    "المزيد من الأخبار", "لقراءة المزيد الأخبار", "لقراءة المزيد عن الأخبار", "لقراءة المزيد في الأخبار",
    "المزيد", "الأخبار", "تابعونا على قناتنا الرسمية", "انضموا إلى قناتنا الرسمية", "تابعونا إلى قناتنا الرسمية",
    "قناتنا الرسمية على الهاتف", "تابع من هنا البث المباشر", "تابع البث المباشر", "مدة القراءة 3 دقائق",
    "مدة القراءة: 12 دقيقة", "مدة القراءة دقائق", "المصدر: وكالاتنا", "«المصدر»: وكالاتنا", "تم النسخ", "تم نقل النسخ",
]  # fmt: skip


@pytest.mark.parametrize("place", ["whole", "start", "end", "anywhere"])
def test_words_beside_a_trigger_rule_nothing_out_that_matches(place: str, tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(NEIGHBOURS.replace("PLACE", place), encoding="utf-8")
    rules = load_rules([file])
    book = RuleBook(rules)
    around = [("", ""), ("5", ""), ("5 ", " 7"), ("• ", " ..."), ("قال المدير: ", ""), ("", " مع صور اليوم")]
    lines = [f"{before}{text}{behind}" for text in BESIDE for before, behind in around]
    found = {hit.line for hit in book.hits(read_lines(["\n".join(lines)]))}
    assert found == {at for at, line in enumerate(lines) if rules[0].search(fold_line(line))}
    assert 0 < len(found) < len(lines)


def hostile(rule: Rule) -> list[str]:
    """Long lines made of what the rule looks for."""
    words = sorted(rule.triggers)
    parts = [
        *(fold_line(text) for text in rule.text.matches),
        " ".join(words),
        words[0] + " ",
        "." * 7,
        "- ",
        "1 ",
        "ا ",
    ]
    return [(part * (1_000_000 // len(part) + 1))[:1_000_000] for part in parts if part]


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.id)
def test_no_long_line_holds_it_up(rule: Rule) -> None:
    # A second is some thousand times what a bounded pattern needs: only a runaway one comes near.
    for text in hostile(rule):
        start = time.process_time()
        rule.search(text)
        assert time.process_time() - start < 1


def test_an_unbounded_pattern_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "bad.yaml"
    file.write_text(
        "- {id: bad, category: related, patterns: ['شارك.*'], words: [شارك], matches: [شارك], leaves: [لا],"
        " added: 2026-01-01}",
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match=r"(?s)bad\.yaml, rule bad.*unbounded"):
        load_rules([file])


def test_an_id_given_twice_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    rule = "- {id: same, category: related, phrases: [شارك], matches: [شارك], leaves: [لا], added: 2026-01-01}\n"
    (tmp_path / "a.yaml").write_text(rule * 2, encoding="utf-8")
    with pytest.raises(ValueError, match="twice: same"):
        load_rules([tmp_path / "a.yaml"])


def test_a_file_that_changes_is_read_again(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """A scheduler hands the rules that it has read on to its tasks; an editor doesn't restart it."""
    monkeypatch.setattr("nashra.cleaning.rules.rule_files.FOLDER", tmp_path)
    rule = "- {{id: {0}, category: related, phrases: [شارك], matches: [شارك], leaves: [لا], added: 2026-01-01}}\n"
    (tmp_path / "a.yaml").write_text(rule.format("one"), encoding="utf-8")
    assert [r.id for r in shipped_rules()] == ["one"]
    assert shipped_rules() is shipped_rules()
    (tmp_path / "a.yaml").write_text(rule.format("one") + rule.format("another"), encoding="utf-8")
    assert [r.id for r in shipped_rules()] == ["one", "another"]


def test_what_a_scheduler_shares_holds_no_data_that_an_editor_may_change() -> None:
    """Its tasks are forked from it: data that it has read must be read again when its file changes."""
    code = """
from nashra.cleaning.cleaner import warm_up
from nashra.cleaning.lines.word_kinds import word_kinds
from nashra.landing.facts.metadata_words import metadata_words
warm_up()
print(word_kinds.cache_info().currsize + metadata_words.cache_info().currsize)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"


def test_what_a_scheduler_loads_is_checked_and_named_for_its_tasks_but_not_kept() -> None:
    code = """
import sys
sys.argv = ["airflow", "scheduler"]
from nashra_airflow.local.preload import preload
preload()
from nashra.cleaning.lines.word_kinds import word_kinds
from nashra.landing.facts import field_names, language
from nashra.landing.facts.metadata_words import metadata_words
from nashra.landing.limits import load_limits
from nashra.night.plan import check_rules, generation
caches = (word_kinds, metadata_words, load_limits, field_names._names, language._rules)
print(len(check_rules._good) == len(check_rules.DATA), sorted(generation._loaded))
print([cached.cache_info().currsize for cached in caches])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True ['camel', 'embedded']\n[0, 0, 0, 0, 0]\n"


def test_a_phrase_is_found_at_a_lines_beginning_and_inside_it(tmp_path: Path) -> None:
    file = tmp_path / "anywhere.yaml"
    file.write_text(
        "- {id: anywhere, category: widget, place: anywhere, phrases: [اضغط هنا], matches: [اضغط هنا], leaves: [لا],"
        " added: 2026-01-01}\n"
        "- {id: tail, category: widget, scope: inline, after: any, phrases: [اضغط هنا], matches: [اضغط هنا],"
        " leaves: [لا], added: 2026-01-01}",
        encoding="utf-8",
    )
    anywhere, tail = load_rules([file])
    for rule in (anywhere, tail):
        assert rule.search("اضغط هنا") == (0, 8)
        assert rule.search("للمزيد اضغط هنا") == (7, 15)
        assert rule.search("فاضغط هنا") is None
        assert rule.search("اضغط على الزر") is None
    assert anywhere.search("اضغط هنا ثم اضغط هنا") == (0, 8)


def test_an_id_given_twice_and_an_emptied_file_are_told_with_their_files(tmp_path: Path) -> None:
    one, two = tmp_path / "a.yaml", tmp_path / "b.yaml"
    for path in (one, two):
        path.write_text(NEIGHBOURS.replace("PLACE", "whole"), encoding="utf-8")
    with pytest.raises(RulesError, match=rf"^{two}: rule ids given twice: one, first in {one}$"):
        load_rules([one, two])
    two.write_text("# nothing left\n", encoding="utf-8")
    with pytest.raises(RulesError, match=rf"^{two}: expected a list of rules"):
        load_rules([one, two])
