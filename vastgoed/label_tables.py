"""The tables on the label of one building: the assessment, its parts, its weak links and every verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.findings import Outcome
from kern.language import N_, _, show_number, translate
from kern.report import Column, Table
from vastgoed.accessibility.asked import OWN_NOTE, show_asked
from vastgoed.accessibility.wording import show_measured, show_unit
from vastgoed.label_model import SOURCES

if TYPE_CHECKING:
    from vastgoed.accessibility.result import LabelResult, WeakLink

_MOST_LINKS = 25
_SCOPES = {"visitor": N_("visitors"), "staff": N_("staff")}
_BASES = {
    "legal": N_("regulation"),
    "label": N_("label"),
    "handbook": N_("handbook (proxy)"),
    "toevla": N_("ToeVla (proxy)"),
}


def show_link(link: WeakLink | None) -> str:
    """A weak link in one sentence: what, where, measured, required."""
    if link is None:
        return ""
    what = f"{link.label} ({link.criterion_id})"
    place = f"{what}, {link.element}" if link.element else what
    if link.outcome is Outcome.FAIL:
        text = N_("{what}: {measured}, required {required}")
        measured = f"{show_measured(link.measured)} {show_unit(link.item.unit)}".strip()
        return translate(text, {"what": place, "measured": measured, "required": link.required})
    return translate(N_("{what}: not assessable"), {"what": place})


def facts_table(result: LabelResult) -> Table:
    """The level, for whom, until when, and where its verdicts come from."""
    total = sum(result.source_counts.values())
    sources = [
        translate(
            N_("{source} {count} ({share} %)"),
            {"source": _(SOURCES[name]), "count": count, "share": show_number(100 * count / total, 0)},
        )
        for name, count in result.source_counts.items()
        if count
    ]
    rows = [
        (_("Level"), result.label),
        (_("For visitors"), result.visitor_level.label),
        (_("For staff"), result.staff_level.label if result.staff_level else _("not measured")),
        (_("At best, if the unknown turns out well"), result.best_level.label),
        (_("Audited on"), result.assessed_on),
        (_("Holds until"), result.expires_on),
        (_("Term has ended"), result.is_expired),
        (_("Verdicts by source"), ", ".join(sources)),
        (_("Thresholds that are proxies"), ", ".join(result.proxies) or None),
        (_("Criteria whose threshold is not published"), ", ".join(result.unpublished) or None),
    ]
    return Table(
        "vastgoed.label.feiten",
        _("The assessment"),
        [Column("field", _("Field")), Column("value", _("Value"))],
        [{"field": field, "value": value} for field, value in rows if value is not None],
    )


def parts_table(result: LabelResult) -> Table:
    """The level of each part of the chain."""
    return Table(
        "vastgoed.label.keten",
        _("The chain, part by part"),
        [
            Column("part", _("Part")),
            Column("level", _("Level")),
            Column("passed", _("Met"), decimals=0),
            Column("failed", _("Not met"), decimals=0),
            Column("not_assessable", _("Not assessable"), decimals=0),
        ],
        [
            {
                "part": part.part.label,
                "level": part.level.label if part.level else _("not there"),
                "passed": part.passed,
                "failed": part.failed,
                "not_assessable": part.not_assessable,
            }
            for part in result.parts
        ],
        _("The level of the building is that of its weakest part."),
    )


def links_table(result: LabelResult) -> Table:
    """What fails or is not known, first what blocks the lowest level."""
    shown = result.weak_links[:_MOST_LINKS]
    more = len(result.weak_links) - len(shown)
    note = translate(N_("And {count} more, see the verdicts."), {"count": more}) if more else ""
    return Table(
        "vastgoed.label.schakels",
        _("What holds the building back, first what blocks the lowest level"),
        [
            Column("blocks", _("Blocks")),
            Column("link", _("Link")),
            Column("scope", _("For")),
            Column("basis", _("Threshold from")),
        ],
        [
            {
                "blocks": link.blocks.label,
                "link": show_link(link),
                "scope": _(_SCOPES[link.scope]),
                "basis": _(_BASES.get(link.basis, link.basis)),
            }
            for link in shown
        ],
        note,
    )


def verdicts_table(result: LabelResult) -> Table:
    """Every verdict with what was measured, where it comes from and why."""
    return Table(
        "vastgoed.label.oordelen",
        _("Every verdict against the norm itself"),
        [
            Column("criterion_id", _("Criterion")),
            Column("label", _("What")),
            Column("element", _("Where")),
            Column("scope", _("For")),
            Column("value", _("Measured")),
            Column("unit", _("Unit")),
            Column("required", _("Asked")),
            Column("outcome", _("Verdict")),
            Column("source", _("Origin")),
            Column("text", _("Why")),
        ],
        [
            {
                "criterion_id": item.criterion.id,
                "label": item.criterion.label,
                "element": item.element,
                "scope": _(_SCOPES[item.scope]),
                "value": show_measured(item.value),
                "unit": show_unit(item.unit),
                "required": show_asked(item.criterion),
                "outcome": item.outcome.value,
                "source": _(SOURCES.get(item.source, item.source)) if item.source else "",
                "text": str(item.verdict),
            }
            for item in result.verdicts
        ],
        translate(
            N_("Mandatory criteria without an answer: {share} %."),
            {"share": show_number(100 * result.not_assessed_share, 0)},
        )
        + (f" {_(OWN_NOTE)}" if any(item.criterion.own for item in result.verdicts) else ""),
    )
