"""Trying a changed rules file on a landing before it ships: what it would remove and what it would restore."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from nashra.article import Article, Cleaned
from nashra.cleaning.cleaner import Cleaner, batches
from nashra.cleaning.corpus.evidence import CorpusEvidence
from nashra.cleaning.corpus.gathered import observe_articles
from nashra.cleaning.ledger.account import REPAIR
from nashra.cleaning.rules.rule_files import FOLDER, Rule, load_rules
from nashra.errors import NashraError
from nashra.settings import load_settings
from nashra.yaml_files import RulesError, shown


@dataclass(slots=True)
class Change:
    """What changes under one rule."""

    removed: int = 0  # lines, or tails of lines, that would go now
    restored: int = 0  # that would stay now
    articles: set[str] = field(default_factory=set)
    removed_examples: list[str] = field(default_factory=list)
    restored_examples: list[str] = field(default_factory=list)


def changed_rules(file: Path) -> list[Rule]:
    """The shipped rules with `file` in the place of the one of its name, or beside them. Raises RulesError."""
    if not load_rules([file]):
        raise RulesError(f"{shown(file)}: expected a list of rules, there is none in it")
    return load_rules([*(path for path in FOLDER.glob("*.yaml") if path.name != file.name), file])


def try_rules(articles: Sequence[Article], rules: Sequence[Rule], examples: int = 5) -> dict[str, Change]:
    """Changes by rule: a line that goes now counts under the rule that removes it now, one that comes back
    under the rule that removed it before."""
    evidence = CorpusEvidence.build(observe_articles(articles))
    before, after = Cleaner.load(), Cleaner.load(rules)
    changes: dict[str, Change] = {}
    for batch in batches(articles):
        pairs = zip(before.clean_many(batch, evidence), after.clean_many(batch, evidence), strict=True)
        for article, (old, new) in zip(batch, pairs, strict=True):
            was, now = _gone(old), _gone(new)
            for line, text in sorted(now.keys() - was.keys()):
                change = changes.setdefault(now[line, text], Change())
                change.removed += 1
                _note(change, change.removed_examples, article, line, text, examples)
            for line, text in sorted(was.keys() - now.keys()):
                change = changes.setdefault(was[line, text], Change())
                change.restored += 1
                _note(change, change.restored_examples, article, line, text, examples)
    return dict(sorted(changes.items()))


def _gone(cleaned: Cleaned) -> dict[tuple[int, str], str]:
    return {(r.line_no, r.text): r.rule for r in cleaned.removals if r.category != REPAIR}


def _note(change: Change, examples: list[str], article: Article, line: int, text: str, most: int) -> None:
    change.articles.add(article.article_id)
    if len(examples) < most:
        examples.append(f"{article.landing_file}:{line + 1}: {text[:120]}")


@click.command("try")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("landing", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--examples", default=5, show_default=True, type=click.IntRange(0), help="Lines shown for each rule.")
def try_command(file: Path, landing: tuple[Path, ...], examples: int) -> None:
    """Show what the rules in FILE would remove or restore on LANDING... (default: the landing of the settings)."""
    from nashra.cleaning.commands.clean_folder import stream_paths

    settings = load_settings()
    rules = changed_rules(file)
    articles = list(stream_paths(landing or (settings.landing,), settings))
    if not articles:
        where = ", ".join(map(str, landing)) or settings.landing
        raise NashraError(f"there is no article in {where} to try the rules on")
    changes = try_rules(articles, rules, examples)
    for rule, change in changes.items():
        click.echo(f"{rule}: removes {change.removed}, restores {change.restored}, in {len(change.articles)} articles")
        for mark, lines in (("-", change.removed_examples), ("+", change.restored_examples)):
            for line in lines:
                click.echo(f"  {mark} {line}")
    click.echo(f"{len(articles)} articles, {len(changes)} rules with a change")
