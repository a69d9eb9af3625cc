"""A slip in rules or reference data is refused before a night does any work, with file and key in one sentence."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from nashra.cleaning.commands.clean_command import rules_group
from nashra.inputs.data_files import DATA, DataFiles, check
from nashra.lake import Run, Storage
from nashra.night import stages
from nashra.night.options import Options
from nashra.night.plan import check_rules as checked
from nashra.night.plan.check_rules import check_rules
from nashra.settings import INCLUDE, load_settings
from nashra.yaml_files import RulesError, read_yaml

FILES = sorted(
    p.relative_to(INCLUDE).as_posix() for part in ("rules", "reference") for p in (INCLUDE / part).rglob("*.*")
)
YAML = [name for name in FILES if name.endswith((".yaml", ".yml"))]
FOR_PEOPLE = {name for name in FILES if name.endswith(".md")} | {"reference/recogniser/figures.json"}

Way = str
"""Keys and places into a file, with / between them."""

# file -> a key that it may not have, a key whose value is replaced by another type, a key that it must have
SLIPS: dict[str, tuple[Way, tuple[Way, Any], Way]] = {
    "rules/fields.yaml": ("headline", ("title", 7), "agency"),
    "rules/landing.yaml": ("jacard", ("json_depth", "deep"), "jaccard"),
    "rules/looks.yaml": ("known_source", ("share", "most"), "other_days"),
    "rules/doubts.yaml": ("texts", ("signs/tags/times", "many"), "teaser"),
    "rules/language.yaml": ("letter_shares", ("density/fa", "half"), "al_share"),
    "rules/metadata.yaml": ("zone", ("months/3", 7), "zones"),
    "rules/night.yaml": ("upkeep/log_day", ("shards", "many"), "evidence_days"),
    "rules/words.yaml": ("verbs", ("function", 7), "time"),
    "rules/glued.yaml": ("same/shares", ("opening/words", "many"), "title/letters"),
    "rules/shapes.yaml": ("envelop", ("beside", "comments"), "wrappers"),
    "rules/markup.yaml": ("shortcode", ("cell_chars", "wide"), "blocks"),
    "rules/drift.yaml": ("rule/time", ("source/rise", "much"), "rule/firings"),
    "rules/review.yaml": ("line", ("names/alike", "much"), "new/articles"),
    "rules/quotes.yaml": ("verb", ("limits/reach", "far"), "limits/words"),
    "rules/topics.yaml": ("lands", ("country/lead", "far"), "section/words"),
    "rules/homes.yaml": ("land", ("least", "many"), "words"),
    "rules/stories.yaml": ("ending", ("candidates/terms", "many"), "words/gram"),
    "rules/weighing.yaml": ("thresholds/inside/till", ("certain", "much"), "second_story/begins"),
    "rules/pages.yaml": ("paragraph", ("near_chars", "many"), "dates"),
    "rules/name_heads.yaml": ("outsides", ("bodies", 7), "inside"),
    "rules/not_names.yaml": ("verb", ("verbs", 7), "web"),
    "rules/titles.yaml": ("title", ("titles/royal", 7), "offices"),
    "rules/linking.yaml": ("places/fame", ("places/famous", "many"), "persons"),
    "rules/foreign_names.yaml": ("letter", ("consonants", "many"), "first"),
    "rules/clitics.yaml": ("double", ("single", 7), "whole"),
    "rules/camel_types.yaml": ("person", ("GPE", "PLACE"), ""),  # any type in capitals is allowed, none must be there
    "rules/tables.yaml": ("tables/articles/keys", ("tables/runs/row_group", "many"), "tables/articles/sort"),
    "rules/places.yaml": ("country", ("places/SA", 7), "weak"),
    "rules/headlines.yaml": ("kickers", ("kicker_words", "many"), "unfinished"),
    "reference/hijri.yaml": ("year", ("long_months/1445", 7), "first_day"),
    "reference/sources.yaml": ("source", ("sources/bbc.com/country", 7), "zones"),
    "reference/topics/country.yaml": ("nowhere", ("country/opens", "much"), "none"),
    "reference/stories/likeness.yaml": ("bias", ("evidence/words/weight", "much"), "threshold"),
    "reference/english.yaml": ("heads/PERS", ("heads/ORG/وزارة", "Ministry"), "nouns"),
    "reference/romanisation.yaml": ("regions/egypt/vowels", ("particles", "bin"), "names"),
    "reference/aliases/namesakes.yaml": ("namesakes/0/else", ("namesakes/0/readings", "x"), "namesakes/0/otherwise"),
    "reference/aliases/institutions.yaml": ("army/genders", ("army/gender", "n"), "army/en"),
    "reference/aliases/demonyms.yaml": ("SA/fr", ("SA/ar", "سعودي"), "SA/en"),
} | {
    name: ("0/scopes", ("0/longest", "many"), "0/leaves") for name in YAML if name.startswith("rules/boilerplate/")
}  # fmt: skip


def kind_of(name: str) -> DataFiles:
    (found,) = (kind for kind in DATA if INCLUDE / name in INCLUDE.glob(kind.files))
    return found


def refusal(folder: Path, name: str, change: Callable[[Any], Any]) -> str:
    """What is said of a file when this was done to what it holds."""
    (folder / name).parent.mkdir(parents=True)
    content = change(read_yaml(INCLUDE / name))
    (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    with pytest.raises(RulesError) as refused:
        check(kind_of(name), folder)
    said = str(refused.value)
    assert Path(name).name in said
    assert "\n" not in said
    return said


def put(value: Any, way: Way, new: Any) -> Any:
    """The value with something else at the end of the way; nothing more, when that is None."""
    step, _, rest = way.partition("/")
    at: Any = int(step) if isinstance(value, list) or step.isdigit() else step
    if rest:
        value[at] = put(value[at], rest, new)
    elif new is None:
        del value[at]
    else:
        value[at] = new
    return value


def test_every_file_is_declared_or_for_people_to_read() -> None:
    assert {name for name in FILES if name not in FOR_PEOPLE} == {
        path.relative_to(INCLUDE).as_posix() for kind in DATA for path in INCLUDE.glob(kind.files)
    }
    assert all(kind_of(name).function for name in YAML)
    assert set(SLIPS) == set(YAML)


@pytest.mark.parametrize("name", YAML)
def test_an_unknown_key_is_refused(tmp_path: Path, name: str) -> None:
    way = SLIPS[name][0]
    said = refusal(tmp_path, name, lambda content: put(content, way, "x"))
    assert way.rpartition("/")[2] in said
    assert "expected" in said or "pattern" in said


@pytest.mark.parametrize("name", YAML)
def test_a_value_of_the_wrong_type_is_refused(tmp_path: Path, name: str) -> None:
    way, new = SLIPS[name][1]
    said = refusal(tmp_path, name, lambda content: put(content, way, new))
    assert way.removeprefix("0/").replace("/", ".") in said
    assert "expected" in said


@pytest.mark.parametrize("name", YAML)
def test_a_missing_key_is_refused(tmp_path: Path, name: str) -> None:
    way = SLIPS[name][2]
    said = refusal(tmp_path, name, lambda content: put(content, way, None) if way else {})
    assert f"key {way.removeprefix('0/').replace('/', '.')} is missing" in said or not way


def test_a_rule_is_named(tmp_path: Path) -> None:
    said = refusal(tmp_path, "rules/boilerplate/related.yaml", lambda rules: put(rules, "1/place", "middle"))
    rule = read_yaml(INCLUDE / "rules/boilerplate/related.yaml")[1]["id"]
    assert f"related.yaml, rule {rule}: place: expected 'whole', 'start', 'end' or 'anywhere', got 'middle'" in said


@pytest.mark.parametrize(
    ("name", "way", "new", "told"),
    [
        ("rules/metadata.yaml", "zones/مكة", "Asia/Mecca", "got 'Asia/Mecca'"),
        ("rules/metadata.yaml", "months/12", None, "the months 1 to 12, 12 missing"),
        ("rules/language.yaml", "density/fa", None, "density: expected one for ar and each other language"),
        ("rules/language.yaml", "latin_words/10", True, "latin_words.10: expected a word, got YAML's true: put quotes"),
        ("rules/landing.yaml", "legacy_encodings", ["cp1265"], "got 'cp1265'"),
        ("rules/night.yaml", "timezone", "Asia/Riad", "got 'Asia/Riad'"),
        ("rules/boilerplate/related.yaml", "0/phrases", ["{اقرأ|شاهد أيضا"], "a { stands alone in the phrase"),
        ("rules/boilerplate/metadata.yaml", "0/patterns", ["(المصدر"], "is no regular expression"),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path: Path, name: str, way: str, new: Any, told: str) -> None:
    assert told in refusal(tmp_path, name, lambda content: put(content, way, new))


ROWS = [name for name in FILES if name.endswith((".tsv", ".txt")) and not kind_of(name).may_be_empty]


@pytest.mark.parametrize("name", [*YAML, *ROWS])
@pytest.mark.parametrize("left", ["", "# all of it was cut out\n"], ids=["nothing", "a comment"])
def test_an_emptied_file_is_refused(tmp_path: Path, name: str, left: str) -> None:
    """Whoever saves while the disk is full, or cuts too much, must not take away a table's names unseen."""
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text(left)
    with pytest.raises(RulesError, match=rf"{Path(name).name}: (expected|key)"):
        check(kind_of(name), tmp_path)


