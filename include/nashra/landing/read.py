"""Reading a landing without staging: the one function behind ingest, `nashra clean` and corpus evidence."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from nashra.article import Article, Rejected
from nashra.errors import NashraError
from nashra.lake import Storage
from nashra.landing.admit import assemble
from nashra.landing.beside import PASSED, Beside
from nashra.landing.files.listing import list_files
from nashra.landing.files.opening import Opened, open_landing, printable
from nashra.landing.limits import Limits, load_limits
from nashra.landing.of_file.ahead import Ahead
from nashra.landing.of_file.file_says import FileSays
from nashra.landing.one_reason import NotOneReason, one_reason, without_others
from nashra.landing.readers.by_kind import Item
from nashra.landing.readers.html_fields import PageFields
from nashra.landing.readers.kinds import records
from nashra.landing.records import NO_RECORD, WHOLE, Damage, Fault, Part, Passed, Record, RecordFault
from nashra.landing.shapes.made_whole import made_whole
from nashra.landing.unforeseen import Unforeseen
from nashra.settings import Settings

log = logging.getLogger(__name__)
STAGE = "ingest"
Look = Callable[[Record, Article], None]


def read_articles(
    storage: Storage, files: str | Sequence[str], settings: Settings, day: str | None = None
) -> Iterator[Article | Rejected]:
    """Articles of a landing in order, and what was refused with its reason; never raises for a bad file.

    `files`: a folder or file below the storage's root ("" for all of it), or paths. With `day`, dates too
    far after it are dropped. Raises NashraError on what no record is to blame for, such as malformed rules.
    """
    paths = list_paths(storage, files) if isinstance(files, str) else files
    met, beside = Unforeseen(), files_beside(storage, paths)
    for path in paths:
        yield from read_file(storage, path, WHOLE, settings, day, met=met, beside=beside)


def files_beside(storage: Storage, paths: Iterable[str]) -> Beside:
    """Which of a landing's files belong to a text beside them."""

    def fetch(path: str, most: int) -> bytes | None:
        try:
            with open_landing(storage, path) as opened:
                data = opened.file.read(most + 1)
        except Fault:
            return None
        return data if len(data) <= most else None

    return Beside(paths, fetch, load_limits())


def list_paths(storage: Storage, folder: str) -> list[str]:
    found = [info.path for info in list_files(storage, folder)]
    return found or ([folder] if folder and storage.exists(folder) else [])


def read_file(
    storage: Storage,
    path: str,
    part: Part,
    settings: Settings,
    day: str | None,
    planned_size: int | None = None,
    met: Unforeseen | None = None,
    passed: Counter[str] | None = None,
    beside: Beside | None = None,
    look: Look | None = None,
) -> Iterator[Article | Rejected]:
    """One file, or a part of it. What breaks is a Rejected: the record's, or the file's in its first part, and one for
    all records where none is an article for the file's shape.

    `met` counts what breaks by a defect of ours, over the files that it is given for; `passed` what is no article by
    its kind, by kind. `beside`: the landing's files that belong to others. `look` is shown each record with its
    article.
    """
    keep, met = settings.night.quarantine_record_bytes, met or Unforeseen()
    kinds = Counter[str]()
    try:
        yield from one_reason(_each(storage, path, part, settings, day, planned_size, met, kinds, beside, look), keep)
    except NotOneReason:  # no article came before it
        kinds.clear()
        items = _each(storage, path, part, settings, day, planned_size, met, kinds, beside, look)
        yield from without_others(items, keep)
    if passed is not None:
        passed += kinds


def _limits_of(record_bytes: int) -> Limits:
    limits = load_limits()
    return limits if limits.record_bytes == record_bytes else limits.model_copy(update={"record_bytes": record_bytes})


