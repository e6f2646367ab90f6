"""The annual report: gathered from the rooms, written as a page and as JSON with the same figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from kern.language import _, current_language
from kern.report import Column, Paragraph, Section, Table
from koers.annual import AnnualReport
from koers.rooms import ROOMS
from koers.sections import factors_section, files_section, make_cards, quality_section, traces_of
from koers.version import koers_version

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kern.errors import KoersError
    from koers.annual import Card
    from koers.workspace import Workspace

# Sections of the rooms that stand at the back, by key.
ANNEXES = ("energie.erfgoed",)


def make_report(workspace: Workspace, year: int, on_step: Callable[[str], None]) -> AnnualReport:
    """Gather the report of a year.

    Args:
        workspace: The data.
        year: Report year.
        on_step: Called at the start of each part.
    """
    made: list[Section] = []
    failures: list[KoersError] = []
    for room in ROOMS:
        on_step(room.name)
        made += room.sections(workspace, {"report_year": year}, failures)
    cards = make_cards(made, year)
    on_step(_("checks"))
    findings = workspace.findings(year)
    on_step(_("provenance"))
    traces = traces_of(workspace, cards)
    return AnnualReport(
        year=year,
        title=_("Are we on course? Sustainability {year}").format(year=year),
        scope=_scope(workspace),
        made_on=date.today(),
        version=koers_version(),
        is_example=workspace.settings.is_example,
        cards=cards,
        sections=[*(s for s in made if s.key not in ANNEXES), quality_section(workspace, findings)],
        annexes=[*(s for s in made if s.key in ANNEXES), factors_section(traces), files_section(workspace)],
        failures=failures,
    )


def _scope(workspace: Workspace) -> str:
    assets = workspace.register("managed_asset")
    return _(
        "{assets} buildings and technical objects of {entities} entities, and {vehicles} service vehicles."
    ).format(
        assets=assets.height,
        entities=assets["entity_code"].n_unique(),
        vehicles=workspace.register("vehicle").height,
    )


def report_as_dict(report: AnnualReport) -> dict[str, Any]:
    """The report as plain data: the same sections and figures as the page."""
    from koers.render.json_out import block_as_dict, sections_as_dicts

    def card_as_dict(card: Card) -> dict[str, Any]:
        parts = {"actual": card.actual, "path": card.path, "base": card.base}
        figures = {name: block_as_dict(figure) if figure else None for name, figure in parts.items()}
        return {
            "title": card.title,
            "section": card.anchor,
            **figures,
            "others": [block_as_dict(f) for f in card.others],
        }

    return {
        "koers": report.version,
        "year": report.year,
        "title": report.title,
        "scope": report.scope,
        "made_on": report.made_on.isoformat(),
        "language": current_language(),
        "is_example": report.is_example,
        "cards": [card_as_dict(card) for card in report.cards],
        "sections": sections_as_dicts(report.sections),
        "annexes": sections_as_dicts(report.annexes),
    }


def write_report(report: AnnualReport, folder: Path, on_step: Callable[[str], None]) -> list[Path]:
    """Write `rapport-YEAR.html` and `rapport-YEAR.json`.

    Returns:
        The files written.
    """
    from koers.render.html import report_as_html
    from koers.render.json_out import dump

    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / f"rapport-{report.year}.html", folder / f"rapport-{report.year}.json"
    on_step("HTML")
    page.write_text(report_as_html(report), encoding="utf-8")
    on_step("JSON")
    data.write_text(dump(report_as_dict(report)) + "\n", encoding="utf-8")
    return [page, data]


def summary_section(report: AnnualReport, paths: Sequence[Path]) -> Section:
    """The verdicts on one screen, and where the report is."""
    table = Table(
        "rapport",
        _("Report"),
        [Column("form", _("Form")), Column("file", _("File"))],
        [{"form": path.suffix[1:].upper(), "file": str(path.resolve())} for path in paths],
    )
    basis = [Paragraph(f"{card.title}: {card.actual.note}") for card in report.cards if card.actual.note]
    return Section("rapport", report.title, report.scope, [verdict_table(report.cards), *basis, table])


def verdict_table(cards: Sequence[Card]) -> Table:
    """One line per trajectory: actual, path, gap and verdict."""
    rows = []
    for card in cards:
        gap = card.others[0] if card.others else None
        rows.append(
            {
                "title": card.title,
                "verdict": card.actual.verdict or "undetermined",
                "actual": card.actual.printed,
                "path": card.path.printed if card.path else None,
                "gap": gap.printed if gap else None,
                "unit": card.actual.unit,
                "key": card.actual.key,
            }
        )
    return Table(
        "oordelen",
        _("On course?"),
        [
            Column("title", _("What")),
            Column("verdict", _("Verdict")),
            Column("actual", _("Actual")),
            Column("path", _("Path")),
            Column("gap", _("Gap")),
            Column("unit", _("Unit")),
            Column("key", _("Key")),
        ],
        rows,
    )
