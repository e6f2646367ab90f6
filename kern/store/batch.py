"""What is handed to the store, and what it says of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kern.findings import Finding
    from kern.intake.contract import Intake


@dataclass(frozen=True)
class LoadedFile:
    """A file that a reader has read.

    Args:
        path: Where it was read from.
        shown_name: The name the user knows.
        sha256: Hash of its bytes.
        reader_kind: Which reader read it.
        intake: What the reader returned.
        size_bytes: Its size.
        fingerprint: The reader's settings, such as a hash of the mapping in force.
    """

    path: Path
    shown_name: str
    sha256: str
    reader_kind: str
    intake: Intake
    size_bytes: int = 0
    fingerprint: str = ""


@dataclass
class TableCount:
    """What one file did to one register or series, in rows of that table."""

    table: str
    new: int = 0
    same: int = 0
    corrected: int = 0
    quarantined: int = 0


@dataclass
class FileReport:
    """What happened to one file.

    Args:
        shown_name: The name the user knows.
        reader_kind: Which reader read it.
        import_id: Its import; None when nothing changed and no import was recorded.
        rows_read: Data rows in the file.
        rows_quarantined: Rows of the file with at least one refused cell.
        cells_emptied: Cells that were left out of a row that landed.
        tables: Per register and series.
        findings: What the reader had to say.
        loaded_before: Whether the same bytes were loaded earlier.
    """

    shown_name: str
    reader_kind: str
    import_id: int | None
    rows_read: int = 0
    rows_quarantined: int = 0
    cells_emptied: int = 0
    tables: list[TableCount] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    loaded_before: bool = False

    @property
    def new(self) -> int:
        """Rows that were not there, over all tables."""
        return sum(count.new for count in self.tables)

    @property
    def same(self) -> int:
        """Rows that were there already, over all tables."""
        return sum(count.same for count in self.tables)

    @property
    def corrected(self) -> int:
        """Rows that changed a stored row, over all tables."""
        return sum(count.corrected for count in self.tables)


@dataclass
class LoadReport:
    """What one load did.

    Args:
        files: In the order they were handed in.
        nothing_changed: All rows were stored already; the workspace is as it was.
        healed: What was put right first, after an earlier load that broke off.
    """

    files: list[FileReport]
    nothing_changed: bool = False
    healed: list[Finding] = field(default_factory=list)

    @property
    def new(self) -> int:
        """Rows that were not there."""
        return sum(file.new for file in self.files)

    @property
    def same(self) -> int:
        """Rows that were there already."""
        return sum(file.same for file in self.files)

    @property
    def corrected(self) -> int:
        """Rows that changed a stored row."""
        return sum(file.corrected for file in self.files)

    @property
    def cells_emptied(self) -> int:
        """Cells that were left out of a row that landed."""
        return sum(file.cells_emptied for file in self.files)

    @property
    def rows_quarantined(self) -> int:
        """Rows kept out."""
        return sum(file.rows_quarantined for file in self.files)
