"""The section that sets a publication against today: what changed, and why, per cause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from energie.restatement import CAUSES, Published, divide, parts_now, restated
from energie.targets import energy_targets
from energie.wording import subject, unit_of
from kern.language import N_, _, show_number
from kern.report import Column, Section, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from energie.inputs import EnergyInputs
    from energie.options import EnergyOptions
    from energie.targets import EnergyTarget

KEY = "energie.vergelijking"
CAUSE_NAMES = {
    "data_corrected": N_("data corrected"),
    "data_added": N_("data added"),
    "factors": N_("factors"),
    "counted": N_("what counts"),
    "rules": N_("rules of the target"),
}
CAUSE_TEXTS = {
    "data_corrected": N_("Energy that was published already and is another amount now, or gone."),
    "data_added": N_("Energy of an asset and carrier that had none in that year."),
    "factors": N_("The same energy times another factor."),
    "counted": N_("Assets that the target counted then or counts now, not both."),
    "rules": N_("Base year, method, reduction, or the vehicles' part of a target."),
}
KINDS = (N_("base year"), N_("report year"), N_("path"), N_("gap"))


def restatement(inputs: EnergyInputs, options: EnergyOptions, published: Published) -> Section:
    """A publication beside what the same figures would be now.

    Args:
        inputs: Readings, meters and portfolio.
        options: Choices in force; the report year is the publication's.
        published: The publication.
    """
    options = replace(options, report_year=published.year)
    rows, largest = [], 0.0
    targets = [target for target in energy_targets(options) if published.parts["metric"].is_in([target.word]).any()]
    for target in targets:
        for one, kind in zip(restated(inputs, options, published, target), KINDS, strict=False):
            change = None if one.published is None or one.current is None else (one.current - one.published) / 1000
            largest = max(largest, abs(change or 0.0))
            rows.append(
                {
                    "key": one.key,
                    "what": f"{subject(target)}: {_(kind)}",
                    "published": None if one.published is None else one.published / 1000,
                    "current": None if one.current is None else one.current / 1000,
                    "unit": unit_of(target),
                    "change": change,
                    **{cause: one.causes[cause] / 1000 if one.causes else None for cause in CAUSES},
                }
            )
    columns = [
        Column("key", _("Key")),
        Column("what", _("Figure")),
        Column("published", _("Published"), "", 1),
        Column("current", _("Now"), "", 1),
        Column("change", _("Change"), "", 1),
        *(Column(cause, _(CAUSE_NAMES[cause]).capitalize(), "", 1) for cause in CAUSES),
        Column("unit", _("Unit")),
    ]
    note = " ".join(f"{_(CAUSE_NAMES[cause]).capitalize()}: {_(CAUSE_TEXTS[cause])}" for cause in CAUSES)
    table = Table(f"{KEY}.cijfers", _("Published figures beside today's"), columns, rows, note)
    message = (
        _("Nothing changed in the figures of publication {number} of {day}.")
        if largest < 1e-6
        else _("Figures of publication {number} of {day} changed; the largest change is {change}.")
    ).format(number=published.number, day=published.made_at[:10], change=show_number(largest, 1))
    blocks = [table, _asset_table(inputs, options, published, targets), _about_table(published, options)]
    return Section(KEY, _("What changed since a publication"), message, blocks)


def _asset_table(
    inputs: EnergyInputs, options: EnergyOptions, published: Published, targets: list[EnergyTarget]
) -> Table:
    names = dict(inputs.assets.select("asset_code", "name").iter_rows())
    now = parts_now(inputs, options)
    rows = []
    for target in targets:
        of_target = pl.col("metric") == target.word
        parts = divide(published.parts.filter(of_target), now.filter(of_target)).filter(
            (pl.col("current") - pl.col("published")).abs() > 0.05
        )
        for row in parts.iter_rows(named=True):
            rows.append(
                {
                    "asset_code": row["asset_code"],
                    "name": names.get(row["asset_code"], ""),
                    "year": str(row["year"]),
                    "what": subject(target),
                    "published": row["published"] / 1000,
                    "current": row["current"] / 1000,
                    "change": (row["current"] - row["published"]) / 1000,
                    "unit": unit_of(target),
                    "cause": ", ".join(_(CAUSE_NAMES[c]) for c in CAUSES if abs(row[c]) > 0.05),
                }
            )
    rows.sort(key=lambda row: (-abs(row["change"]), row["asset_code"], row["year"]))
    columns = [
        Column("asset_code", _("Asset")),
        Column("name", _("Name")),
        Column("year", _("Year")),
        Column("what", _("Counted")),
        Column("published", _("Published"), "", 1),
        Column("current", _("Now"), "", 1),
        Column("change", _("Change"), "", 1),
        Column("unit", _("Unit")),
        Column("cause", _("Cause")),
    ]
    shown = rows[: options.top_count]
    title = _("The {shown} largest of {count} changed values of assets").format(shown=len(shown), count=len(rows))
    return Table(f"{KEY}.objecten", title, columns, shown)


def _about_table(published: Published, options: EnergyOptions) -> Table:
    said = choices_of(options)
    rows = [
        {"what": _("Made on (UTC)"), "then": published.made_at, "now": ""},
        {"what": _("Data until the load of (UTC)"), "then": published.data_cutoff, "now": ""},
        {"what": _("Version of numbers and rules"), "then": published.rules_version, "now": ""},
        {"what": _("Koers"), "then": published.koers_version, "now": ""},
        *(
            {"what": name, "then": published.choices.get(name, ""), "now": said.get(name, "")}
            for name in sorted({*published.choices, *said})
            if published.choices.get(name, "") != said.get(name, "")
        ),
    ]
    columns = [
        Column("what", _("What it stands on")),
        Column("then", _("Then")),
        Column("now", _("Now, where different")),
    ]
    return Table(f"{KEY}.grondslag", _("What the publication stands on"), columns, rows)


def choices_of(options: EnergyOptions) -> Mapping[str, str]:
    """The options as text, one by one: what a publication keeps."""
    from dataclasses import asdict

    found: dict[str, str] = {}
    for name, value in asdict(options).items():
        if name in ("report_year", "top_count", "only_asset"):
            continue
        parts = value.items() if isinstance(value, dict) else [("", value)]
        for part, said in parts:
            found[f"{name}.{part}" if part else name] = "" if said is None else str(said)
    return found
