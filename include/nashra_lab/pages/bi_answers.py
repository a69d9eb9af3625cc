"""The page docs/bi.md, with real answers to its questions: `python -m nashra_lab.pages.bi_answers`.

The answers are those of the sample landing: its days are run into a temporary lake, or taken from `--lake`.
"""

import sys
import tempfile
from functools import cache

import click
import duckdb
from pydantic import BaseModel, ConfigDict, ValidationError

from nashra.door import run_door
from nashra.errors import BadFile, problems
from nashra.settings import CHECKOUT, INCLUDE
from nashra.tables.read.open_lake import open_lake
from nashra.tables.read.sql_command import NoAnswer, in_one_line
from nashra.tables.read.views import ready_views
from nashra.yaml_files import read_yaml
from nashra_lab.pages.markdown import grid

PAGE = CHECKOUT / "docs" / "bi.md"
FOLDER = INCLUDE / "bi"


class Question(BaseModel):
    """A question in both languages, and its SQL."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: str
    ar: str
    sql: str


class Questions(BaseModel):
    """What questions.yaml holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    questions: tuple[Question, ...]


@cache
def questions() -> tuple[Question, ...]:
    """The questions of the page. Raises BadFile when their file is malformed."""
    file = FOLDER / "questions.yaml"
    try:
        return Questions.model_validate(read_yaml(file)).questions
    except ValidationError as error:
        raise BadFile(f"{file}: {problems(error)}") from error


def page(lake: str) -> str:
    """The whole page, Markdown, with the answers of a lake."""
    text = (FOLDER / "page.md").read_text(encoding="utf-8")
    connection = open_lake(lake)
    answers = []
    for number, question in enumerate(questions(), 1):
        try:
            result = connection.execute(question.sql)
        except duckdb.Error as error:
            raise NoAnswer(f"question {number}: {in_one_line(error)}") from error
        names = [column[0] for column in result.description or []]
        answer = grid(names, result.fetchall())
        answers.append(f"### {number}. {question.en}\n{question.ar}\n\n```sql\n{question.sql}```\n\n{answer}")
    views = grid(["view", "what it gives"], [(f"`{view.name}`", view.meaning) for view in ready_views()])
    return text.replace("@@VIEWS@@\n", views).replace("@@QUESTIONS@@\n", "\n".join(answers))


def run_sample(lake: str) -> None:
    """Publishes the sample's days into a lake, with the shipped model."""
    from nashra.night.options import Options
    from nashra.night.run.in_process import run_day
    from nashra.night.stages import rebuild_entities, rebuild_stories
    from nashra.settings import load_settings

    landing = CHECKOUT / "seeds" / "landing"
    settings = load_settings(landing=str(landing), lake=lake, recognizer="embedded")
    for day in sorted(folder.name for folder in landing.iterdir() if folder.is_dir()):
        run_day(Options(day=day), settings)
    rebuild_entities(settings)
    rebuild_stories(settings)


@click.command()
@click.option("--lake", default=None, help="A lake of the sample's days; without it they are run first (a minute).")
@click.option("--check", is_flag=True, help="Write nothing; fail when the page is not what it should be.")
def main(lake: str | None, check: bool) -> None:
    """Writes docs/bi.md."""
    with tempfile.TemporaryDirectory(prefix="nashra-sample-") as folder:
        if lake is None:
            run_sample(folder)
        made = page(lake or folder)
    if not check:
        PAGE.write_text(made, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != made:
        click.echo(f"{PAGE} is out of date: make it with python -m nashra_lab.pages.bi_answers", err=True)
        sys.exit(1)


if __name__ == "__main__":
    run_door(main)
