"""The reader of each kind of file."""

from collections.abc import Callable, Iterator

from nashra.landing.files.unpack import Unpacked
from nashra.landing.limits import Limits
from nashra.landing.records import Damage, Part, Passed, Record

Item = Record | Damage | Passed
Reader = Callable[[Unpacked, Part, Limits], Iterator[Item]]


def reader_of(kind: str) -> Reader:
    """Each is imported with the first file that needs it."""
    if kind == "text":
        from nashra.landing.readers.text_file import read_text

        return read_text
    if kind == "json":
        from nashra.landing.readers.json_file import read_json

        return read_json
    if kind == "literals":
        from nashra.landing.readers.literals_file import read_literals

        return read_literals
    if kind == "pre":
        from nashra.landing.readers.printed_json import read_printed

        return read_printed
    if kind == "yaml":
        from nashra.landing.readers.yaml_file import read_yaml

        return read_yaml
    if kind == "csv":
        from nashra.landing.readers.csv_table import read_csv

        return read_csv
    if kind == "vertical":
        from nashra.landing.readers.vertical_rows import read_vertical

        return read_vertical
    if kind == "database":
        from nashra.landing.readers.database_text import read_database_text

        return read_database_text
    if kind == "rtf":
        from nashra.landing.readers.rich_text import read_rich_text

        return read_rich_text
    if kind == "chat":
        from nashra.landing.readers.chat_text import read_chat

        return read_chat
    if kind == "feed":
        from nashra.landing.readers.feed_file import read_feed

        return read_feed
    if kind == "xml":
        from nashra.landing.readers.xml_records import read_xml

        return read_xml
    if kind == "mail":
        from nashra.landing.readers.mail_file import read_mail

        return read_mail
    if kind == "sql":
        from nashra.landing.readers.sql_dump import read_dump

        return read_dump
    if kind == "markdown":
        from nashra.landing.readers.markdown_file import read_markdown

        return read_markdown
    if kind == "html":
        from nashra.landing.readers.html_file import read_html

        return read_html
    if kind == "mhtml":
        from nashra.landing.readers.web_archive import read_web_archive

        return read_web_archive
    from nashra.landing.readers.warc_archive import read_warc

    return read_warc
