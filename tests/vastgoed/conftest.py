"""Files as users have them, opened the way the desk opens them."""

import openpyxl
import pytest

from kern.intake.head import open_file


@pytest.fixture
def csv_file(tmp_path):
    """Open a CSV file from its text."""

    def make(text, name="bestand.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return open_file(path)

    return make


@pytest.fixture
def workbook(tmp_path):
    """Open a workbook from its rows per sheet."""

    def make(name="bestand.xlsx", **sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / name
        book.save(path)
        return open_file(path)

    return make


@pytest.fixture
def only():
    """The one finding with a code."""

    def find(findings, code):
        found = [finding for finding in findings if finding.code == code]
        assert len(found) == 1, [finding.code for finding in findings]
        return found[0]

    return find
