"""Cleaning files outside of a night: what `nashra clean` does."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from nashra.article import Article, Cleaned
from nashra.cleaning.cleaner import Cleaner, batches
from nashra.cleaning.evidence import CorpusEvidence
from nashra.cleaning.survey import observe_articles
from nashra.lake import Storage
from nashra.settings import Settings


def read_paths(paths: Iterable[Path], settings: Settings) -> tuple[list[Article], list[str]]:
    """Articles of files and folders, and a line for each record that can't be read.

    Raises FileNotFoundError for a path that is not there.
    """
    from nashra.landing.read import read_articles

    articles: list[Article] = []
    refused: list[str] = []
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"there is no file or folder {path}")
        storage = Storage(str(path if path.is_dir() else path.parent))
        for item in read_articles(storage, "" if path.is_dir() else path.name, settings):
            if isinstance(item, Article):
                articles.append(item)
            else:
                refused.append(f"{item.landing_file}: {item.reason}")
    return articles, refused


def clean_paths(
    paths: Sequence[Path], out: Path, explain: Path | None, settings: Settings, cleaner: Cleaner | None = None
) -> dict[str, int | list[str]]:
    """Cleans all articles of the paths as one corpus, duplicates too, into `out`/<name>.txt.

    <name> is the file's, or <file>-<record> where a file holds many; title first, then the body. `explain`
    gets a JSON line for each removed line. Returns counts, and what was refused.
    """
    articles, refused = read_paths(paths, settings)
    evidence = CorpusEvidence.build(observe_articles(articles))
    cleaner = cleaner or Cleaner.load()
    out.mkdir(parents=True, exist_ok=True)
    names = file_names(articles)
    removed = 0
    told = explain.open("w", encoding="utf-8") if explain else None
    try:
        for batch in batches(articles):
            for article, cleaned in zip(batch, cleaner.clean_many(batch, evidence), strict=True):
                name = next(names)
                text = "\n".join(part for part in (cleaned.title, cleaned.body) if part)
                (out / f"{name}.txt").write_text(text + "\n", encoding="utf-8", errors="surrogatepass")
                removed += len(cleaned.removals)
                if told:
                    told.writelines(explanations(article, cleaned, name))
    finally:
        if told:
            told.close()
    return {"articles": len(articles), "removed_lines": removed, "refused": refused}


def file_names(articles: Sequence[Article]) -> Iterator[str]:
    """A name for each article's output, different for each: iterate once, in order."""
    many = Counter(article.landing_file for article in articles)
    taken: set[str] = set()

    def name(article: Article) -> str:
        stem = Path(article.landing_file).name.split(".")[0] or "article"
        plain = Path(article.landing_file).name
        stem = plain[:-4] if plain.endswith(".txt") else stem
        wanted = stem if many[article.landing_file] == 1 else f"{stem}-{article.record_no}"
        found, number = wanted, 2
        while found in taken:
            found, number = f"{wanted}~{number}", number + 1
        taken.add(found)
        return found

    return map(name, articles)


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
