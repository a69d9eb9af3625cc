"""Makes seeds/landing, seeds/gold and seeds/raw from seeds/articles: `python -m seeds.build [OUT]`.

seeds/articles/landing.yaml says which articles a file of the landing holds and how it is written. `raw` has
the text of each article as its file gives it, `gold` a label for each of its lines, `gold/<day>/inline.csv`
the junk glued to body lines.
"""

import csv
import io
import sys
from pathlib import Path, PurePosixPath
from typing import Any

import click

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from nashra.door import run_door
from nashra.errors import BadFile
from nashra.yaml_files import read_yaml
from seeds import formats
from seeds.composed import ARTICLES, Composed, load_article


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("out", default=Path(__file__).parent, type=click.Path(file_okay=False, path_type=Path))
def main(out: Path) -> None:
    """Makes landing, gold and raw from articles: in OUT, or beside them."""
    for path, data in build().items():
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def build() -> dict[str, bytes]:
    """Every file of landing, gold and raw: path below seeds/ -> bytes."""
    plan = read_yaml(ARTICLES / "landing.yaml")
    files: dict[str, bytes] = {}
    for day, entries in plan.items():
        tails = [("file", "line0", "text")]
        for path, entry in entries.items():
            articles = [load_article(day, name) if isinstance(name, str) else None for name in entry["articles"]]
            files[f"landing/{day}/{path}"] = landing_file(path, entry, articles)
            for name, article in gold_names(path, entry, articles):
                article = article.without_frame() if path.endswith((".html", ".html.gz", ".warc.gz")) else article
                files[f"raw/{day}/{name}.txt"] = article.text.encode()
                files[f"gold/{day}/{name}.txt"] = article.gold.encode()
                tails += [(f"{name}.txt", str(n), line.tail) for n, line in enumerate(article.lines) if line.tail]
        if len(tails) > 1:
            files[f"gold/{day}/inline.csv"] = _csv(tails)
    return files


def landing_file(path: str, entry: dict[str, Any], articles: list[Composed | None]) -> bytes:
    """The bytes of one landing file. An item that is no article name is a record (or a raw line) as it is."""
    names = entry.get("fields", formats.FIELDS)
    rows: list[Any] = [
        formats.record(article, names) if article else item["record"]
        for article, item in zip(articles, entry["articles"], strict=True)
    ]
    pages = [article for article in articles if article]
    match PurePosixPath(path).suffixes[-2:] if path.endswith((".gz", ".zst")) else [PurePosixPath(path).suffix]:
        case [".txt"]:
            data = (pages[0].text if pages else "").encode(entry.get("encoding", "utf-8"))
        case [".html"]:
            data = formats.page(pages[0])
        case [".html", ".gz"]:
            data = formats.gz(formats.page(pages[0]))
        case [".jsonl"]:
            data = formats.jsonl(rows)
        case [".jsonl", ".gz"]:
            data = formats.gz_lines(formats.jsonl(rows))
        case [".jsonl", ".zst"]:
            data = formats.zst(formats.jsonl(rows))
        case [".csv"]:
            data = formats.csv_table(rows)
        case [".parquet"]:
            data = formats.parquet(rows)
        case [".warc", ".gz"]:
            data = formats.warc_gz(pages)
        case other:
            raise BadFile(f"{path}: no writer for {other}")
    return data[: int(len(data) * entry.get("kept", 1))]


def gold_names(path: str, entry: dict[str, Any], articles: list[Composed | None]) -> list[tuple[str, Composed]]:
    """What `nashra clean` calls each article: the file's name, with the record's number when it holds many."""
    stem = PurePosixPath(path).name.partition(".")[0]
    lost = entry.get("lost", [])
    many = not path.endswith((".txt", ".html", ".html.gz"))
    step, first = (2, 2) if path.endswith(".warc.gz") else (1, 0)  # its warcinfo and requests count as well
    return [
        (f"{stem}-{first + step * number}" if many else stem, article)
        for number, article in enumerate(articles)
        if article and number not in lost and article.fields.get("lang", "ar") == "ar"
    ]


def _csv(rows: list[tuple[str, str, str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


if __name__ == "__main__":
    run_door(main)
