"""`koers laad --toon-kaart FILE`: what a file is and how it would be read, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.errors import InputWrong
from kern.intake.archive import Limits, unpack
from kern.intake.head import open_file
from kern.intake.recognise import recognise
from kern.language import N_, _, show_number
from kern.report import Column, Paragraph, Section, Table
from kern.times import ZONE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from energie.readers.propose import Proposal
    from kern.intake.contract import FileHead, Intake, Reader

ROWS = 10
WESTERN = "windows-1252"
_LEFT_OUT = ("source_sheet", "source_row", "year", "month")


@dataclass(frozen=True)
class Shown:
    """One file as it would be read.

    Args:
        file: Its name.
        kind: Kind of the reader.
        title: What users call that kind, in English.
        proposal: The mapping proposed; None for a file that is known.
        rows: The first rows, as text to show; columns by heading.
        rows_read: Rows in the file.
        rejected: Cells that would be refused.
        reasons: The first of them, in words.
    """

    file: str
    kind: str
    title: str
    proposal: Proposal | None
    rows: list[dict[str, Any]] = field(default_factory=list)
    rows_read: int = 0
    rejected: int = 0
    reasons: list[str] = field(default_factory=list)


def show_mappings(
    paths: Sequence[Path], readers: Sequence[Reader], saved: Mapping[str, Mapping[str, str]], encoding: str | None
) -> list[Shown]:
    """Look at files and read their first rows; nothing is stored.

    Args:
        paths: Files, folders and archives.
        readers: All readers.
        saved: Reader -> saved mapping of headings.
        encoding: Encoding of text files that are not UTF-8, as the user said it.

    Raises:
        InputWrong: A file cannot be opened, or no mapping can be proposed.
    """
    shown = []
    with TemporaryDirectory(prefix="koers-") as folder:
        for file in unpack(paths, Path(folder), Limits()):
            head, used = _open(file.path, file.shown_name, encoding, Path(folder))
            shown.append(_shown(head, used, readers, saved))
    return shown


def _open(path: Path, name: str, encoding: str | None, folder: Path) -> tuple[FileHead, str]:
    try:
        return open_file(path, name, encoding, folder), encoding or "utf-8"
    except InputWrong:
        if encoding:
            raise
        # Not UTF-8: what older spreadsheets and Belgian exports write.
        return open_file(path, name, WESTERN, folder), WESTERN


def _shown(head: FileHead, encoding: str, readers: Sequence[Reader], saved: Mapping[str, Mapping[str, str]]) -> Shown:
    from energie.readers import series_files
    from energie.readers.propose import propose

    try:
        reader = recognise(head, readers)
        intake = reader.read(head, saved.get(reader.kind, {}))
        return _read(head, reader, None, intake)
    except InputWrong as error:
        try:
            proposal = propose(head, encoding)
        except InputWrong:
            raise error from None
    intake = series_files.read(head, proposal.layout.as_mapping())
    return _read(head, series_files.READER, proposal, intake)


def _read(head: FileHead, reader: Reader, proposal: Proposal | None, intake: Intake) -> Shown:
    from kern.intake.contract import show_reason

    frames = [frame.lazy().head(ROWS).collect() for frame in (*intake.series.values(), *intake.frames.values())]
    first = next((frame for frame in frames if frame.height), pl.DataFrame())
    cells = intake.rejected.head(3).iter_rows(named=True)
    return Shown(
        head.shown_name,
        reader.kind,
        reader.title,
        proposal,
        [_as_text(row) for row in first.iter_rows(named=True)],
        intake.rows_read,
        intake.rejected.height,
        [
            _("row {row}, {column}: {reason}").format(row=row["row"], column=row["column"], reason=show_reason(row))
            for row in cells
        ],
    )


def _as_text(row: dict[str, Any]) -> dict[str, Any]:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    def text(value: Any) -> str:
        if value is None:
            return "–"
        if isinstance(value, datetime) and value.tzinfo is not None:
            return value.astimezone(ZoneInfo(ZONE)).strftime("%d-%m-%Y %H:%M")
        return show_number(value, 3) if isinstance(value, float) else str(value)

    names = {
        "meter": _("Meter"), "carrier": _("Carrier"), "register": _("Register"), "resolution": _("Interval"),
        "start_utc": _("From (Brussels)"), "end_utc": _("Until (Brussels)"), "consumption_kwh": "kWh",
        "quality": _("Status"),
    }  # fmt: skip
    return {names.get(name, name): text(value) for name, value in row.items() if name not in _LEFT_OUT}


def as_toml(shown: Shown) -> str:
    """The proposal as lines for `koers.toml`; everything that is not a setting is a comment, rows included.

    Args:
        shown: One file.
    """
    import tomlkit

    lines = [f"# {shown.file}"]
    if shown.proposal is None:
        known = _("Recognised as {title} ({kind}): it needs no mapping.")
        lines.append("# " + known.format(title=_(shown.title), kind=shown.kind))
        return "\n".join([*lines, *_rows_as_comment(shown)]) + "\n"
    proposal = shown.proposal
    doubtful = proposal.doubtful
    if doubtful:
        lines.append("# " + _("Check the lines marked with (?): the file does not prove them."))
    options = proposal.layout.options()
    pairs = {name: value for name, value in options.items() if value or name == "duizendtal"}
    width = max(len(name) + len(tomlkit.item(value).as_string()) for name, value in pairs.items()) + 5
    lines.append(f"[kaart.{tomlkit.item(shown.kind).as_string()}.{_key(proposal.name)}]")
    for name, value in pairs.items():
        line = f"{name} = {tomlkit.item(value).as_string()}"
        guess = proposal.why.get(name)
        if guess is not None and guess.why:
            line = f"{line:<{width}}# {'' if guess.sure else '(?) '}{guess.why}"
        lines.append(line)
    lines += ["", f"[kaart.{tomlkit.item(shown.kind).as_string()}.{_key(proposal.name)}.kolommen]"]
    lines += [
        f"{tomlkit.item(heading).as_string()} = {tomlkit.item(name).as_string()}"
        for heading, name in proposal.layout.kolommen.items()
    ]
    if proposal.unread:
        lines.append("# " + _("Not read: {headings}").format(headings=", ".join(proposal.unread)))
    return "\n".join([*lines, *_rows_as_comment(shown)]) + "\n"


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else f'"{name}"'


def _rows_as_comment(shown: Shown) -> list[str]:
    lines = ["#"]
    if shown.rows:
        title = _("The first {count} readings as they would be stored (nothing is stored yet):")
        lines.append("# " + title.format(count=len(shown.rows)))
        headings = list(shown.rows[0])
        table = [headings, *([str(row[name]) for name in headings] for row in shown.rows)]
        widths = [max(len(row[at]) for row in table) for at in range(len(headings))]
        lines += [
            "#   " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in table
        ]
    counts = _("{rows} rows read, {cells} cells would be refused.")
    lines.append("# " + counts.format(rows=shown.rows_read, cells=shown.rejected))
    return [*lines, *(f"#   {reason}" for reason in shown.reasons)]


def mapping_section(files: Sequence[Shown]) -> Section:
    """The same as data: a table with the mapping and one with the first rows, for `--formaat json` and `csv`.

    Args:
        files: What was looked at.
    """
    lines = [
        {
            "file": shown.file,
            "kind": shown.kind,
            "name": name,
            "value": value,
            "sure": guess.sure if (guess := shown.proposal.why.get(name)) else True,
            "why": guess.why if guess else "",
        }
        for shown in files
        if shown.proposal is not None
        for name, value in shown.proposal.layout.as_mapping().items()
    ]
    columns = [
        Column("file", _("File")),
        Column("kind", _("Kind")),
        Column("name", _("Line")),
        Column("value", _("Value")),
        Column("sure", _("Proven by the file")),
        Column("why", _("Why")),
    ]
    headings = list(dict.fromkeys(name for shown in files for row in shown.rows for name in row))
    rows = [{"file": shown.file, **row} for shown in files for row in shown.rows]
    return Section(
        "laad.kaart",
        _("Proposed mapping"),
        _("Nothing was stored."),
        [
            Table("kaart", _("Mapping"), columns, lines),
            Table("rijen", _("First rows"), [Column("file", _("File")), *(Column(h, h) for h in headings)], rows),
            *(Paragraph(reason) for shown in files for reason in shown.reasons),
        ],
    )


def saved_lines(files: Sequence[Shown]) -> dict[str, dict[str, str]]:
    """The proposals as `koers.mappings.save_mappings` takes them.

    Args:
        files: What was looked at.

    Raises:
        InputWrong: No file needs a mapping.
    """
    found: dict[str, dict[str, str]] = {}
    for shown in files:
        if shown.proposal is not None:
            name = f"{shown.kind}.{shown.proposal.name}"
            found[name] = shown.proposal.layout.options()
            found[f"{name}.kolommen"] = dict(shown.proposal.layout.kolommen)
    if not found:
        raise InputWrong(N_("Every file is known already; there is no mapping to save."))
    return found
