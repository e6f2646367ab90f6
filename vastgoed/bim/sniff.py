"""A look at a model file without a parser: is it a model, is it whole, can it be read?

The parser opens a file that was cut in half without a word, so this comes first. Each defect is a finding
with a remedy; `refuse_damaged` turns the ones that make a file useless into an error.
"""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kern.errors import InputWrong
from kern.findings import Finding, Severity, Where
from kern.language import N_
from vastgoed.bim.refuse import wrong_model
from vastgoed.bim.schemas import HEAD_BYTES, find_schema, needs_rewriting, readable_schema

if TYPE_CHECKING:
    from pathlib import Path

_TAIL_BYTES = 4 << 10
_DEFLATE64 = 9
_BOM = b"\xef\xbb\xbf"
_EXPORT_AGAIN = N_("Export the model again as IFC (STEP, extension .ifc) and load that file.")


class FileKind(StrEnum):
    """What a model file is by its content."""

    STEP = "step"
    ZIP = "zip"
    OTHER = "other"


@dataclass(frozen=True)
class Sniffed:
    """What a look without a parser tells.

    Args:
        kind: STEP text, a zip with a model in it, or something else.
        model_hash: SHA-256 of the bytes.
        schema_declared: What FILE_SCHEMA says.
        schema_read: The schema to read it with; None when it cannot be read.
        starts_late: Bytes in front of "ISO-10303-21;" (a byte order mark, empty lines).
        member: Name of the model inside the zip.
        findings: The defects.
    """

    kind: FileKind
    size_bytes: int
    model_hash: str = ""
    schema_declared: str | None = None
    schema_read: str | None = None
    starts_late: int = 0
    member: str | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def readable(self) -> bool:
        """Whether nothing stands in the way of reading it whole."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def sniff_file(path: Path, shown_name: str = "") -> Sniffed:
    """Look at a file without parsing it.

    Args:
        path: The file.
        shown_name: The name the user knows; the file name when empty.

    Raises:
        InputWrong: The file is not there or may not be read.
    """
    name = shown_name or path.name
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
            size = path.stat().st_size
            file.seek(max(size - _TAIL_BYTES, 0))
            tail = file.read()
    except OSError as error:
        raise InputWrong(
            N_("File {file} cannot be read: {reason}. Check that it exists and that you may read it."),
            file=name,
            reason=error.strerror or "",
        ) from error
    if head.startswith(b"PK"):
        return _sniff_zip(path, name, size)
    start = head.find(b"ISO-10303-21")
    if start < 0 or head[:start].removeprefix(_BOM).strip():
        return Sniffed(FileKind.OTHER, size, findings=[_why_no_model(head, name)])
    return _sniff_step(path, name, size, head, tail, start)


def refuse_damaged(sniffed: Sniffed) -> None:
    """Stop when the file is not a whole, readable model.

    Raises:
        InputWrong: With the findings that say why and what to do.
    """
    errors = [finding for finding in sniffed.findings if finding.severity is Severity.ERROR]
    if errors:
        raise wrong_model(errors[0], errors[1:])


def _finding(code: str, name: str, text: str, remedy: str = "", /, **evidence: object) -> Finding:
    return Finding(code, Severity.ERROR, text, {"file": name, **evidence}, Where(file=name), remedy)


def _why_no_model(head: bytes, name: str) -> Finding:
    start = head.removeprefix(_BOM).lstrip()[:4096]
    lower = start.lower()
    if not start.strip(b"\x00"):
        return _finding("bim.file.empty", name, N_("File {file} is empty."), _EXPORT_AGAIN)
    if start.startswith(b"version https://git-lfs"):
        return _finding(
            "bim.file.lfs_pointer",
            name,
            N_("File {file} is not the model itself but a pointer of Git LFS to it."),
            N_("Fetch the file behind the pointer with 'git lfs pull' and load it again."),
        )
    if lower.startswith((b"<!doctype html", b"<html")) or (b"<html" in lower and b"<ifc" not in lower):
        return _finding(
            "bim.file.html",
            name,
            N_("File {file} is a web page, not a model. Often it is a login or error page saved by a download."),
            N_("Open it in a browser to see what it says, then download the model again while logged in."),
        )
    if lower.startswith(b"<") and b"ifc" in lower:
        return _finding("bim.file.ifcxml", name, N_("File {file} is ifcXML, which is not read."), _EXPORT_AGAIN)
    if lower.startswith(b"{") and (b"ifc" in lower or name.lower().endswith(".ifcx")):
        return _finding("bim.file.ifcx", name, N_("File {file} is IFC5 (IFCX), which is not read."), _EXPORT_AGAIN)
    return _finding(
        "bim.file.not_ifc",
        name,
        N_("File {file} is not an IFC file: it does not start with ISO-10303-21."),
        _EXPORT_AGAIN,
    )


def _sniff_step(path: Path, name: str, size: int, head: bytes, tail: bytes, start: int) -> Sniffed:
    findings: list[Finding] = []
    if b"END-ISO-10303-21" not in tail:
        findings.append(
            _finding(
                "bim.file.truncated",
                name,
                N_("File {file} is cut off: its last line END-ISO-10303-21; is missing, so part of the model is too."),
                N_("Copy or download it again completely ({size_mb} MB arrived), or export it again."),
                size_mb=round(size / 1e6, 1),
            )
        )
    declared = find_schema(head)
    readable = readable_schema(declared) if declared else None
    if declared is None:
        findings.append(
            _finding(
                "bim.schema.missing",
                name,
                N_("File {file} does not say which IFC version it is (FILE_SCHEMA is missing)."),
                _EXPORT_AGAIN,
            )
        )
    elif readable is None:
        findings.append(
            _finding(
                "bim.schema.unsupported",
                name,
                N_("File {file} is {schema}, which is not read. IFC2X3, IFC4 and IFC4X3 are."),
                N_("Export the model again as IFC4 or IFC4X3."),
                schema=declared,
            )
        )
    elif needs_rewriting(declared):
        findings.append(
            Finding(
                "bim.schema.rewritten",
                Severity.INFO,
                N_("File {file} says it is {schema}; it was read as {schema_read}."),
                {"file": name, "schema": declared, "schema_read": readable},
                Where(file=name),
                N_("Nothing to do; newer exporters write the full name themselves."),
            )
        )
    return Sniffed(
        FileKind.STEP,
        size,
        model_hash=_hash_of(path),
        schema_declared=declared,
        schema_read=readable,
        starts_late=start,
        findings=findings,
    )


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sniff_zip(path: Path, name: str, size: int) -> Sniffed:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if member.filename.lower().endswith(".ifc")]
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        problem = _finding(
            "bim.zip.damaged",
            name,
            N_("File {file} is a damaged zip file."),
            N_("Copy or download it again completely."),
        )
        return Sniffed(FileKind.ZIP, size, findings=[problem])
    if len(members) != 1:
        problem = _finding(
            "bim.zip.no_single_model",
            name,
            N_("Zip file {file} holds {count} IFC files; one is expected."),
            N_("Unzip it and load the IFC files themselves."),
            count=len(members),
        )
        return Sniffed(FileKind.ZIP, size, findings=[problem])
    member = members[0]
    if member.compress_type == _DEFLATE64 or member.flag_bits & 0x1:
        problem = _finding(
            "bim.zip.unreadable",
            name,
            N_("Zip file {file} is packed with a method that cannot be unpacked here (Deflate64 or a password)."),
            N_("Unzip it with another program and load the IFC file itself."),
        )
        return Sniffed(FileKind.ZIP, size, findings=[problem])
    return Sniffed(FileKind.ZIP, size, member=member.filename)
