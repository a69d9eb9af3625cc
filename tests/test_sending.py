"""What a store says it took and has not is no file of the lake."""

from collections.abc import Callable

import pytest

from nashra.lake import Storage
from nashra.sending import NotStored
from tests.support.lying_store import lying_store

FAILED = b"<Error><Code>InternalError</Code><Message>We encountered an internal error. Try again.</Message></Error>"
PLACE, SOURCE = "/news/lake/a.parquet", "/news/lake/b.parquet"
OLD, NEW = b"the day as it was", b"the day as it is!"
Tell = Callable[[str], None]


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Leads S3 clients of this process to an address."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "any")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    return lambda url: monkeypatch.setenv("AWS_ENDPOINT_URL", url)


@pytest.mark.parametrize(
    "lie",
    [pytest.param(b"", id="cut"), pytest.param(FAILED, id="failed", marks=pytest.mark.faults)],  # 6 s of trying again
)
@pytest.mark.parametrize("held", [{}, {PLACE: OLD}, {PLACE: OLD[:5]}], ids=["nothing", "as long", "shorter"])
def test_a_file_that_the_store_has_not_was_not_written(tell: Tell, held: dict[str, bytes], lie: bytes) -> None:
    with lying_store(held, lie) as url:
        tell(url)
        with pytest.raises(NotStored, match=r"news/lake/a\.parquet was sent, and the store has"):
            Storage("s3://news/lake").write_bytes("a.parquet", NEW)


def test_a_file_that_is_there_already_is_written(tell: Tell) -> None:
    with lying_store({PLACE: NEW}, b"") as url:
        tell(url)
        Storage("s3://news/lake").write_bytes("a.parquet", NEW)


@pytest.mark.parametrize("held", [{}, {PLACE: OLD}], ids=["nothing", "as long"])
def test_a_copy_that_the_store_did_not_make_is_none(tell: Tell, held: dict[str, bytes]) -> None:
    with lying_store({SOURCE: NEW, **held}, b"") as url:
        tell(url)
        with pytest.raises(NotStored, match=r"a\.parquet"):
            Storage("s3://news/lake").copy_object("b.parquet", "a.parquet")
