"""A tar archive, packed or not: each file in it lands as if it lay in the landing."""

import gzip
import io
import json
import tarfile
from typing import Any

import pytest

from tests.landing.conftest import BODY, OTHER, Landing


def packed(members: dict[str, bytes], kind: Any = "w:gz") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=kind) as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return file.getvalue()


MEMBERS = {
    "./سياسة/1.txt": BODY.encode(), "corpus/2.jsonl.gz": gzip.compress(json.dumps({"text": OTHER}).encode()),
    "corpus/._1.txt": b"x", "corpus/.hidden/3.txt": BODY.encode(),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kind"), [("a.tar", "w"), ("a.tar.gz", "w:gz"), ("a.tgz", "w:gz"), ("a.tar.xz", "w:xz")]
)
def test_its_files_are_read(landing: Landing, name: str, kind: str) -> None:
    landing.write(name, packed(MEMBERS, kind))
    night = landing.night()
    assert night.reasons == []
    assert [row["landing_file"] for row in night.articles] == [f"{name}/corpus/2.jsonl.gz", f"{name}/سياسة/1.txt"]


@pytest.mark.parametrize("order", [("txt", "json"), ("json", "txt")])
def test_of_neighbours_of_one_name_the_fields_are_the_text_s(landing: Landing, order: tuple[str, str]) -> None:
    fields = {
        "title": "توسعة الميناء القديم تبدأ مطلع الشهر",
        "url": "https://www.akhbar.example/ports/12",
        "date": "2024-03-08",
    }
    data = {"txt": BODY.encode(), "json": json.dumps(fields).encode()}
    pair = {f"000007.{suffix}": data[suffix] for suffix in order}
    landing.write("shard-000000.tar", packed(pair | {"000007.cls": b"3", "000008.txt": OTHER.encode()}, "w"))
    rows = {row["text"]: row for row in landing.night().articles}
    assert (rows[BODY]["title"], rows[BODY]["url"], str(rows[BODY]["published_on"])) == tuple(fields.values())
    assert rows[OTHER]["url"] is None


def test_a_bad_member_does_not_cost_the_others(landing: Landing) -> None:
    members = {"1.jsonl": b"{no", "2.png": b"\x89PNG....", "3.txt": b"", "4.tar": packed({"x": b"x"}, "w")}
    landing.write("a.tar.gz", packed(members | {"5.txt": BODY.encode()}))
    night = landing.night()
    assert [row["landing_file"] for row in night.articles] == ["a.tar.gz/5.txt"]
    assert {row["landing_file"]: row["reason"].split(":")[0] for row in night.quarantine} == {
        "a.tar.gz/1.jsonl": "json", "a.tar.gz/2.png": "unknown kind", "a.tar.gz/3.txt": "empty",
        "a.tar.gz/4.tar": "unknown kind",
    }  # fmt: skip


def test_links_and_devices_are_no_files(landing: Landing) -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind in (("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.FIFOTYPE), ("c.txt", tarfile.LNKTYPE)):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/hostname"
            archive.addfile(entry)
        entry = tarfile.TarInfo("d.txt")
        entry.size = len(BODY.encode())
        archive.addfile(entry, io.BytesIO(BODY.encode()))
    landing.write("a.tar", file.getvalue())
    night = landing.night()
    assert ([row["landing_file"] for row in night.articles], night.reasons) == (["a.tar/d.txt"], [])


def many() -> bytes:
    return packed({f"{n}.txt": f"{BODY} {n}".encode() for n in range(20)}, "w")


@pytest.mark.parametrize("share", [0.3, 0.33, 0.7, 0.97, 1])
def test_one_that_is_cut_keeps_what_came_before(landing: Landing, share: float) -> None:
    whole = many()
    used = len(whole.rstrip(b"\0")) // 512 * 512 + 512
    landing.write("a.tar", whole[: int(used * share)])
    night = landing.night()
    assert 0 < len(night.articles) <= 20
    told = {reason.split(":")[0] for reason in night.reasons}  # of the member, of which nothing may be left, and of all
    assert "truncated" in told and told <= {"truncated", "empty"}


def test_a_damaged_header_is_told(landing: Landing) -> None:
    whole = bytearray(many())
    at = whole.index(b"10.txt")
    whole[at + 148 : at + 156] = b"99999999"  # its checksum
    landing.write("a.tar", bytes(whole))
    night = landing.night()
    assert len(night.articles) == 10
    assert night.reasons == ["tar: a damaged header, and what stands behind it can't be read"]
