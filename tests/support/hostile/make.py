"""Hostile landings: `python -m tests.support.hostile.make OUT` writes each to OUT/<name>/2024-03-05/.

A case is a function that gets the day's folder, with six good articles in it already, and puts something bad
beside them. It is listed with a pattern that a reason in quarantine must match, or None where nothing may be
refused, and with the number of articles that are to be published beside the good ones.
"""

import base64
import gzip
import io
import json
import os
import sys
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from tests.support.hostile.good import ARTICLES, MORE

DAY = "2024-03-05"
Build = Callable[[Path], Callable[[], None] | None]


@dataclass(frozen=True)
class Case:
    """`reason` None: nothing may be refused. `slow`: seconds or hundreds of megabytes."""

    name: str
    build: Build
    reason: str | None
    published: int = 0
    slow: bool = False


CASES: list[Case] = []


def case(reason: str | None, published: int = 0, slow: bool = False) -> Callable[[Build], Build]:
    def add(build: Build) -> Build:
        CASES.append(Case(build.__name__, build, reason, published, slow))
        return build

    return add


def record(text: str = MORE, **more: object) -> dict[str, object]:
    return {"text": text, "title": "قافلة مساعدات تصل إلى درنة", "url": "https://saha.example/n/77"} | more


def line(text: str = MORE, **more: object) -> str:
    return json.dumps(record(text, **more), ensure_ascii=False) + "\n"


def lines(folder: Path, *texts: str | bytes, name: str = "bad.jsonl") -> None:
    (folder / name).write_bytes(b"".join(t if isinstance(t, bytes) else t.encode() for t in texts))


def text(folder: Path, data: str | bytes, name: str = "bad.txt") -> None:
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())


# --- nothing in it ---------------------------------------------------------------------------------------------


@case("^empty")
def empty_text_file(folder: Path) -> None:
    text(folder, b"")


@case(r"^(empty|no record)", 0)
def empty_jsonl_file(folder: Path) -> None:
    lines(folder)


@case(r"^empty|csv")
def empty_csv_file(folder: Path) -> None:
    text(folder, b"", "bad.csv")


@case("^parquet|empty")
def empty_parquet_file(folder: Path) -> None:
    text(folder, b"", "bad.parquet")


@case("^empty|html|no text")
def empty_html_file(folder: Path) -> None:
    text(folder, b"", "bad.html")


@case("gzip|empty|truncated")
def empty_gzip_file(folder: Path) -> None:
    text(folder, b"", "bad.jsonl.gz")


@case("^(empty|too short)")
def only_spaces(folder: Path) -> None:
    text(folder, " \n\t\r\n\u00a0\u200f\n" * 50)


@case("^empty|too short")
def only_a_byte_order_mark(folder: Path) -> None:
    text(folder, b"\xef\xbb\xbf")


@case("empty|too short")
def only_punctuation(folder: Path) -> None:
    text(folder, "،؛؟!… " * 300)


@case("too short|empty|language")
def only_emoji(folder: Path) -> None:
    text(folder, "😀🚀" * 500)


# --- encodings -------------------------------------------------------------------------------------------------


@case("encoding|utf|replacement|language|damaged")
def invalid_utf8(folder: Path) -> None:
    text(folder, MORE.encode()[:200] + b"\xff\xfe\xc3\x28" * 40 + MORE.encode()[200:])


@case(None, 1)
def windows_1256(folder: Path) -> None:
    text(folder, MORE.encode("cp1256"))


@case(None, 1)
def windows_1256_read_as_utf8_and_saved(folder: Path) -> None:
    text(
        folder,
        MORE.encode().decode("latin-1").encode(),
    )


@case("replacement|encoding|damaged|language|letters")
def replacement_characters_everywhere(folder: Path) -> None:
    text(folder, MORE.encode("cp1256").decode("utf-8", "replace"))


@case(None, -1)  # a letter of UTF-8 in each two bytes: read, as mojibake is
def many_nul_bytes(folder: Path) -> None:
    text(folder, b"\0".join(bytes([b]) for b in MORE.encode()))


