"""JSON: a record a line, objects one after another, lists, envelopes, tables; told by what the file begins with.

Lines are the usual case and the quick one: a line of another part is counted, not parsed. In every other shape each
part reads the whole file and takes the records that are its own.
"""

import io
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from nashra.landing.files.byte_lines import Line, lines
from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.readers.document_elements import as_documents, is_element
from nashra.landing.readers.json_cut import Beside, Cut, Cutter
from nashra.landing.readers.json_cut_off import whole_before
from nashra.landing.readers.json_values import (
    MANY,
    blank,
    dumped,
    found_in,
    no_record,
    parse,
    without_key,
    written_as_text,
)
from nashra.landing.readers.paragraph_rows import are_paragraphs, joined
from nashra.landing.readers.text_file import too_large
from nashra.landing.records import NOT_NEWS, NOTHING_AROUND, WHOLE, Around, Damage, Part, Record, RecordFault
from nashra.landing.shapes.envelopes import around_of
from nashra.landing.shapes.frames import columns_of, names_above, table_names
from nashra.landing.shapes.records import plain_record, records_in
from nashra.landing.shapes.rules import key, shape_rules

# What JavaScript puts before a value: a name and "=", the name of a function, or a guard against being run.
_COMMENT = rb"(?>/\*(?:[^*]|\*(?!/)){0,2000}\*/|//[^\n]{0,500}\n)\s*+"
# What curl prints above an answer that it was asked to show with its headers, once for each redirection.
_HEADERS = rb"(?:HTTP/\d(?:\.\d)?\x20\d{3}[^\n]{0,200}\n(?:[\w-]{1,60}:[^\n]{0,2000}\n){0,60}\r?\n){1,6}+"
# Around what a model was asked for, perhaps below a word of its own.
_FENCE = rb"(?:[^`{}\[\]]{0,400}```json[l5]?|```(?:javascript|js)?)\s*"
# What psql prints above the one column of its answer ("json_agg", "-----").
_COLUMN = rb"[a-z_]\w{0,62}[ \t]*\n-{3,}\s*\n\s*"
_ROW_COUNT = re.compile(rb"\s*\(\d{1,12} rows?\)\s*")  # ... and below it
_SCRIPT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:"
    + _COLUMN
    + rb"|"
    + _HEADERS
    + rb"|"
    + _FENCE
    + rb"|(?:"
    + _COMMENT
    + rb"){1,20}+|(?:"
    + _COMMENT
    + rb"){0,20}+"
    rb"(?:\)\]\}',?\s*|while\s*\(1\);\s*|for\s*\(;;\);\s*|(?:export\s+default|module\.exports\s*=)\s*|"
    rb"(?:(?:export\s+)?(?:var|let|const)\s+)?[A-Za-z_$][\w.$]{0,200}(?:\[[^\]]{1,50}\])?"
    rb"(?:\s*:\s*[A-Za-z][\w.<>\[\]]{0,60})?\s*[=(]\s*))(?=[\[{])",
    re.DOTALL,
)
_OBJECT = re.compile(rb'\{\s*"[^"\n]{1,100}"\s*:\s*["\[{\d\-tfn]')
_SEPARATOR = b"\x1e"  # before each record of a JSON text sequence (RFC 7464)
_HEAD = 1 << 16  # bytes looked at first for the end of the first line
_LINES_SEEN = 50  # lines looked at for paragraphs of one article
_TYPE = re.compile(
    r"(?:U?Int\d{1,3}|Float\d\d|Decimal\d{0,3}|String|FixedString|Bool|Date(?:32)?|DateTime(?:64)?|UUID|IPv[46]|Enum(?:8|16)|"
    r"Nullable|LowCardinality|Array|Tuple|Map|JSON|Object|Nothing)(?:\(.{0,300}\))?"
)
_NAME = 60  # characters of a member's name that a reason shows
_BESIDE_BYTES = 1_000_000  # of what stands beside the records of an object too large to hold


def begins_like_script(head: bytes) -> bool:
    """Whether a file begins with a JSON value that is given to a name or a function: `window.YTD.tweets.part0 = [`."""
    return _SCRIPT.match(head) is not None


