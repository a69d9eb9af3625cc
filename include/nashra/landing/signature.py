"""What of an article is needed to find its duplicates: a digest, a MinHash signature, hashes of its lines."""

import hashlib
import re
from typing import NamedTuple

import pyarrow as pa
from rensa import RMinHash

from nashra.article import Article
from nashra.landing.limits import Limits
from nashra.text.fold import fold

SCHEMA = pa.schema(
    [
        pa.field("landing_file", pa.string()),
        pa.field("record_no", pa.int64()),
        pa.field("article_id", pa.string()),  # as if it were the first of its kind in the day
        pa.field("digest", pa.uint64()),  # of the folded words: equal for exact copies
        pa.field("title", pa.uint64()),  # of the folded title, 0 when it has none
        pa.field("words", pa.int64()),
        pa.field("minhash", pa.binary()),  # uint32, little endian
        pa.field("lines", pa.list_(pa.uint64())),  # of source and folded line, each once
    ]
)
_SEED = 20240401  # any number, but the same for ever
_WORD = re.compile(r"[^\W_]+")


class Signature(NamedTuple):
    """A row of SCHEMA less its article."""

    digest: int
    title: int
    words: int
    minhash: bytes
    lines: list[int]


def words_of_lines(text: str) -> list[list[str]]:
    """The folded words of each line that has any."""
    return [words for line in fold(text).lower().split("\n") if (words := _WORD.findall(line))]


def shingles(lines: list[list[str]], size: int) -> list[str]:
    """Runs of `size` words within lines; whole lines when no line is that long."""
    found = [
        " ".join(words[start : start + size]) for words in lines for start in range(len(words) - size + 1)
    ]  # fmt: skip
    return found or [" ".join(words) for words in lines]


def hash64(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8"), digest_size=8).digest(), "little")


def line_hash(source: str, words: list[str]) -> int:
    """A line of a source: the same words of another site are another line."""
    return hash64(source + "\x1f" + " ".join(words))


def sign(article: Article, limits: Limits) -> Signature:
    lines = words_of_lines(article.text)
    count = sum(map(len, lines))
    joined = "\n".join(" ".join(words) for words in lines)
    title = " ".join(_WORD.findall(fold(article.title).lower())) if article.title else ""
    if count < limits.short_words:
        joined += "\x1f" + title
    minhash = RMinHash(num_perm=limits.permutations, seed=_SEED)
    minhash.update(shingles(lines, limits.shingle_words))
    return Signature(
        digest=hash64(joined),
        title=hash64(title) if title else 0,
        words=count,
        minhash=b"".join(value.to_bytes(4, "little") for value in minhash.digest()),
        lines=sorted({line_hash(article.source, words) for words in lines}),
    )
