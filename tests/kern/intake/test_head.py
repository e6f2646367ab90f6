from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kern.errors import InputWrong, UsageWrong
from kern.intake.contract import FileHead, Form
from kern.intake.head import open_file

CSV = "Code;Naam;Oppervlakte (m2)\nA1;Huis;1,5\nA2;Hof;2,5\n"


def write(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def opened(tmp_path: Path, name: str, content: bytes, encoding: str | None = None) -> FileHead:
    return open_file(write(tmp_path, name, content), encoding=encoding)


def workbook(tmp_path: Path, name: str = "a.xlsx") -> Path:
    book = openpyxl.Workbook()
    book.active.title = "gebouwen"
    for row in (["Overzicht"], ["Code", "Naam"], ["A1", "=1+1"]):
        book.active.append(row)
    hidden = book.create_sheet("oud")
    hidden.append(["Code", "Naam"])
    hidden.sheet_state = "hidden"
    book.create_sheet("leeg")
    path = tmp_path / name
    book.save(path)
    return path


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separator_is_found(tmp_path: Path, separator: str) -> None:
    text = CSV.replace(",", ".").replace(";", separator)
    head = opened(tmp_path, "a.csv", text.encode())
    assert (head.form, head.separator) == (Form.CSV, separator)
    assert head.sheets[0].headings == ("Code", "Naam", "Oppervlakte (m2)")
    assert head.has("code", "oppervlakte")
    assert not head.has("code", "kleur")


def test_bom_title_rows_and_crlf(tmp_path: Path) -> None:
    head = opened(tmp_path, "a.csv", b"\xef\xbb\xbfMijn lijst\r\n\r\n" + CSV.replace("\n", "\r\n").encode())
    assert head.sheets[0].heading_row == 3
    assert head.text.startswith("Mijn lijst")


def test_hash_is_of_the_bytes_handed_in(tmp_path: Path) -> None:
    import hashlib

    latin = CSV.replace("Hof", "Hôf").encode("latin-1")
    head = opened(tmp_path, "a.csv", latin, encoding="windows-1252")
    assert head.sha256 == hashlib.sha256(latin).hexdigest()
    assert "Hôf" in head.path.read_text(encoding="utf-8")


def test_utf16_is_rewritten(tmp_path: Path) -> None:
    head = opened(tmp_path, "a.csv", CSV.encode("utf-16"))
    assert head.sheets[0].headings[0] == "Code"


def test_a_mark_cut_in_two_at_the_end_of_the_head_is_no_error(tmp_path: Path) -> None:
    line = "A;é;1\n".encode()
    assert opened(tmp_path, "a.csv", b"Code;Naam;X\n" + line * 20_000).form is Form.CSV


def test_workbook_sheets_and_notes(tmp_path: Path) -> None:
    head = open_file(workbook(tmp_path))
    assert [(sheet.name, sheet.headings, sheet.heading_row) for sheet in head.sheets] == [
        ("gebouwen", ("Code", "Naam"), 2)
    ]
    assert [finding.code for finding in head.findings] == ["intake.sheet.uncounted_formulas", "intake.sheet.hidden"]


def test_merged_headings_are_noted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Code", "Naam", "Adres"])
    book.active.append(["A", "B", "C"])
    book.active.merge_cells("C1:D1")
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert [finding.code for finding in open_file(path).findings] == ["intake.sheet.merged_headings"]


def test_ifc_is_recognised_by_content(tmp_path: Path) -> None:
    content = b"ISO-10303-21;\nHEADER;\nFILE_SCHEMA(('IFC4'));\nENDSEC;\nEND-ISO-10303-21;\n"
    assert opened(tmp_path, "model.dat", content).form is Form.IFC


def test_json_and_free_text(tmp_path: Path) -> None:
    assert opened(tmp_path, "a.json", b'{"a": 1}').form is Form.JSON
    assert opened(tmp_path, "a.txt", b"just a note\nof two lines\n").form is Form.TEXT


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("leeg.csv", b"", r"File leeg\.csv is empty"),
        ("leeg.csv", b"\xef\xbb\xbf\r\n \r\n", r"File leeg\.csv is empty"),
        ("half.csv", CSV.encode()[:-6], r"File half\.csv is cut off: its last line has 2 of 3 cells"),
        ("oud.csv", CSV.replace("Hof", "Hôf").encode("latin-1"), r"not in UTF-8 \(line 3\).*--codering windows-1252"),
        ("model.ifc", b"<!DOCTYPE html><html>Log in</html>", r"model\.ifc is a web page \(HTML\), not a \.ifc file"),
        (
            "model.ifc",
            b'<?xml version="1.0"?>\n<ifcXML><IfcProject/></ifcXML>',
            r"model\.ifc is ifcXML, which is not read",
        ),
        ("lijst.xlsx", b"\n<html><table><tr>", r"lijst\.xlsx is a web page"),
        ("model.ifc", b"Code;Naam\nA;B\n", r"model\.ifc is not an IFC model"),
        ("half.ifc", b"ISO-10303-21;\nHEADER;\n", r"IFC file half\.ifc is cut off"),
        ("a.csv", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "only a Git LFS pointer"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel workbook"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "protected with a password",
        ),
        ("a.pdf", b"%PDF-1.7\n", "is a PDF file"),
        ("a.xlsx", b"PK\x03\x04 cut off", "damaged or cut off"),
        ("a.bin", b"\x01\x02\0\x03" * 100, "neither text nor a workbook"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    with pytest.raises(InputWrong, match=message):
        opened(tmp_path, name, content)


def test_latin_1_far_in_the_file_is_found_too(tmp_path: Path) -> None:
    content = CSV.encode() + b"A;B;1\n" * 200_000 + b"A;H\xf4f;1\n"
    with pytest.raises(InputWrong, match=r"line 200004"):
        opened(tmp_path, "a.csv", content)


def test_a_workbook_named_csv_says_to_rename_it(tmp_path: Path) -> None:
    path = workbook(tmp_path).rename(tmp_path / "a.csv")
    with pytest.raises(InputWrong, match=r"a\.csv is an Excel workbook, not a \.csv file\. Rename it to end in \.xlsx"):
        open_file(path)


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "x")
    with pytest.raises(InputWrong, match="not a workbook that can be read"):
        open_file(path)


def test_a_workbook_cut_in_half(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(InputWrong, match="damaged or cut off"):
        open_file(path)


def test_a_complete_last_line_without_line_end_is_fine(tmp_path: Path) -> None:
    assert opened(tmp_path, "a.csv", CSV.strip().encode()).form is Form.CSV


def test_gzip_bytes_are_for_the_archive_module(tmp_path: Path) -> None:
    with pytest.raises(InputWrong, match="neither text nor a workbook"):
        opened(tmp_path, "a.csv", gzip.compress(CSV.encode() * 50))


def test_an_encoding_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageWrong, match="Encoding klingon is not known"):
        opened(tmp_path, "a.csv", CSV.encode(), encoding="klingon")


def test_a_last_cell_of_two_lines_is_not_cut_off(tmp_path: Path) -> None:
    text = 'Code;Naam;Nota\nA;Huis;"eerste regel\ntweede regel"'
    assert opened(tmp_path, "a.csv", text.encode()).form is Form.CSV
    long = "Code;Naam;Nota\n" + "A;Huis;x\n" * 20_000 + 'B;Hof;"eerste\ntweede"'
    assert opened(tmp_path, "b.csv", long.encode()).form is Form.CSV
    with pytest.raises(InputWrong, match="cut off"):
        opened(tmp_path, "c.csv", text.replace('A;Huis;"', 'A;"Huis;').encode())