def _each(
    storage: Storage,
    path: str,
    part: Part,
    settings: Settings,
    day: str | None,
    planned_size: int | None,
    met: Unforeseen,
    kinds: Counter[str],
    beside: Beside | None,
    look: Look | None,
) -> Iterator[Article | Rejected]:
    night = settings.night
    limits = _limits_of(night.record_bytes)
    zone, name, keep = ZoneInfo(night.timezone), printable(path), night.quarantine_record_bytes
    head = b""
    if beside is not None and beside.is_part(path):
        kinds[PASSED] += not part.part
        return
    try:
        with open_landing(storage, path) as opened:
            head = opened.file.read(keep)
            opened.file.seek(0)
            found = False
            items = Ahead(_whole(records(opened, part, limits)))

            def again(items: Ahead = items) -> Iterator[Record]:
                only = items.only() if part.parts == 1 else None
                return _anew(storage, path, limits) if only is None else iter([only])

            def is_alone(items: Ahead = items) -> bool:
                return part.parts == 1 and items.only() is not None

            says = FileSays(again, day, limits, is_alone)
            for item in items if beside is None else beside.told(path, items):
                if isinstance(item, Passed):
                    kinds[item.kind] += 1
                    continue
                found = True
                place = f"{name}/{item.inside}" if item.inside else name
                article = _article(item, place, day, zone, limits, keep, met, says)
                if look is not None and isinstance(item, Record) and isinstance(article, Article):
                    _looked_at(look, item, article)
                yield article
            if not found and part.parts == 1:
                raise Fault(NO_RECORD)
            changed = _changed(opened, planned_size)
            if changed:
                yield _rejected(changed, name, head)
    except Fault as fault:
        if part.part == 0:
            yield _rejected(fault.reason, name, (fault.raw or head)[:keep])
    except NashraError:  # a file of rules that cannot be read is no fault of what landed
        raise
    except Exception as error:  # one file that nobody foresaw must not stop the night
        yield _rejected(met.reason(error, name), name, head)


def _looked_at(look: Look, record: Record, article: Article) -> None:
    try:
        look(record, article)
    except Exception:  # the article is read all the same
        log.exception("record %s of %s could not be looked at again", record.number, article.landing_file)


def _whole(items: Iterator[Item]) -> Iterator[Item]:
    """What a file holds, records as the program had them that a table was filled from."""
    for item in items:
        if isinstance(item, Record) and not isinstance(item.fields, PageFields):
            try:
                item.fields = made_whole(item.fields)
            except Exception:  # the record is read as it stands, and those behind it too
                log.exception("record %s could not be made whole", item.number)
        yield item


def _anew(storage: Storage, path: str, limits: Limits) -> Iterator[Record]:
    """The records of a file once more, from the first on."""
    try:
        with open_landing(storage, path) as opened:
            for item in _whole(records(replace(opened, again=True), WHOLE, limits)):
                if isinstance(item, Record):
                    yield item
    except Fault:  # told where the file is read
        return


def _article(
    item: Record | Damage, name: str, day: str | None, zone: ZoneInfo, limits: Limits, keep: int, met: Unforeseen,
    says: FileSays,
) -> Article | Rejected:  # fmt: skip
    if isinstance(item, Damage):
        return _rejected(item.reason, name, item.raw[:keep])
    try:
        return assemble(item, name, day, zone, limits, says)
    except RecordFault as fault:
        return _rejected(fault.reason, name, item.raw()[:keep])
    except NashraError:
        raise
    except Exception as error:
        return _rejected(met.reason(error, name), name, item.raw()[:keep])


def _rejected(reason: str, name: str, raw: bytes) -> Rejected:
    """What is refused. A reason may quote names and values of the landing: what cannot be stored is written out."""
    return Rejected(STAGE, reason.encode("utf-8", "backslashreplace").decode(), name, raw)


def _changed(opened: Opened, planned_size: int | None) -> str | None:
    if opened.now() != opened.stamp:
        return "changed: the file was written to while it was read"
    if planned_size is not None and planned_size != opened.size:
        return f"changed: {planned_size} bytes when the night was planned, {opened.size} when it was read"
    return None
