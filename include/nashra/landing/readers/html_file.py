"""A page saved as .html: one article."""

from collections.abc import Callable, Iterator

from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.pages.bounds import check_bounds, for_parser
from nashra.landing.readers.html_fields import decoded_page, page_fields
from nashra.landing.readers.html_pieces import is_pieces, read_pieces
from nashra.landing.readers.html_table import is_table, read_table
from nashra.landing.readers.telegram_page import is_telegram, read_messages
from nashra.landing.readers.text_file import one_record, read_whole
from nashra.landing.records import Damage, Part, Passed, Record

_LOOK = 1 << 16  # bytes of a page by which another kind of it is told


def read_html(stream: Unpacked, part: Part, limits: Limits) -> Iterator[Record | Damage | Passed]:
    head = stream.peek(_LOOK)
    of_many: Callable[[str, Limits], Iterator[Record | Damage | Passed]] | None = (
        read_messages if is_telegram(head) else read_table if is_table(head) else None
    )
    if of_many is None and is_pieces(head):
        of_many = read_pieces
    if of_many is None:
        yield from one_record(stream, part, limits, lambda data: page_fields(data, limits))
    elif not part.part:

        def bounded(data: bytes) -> str:
            page = decoded_page(data, limits)
            check_bounds(for_parser(page), limits)
            return page

        page = read_whole(stream, limits, bounded)
        if isinstance(page, Damage):
            yield page
        else:
            yield from of_many(page, limits)
