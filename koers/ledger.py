"""The ledger: every report that is made is kept with what it stood on; a later run is set against it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.errors import UsageWrong
from kern.language import N_
from kern.sources import DATA
from koers.version import koers_version

if TYPE_CHECKING:
    from energie.restatement import Published
    from kern.report import Section
    from koers.annual import AnnualReport
    from koers.workspace import Workspace

LATEST = ("laatste", "vorige", "latest")


def rules_version() -> str:
    """A short hash of every number and rule in `data/`, without the example."""
    digest = hashlib.sha256()
    for path in sorted(DATA.rglob("*.csv")):
        if "example" not in path.relative_to(DATA).parts:
            digest.update(path.relative_to(DATA).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def publish(workspace: Workspace, report: AnnualReport) -> int:
    """Keep a report in the ledger; one that says the same as the newest of its year is not kept twice.

    Args:
        workspace: The data it was made of.
        report: The report.

    Returns:
        The number of the publication.
    """
    from energie.restatement import parts_now
    from energie.restatement_section import choices_of

    room = _energy_room()
    options = workspace.options(room, {"report_year": report.year})
    landed = workspace.imports().filter(status="landed").sort("id")
    about = {
        "year": report.year,
        "koers_version": koers_version(),
        "data_cutoff": landed["started_at"][-1] if landed.height else "",
        "last_import_id": int(landed["id"][-1]) if landed.height else None,
        "rules_version": rules_version(),
        "choices": json.dumps(choices_of(options), sort_keys=True),
    }
    figures = {figure.key: figure for section in [*report.sections, *report.annexes] for figure in section.figures()}
    rows = [
        {"key": f.key, "label": f.label, "value": f.value, "unit": f.unit, "note": f.note} for f in figures.values()
    ]
    return workspace.store.publish(about, rows, parts_now(workspace.inputs(room), options))


def compare(workspace: Workspace, asked: str, **options: Any) -> Section:
    """Set a publication against what its figures would be now.

    Args:
        workspace: The data.
        asked: Number of the publication, the day it was made (yyyy-mm-dd), or `laatste`.
        options: Options by field name.

    Raises:
        UsageWrong: There is no such publication; the message lists the ones there are.
    """
    from energie.restatement_section import restatement

    room = _energy_room()
    published = find_publication(workspace, asked)
    chosen = workspace.options(room, {**options, "report_year": published.year})
    return restatement(workspace.inputs(room), chosen, published)


def explain_since(workspace: Workspace, asked: str, **options: Any) -> Section:
    """The explanation of change, beginning at the base year as a publication had it.

    Args:
        workspace: The data.
        asked: As in `compare`.
        options: Options by field name.

    Raises:
        UsageWrong: There is no such publication.
    """
    from energie.explanation_section import explanation

    room = _energy_room()
    published = find_publication(workspace, asked)
    return explanation(workspace.inputs(room), workspace.options(room, options), published)


def find_publication(workspace: Workspace, asked: str) -> Published:
    """One publication from the ledger.

    Raises:
        UsageWrong: There is none like that.
    """
    from energie.restatement import Published

    known = workspace.store.publications()
    if known.is_empty():
        raise UsageWrong(
            N_("Nothing was published yet from this workspace. Make a report first: koers rapport {year}"),
            year=workspace.newest_full_year,
        )
    word = asked.strip().lower()
    rows = (
        known.filter((known["id"].cast(pl.String) == word) | known["made_at"].str.starts_with(word)) if word else known
    )
    if word in LATEST:
        rows = known.tail(1)
    if rows.is_empty() or not word:
        raise UsageWrong(
            N_("There is no publication {asked}. Choose a number or a day: {known}."),
            asked=asked,
            known="; ".join(f"{r['id']} ({r['year']}, {r['made_at'][:10]})" for r in known.iter_rows(named=True)),
        )
    row = rows.tail(1).row(0, named=True)
    figures, parts = workspace.store.published(row["id"])
    # A figure is kept as printed: in thousands.
    values = {key: None if value is None else value * 1000 for key, value in figures.select("key", "value").iter_rows()}
    return Published(
        number=row["id"],
        made_at=row["made_at"],
        year=row["year"],
        data_cutoff=row["data_cutoff"],
        rules_version=row["rules_version"],
        koers_version=row["koers_version"],
        choices=json.loads(row["choices"] or "{}"),
        figures=values,
        parts=parts,
    )


def _energy_room() -> Any:
    from koers.rooms import room_of

    return room_of("energie.traject")
