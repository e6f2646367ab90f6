"""Ten accessibility audits: an excellent building, good ones, usable ones, and ones with a single broken link."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from example.audit_values import ELEMENTS, NONE
from example.defects import FINDING, KEPT, QUARANTINE, Planted
from example.write import Row, stream, write_workbook

FILE = "toegankelijkheid/audits.xlsx"
_VALUE_HEADINGS = (
    "Auditcode", "Criterium", "Element", "Doelgroep (bezoeker|personeel)", "Waarde", "Eenheid", "Opmerking",
)  # fmt: skip
EXCELLENT, RULES, USABLE = 1, 2, 3
"""Which column of `audit_values` a building follows."""


@dataclass(frozen=True)
class Audit:
    """One audit.

    Args:
        asset: The building.
        day: When.
        role: Who, by role.
        column: EXCELLENT, RULES or USABLE.
        level: The level that is meant to come out.
        broken: (element, criterion) -> value that stands there instead.
        absent: Elements nobody measured.
        skipped: Elements the building does not have.
    """

    asset: str
    day: date
    role: str
    column: int
    level: str
    broken: dict[tuple[str, str], str] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


AUDITS = (
    Audit("GB-0030", date(2024, 10, 10), "toegankelijkheidsbureau", EXCELLENT,
          "A++ by itself, A+ with the handrails of its newer model"),
    Audit("GB-0004", date(2023, 10, 5), "toegankelijkheidsbureau", RULES, "A+", skipped=("Helling ingang",)),
    Audit("GB-0018", date(2022, 3, 17), "architect", RULES, "A+", skipped=("Helling ingang", "Douche")),
    Audit("GB-0007", date(2024, 6, 11), "gebouwbeheerder", USABLE, "A"),
    Audit("GB-0015", date(2024, 9, 24), "gebouwbeheerder", USABLE, "A", skipped=("Parking", "Helling ingang")),
    Audit("GB-0022", date(2020, 3, 12), "toegankelijkheidsbureau", USABLE, "A, but older than five years",
          skipped=("Douche",)),
    Audit("GB-0034", date(2025, 5, 6), "gebouwbeheerder", USABLE, "none: a step of 3 cm at the entrance",
          {("Hoofdingang", "LVL-02"): "3", ("Binnendeur", "DOR-03"): "88", ("Lift 1", "LFT-02"): "100",
           ("Lift 1", "LFT-03"): "125"}, skipped=("Douche",)),
    Audit("GB-0019", date(2025, 6, 19), "gebouwbeheerder", RULES, "none: no lift, the floors hang on a stair",
          {("Verdiepingen", "LVL-03"): "nee", ("Keten", "CHN-01"): "nee"},
          skipped=("Lift 1", "Helling ingang", "Douche")),
    Audit("GB-0036", date(2025, 9, 2), "architect", RULES, "none: turning space of 110 cm in the adapted toilet",
          {("Aangepast toilet", "SAN-02"): "110"}, skipped=("Helling ingang",)),
    Audit("GB-0041", date(2025, 11, 13), "gebouwbeheerder", RULES, "not assessable: sanitary not measured",
          absent=("Aangepast toilet", "Douche"), skipped=("Helling ingang",)),
)  # fmt: skip


def write_audits(root: Path, planted: Planted) -> None:
    """The workbook."""
    random = stream("audits")
    audits: list[Row] = []
    values: list[Row] = []
    for number, audit in enumerate(AUDITS, start=1):
        code = f"AUD-{audit.day.year}-{number:02d}"
        audits.append((code, audit.asset, audit.day, audit.role))
        values += _values(code, audit, random)
        if audit.broken or audit.absent or audit.level.startswith("A,"):
            planted.add(FILE, code, f"{audit.asset}: {audit.level}", FINDING)
        else:
            planted.add(FILE, code, f"{audit.asset}: meant to reach {audit.level} (indicative)", KEPT)
    values.insert(400, (values[400][0], "DOR-99", "Binnendeur", "bezoeker", "90", "cm", ""))
    planted.add(FILE, "metingen 402", "criterion DOR-99 does not exist", QUARANTINE)
    write_workbook(
        root / FILE,
        {
            "audits": (("Auditcode", "VIM gebouwcode", "Datum", "Uitgevoerd door (rol)"), audits),
            "metingen": (
                (
                    "Auditcode",
                    "Criterium",
                    "Element",
                    "Doelgroep (bezoeker|personeel)",
                    "Waarde",
                    "Eenheid",
                    "Opmerking",
                ),
                values,
            ),
        },
    )


def _values(code: str, audit: Audit, random: Random) -> list[Row]:
    rows: list[Row] = []
    for element, found in ELEMENTS.items():
        if element in audit.absent:
            continue
        # A building that is just usable meets the rules in places.
        column = RULES if audit.column == USABLE and random.random() < 0.55 else audit.column
        for scope in ("bezoeker", "personeel"):
            for name, *columns, unit in found:
                value = columns[column - 1]
                value = NONE if element in audit.skipped else _varied(value, columns, column, random)
                value = audit.broken.get((element, name), value)
                rows.append((code, name, element, scope, value, unit if value != NONE else "", ""))
    rows.append((code, "CHN-02", "Keten", "personeel", "ja" if audit.column != USABLE else "nee", "", ""))
    return rows


def _varied(value: str, columns: list[str], column: int, random: Random) -> str:
    """The value, or one that is a little better, but never as good as the next column."""
    better = columns[max(0, column - 2)]
    if not (value.isdigit() and better.isdigit()) or min(int(value), int(better)) < 60 or column == EXCELLENT:
        return value
    return str(round(int(value) + (int(better) - int(value)) * random.uniform(0, 0.4)))