def listed(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The ways to words in lists."""
    inside = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    here = [(*way, 0)] if isinstance(value, list) and value and isinstance(value[0], str) else []
    return here + [found for step, one in inside for found in listed(one, (*way, step))]


@pytest.mark.parametrize("name", [name for name in YAML if listed(read_yaml(INCLUDE / name))])
@pytest.mark.parametrize("blank", ["", " ", "\u00a0"], ids=["empty", "space", "no-break space"])
def test_a_blank_word_is_refused(tmp_path: Path, name: str, blank: str) -> None:
    """It stands at the beginning of every line."""
    way = listed(read_yaml(INCLUDE / name))[0]

    def slip(content: Any) -> Any:
        at = content
        for step in way[:-1]:
            at = at[step]
        at[0] = blank
        return content

    assert "expected" in refusal(tmp_path, name, slip)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    shutil.copytree(INCLUDE / "rules", tmp_path / "rules")
    (tmp_path / "rules" / "words.yaml").unlink()
    with pytest.raises(FileNotFoundError, match=r"words\.yaml"):
        check_rules(tmp_path)


def test_what_was_found_good_is_read_again_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules").mkdir()
    words = tmp_path / "rules" / "words.yaml"
    shutil.copy(INCLUDE / "rules" / "words.yaml", words)
    monkeypatch.setattr(checked, "DATA", [kind_of("rules/words.yaml")])
    assert check_rules(tmp_path) == [words]
    with monkeypatch.context() as patch:
        patch.setattr(checked, "check", lambda *_: pytest.fail("read again"))
        assert check_rules(tmp_path) == [words]
    words.write_text(words.read_text(encoding="utf-8").replace("time:", "times:"), encoding="utf-8")
    with pytest.raises(RulesError, match="times"):
        check_rules(tmp_path)


def test_a_night_stops_before_it_reads_the_landing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(INCLUDE / "rules", tmp_path / "rules")
    fields = tmp_path / "rules" / "fields.yaml"
    fields.write_text(fields.read_text(encoding="utf-8").replace("agency:", "agncy:"), encoding="utf-8")
    (tmp_path / "landing" / "2024-03-10").mkdir(parents=True)
    run = Run("2024-03-10", "typo", Storage(str(tmp_path / "landing")), Storage(str(tmp_path / "lake")))
    monkeypatch.setattr(check_rules, "__defaults__", (tmp_path,))
    with pytest.raises(RulesError, match=r"fields\.yaml: key agncy is unknown, expected agency"):
        stages.plan(run, load_settings(landing=str(tmp_path / "landing")), Options(day=run.day))
    assert not run.staging.files("plan")


def test_the_command_names_what_it_checked() -> None:
    result = CliRunner().invoke(rules_group, ["check"])
    assert result.exit_code == 0, result.output
    assert [f"include/{name}" for name in YAML if f"include/{name}" not in result.output] == []
    assert "include/reference/aliases/people.tsv\n" in result.output
    assert "parquet" not in result.output
