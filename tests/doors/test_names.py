"""Every name of code and every path that is only written as text is there: the table of verbs, lists of what is
imported ahead, docker-compose.yml, the Makefile, pages, comments and docstrings. No type checker looks into those.
"""

import importlib
import re
from importlib.util import find_spec
from pathlib import Path

import click
import pytest
import yaml

from nashra.cli import VERBS
from nashra.settings import CHECKOUT
from tests.support import named
from tests.support.doors import modules

# dotted names that are no code: a file of the lake, files of pages, assets of Airflow
NO_CODE = re.compile(
    r"nashra\.(duckdb|css|js)|nashra\.(articles|removals|mentions|entities|sources|quarantine|checks|runs|quotes|stories|story_articles|copies)|nashra_lab\.evaluate\.evaluate_|"
    r"nashra\.night\.run\.composed:check_|nashra\.landing\.somewhere"
)
# file names that are somebody else's, or that a test or a user makes
NOT_OURS = re.compile(
    r"(opt/nashra/.*|.*/)?(airflow_local_settings|test_doors|my_rules|broken|widgets)\.(py|yaml)|"
    r"ruamel\.yaml|folders?/.*|e/page\.py|made/.*|other/.*|/.*"
)
# paths that are an address of Airflow's API or pages, or a pattern of a test's
NO_PATH = re.compile(
    r"dags/(nashra_nightly(/runs.*)?|\{.*|<.*)|plugins/importErrors|(tests|docs|include)/[^/]*\{.*|\.ci/make_lock"
)


@pytest.mark.parametrize("verb", VERBS)
def test_the_table_of_verbs_names_commands(verb: str) -> None:
    module, _, name = VERBS[verb][0].partition(":")
    found = getattr(importlib.import_module(module), name)
    assert isinstance(found, click.Command)
    assert found.name == verb or isinstance(found, click.Group) or verb == "clean"


def test_every_dotted_name_of_ours_is_code() -> None:
    names = named.written(named.DOTTED)
    assert len(names) > 150
    lost = [f"{n}: {where}" for n, where in names.items() if not named.is_defined(n) and not NO_CODE.fullmatch(n)]
    assert not lost, "\n".join(lost)


def test_every_file_that_is_named_is_there() -> None:
    names = named.written(named.FILE)
    assert {"floors.yaml", "moment.py", "night.yaml"} <= {Path(name).name for name in names}
    lost = {n: where for n, where in names.items() if not named.is_file_of_ours(n) and not NOT_OURS.fullmatch(n)}
    assert {name for name, where in lost.items() if not name.endswith(".yaml") or not made_by_a_test(where)} == set()


def made_by_a_test(where: list[str]) -> bool:
    return all(file.startswith("tests/") for file in where)


def test_every_path_of_the_checkout_is_there() -> None:
    paths = named.written(named.PATH)
    assert len(paths) > 80
    lost = [f"{p}: {where}" for p, where in paths.items() if not named.is_there(p) and not NO_PATH.fullmatch(p)]
    assert not lost, "\n".join(lost)


def test_every_link_of_a_page_leads_somewhere() -> None:
    lost = []
    for page in (path for path in named.files() if path.suffix == ".md"):
        text = (CHECKOUT / page).read_text(encoding="utf-8")
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            home = CHECKOUT / (
                "docs" if page.parts[:2] == ("include", "bi") else page.parent
            )  # docs/bi.md is made of it
            if "://" not in link and not (home / link).exists():
                lost.append(f"{page}: {link}")
    assert lost == []


def test_what_is_imported_by_name_can_be() -> None:
    found = sorted(set(named.strings_given_to("import_module")))
    assert {"threadpoolctl", "nashra.cleaning.cleaner"} <= {name for _, name in found}
    assert [(file, name) for file, name in found if find_spec(name) is None] == []


def test_what_is_imported_ahead_can_be() -> None:
    from nashra_airflow.local.preload import MODULES
    from nashra_lab.bench.night.measured_task import PRELOADED

    assert [name for name in {*MODULES, *PRELOADED} if find_spec(name) is None] == []


def test_modules_that_are_run_are_doors() -> None:
    """`-m module` in the Makefile, docker-compose.yml, the images and every page."""
    run = {
        module
        for path in named.files()
        if path.suffix != ".py"
        for module in re.findall(r"-m ((?:nashra|seeds)[\w.$]*)", (CHECKOUT / path).read_text(encoding="utf-8"))
    }
    assert "nashra_dashboard" in run
    assert {module for module in run if not module.endswith((".", "$$part"))} <= set(modules())


def test_docker_compose_names_modules_that_are_there() -> None:
    services = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    text = yaml.safe_dump([(s.get("command"), s.get("healthcheck", {}).get("test")) for s in services.values()])
    found = set(re.findall(r"\bairflow(?:\.\w+)+", text))
    assert found == {"airflow.providers.celery.executors.celery_executor.app"}
    if find_spec("airflow.providers.celery"):  # of the images alone
        assert find_spec("airflow.providers.celery.executors.celery_executor")


def test_images_and_requirements_are_made_of_files_that_are_there() -> None:
    named_files = set()
    for image in (CHECKOUT / "include" / "deploy").glob("*ockerfile"):
        lines = image.read_text(encoding="utf-8").replace("\\\n", " ")
        for copied in re.findall(r"^COPY (?:--\S+ )*(.+) \S+$", lines, re.MULTILINE):
            named_files |= set(copied.split())
        named_files |= set(re.findall(r" -[rc] (?!core\.txt)(\S+)", lines))
    for path in named.files():
        if path.name == "Makefile":
            named_files |= set(re.findall(r" -r ([\w./-]+\.txt)", (CHECKOUT / path).read_text(encoding="utf-8")))
    assert {"pyproject.toml", "include"} <= named_files
    assert {name for name in named_files if not (CHECKOUT / name).exists()} == set()


def test_a_name_that_is_not_there_is_noticed() -> None:
    assert named.is_defined("nashra.lake.Storage")
    assert named.is_defined("nashra.cli:main")
    assert not named.is_defined("nashra.entities.recognise.command:tag_command")
    assert not named.is_defined("nashra.entities.link.build")
    assert named.is_there("include/nashra/{lake,settings,article}.py")
    assert not named.is_there("include/rules/floors.yaml")
    assert not named.is_file_of_ours("tables/moment.py")
