"""The faults planted in the example, so that the page beside it can list each one with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

QUARANTINE, FINDING, KEPT = "quarantine", "finding", "kept"


@dataclass(frozen=True)
class Defect:
    """One planted fault.

    Args:
        file: Path below `data/example`.
        row: Line of the file or row of the sheet (headings are 1), or what identifies it.
        what: What is wrong, in a few words.
        expected: `quarantine` (the row is kept out), `finding` (loaded and said) or `kept` (real life, no fault).
    """

    file: str
    row: str
    what: str
    expected: str


@dataclass
class Planted:
    """All faults, in the order in which they were planted."""

    defects: list[Defect] = field(default_factory=list)

    def add(self, file: str, row: int | str, what: str, expected: str) -> None:
        """Note one."""
        self.defects.append(Defect(file, str(row), what, expected))
