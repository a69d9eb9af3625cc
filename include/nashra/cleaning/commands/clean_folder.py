"""Cleaning files outside of a night: what `nashra clean` does."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from nashra.article import Article, Cleaned
from nashra.cleaning.cleaner import Cleaner
from nashra.cleaning.corpus.gathered import evidence_of, groups
from nashra.lake import Storage
from nashra.landing.given import given, on_disk
from nashra.settings import Settings

_NAME_BYTES = 200  # of the 255 that a name may have


def stream_paths(
    paths: Iterable[Path | str], settings: Settings, refused: list[str] | None = None
) -> Iterator[Article]:
    """Articles of files, folders and s3:// addresses, one in memory at a time; `refused` gets a line for what can't
    be read.

    Raises FileNotFoundError for a path that is not there.
    """
    from nashra.landing.read import read_articles

    for path in paths:
        storage, name = given(path)
        for item in read_articles(storage, name, settings):
            if isinstance(item, Article):
                yield item
            elif refused is not None:
                refused.append(f"{item.landing_file}: {item.reason}")


def clean_paths(
    paths: Sequence[Path], out: Path | None, explain: Path | None, settings: Settings, cleaner: Cleaner | None = None
) -> tuple[int, int, list[str]]:
    """Cleans all articles of the paths as one corpus, duplicates too, into `out`/<name>.txt, or without `out` to
    standard output, a JSON line each.

    <name> is the file's, or <file>-<record> where a file holds many; title first, then the body. `explain`
    gets a JSON line for each removed line. The files are read twice, so that no more than a few articles are
    in memory. Returns articles, removals, and what was refused. Without an article nothing is written.
    """
    refused: list[str] = []
    many: Counter[str] = Counter()

    def counted() -> Iterator[Article]:
        for article in stream_paths(paths, settings, refused):
            many[article.landing_file] += 1
            yield article

    evidence = evidence_of(counted())
    if not many:
        return 0, 0, refused
    cleaner, names = cleaner or Cleaner.load(), Names(many)
    if out:
        out.mkdir(parents=True, exist_ok=True)
    articles = removed = 0
    with ExitStack() as stack:
        told = stack.enter_context(explain.open("w", encoding="utf-8")) if explain else None
        for batch in groups(stream_paths(paths, settings)):
            for article, cleaned in zip(batch, cleaner.clean_many(batch, evidence), strict=True):
                name = names.of(article)
                if cleaned.error:
                    refused.append(f"{article.landing_file}: it can't be cleaned: {cleaned.error}")
                    continue
                if out:
                    text = "\n".join(part for part in (cleaned.title, cleaned.body) if part)
                    (out / f"{name}.txt").write_text(text + "\n", encoding="utf-8", errors="surrogatepass")
                else:
                    click.echo(as_json(article, cleaned, name))
                articles, removed = articles + 1, removed + len(cleaned.removals)
                if told:
                    told.writelines(explanations(article, cleaned, name))
    return articles, removed, refused


class Names:
    """A name for each article's output, different for each; asked once for each article, in order."""

    def __init__(self, many: Counter[str]) -> None:
        self.many = many  # articles of each landing file
        self.taken: set[str] = set()
        self.next: dict[str, int] = {}  # the number to try for a name that is taken

    def of(self, article: Article) -> str:
        file = Path(article.landing_file).name
        stem = _short(file[:-4] if file.endswith(".txt") else file.split(".")[0] or "article")
        wanted = stem if self.many[article.landing_file] == 1 else f"{stem}-{article.record_no}"
        found, number = wanted, self.next.get(wanted, 2)
        while found in self.taken:
            found, number = f"{wanted}~{number}", number + 1
        self.next[wanted] = number
        self.taken.add(found)
        return found


def as_json(article: Article, cleaned: Cleaned, name: str) -> str:
    """The cleaned article as a line of JSON."""
    return json.dumps(
        {
            "article": name, "article_id": article.article_id, "source": article.source, "url": article.url,
            "published_at": article.published_at.isoformat() if article.published_at else None,
            "title": cleaned.title, "body": cleaned.body, "removed_lines": len(cleaned.removals),
        },
        ensure_ascii=False,
    )  # fmt: skip


def _short(stem: str) -> str:
    """A file's name as far as a file system takes it, with room for a number and a suffix."""
    return stem.encode("utf-8", "replace")[:_NAME_BYTES].decode("utf-8", "ignore")


def explanations(article: Article, cleaned: Cleaned, name: str) -> Iterable[str]:
    """A JSON line for each removed line of an article."""
    for removal in cleaned.removals:
        yield json.dumps(
            {
                "file": name, "article_id": article.article_id, "landing_file": article.landing_file,
                "line_no": removal.line_no, "text": removal.text, "rule": removal.rule,
                "category": removal.category, "evidence": removal.evidence,
            },
            ensure_ascii=False,
        ) + "\n"  # fmt: skip


def bytes_of(paths: Iterable[Path]) -> int:
    """Bytes of all files of some paths, as far as they are there."""
    from nashra.landing.files.listing import list_files

    there = [on_disk(path) for path in paths]
    folders = (info.size for path in there if path.is_dir() for info in list_files(Storage(str(path))))
    return sum(folders) + sum(path.stat().st_size for path in there if path.is_file())
