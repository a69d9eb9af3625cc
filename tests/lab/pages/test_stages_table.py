"""What the pages say of the stages is what the register says."""

from nashra.night.register import NIGHT
from nashra_lab.pages.stages_table import PAGE, RUNBOOK, chain, page, runbook, table


def test_the_table_of_stages_is_the_register_s() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert table() in text
    assert page(text) == text, "run python -m nashra_lab.pages.stages_table"


def test_a_changed_register_changes_the_table_and_nothing_else() -> None:
    text = PAGE.read_text(encoding="utf-8")
    old = text.replace("| `survey` |", "| `sweep` |").replace("| `clean`* (heavy) |", "| `clean` |")
    assert old != text
    assert page(old) == text


def test_the_runbook_has_the_chain_and_a_word_on_every_stage() -> None:
    text = RUNBOOK.read_text(encoding="utf-8")
    assert chain() in text
    assert runbook(text) == text, "run python -m nashra_lab.pages.stages_table"
    assert runbook(text.replace("survey ->", "sweep ->")) == text
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    told = {name for row in rows for name in row.split("|")[1].replace("`", "").replace(" ", "").split(",")}
    # A check may have a row of its own besides the one that all checks share.
    of_their_own = {stage.name for stage in NIGHT if stage.checks}
    assert {"check_*" if stage.checks else stage.name for stage in NIGHT} == told - of_their_own


def test_the_picture_of_the_night_shows_the_stages_in_their_order() -> None:
    picture = next(line for line in PAGE.read_text(encoding="utf-8").splitlines() if "──►" in line)
    assert " -> ".join(part.strip() for part in picture.split("──►")) == chain().strip()
