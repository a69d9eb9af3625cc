"""Writes composed articles in each format of a landing, the same bytes every time."""

import csv
import gzip
import html
import io
import json
import uuid
import zlib
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from seeds.composed import Composed, Line

FIELDS = {name: name for name in ("title", "text", "url", "source", "published_at")}


def record(article: Composed, names: dict[str, str]) -> dict[str, Any]:
    """The article as a record; `names` maps our field names to those of the file, and leaves out the rest."""
    values = article.fields | {"text": article.text, "source": article.site["host"]}
    return {theirs: values.get(ours) for ours, theirs in names.items()}


def jsonl(rows: list[dict[str, Any] | str]) -> bytes:
    """JSON lines; a string is written as it is, for a line that is no JSON."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    return "".join(line + "\n" for line in lines).encode()


def csv_table(rows: list[dict[str, Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def parquet(rows: list[dict[str, Any]]) -> bytes:
    out = io.BytesIO()
    schema = pa.schema([(name, pa.string()) for name in rows[0]])
    pq.write_table(pa.Table.from_pylist(rows, schema), out, compression="zstd")
    return out.getvalue()


def gz(data: bytes) -> bytes:
    return gzip.compress(data, compresslevel=9, mtime=0)


def gz_lines(data: bytes) -> bytes:
    """gzip with the compressor flushed after every line, as a crawler that writes while it crawls does."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    pieces = [packer.compress(line) + packer.flush(zlib.Z_FULL_FLUSH) for line in data.splitlines(keepends=True)]
    return b"".join(pieces) + packer.flush()


def zst(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=10).compress(data)


def page(article: Composed) -> bytes:
    """A web page: the site's `menu` in <nav>, its `foot` in <footer>, the other lines in <article>."""
    parts: dict[str, list[str]] = {"menu": [], "foot": [], "": []}
    for line in article.lines:
        if line.label != "B":
            parts[line.block if line.block in parts else ""].append(_element(line))
    title, name = html.escape(article.fields["title"]), html.escape(article.site["name"])
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<title>{title} - {name}</title>
<meta property="og:title" content="{title}">
<meta property="og:site_name" content="{name}">
<meta property="article:published_time" content="{article.fields["published_at"]}">
<link rel="canonical" href="{html.escape(article.fields["url"])}">
<style>nav li {{ display: inline; }}</style>
<script>window.page = {{"section": "news"}};</script>
</head>
<body>
<nav><ul>
{chr(10).join(parts["menu"])}
</ul></nav>
<article>
{chr(10).join(parts[""])}
</article>
<footer>
{chr(10).join(parts["foot"])}
</footer>
</body>
</html>
""".encode()


def _element(line: Line) -> str:
    text = html.escape(line.text, quote=False)
    if line.block == "menu":
        return f'<li><a href="#">{text}</a></li>'
    tag = {"T": "h1", "K": "p", "M": "div"}.get(line.label, "div")
    return f"<{tag}>{text}</{tag}>"


def warc_gz(articles: list[Composed]) -> bytes:
    """A web archive: a warcinfo record, then request and response for each page, each a gzip member."""
    info = b"software: nashra-seeds\r\nformat: WARC File Format 1.0\r\n"
    members = [_warc("warcinfo", "urn:nashra:seeds", "application/warc-fields", "2023-09-15T00:00:00Z", info)]
    for article in articles:
        url, date = article.fields["url"], "2023-09-15T03:00:00Z"
        path = url.partition(article.site["host"])[2]
        ask = f"GET {path} HTTP/1.1\r\nHost: {article.site['host']}\r\n\r\n".encode()
        body = page(article)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        members.append(_warc("request", url, "application/http; msgtype=request", date, ask))
        members.append(_warc("response", url, "application/http; msgtype=response", date, head.encode() + body))
    return b"".join(gz(member) for member in members)


def _warc(kind: str, url: str, content_type: str, date: str, payload: bytes) -> bytes:
    target = f"WARC-Target-URI: {url}\r\n" if kind != "warcinfo" else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}WARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, kind + url)}>\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"