def begins_with_keys(head: bytes) -> bool:
    """Whether each line is a record behind a key or the head of a log's line, as far as the first one shows."""
    line, ended, _ = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    value = without_key(line)
    return value is not line and _OBJECT.match(value) is not None and (not ended or value.rstrip().endswith(b"}"))


def read_json(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    if script := _SCRIPT.match(stream.peek(4096)):
        stream.read(script.end())
        items = _read_values(stream, limits)
    elif _a_line_a_record(stream, limits):
        if not _a_line_a_paragraph(stream, limits):
            return _read_lines(stream, part, limits)
        items = _read_lines(stream, WHOLE, limits)
    else:
        items = _read_values(stream, limits)
    return (item for item in joined(as_documents(items, limits), limits) if part.takes(item.number))


def _a_line_a_record(stream: Unpacked, limits: Limits) -> bool:
    """Whether the first line is a record, or at least nothing that goes on over further lines."""
    size = _HEAD
    while True:
        head = stream.peek(size)
        start = head.lstrip(b" \t\r\n\xef\xbb\xbf" + _SEPARATOR)
        line, ended, _ = start.partition(b"\n")
        if ended or len(head) < size or size > limits.record_bytes:
            break
        size = min(size * 4, limits.record_bytes + 1)
    if start[:1] == b"[":
        return False
    if start[:1] != b"{":
        return True
    if len(line) > limits.record_bytes:
        return bool(ended)
    try:
        value = parse(line, limits)
    except RecordFault:
        return not _whole_value(start, limits)
    return isinstance(value, dict) and len(records_in(value)) == 1


def _a_line_a_paragraph(stream: Unpacked, limits: Limits) -> bool:
    """Whether lines are paragraphs of articles, as far as the first ones show. Then every part reads all of them."""
    found = []
    for line in stream.peek(_HEAD).split(b"\n")[:-1][:_LINES_SEEN]:
        try:
            value = parse(line, limits) if line.strip() else None
        except RecordFault:
            continue
        if type(value) is dict:
            found.append(Record(0, value, bytes))
    return are_paragraphs(found) or any(is_element(one.fields) for one in found)


def _whole_value(start: bytes, limits: Limits) -> bool:
    cut = next(Cutter(io.BytesIO(start), limits.record_bytes).cuts(), None)
    try:
        return isinstance(cut, Cut) and cut.whole and isinstance(parse(cut.data, limits), dict)
    except RecordFault:
        return False


def _read_lines(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage]:
    for number, line in enumerate(lines(stream, limits.record_bytes)):
        if not part.takes(number) or blank(line.data):
            continue
        yield from _line(number, line, limits)


def _line(number: int, line: Line, limits: Limits) -> Iterator[Record | Damage]:
    if not line.whole:
        yield Damage(number, too_large(limits), line.data)
        return
    try:
        value = parse(without_key(line.data.lstrip(_SEPARATOR)), limits)
    except RecordFault as fault:
        yield Damage(number, fault.reason, line.data)
        if line.data[:1] == b"{":
            yield from _whole_in(line.data, number + MANY, MANY, NOTHING_AROUND, limits)
        return
    value = written_as_text(value, limits)
    if type(value) is dict and plain_record(value):
        yield Record(number, value, partial(bytes, line.data))
    elif isinstance(value, dict | list):
        yield from found_in(value, number, MANY, line.data)
    else:
        yield Damage(number, no_record(value), line.data)


def _read_values(stream: Unpacked, limits: Limits) -> Iterator[Record | Damage]:
    cutter = Cutter(stream, limits.record_bytes)
    number, beside, size = 0, dict[str, Any](), 0
    around, names = NOTHING_AROUND, list[str]()
    for cut in _below_names(cutter.cuts(), names, limits):
        if isinstance(cut, Cut) and not cut.whole and _ROW_COUNT.fullmatch(cut.data):
            continue
        if isinstance(cut, Beside):
            name, value = _member(cut, limits)
            inner = records_in({name: value}) if isinstance(value, dict | list) else []
            if any(one.has_text for one in inner):
                found = list(found_in({name: value}, number, 1, None, around))
            elif (size := size + len(cut.data)) <= _BESIDE_BYTES:
                beside[name] = value
                around = around_of(dict(beside))
                continue
            else:
                found = [Damage(number, f"{NOT_NEWS}{name[:_NAME]!r} beside records", cut.data)]
        else:
            if not cut.member:
                beside, size, around = {}, 0, NOTHING_AROUND
            found = list(_cut(cut, cutter, number, around, limits, names))
        yield from found
        number += len(found)


def _member(cut: Beside, limits: Limits) -> tuple[str, Any]:
    try:
        return str(parse(cut.member, limits)), parse(cut.data, limits)
    except RecordFault:
        return cut.member.decode("utf-8", "replace"), cut.data.decode("utf-8", "replace")


def _below_names(cuts: Iterator[Cut | Beside], names: list[str], limits: Limits) -> Iterator[Cut | Beside]:
    """The values, less the first where a file has lists of values, one after another, below a list of names, which are
    put into `names`."""
    first = next(cuts, None)
    listed = _list_in(first, limits)
    if listed is None:
        yield from () if first is None else (first,)
        yield from cuts
        return
    second = next(cuts, None)
    below = _list_in(second, limits)
    names += table_names(listed) or names_above(listed, below) or []
    types, headless = bool(names) and _are_types(below), not names
    if headless:
        names += columns_of(listed, below) or []
    yield from (cut for cut in (first if headless else None, None if types else second) if cut is not None)
    yield from cuts


def _are_types(values: list[Any] | None) -> bool:
    """Whether a list names the types of columns, as ClickHouse writes them below their names."""
    return bool(values) and all(isinstance(value, str) and _TYPE.fullmatch(value) for value in values or ())


def _list_in(cut: Cut | Beside | None, limits: Limits) -> list[Any] | None:
    """The list that a value is, None where it is none."""
    if not isinstance(cut, Cut) or cut.member or not cut.whole or cut.data[:1] != b"[":
        return None
    try:
        found = parse(cut.data, limits)
    except RecordFault:
        return None
    return found if isinstance(found, list) else None


def _cut(
    cut: Cut, cutter: Cutter, number: int, around: Around, limits: Limits, names: list[str]
) -> Iterator[Record | Damage]:
    if cut.large:
        yield Damage(number, too_large(limits), cut.data)
        return
    try:
        value = parse(cut.data, limits)
    except RecordFault as fault:
        cut_short = not cut.whole and cutter.at_end() and cut.data[:1] in (b"{", b"[")
        if cut.whole:
            cut = cutter.without_next(cut)
        if cut_short and cut.data[:1] == b"{" and not cut.member:
            for record in _whole_in(cut.data, number, 1, around, limits):
                yield record
                number += 1
        yield Damage(number, "truncated: the file ends within a value" if cut_short else fault.reason, cut.data)
        return
    value = written_as_text(value, limits)
    if names and isinstance(value, list) and len(value) <= len(names):
        value = dict(zip(names, value, strict=False))
    if not isinstance(value, dict | list):
        yield Damage(number, no_record(value), cut.data)
    elif cut.member and _is_beside(cut.member):
        yield Damage(number, f"{NOT_NEWS}an element of {cut.member.decode('utf-8', 'replace')[:_NAME]}", dumped(value))
    else:
        yield from found_in(value, number, 1, cut.data, around)


def _whole_in(data: bytes, number: int, step: int, around: Around, limits: Limits) -> Iterator[Record]:
    """The records that stand whole in an object that breaks off."""
    for place, one in enumerate(whole_before(data, limits)):
        beside = one.around if one.around is not NOTHING_AROUND else around
        yield Record(number + place * step, one.fields, partial(dumped, one.fields), beside)


def _is_beside(member: bytes) -> bool:
    name, rules = key(member.decode("utf-8", "replace").strip('"')), shape_rules()
    return name in rules.beside or name.startswith(rules.standing.lists)
