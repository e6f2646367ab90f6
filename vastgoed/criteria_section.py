"""The criteria of the label as they are in force here: what each level asks, and what that rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_, _, translate
from kern.report import Block, Column, Figure, Section, Table
from vastgoed.accessibility.criteria import read_criteria, read_parts
from vastgoed.accessibility.levels import GRANTED
from vastgoed.accessibility.own_criteria import OWN_SOURCE
from vastgoed.accessibility.wording import show_threshold

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from vastgoed.accessibility.criteria import Criterion
    from vastgoed.accessibility.levels import Level

_BASES = {"legal": N_("regulation"), "label": N_("label"), "handbook": N_("handbook"), "toevla": "ToeVla"}


def criteria_section(own: pl.DataFrame | None, day: date) -> Section:
    """Every criterion in force on a day, with the proxies marked.

    Args:
        own: Register `label_criterion`, or None.
        day: The day.
    """
    criteria = list(read_criteria(day, own).values())
    proxies = [item for item in criteria if any(item.is_proxy(level) for level in GRANTED)]
    changed = [item for item in criteria if OWN_SOURCE in item.source]
    message = translate(
        N_(
            "{count} criteria in force on {day}: {proxies} have a threshold that stands in for what is not published, "
            "{own} come from the agency's own workbook."
        ),
        {"count": len(criteria), "day": day, "proxies": len(proxies), "own": len(changed)},
    )
    share = 100 * len(proxies) / len(criteria) if criteria else 0.0
    blocks: list[Block] = [
        Figure(
            "vastgoed.label.criteria.plaatsvervangers",
            _("Criteria with a proxy"),
            share,
            "%",
            0,
            _("Replaced by loading the agency's own workbook: koers laad FILE."),
        ),
        _table(criteria),
    ]
    return Section("vastgoed.label.criteria", _("Criteria of the accessibility label"), message, blocks)


def _table(criteria: list[Criterion]) -> Table:
    parts = read_parts()
    return Table(
        "vastgoed.label.criteria.tabel",
        _("What each level asks"),
        [
            Column("id", _("Criterion")),
            Column("part", _("Part")),
            Column("what", _("What")),
            *(
                Column(f"level_{level.data_code}", name)
                for level, name in zip(GRANTED, ("A", "A+", "A++"), strict=True)
            ),
            Column("basis", _("Threshold from")),
            Column("own", _("Own")),
            Column("article", _("Article")),
        ],
        [
            {
                "id": item.id,
                "part": parts[item.part].label,
                "what": item.label,
                **{f"level_{level.data_code}": _asked(item, level) for level in GRANTED},
                "basis": ", ".join(dict.fromkeys(_(_BASES.get(base, base)) for base in item.bases.values())),
                "own": OWN_SOURCE in item.source,
                "article": item.article,
            }
            for item in criteria
        ],
        _("* a proxy: the label's own threshold is not published. ? the level asks something that is not published."),
    )


def _asked(item: Criterion, level: Level) -> str:
    if level in item.unpublished:
        return "?"
    if not item.is_demanded(level):
        return ""
    mark = "*" if item.is_proxy(level) else ""
    return show_threshold(item.rule, item.thresholds[level], item.unit) + mark
