"""What of an article is needed to find its duplicates: a digest, a MinHash signature, hashes of its lines."""

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
from rensa import RMinHash

from nashra.article import Article
from nashra.landing.duplicates.shingles import folded, line_hash, shingles, words_of
from nashra.landing.limits import Limits
from nashra.text.word_hashes import hash64

SCHEMA = pa.schema(
    [
        pa.field("landing_file", pa.string()),
        pa.field("record_no", pa.int64()),
        pa.field("article_id", pa.string()),  # as if it were the first of its kind in the day
        pa.field("digest", pa.uint64()),  # of the folded text: equal for exact copies
        pa.field("title", pa.uint64()),  # of the folded title, 0 when it has none
        pa.field("words", pa.int64()),
        pa.field("minhash", pa.binary()),  # uint32, little endian
        pa.field("source", pa.uint64()),
        pa.field("came", pa.int64()),  # microseconds, UTC: when it was published; NO_DAY when nothing says it
        pa.field("lines", pa.list_(pa.uint64())),  # of source and folded line, each once
    ]
)
NO_DAY = 2**63 - 1  # behind every day
_MIDNIGHTS = {timedelta(hours=hours) for hours in range(-5, 6)}  # of Arab countries, from midnight in UTC
_SEED = 20240401  # any number, but the same for ever


def sign(article: Article, limits: Limits) -> dict[str, Any]:
    """A row of SCHEMA."""
    text = folded(article.text)
    words = words_of(text)
    count = len(words.hashes)
    title = " ".join(folded(article.title).split()) if article.title else ""
    joined = " ".join(text.split())
    if count < limits.short_words:
        joined += "\x1f" + title
    return {
        "landing_file": article.landing_file,
        "record_no": article.record_no,
        "article_id": article.article_id,
        "digest": hash64(joined),
        "title": hash64(title) if title else 0,
        "words": count,
        "minhash": minhash(shingles(words, limits.shingle_words), limits.permutations),
        "source": hash64(article.source),
        "came": came(article),
        "lines": sorted({line_hash(article.source, line) for raw in text.split("\n") if (line := raw.strip())}),
    }


def came(article: Article) -> int:
    """When an article was published. A day without an hour counts as its end: none says that it came before."""
    if article.published_at is None or article.published_on is None:
        return NO_DAY
    midnight = datetime.combine(article.published_on, datetime.min.time(), UTC)
    at = midnight + timedelta(days=1) if article.published_at - midnight in _MIDNIGHTS else article.published_at
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def minhash(hashes: "np.typing.NDArray[np.uint64]", permutations: int) -> bytes:
    """The MinHash signature of a set of hashes: `permutations` numbers of 4 bytes, little endian."""
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(hashes, [0, len(hashes)], permutations, _SEED)
    return np.asarray(matrix.to_rows()[0], "<u4").tobytes()
