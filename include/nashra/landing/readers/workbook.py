"""A spreadsheet, Excel's .xlsx or OpenDocument's .ods: each sheet is read as the CSV that it would be saved as.

Old .xls files are refused, as are workbooks with a password: both are no zip archive.
"""

import zipfile
from collections.abc import Iterator

from nashra.landing.files.unpack import Unpacked
from nashra.landing.files.zip_members import Lid, document_of
from nashra.landing.limits import Limits
from nashra.landing.readers.csv_table import read_csv
from nashra.landing.readers.rows_as_csv import as_csv
from nashra.landing.readers.sheets_excel import excel_sheets
from nashra.landing.readers.sheets_open import open_sheets
from nashra.landing.records import NO_RECORD, WHOLE, Damage, Fault, Passed, Record


def read_workbook(archive: zipfile.ZipFile, limits: Limits) -> Iterator[Record | Damage | Passed]:
    """Rows of the sheets as records, numbered within each. A sheet that can't be read is a Damage where it is not the
    only one. Raises Fault."""
    sheets = (excel_sheets if document_of(archive) == "xlsx" else open_sheets)(archive, limits)
    found, faults = False, list[Damage]()
    lid = Lid(sum(info.compress_size for info in archive.infolist()), limits)
    for name, rows in sheets:
        try:
            for item in read_csv(Unpacked(lid.over(as_csv(rows, limits))), WHOLE, limits):
                item.inside = name
                found = True
                yield item
        except Fault as fault:
            faults.append(Damage(0, fault.reason, fault.raw, name))
    if faults and not found:
        raise Fault(faults[0].reason, faults[0].raw)
    yield from faults
    if not found:
        raise Fault(NO_RECORD)