@case(None, 1)
def a_few_nul_bytes(folder: Path) -> None:
    text(folder, MORE.encode()[:100] + b"\0" + MORE.encode()[100:])


@case(None, 1)
def utf16_with_a_mark(folder: Path) -> None:
    text(folder, MORE.encode("utf-16"))


@case("encoding|nul|not text|language|too short|letters")
def random_bytes(folder: Path) -> None:
    import random

    text(folder, random.Random(7).randbytes(20_000))


@case(None, 1)
def a_byte_order_mark_in_jsonl(folder: Path) -> None:
    lines(folder, b"\xef\xbb\xbf", line())


@case(None, 1)
def windows_line_ends(folder: Path) -> None:
    text(folder, MORE.replace(". ", ".\r\n"))


@case(None, 1)
def lone_surrogates_in_json(folder: Path) -> None:
    lines(folder, line().replace("وصلت", "\\ud83d وصلت"))


@case(None, 1)
def bidi_overrides(folder: Path) -> None:
    text(folder, "\u202e" + MORE.replace("وصلت", "\u2066وصلت\u202e\u202d", 1) + "\u202c" * 20)


@case(None, 1)
def combining_marks_piled_up(folder: Path) -> None:
    text(folder, MORE.replace("م", "م" + "\u064e\u0651\u0301" * 60, 3))


# --- JSON ------------------------------------------------------------------------------------------------------


