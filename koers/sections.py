"""Sections that need more than one room: the verdicts, the quality of the data, the factors and the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kern.errors import KoersError
from kern.findings import Severity
from kern.language import N_, _, show_number
from kern.report import Column, Section, Table
from koers.annual import Card
from koers.checks import findings_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kern.findings import Finding
    from kern.report import Figure, Trace
    from koers.workspace import Workspace

# What stands on the cover: title, key of the figure with the verdict.
VERDICTS = (
    (N_("Primary energy"), "energie.primair.{year}"),
    (N_("CO2 of the buildings"), "energie.co2.{year}"),
    (N_("CO2 of the service vehicles"), "vloot.co2.{year}"),
)
BASE, PATH, GAP = "basis", "pad", "kloof"


def make_cards(sections: Sequence[Section], year: int) -> list[Card]:
    """The verdict cards, from the figures the sections hold already."""
    cards = []
    for title, pattern in VERDICTS:
        key = pattern.format(year=year)
        for section in sections:
            figures = {figure.key: figure for figure in section.figures()}
            if key in figures:
                others = [figures[f"{key}.{GAP}"]] if f"{key}.{GAP}" in figures else []
                base = figures.get(f"{key}.{BASE}") or _base_of(figures, key, year)
                cards.append(Card(_(title), section.key, figures[key], base, figures.get(f"{key}.{PATH}"), others))
                break
    return cards


def _base_of(figures: Mapping[str, Figure], key: str, year: int) -> Figure | None:
    """The same figure of an earlier year: the base year."""
    stem = key.removesuffix(str(year))
    earlier = [name for name in figures if name.startswith(stem) and name.removeprefix(stem).isdigit() and name < key]
    return figures[min(earlier)] if earlier else None


def quality_section(workspace: Workspace, findings: Sequence[Finding]) -> Section:
    """How good the data is: what was loaded per kind of file, what waits in quarantine, what the checks found."""
    from koers.wiring import readers

    titles = {reader.kind: _(reader.title) for reader in readers(None)}
    imports = [row for row in workspace.imports().iter_rows(named=True) if row["status"] == "landed"]
    kinds: dict[str, dict[str, Any]] = {}
    for run in imports:
        row = kinds.setdefault(
            run["reader"],
            {"kind": titles.get(run["reader"], run["reader"]), "files": 0, "read": 0, "corrected": 0, "quarantined": 0},
        )
        row["files"] += 1
        row["read"] += run["rows_read"]
        row["corrected"] += run["rows_corrected"]
        row["quarantined"] += run["rows_quarantined"]
    table = Table(
        "kwaliteit.soorten",
        _("What was loaded"),
        [
            Column("kind", _("Kind of file")),
            Column("files", _("Files"), decimals=0),
            Column("read", _("Rows read"), decimals=0),
            Column("corrected", _("Corrected"), decimals=0),
            Column("quarantined", _("In quarantine"), decimals=0),
        ],
        [kinds[kind] for kind in sorted(kinds)],
    )
    wrong = [finding for finding in findings if finding.severity is not Severity.INFO]
    message = _(
        "{files} files with {rows} rows were loaded, {quarantined} rows wait in quarantine; the checks gave {findings} "
        "warnings or errors."
    ).format(
        files=len(imports),
        rows=show_number(sum(run["rows_read"] for run in imports), 0),
        quarantined=show_number(sum(run["rows_quarantined"] for run in imports), 0),
        findings=len(wrong),
    )
    return Section("kwaliteit", _("Quality of the data"), message, [table, findings_table(wrong)])


def traces_of(workspace: Workspace, cards: Iterable[Card]) -> list[Trace]:
    """The traces of the figures on the cover; a figure that cannot be traced is left out and said by its command."""
    traces = []
    for card in cards:
        for figure in (card.actual, card.base):
            if figure is None:
                continue
            try:
                traces.append(workspace.trace(figure.key))
            except KoersError:
                continue
    return traces


def factors_section(traces: Sequence[Trace]) -> Section:
    """Every factor behind the verdicts, with where it was published."""
    from koers.provenance import factors_table

    seen: dict[tuple[str, str, str], Any] = {}
    for trace in traces:
        for factor in trace.factors:
            seen.setdefault((factor.key, factor.factor_set, factor.valid_from), factor)
    factors = [seen[name] for name in sorted(seen)]
    message = _("{count} factors stand behind the verdicts; each names its source.").format(count=len(factors))
    return Section("factoren", _("Factors and sources"), message, [factors_table(factors)])


def files_section(workspace: Workspace) -> Section:
    """Every file behind the report with its hash."""
    from koers.provenance import imports_section

    section = imports_section(workspace)
    return Section("bestanden", _("Files behind this report"), section.message, section.blocks)
