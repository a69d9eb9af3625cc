"""How `nashra read` shows a file."""

import json
from collections.abc import Iterator
from typing import Any

from nashra.article import Article
from nashra.landing.look.seen import COLUMNS, Seen

_VALUE = 70  # characters of an example
_MOST = 12  # lines of one kind


def as_text(seen: Seen) -> Iterator[str]:
    """Lines for a reader."""
    counts = [f"{seen.articles:,} {'article' if seen.articles == 1 else 'articles'}"]
    if refused := seen.refused.total():
        counts.append(f"{refused:,} refused")
    if passed := seen.passed.total():
        counts.append(f"{passed:,} passed over")
    path = seen.path if seen.files == 1 else f"{seen.files:,} files, the first {seen.path}"
    yield f"{path}: {', '.join(counts)}"
    if seen.first:
        yield from _columns(seen)
    lacking = [f"{name} ({example})" if example else name for name, example in seen.left.items()]
    if lacking:
        more = f" · {len(lacking) - _MOST} more" if len(lacking) > _MOST else ""
        yield f"  in no column: {' · '.join(lacking[:_MOST])}{more}"
    for doubt, number in seen.doubts.most_common(_MOST):
        yield f"  look at: {doubt.kind}{f', {doubt.field}' if doubt.field else ''}: {number} of {seen.looked_at}"
    for kind, number in seen.passed.most_common(_MOST):
        yield f"  passed over: {number:,} {kind}"
    for reason, number in seen.refused.most_common(_MOST):
        yield f"  refused: {number:,} {reason}"


def as_json(seen: Seen) -> str:
    """One line."""
    return json.dumps(
        {
            "file": seen.path,
            "files": seen.files,
            "articles": seen.articles,
            "looked_at": seen.looked_at,
            "columns": {
                column: {
                    "articles": seen.having[column],
                    "names": dict(seen.taken.get(column, {})),
                    "first": _plain(getattr(seen.first[column], column)) if column in seen.first else None,
                }
                for column in COLUMNS
            },
            "in_no_column": seen.left,
            "doubts": [{"doubt": kind, "field": name, "records": n} for (kind, name), n in seen.doubts.most_common()],
            "passed_over": dict(seen.passed),
            "refused": dict(seen.refused),
        },
        ensure_ascii=False,
    )


def _columns(seen: Seen) -> Iterator[str]:
    rows = [(column, _names(seen, column, one), _example(one, column)) for column in COLUMNS
            if (one := seen.first.get(column))]  # fmt: skip
    width = max((len(names) for _, names, _ in rows), default=0)
    for column, names, example in rows:
        number = seen.having[column]
        share = "" if number == seen.articles else f"  [{number:,} of {seen.articles:,}]"
        yield f"  {column:<13}{names:<{width}}  {example}{share}".rstrip()
    if missing := [column for column in COLUMNS[:5] if not seen.having[column]]:
        looked_for = " (cleaning looks for a headline in the text)" if "title" in missing else ""
        yield f"  none has: {', '.join(missing)}{looked_for}"


def _names(seen: Seen, column: str, first: Article) -> str:
    """The names under which a column's values stood, the most frequent first; else where they are from."""
    if column in seen.taken:
        return ", ".join(name for name, _ in seen.taken[column].most_common(3))
    if column != "source":
        return "(in the text)"
    return "(the address)" if first.url and first.source in first.url else "(the folder, or what is around it)"


def _example(article: Article, column: str) -> str:
    value = getattr(article, column)
    if column == "published_at" and value is not None:
        return f"{value:%Y-%m-%d %H:%M} UTC, {article.published_on} at the source"
    if isinstance(value, list):
        value = "، ".join(value)
    written = " ".join(str(value or "").split())
    if column == "text":
        return f"{written[:_VALUE]}… ({len(article.text):,} characters)"
    return written if len(written) <= _VALUE else f"{written[: _VALUE - 1]}…"


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | list) else value.isoformat()