@case("json: nested")
def deep_json(folder: Path) -> None:
    lines(folder, '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}\n")


@case("json: nested")
def deep_json_objects(folder: Path) -> None:
    lines(folder, '{"a":' * 5000 + "1" + "}" * 5000 + "\n")


@case("json: list")
def json_of_a_list(folder: Path) -> None:
    lines(folder, "[1, 2, 3]\n")


@case("json: int|json: str|json: NoneType|json")
def json_of_plain_values(folder: Path) -> None:
    lines(folder, "17\n", '"نص"\n', "null\n")


@case("^no text")
def json_without_text(folder: Path) -> None:
    lines(folder, '{"headline_only": true, "id": 5}\n')


@case("no text|empty|text")
def text_is_a_number(folder: Path) -> None:
    lines(folder, '{"text": 42}\n')


@case("no text|empty|text|too short|language")
def text_is_an_object(folder: Path) -> None:
    lines(folder, '{"text": {"a": {"b": [1, 2]}}}\n')


@case("^no text|empty")
def text_is_null(folder: Path) -> None:
    lines(folder, '{"text": null}\n')


@case("^json", 1)
def json_cut_in_the_middle(folder: Path) -> None:
    lines(folder, line(), line("أخرى " + MORE)[:150])


@case("^too short")  # as Python prints it
def json_with_single_quotes(folder: Path) -> None:
    lines(folder, "{'text': 'نص'}\n")


@case("^json")
def json_with_a_million_brackets_in_a_string_unclosed(folder: Path) -> None:
    lines(folder, '{"text": "' + "[{" * 500_000 + "\n")


@case(None, 1)
def json_with_repeated_keys(folder: Path) -> None:
    lines(folder, '{"text": "قديم", ' + line()[1:])


@case(None, 1)
def json_with_nan_and_big_numbers(folder: Path) -> None:
    lines(folder, line(score=float("nan"), id=10**400))


@case("record too large", slow=True)
def one_line_of_200_megabytes(folder: Path) -> None:
    with (folder / "bad.jsonl").open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(200):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n')


@case("record too large|too large|zero|nul|text", slow=True)
def two_gigabytes_of_zeros_that_are_a_hole(folder: Path) -> None:
    with (folder / "bad.txt").open("wb") as file:
        file.truncate(2_000_000_000)


@case(None, 1)
def blank_lines_between_records(folder: Path) -> None:
    lines(folder, "\n\n", line(), "\n \n")


@case("nothing is there")
def jsonl_that_is_really_html(folder: Path) -> None:
    lines(folder, "<html><body>404</body></html>\n")


@case(None, 1)
def json_of_one_array_over_many_lines(folder: Path) -> None:
    text(folder, json.dumps([record()], ensure_ascii=False, indent=2), "bad.json")


@case(None, 1)
def keys_of_another_sort(folder: Path) -> None:
    lines(folder, json.dumps({"": 1, "\u202e": 2, "__proto__": {}, "a" * 100_000: 3} | record(), ensure_ascii=False))


# --- compression -----------------------------------------------------------------------------------------------


@case("gzip|truncated", -1)
def truncated_gzip(folder: Path) -> None:
    packed = gzip.compress("".join(line(f"{n} {MORE}") for n in range(5)).encode())
    text(folder, packed[: len(packed) // 2], "bad.jsonl.gz")


@case("zstd|truncated", -1)
def truncated_zstd(folder: Path) -> None:
    packed = zstandard.compress("".join(line(f"{n} {MORE}") for n in range(5)).encode())
    text(folder, packed[: len(packed) // 2], "bad.jsonl.zst")


@case("gzip", -1)
def gzip_with_a_wrong_checksum(folder: Path) -> None:
    packed = bytearray(gzip.compress(line().encode()))
    packed[-6] ^= 0xFF
    text(folder, bytes(packed), "bad.jsonl.gz")


@case("gzip|garbage|trailing", -1)
def gzip_with_rubbish_after_it(folder: Path) -> None:
    text(folder, gzip.compress(line().encode()) + b"rubbish" * 100, "bad.jsonl.gz")


@case("bomb|unpack")
def gzip_bomb(folder: Path) -> None:
    packer, packed = zlib_packer()
    for _ in range(400):
        packed.write(packer.compress(b"\0" * 1_000_000))
    packed.write(packer.flush())
    text(folder, packed.getvalue(), "bad.jsonl.gz")


def zlib_packer() -> tuple["zlib._Compress", io.BytesIO]:
    return zlib.compressobj(9, wbits=31), io.BytesIO()


@case("bomb|unpack", slow=True)
def zstd_bomb(folder: Path) -> None:
    text(folder, zstandard.ZstdCompressor(level=19).compress(b"a" * 400_000_000), "bad.jsonl.zst")


@case("^unknown kind: compressed twice")
def gzip_in_gzip_in_gzip(folder: Path) -> None:
    text(folder, gzip.compress(gzip.compress(gzip.compress(line().encode()))), "bad.jsonl.gz")


@case(None, 1)
def gzip_of_many_members(folder: Path) -> None:
    text(folder, gzip.compress(line().encode()[:50]) + gzip.compress(line().encode()[50:]), "bad.jsonl.gz")


@case(None, 1)
def gzip_that_is_plain(folder: Path) -> None:
    text(folder, line(), "bad.jsonl.gz")


@case(None, 1)
def plain_name_that_is_gzip(folder: Path) -> None:
    text(folder, gzip.compress(line().encode()), "bad.jsonl")


@case("zstd|window|memory")
def zstd_that_wants_two_gigabytes_of_memory(folder: Path) -> None:
    text(folder, bytes.fromhex("28b52ffd04b0") + b"\x01\x00\x00" * 3, "bad.jsonl.zst")


# --- CSV -------------------------------------------------------------------------------------------------------


@case("csv", -1)
def csv_with_a_quote_never_closed(folder: Path) -> None:
    text(folder, f'title,text,url\nعنوان,"{MORE},https://saha.example/1\nعنوان,نص,https://saha.example/2\n', "bad.csv")


@case("csv|no text|too short|language", -1)
def csv_with_more_cells_than_columns(folder: Path) -> None:
    text(folder, f"title,text\nعنوان,{MORE.replace(',', '،')},x,y,z\nعنوان\n", "bad.csv")


@case("csv|no text|column")
def csv_without_a_header(folder: Path) -> None:
    text(folder, "1,2,3\n4,5,6\n", "bad.csv")


@case("csv")
def csv_with_a_million_columns(folder: Path) -> None:
    text(folder, "text," + ",".join(f"c{n}" for n in range(1_000_000)) + "\n" + MORE + "\n", "bad.csv")


@case(None, 1)
def csv_formulas(folder: Path) -> None:
    text(folder, f"title,text,url\n=cmd|' /C calc'!A0,{MORE.replace(',', '،')},https://saha.example/=1+1\n", "bad.csv")


@case("^nul bytes|csv", -1)
def csv_with_nul_bytes(folder: Path) -> None:
    text(folder, f"title,text\nعنوان,{MORE}\n".encode().replace(b" ", b"\0"), "bad.csv")


@case(None, 1)
def csv_with_semicolons(folder: Path) -> None:
    text(folder, f'title;text;url\nعنوان;"{MORE}";https://saha.example/4\n', "bad.csv")


# --- Parquet ---------------------------------------------------------------------------------------------------


def parquet(folder: Path, columns: dict[str, pa.Array], name: str = "bad.parquet") -> Path:
    pq.write_table(pa.table(columns), folder / name)
    return folder / name


@case("^parquet")
def parquet_with_a_damaged_footer(folder: Path) -> None:
    path = parquet(folder, {"text": pa.array([MORE])})
    data = path.read_bytes()
    length = int.from_bytes(data[-8:-4], "little")
    path.write_bytes(data[: -8 - length] + b"\xff" * length + data[-8:])


@case("^parquet")
def parquet_cut_in_half(folder: Path) -> None:
    path = parquet(folder, {"text": pa.array([MORE] * 100)})
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@case("^parquet", -1)
def parquet_with_damaged_pages(folder: Path) -> None:
    path = parquet(folder, {"text": pa.array([f"{n} {MORE}" for n in range(500)])})
    data = bytearray(path.read_bytes())
    data[40:400] = b"\xff" * 360
    path.write_bytes(bytes(data))


@case("^parquet: no column")
def parquet_of_other_columns(folder: Path) -> None:
    parquet(folder, {"a": pa.array([1, 2]), "b": pa.array(["x", "y"])})


@case("no text|empty|text|short|language")
def parquet_with_text_of_numbers(folder: Path) -> None:
    parquet(folder, {"text": pa.array([1, 2]), "url": pa.array([3.5, None])})


@case("no text|empty|text|short|language", -1)
def parquet_with_nested_text(folder: Path) -> None:
    parquet(folder, {"text": pa.array([[MORE], None]), "url": pa.array([{"a": 1}, None])})


@case("^parquet|^encoding|^language|^utf|damaged|replacement|letters", -1)
def parquet_with_bytes_that_are_not_utf8(folder: Path) -> None:
    parquet(folder, {"text": pa.array([b"\xff\xfe" * 50, MORE.encode("cp1256")])})


@case("zip")
def parquet_that_is_a_zip(folder: Path) -> None:
    text(folder, b"PK\x03\x04" + b"\0" * 500, "bad.parquet")


@case(None, 1)
def parquet_of_dates_far_away(folder: Path) -> None:
    parquet(folder, {"text": pa.array([MORE]), "published_at": pa.array([2**62], pa.timestamp("ns"))})


@case("^record too large")
def parquet_of_a_cell_of_40_megabytes(folder: Path) -> None:
    parquet(folder, {"text": pa.array(["ك" * 25_000_000])})


# --- HTML and WARC ---------------------------------------------------------------------------------------------


@case("html|tags|no text")
def html_of_a_megabyte_of_tags(folder: Path) -> None:
    text(folder, "<div>" * 250_000, "bad.html")


@case("html|no text|deep|nested", -1)
def html_nested_deep(folder: Path) -> None:
    text(folder, f"<html><body>{'<b>' * 30_000}{MORE}{'</b>' * 30_000}", "bad.html")


@case(None, 1)
def html_with_scripts_that_say_things(folder: Path) -> None:
    head = "<html><head><title>خبر</title><script>alert('xss')</script></head>"
    page = f"{head}<body><p>{MORE}</p><img src=x onerror=alert(1)>"
    text(folder, page, "bad.html")


@case("html|no text|empty|too short")
def html_of_comments(folder: Path) -> None:
    text(folder, "<!--" + "-" * 200_000 + "-->", "bad.html")


@case("^encoding")
def html_of_entities(folder: Path) -> None:
    text(folder, "<p>" + "&#x110000;&#0;&nosuch;" * 20_000, "bad.html")


def warc(*records: tuple[str, bytes, int | None]) -> bytes:
    """Records of (headers, body, the length that is claimed)."""
    out = b""
    for headers, body, claimed in records:
        length = len(body) if claimed is None else claimed
        head = f"WARC/1.0\r\n{headers}\r\nContent-Length: {length}\r\n\r\n".encode()
        out += gzip.compress(head + body + b"\r\n\r\n")
    return out


RESPONSE = (
    "WARC-Type: response\r\nWARC-Target-URI: https://saha.example/n/9\r\nWARC-Date: 2024-03-05T01:00:00Z\r\n"
    "Content-Type: application/http; msgtype=response"
)
PAGE = (
    f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>{MORE}</p></body></html>".encode()
)


@case(None, -1)  # a length that is not true costs no record
def warc_that_claims_too_many_bytes(folder: Path) -> None:
    text(folder, warc((RESPONSE, PAGE, len(PAGE) + 10_000)), "bad.warc.gz")


@case(None, -1)
def warc_that_claims_too_few_bytes(folder: Path) -> None:
    text(folder, warc((RESPONSE, PAGE, 40), (RESPONSE, PAGE, None)), "bad.warc.gz")


@case(None, -1)
def warc_with_a_negative_length(folder: Path) -> None:
    text(folder, warc((RESPONSE, PAGE, -5)), "bad.warc.gz")


@case("warc")
def warc_that_is_not_one(folder: Path) -> None:
    text(folder, gzip.compress(b"GET / HTTP/1.1\r\n\r\n" * 50), "bad.warc.gz")


@case("warc|gzip|truncated", -1)
def warc_cut_in_half(folder: Path) -> None:
    data = warc((RESPONSE, PAGE, None), (RESPONSE.replace("/9", "/10"), PAGE, None))
    text(folder, data[: len(data) * 3 // 4], "bad.warc.gz")


@case(None, 1)
def warc_that_lies_about_its_charset(folder: Path) -> None:
    page = PAGE.replace(b"utf-8", b"utf-16")
    text(folder, warc((RESPONSE, page, None)), "bad.warc.gz")


# --- names, links and folders ----------------------------------------------------------------------------------


@case("^link: leaves")
def a_link_that_leaves_the_landing(folder: Path) -> None:
    (folder / "bad.txt").symlink_to("/etc/passwd")


@case("^link: leaves|not a file")
def a_link_to_a_folder_outside(folder: Path) -> None:
    (folder / "bad").symlink_to("/etc")


@case("unreadable|link")
def a_link_to_nowhere(folder: Path) -> None:
    (folder / "bad.txt").symlink_to("gone.txt")


@case("unreadable|link")
def a_link_to_itself(folder: Path) -> None:
    (folder / "bad.txt").symlink_to("bad.txt")


@case("not a file|link|loop|folder", -1)
def a_link_to_the_folder_above(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "up").symlink_to("..")


@case("^not a file")
def a_folder_with_the_name_of_a_file(folder: Path) -> None:
    (folder / "bad.jsonl").mkdir()


@case("^not a file")
def a_named_pipe(folder: Path) -> None:
    os.mkfifo(folder / "bad.txt")


@case("^link|^not a file")
def a_device(folder: Path) -> None:
    (folder / "bad.txt").symlink_to("/dev/zero")


@case(None, 1)
def a_name_in_arabic(folder: Path) -> None:
    (folder / "أخبار الصباح").mkdir()
    text(folder / "أخبار الصباح", MORE, "خبر ١.txt")


@case(None, 1)
def a_name_with_a_newline_and_quotes(folder: Path) -> None:
    text(folder, MORE, "a\n\"b';DROP TABLE--.txt")


@case(None, 1)
def a_name_that_is_not_utf8(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe\xc7.txt")).write_text(MORE)


@case(None, 1)
def a_name_that_looks_like_a_way_out(folder: Path) -> None:
    (folder / "a..%2f..%2f").mkdir()
    text(folder / "a..%2f..%2f", MORE, "x..\\..\\etc.txt")


@case(None, 1)
def a_very_long_path(folder: Path) -> None:
    deep = folder
    for _ in range(12):
        deep = deep / ("x" * 200)
    deep.mkdir(parents=True)
    text(deep, MORE, "n.txt")


@case("kind|unknown|not a kind|format|suffix")
def an_unknown_kind_of_file(folder: Path) -> None:
    text(folder, b"\x7fELF\x02\x01\x01" + b"\0" * 500, "bad.bin")


@case("kind|unknown|format|text|letters|language|image|nul|encoding")
def a_picture_named_txt(folder: Path) -> None:
    text(
        folder,
        base64.b64decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        )
        * 20,
    )


@case(None)
def hidden_and_unfinished_files(folder: Path) -> None:
    for name in (".hidden.txt", "upload.jsonl.part", "x.tmp", "_SUCCESS"):
        text(folder, MORE, name)


# --- values ----------------------------------------------------------------------------------------------------


@case(None, -1)
def dates_that_cannot_be(folder: Path) -> None:
    words = {"9999-12-31": "ستين", "0000-00-00": "سبعين", "2024-13-45T99:99:99Z": "ثمانين", "1" * 400: "تسعين"}
    for n, (stamp, word) in enumerate(words.items()):
        lines(folder, line(MORE.replace("خمسين", word), published_at=stamp), name=f"bad-{n}.jsonl")


@case(None, 1)
def a_date_that_is_a_list(folder: Path) -> None:
    lines(folder, line(published_at=[1, {"a": 2}], keywords={"x": 1}, source=["a"], title=17))


@case(None, 1)
def an_address_that_is_a_script(folder: Path) -> None:
    lines(folder, line(url="javascript:alert(1)", source="<script>alert(1)</script>"))


@case(None, 1)
def a_title_of_a_megabyte(folder: Path) -> None:
    lines(folder, line(title="ع" * 1_000_000))


@case(None, 1)
def keywords_by_the_hundred_thousand(folder: Path) -> None:
    lines(folder, line(keywords=["كلمة"] * 100_000))


@case("language")
def another_language(folder: Path) -> None:
    text(folder, "The delegation left the capital on Monday after two days of talks about grain. " * 5)


@case("language")
def persian(folder: Path) -> None:
    text(folder, "رئیس جمهور در گفتگو با خبرنگاران گفت که این پروژه تا پایان سال آینده به بهره‌برداری می‌رسد. " * 6)


@case(None, -1, slow=True)
def one_word_a_million_times(folder: Path) -> None:
    text(folder, MORE + "\n" + "خبر " * 1_000_000)


@case(None, -1, slow=True)
def one_line_of_two_megabytes(folder: Path) -> None:
    text(folder, (MORE.replace("\n", " ") + " ") * 5_000)


@case("^too many lines", -1, slow=True)
def two_hundred_thousand_short_lines(folder: Path) -> None:
    text(folder, MORE + "\n" + "سطر قصير\n" * 200_000)


@case(None, -1)
def the_same_article_a_thousand_times(folder: Path) -> None:
    lines(folder, *[line()] * 1000)


@case("too short|empty", slow=True)
def thousands_of_tiny_files(folder: Path) -> None:
    count = int(os.environ.get("NASHRA_HOSTILE_FILES", "20000"))
    for number in range(count):
        bucket = folder / f"tiny-{number // 1000:04d}"
        bucket.mkdir(exist_ok=True)
        (bucket / f"{number}.txt").write_text("نص")


def a_file_that_grows_while_it_is_read(folder: Path) -> Callable[[], None]:
    path, ended = folder / "bad.jsonl", threading.Event()
    path.write_text("".join(line(f"{n} {MORE}", url=f"https://saha.example/g/{n}") for n in range(50)))

    def grow() -> None:
        with path.open("a") as file:
            while not ended.wait(0.005):
                file.write(line())
                file.flush()

    threading.Thread(target=grow, daemon=True).start()
    return ended.set


def write_good(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        {"title": title, "text": body, "url": f"https://saha.example/good/{n}"}
        for n, (title, body) in enumerate(ARTICLES)
    ]
    (folder / "good.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


if __name__ == "__main__":
    for each in CASES:
        target = Path(sys.argv[1]) / each.name / DAY
        write_good(target)
        if end := each.build(target):
            end()
    print(f"{len(CASES)} landings in {sys.argv[1]}")
