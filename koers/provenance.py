"""Sections on the data itself: the workspace, its imports, the keys of the figures, and the trace of one figure."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from kern.language import N_, _
from kern.report import Column, Paragraph, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import polars as pl

    from kern.report import Block, FactorUse, Trace
    from koers.workspace import Workspace

SHOWN_HASH = 12
# What the rooms' traces call their columns.
HEADINGS = {
    "rows": N_("Rows"),
    "year": N_("Year"),
    "product": N_("Product"),
    "unit": N_("Unit"),
    "origin": N_("Origin"),
    "quantity": N_("Quantity"),
    "meters": N_("Meters"),
    "split": N_("Split by"),
    "vehicle_count": N_("Vehicles"),
    "is_estimated": N_("Estimated"),
    "consumption_kwh": N_("Consumption"),
    "substituted_kwh": N_("Of which filled in"),
    "estimated_kwh": N_("Of which estimated"),
    "primary_energy_kwh": N_("Primary energy"),
    "fossil_only_co2_kg": N_("CO2, fossil fuels only"),
    "location_based_co2_kg": N_("CO2, location based"),
    "market_based_co2_kg": N_("CO2, market based"),
    "fuel_co2_kg": N_("CO2 of fuel"),
    "charging_co2e_kg": N_("CO2 of charging"),
    "well_to_wheel_co2e_kg": N_("CO2, well-to-wheel"),
    "distance_km": N_("Distance"),
    "volume_m3": N_("Volume"),
    "mass_kg": N_("Mass"),
    "mass_origin": N_("Weight from"),
    "unknown_reason": N_("Why not known"),
}
UNITS = (
    ("_co2_kg", "kg CO2"),
    ("_co2e_kg", "kg CO2e"),
    ("_kwh", "kWh"),
    ("_m2", "m²"),
    ("_m3", "m³"),
    ("mass_kg", "kg"),
    ("_km", "km"),
    ("_eur", "€"),
)
COUNTS = ("rows", "meters", "vehicle_count")


def workspace_section(workspace: Workspace) -> Section:
    """Where a workspace keeps what."""
    settings = workspace.settings
    rows = [
        {"what": _("settings"), "where": str(settings.folder / "koers.toml")},
        {"what": _("database"), "where": settings.database},
        {"what": _("readings"), "where": settings.series_root},
    ]
    table = Table("werkruimte", _("Workspace"), [Column("what", _("What")), Column("where", _("Where"))], rows)
    return Section("nieuw", _("Workspace"), _("The workspace is ready."), [table])


def imports_section(workspace: Workspace) -> Section:
    """Every file ever loaded and what happened with its rows."""
    imports = workspace.imports()
    table = Table(
        "invoer",
        _("Imports"),
        [
            Column("id", _("Import")),
            Column("started_at", _("When (UTC)")),
            Column("file_name", _("File")),
            Column("reader", _("Kind")),
            Column("rows_read", _("Read"), decimals=0),
            Column("rows_new", _("New"), decimals=0),
            Column("rows_same", _("Same"), decimals=0),
            Column("rows_corrected", _("Corrected"), decimals=0),
            Column("rows_quarantined", _("Quarantine"), decimals=0),
            Column("status", _("Status")),
            Column("loaded_by", _("By")),
            Column("koers_version", _("Version")),
            Column("sha256", _("Hash (SHA-256)")),
        ],
        [
            {**row, "file_name": short_name(row["file_name"]), "sha256": row["sha256"][:SHOWN_HASH]}
            for row in imports.iter_rows(named=True)
        ],
    )
    message = _("{count} files were loaded.").format(count=imports.height)
    return Section("invoer", _("What was loaded"), message, [table])


def keys_section(workspace: Workspace, year: int | None) -> Section:
    """The keys that `koers herkomst` understands, with the figure behind each."""
    from koers.rooms import ROOMS

    rows: list[dict[str, Any]] = []
    seen: set[str] = set()
    for room in ROOMS:
        asked = [room.section(workspace, f"{room.name}.{command}", {"report_year": year}) for command in room.commands]
        for section in [*room.sections(workspace, {"report_year": year}), *asked]:
            for row in _keys_of(section):
                if row["key"] not in seen:
                    seen.add(row["key"])
                    rows.append(row)
    table = Table(
        "sleutels",
        _("Figures you can ask for"),
        [Column("key", _("Key")), Column("label", _("What")), Column("section", _("Section"))],
        rows,
    )
    message = _("{count} figures; ask for one with koers herkomst KEY.").format(count=len(rows))
    return Section("herkomst", _("Provenance"), message, [table])


def _keys_of(section: Section) -> Iterable[dict[str, Any]]:
    for figure in section.figures():
        yield {"key": figure.key, "label": figure.label, "section": section.title}
    for block in section.blocks:
        if isinstance(block, Table) and any(column.name == "key" for column in block.columns):
            first = block.columns[0].name
            for row in block.rows:
                if row.get("key"):
                    yield {"key": row["key"], "label": f"{block.title}: {row.get(first)}", "section": section.title}


def trace_section(workspace: Workspace, key: str, **asked: Any) -> Section:
    """Where one figure came from: rows per file with its hash, factors with their source, rules.

    Args:
        workspace: The workspace.
        key: As printed with the figure.
        asked: The choices the figure was printed with, by option name, where they were not the usual ones.
    """
    year = _year_in(key)
    # A target or a plan lies ahead: such a figure belongs to the report of the newest full year.
    reported = None if year is None or year > workspace.newest_full_year else year
    trace = workspace.trace(key, report_year=reported, **asked)
    blocks: list[Block] = [Paragraph(trace.explanation)]
    blocks.append(_files_table(trace, workspace.imports()))
    if trace.factors:
        blocks.append(factors_table(trace.factors))
    if trace.rules:
        rules = [{"rule": name, "value": value} for name, value in trace.rules.items()]
        columns = [Column("rule", _("Rule")), Column("value", _("Value"))]
        blocks.append(Table("regels", _("Rules"), columns, rules))
    message = _("{rows} groups of rows from {files} files.").format(
        rows=len(trace.rows), files=len({row.get("import_id") for row in trace.rows})
    )
    return Section(trace.key, _("Provenance of {key}").format(key=trace.key), message, blocks)


def _year_in(key: str) -> int | None:
    """The year a key speaks of.

    >>> _year_in("energie.co2.2025.location_based"), _year_in("vastgoed.label.G1")
    (2025, None)
    """
    years = [int(part) for part in key.split(".") if len(part) == 4 and part.isdigit()]
    return years[0] if years else None


def _files_table(trace: Trace, imports: pl.DataFrame) -> Table:
    files = {row["id"]: row for row in imports.iter_rows(named=True)}
    names = list(dict.fromkeys(name for row in trace.rows for name in row if name != "import_id"))
    rows = []
    for row in trace.rows:
        file = files.get(row.get("import_id"), {})
        rows.append(
            {
                "import_id": row.get("import_id"),
                "file_name": short_name(file.get("file_name") or ""),
                "sha256": (file.get("sha256") or "")[:SHOWN_HASH],
                **{name: row.get(name) for name in names},
            }
        )
    columns = [
        Column("import_id", _("Import")),
        Column("file_name", _("File")),
        Column("sha256", _("Hash (SHA-256)")),
        *(_column(name, trace.rows) for name in names),
    ]
    return Table("rijen", _("Rows behind it"), columns, rows)


def _column(name: str, rows: Sequence[Any]) -> Column:
    """A column of a trace: its unit is in its name."""
    is_number = any(isinstance(row.get(name), float) for row in rows)
    unit = next((shown for suffix, shown in UNITS if is_number and name.endswith(suffix)), "")
    heading = _(HEADINGS[name]) if name in HEADINGS else name.replace("_", " ")
    return Column(name, heading, unit, 3 if is_number else 0 if name in COUNTS else None)


def factors_table(factors: Sequence[FactorUse]) -> Table:
    """Factors with their source and validity."""
    from kern.sources import sources_of

    columns = [
        Column("factor", _("Factor")),
        Column("factor_set", _("Set")),
        Column("value", _("Value"), decimals=5),
        Column("unit", _("Unit")),
        Column("valid_from", _("Valid from")),
        Column("valid_until", _("Valid until")),
        Column("title", _("Source")),
        Column("place", _("Place in the source")),
        Column("certainty", _("Certainty")),
        Column("file", _("File")),
    ]
    rows = [
        {
            **vars(factor),
            "factor": factor.key,
            "valid_from": _day(factor.valid_from),
            "valid_until": _day(factor.valid_until),
            "title": "; ".join(source.title for source in sources_of(factor.source)),
        }
        for factor in factors
    ]
    return Table("factoren", _("Factors"), columns, rows)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def short_name(shown: str) -> str:
    """A file's name without saying it twice: an archive that holds one file of its own name is that file.

    >>> short_name("in/a.zip!a.csv"), short_name("in/a.zip!b.csv")
    ('in/a.zip', 'in/a.zip!b.csv')
    """
    archive, _mark, member = shown.rpartition("!")
    same = archive and PurePosixPath(archive).stem == PurePosixPath(member).stem
    return archive if same else shown
