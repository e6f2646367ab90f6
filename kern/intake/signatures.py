"""What a file's first bytes give away: web pages, old or protected workbooks, pointers and other impostors."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from kern.errors import InputWrong
from kern.language import N_

if TYPE_CHECKING:
    from pathlib import Path

ZIP = b"PK\x03\x04"
GZIP = b"\x1f\x8b"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LFS = b"version https://git-lfs.github.com/spec/"
_WORKBOOK = "xl/workbook.xml"
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<table", b"<body")
_OTHER = {
    b"%PDF": "PDF",
    b"PAR1": "Parquet",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}


def is_workbook(path: Path) -> bool:
    """Whether a zip file is an Excel workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _WORKBOOK in archive.namelist()
    except zipfile.BadZipFile:
        return False


def refuse_by_signature(path: Path, name: str, start: bytes) -> None:
    """Stop at a file that is not what its name says, with what to do about it.

    Args:
        path: The file.
        name: The name the user knows.
        start: Its first bytes.

    Raises:
        InputWrong: Always says the file and the remedy.
    """
    suffix = name.lower().rpartition(".")[2]
    lead = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if lead.startswith(_PAGE) or (lead.startswith(b"<?xml") and b"<html" in start.lower()):
        raise InputWrong(
            N_(
                "File {file} is a web page (HTML), not a .{suffix} file: perhaps a sign-in or error page. "
                "Download the file again while signed in."
            ),
            file=name,
            suffix=suffix,
        )
    if start.startswith(_LFS):
        raise InputWrong(
            N_("File {file} is only a Git LFS pointer. Fetch the file itself with git lfs pull."), file=name
        )
    if start.startswith(_OLE):
        _refuse_old_workbook(path, name)
    for signature, kind in _OTHER.items():
        if start.startswith(signature):
            raise InputWrong(
                N_("File {file} is a {kind} file. Expected CSV, XLSX, IFC, a folder, .zip or .gz."),
                file=name,
                kind=kind,
            )
    if start.startswith(ZIP):
        _refuse_other_zip(path, name, suffix)
    if suffix == "ifc" and lead.startswith(b"<") and b"ifcxml" in start.lower():
        raise InputWrong(
            N_("File {file} is ifcXML, which is not read. Export the model again as IFC (STEP, extension .ifc)."),
            file=name,
        )
    if suffix == "ifc" and b"ISO-10303-21" not in start[:1024]:
        raise InputWrong(
            N_("File {file} is not an IFC model: it does not start with ISO-10303-21. Export it as IFC (.ifc) again."),
            file=name,
        )


def _refuse_old_workbook(path: Path, name: str) -> None:
    with path.open("rb") as file:
        protected = "EncryptedPackage".encode("utf-16-le") in file.read(4 * 1024 * 1024)
    if protected:
        raise InputWrong(
            N_("Workbook {file} is protected with a password. Save it without a password and load it again."), file=name
        )
    raise InputWrong(
        N_("File {file} is an old Excel workbook (.xls). Open it in a spreadsheet and save it as .xlsx."), file=name
    )


def _refuse_other_zip(path: Path, name: str, suffix: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            inside = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise InputWrong(
            N_("File {file} is damaged or cut off: it cannot be unpacked. Download or copy it again."), file=name
        ) from error
    if _WORKBOOK not in inside:
        raise InputWrong(
            N_("File {file} is not a workbook that can be read. Save it as .xlsx in a spreadsheet."), file=name
        )
    if suffix not in ("xlsx", "xlsm"):
        raise InputWrong(
            N_("File {file} is an Excel workbook, not a .{suffix} file. Rename it to end in .xlsx and load it again."),
            file=name,
            suffix=suffix,
        )
