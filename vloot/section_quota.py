"""The section on rules: the clean-vehicle quota, the purchase rules of the year, and the low-emission zones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Finding, Outcome, Severity
from kern.language import N_, _, show_value, translate
from kern.report import Block, Chart, Column, Figure, Section, Table
from vloot.figures_quota import draw_zones
from vloot.low_emission import EXPECTED, IN_FORCE, change_days, zone_access
from vloot.purchase_rules import RuleStanding, assess_purchases
from vloot.quota import QuotaStanding, assess_quotas
from vloot.result import compute_fleet
from vloot.service import in_service_on
from vloot.telling import some
from vloot.zone_vehicles import kept_out_table

if TYPE_CHECKING:
    from vloot.inputs import FleetInputs
    from vloot.options import FleetOptions

CLASSES = {"light": N_("cars and vans"), "truck": N_("lorries"), "bus": N_("buses")}
ZONES = {"antwerp": N_("Antwerp"), "ghent": N_("Ghent"), "brussels": N_("Brussels")}
RULES = {
    "only_powertrain_or_fuel": N_("only these powertrains may be bought"),
    "share_with_ecoscore": N_("a share must have a high Ecoscore"),
    "share_with_powertrain": N_("a share must have these powertrains"),
    "recycle_in_belgium": N_("old vehicles go to recycling, not to a second owner"),
}
HORIZON = 3
"""Changes of a zone that are shown ahead."""


def quota_section(inputs: FleetInputs, options: FleetOptions) -> Section:
    """Quota of clean vehicles per class and period, purchase and disposal rules of the year, access to zones."""
    year = options.report_year
    result = compute_fleet(inputs, options)
    last = date(year, 12, 31)
    codes = inputs.vehicles["entity_code"].drop_nulls().unique().sort().to_list()
    whole = assess_quotas(inputs.vehicles, last)
    each = assess_quotas(inputs.vehicles, last, codes)
    purchases = assess_purchases(inputs.vehicles, result.periods, year, options.rule_set)
    vehicles = in_service_on(inputs.vehicles, result.periods, last)
    access = access_by_day(vehicles, last)
    blocks: list[Block] = [
        *(_figure(standing, year) for standing in whole),
        _table_quota(whole, {}, "vloot.quota.overheid", _("Clean vehicles, the whole government")),
        _table_quota(
            [one for one in each if one.acquired and one.rule.start <= last < one.rule.end],
            inputs.entity_names(),
            "vloot.quota.per_entiteit",
            _("Clean vehicles by entity in the period of the report year, for information"),
        ),
        _table_rules(purchases, inputs.entity_names(), year),
        Chart(
            key="vloot.quota.zones",
            message=_zone_message(access, last),
            alt=_("Bars per low-emission zone and day of change with the vehicles that may not enter."),
            draw=lambda: draw_zones(access),
            data=_table_zones(access),
        ),
        _table_zones(access),
        kept_out_table(vehicles, ZONES),
    ]
    return Section(
        key="vloot.quota",
        title=_("Clean vehicles, purchase rules and low-emission zones"),
        message=_message(whole, purchases, year),
        blocks=blocks,
        findings=_findings(whole, purchases, access, last),
    )


def access_by_day(vehicles: pl.DataFrame, last: date) -> pl.DataFrame:
    """Vehicles per zone and access on the last day of the year and on the next days of change.

    Returns:
        `on`, `is_certain` (only rules in force), `zone`, `access`, `vehicle_count`, `vins`.
    """
    days = [last, *change_days(EXPECTED, last)[:HORIZON]]
    parts = []
    for day in days:
        statuses = IN_FORCE if day == last else EXPECTED
        counted = (
            zone_access(vehicles, day, statuses)
            .group_by("zone", "access")
            .agg(pl.len().alias("vehicle_count"), pl.col("vin").sort().alias("vins"))
        )
        parts.append(counted.with_columns(on=pl.lit(day), is_certain=pl.lit(day == last)))
    return pl.concat(parts).sort("on", "zone", "access")


def _figure(standing: QuotaStanding, year: int) -> Figure:
    rule = standing.rule
    note = translate(
        N_(
            "Directive 2009/33/EC, {start} to {end}: at least {quota} % of the acquisitions clean. Acquired {count}, "
            "known clean {clean}, not assessable {unknown}. Counts by first registration; the directive counts by the "
            "start of the award procedure."
        ),
        {
            "start": rule.start,
            "end": rule.end - timedelta(days=1),
            "quota": rule.quota_share * 100,
            "count": standing.acquired,
            "clean": standing.clean,
            "unknown": standing.unknown,
        },
    )
    return Figure(
        f"vloot.quota.{year}.{rule.cvd_class}.{rule.start.year}",
        f"{_(CLASSES[rule.cvd_class]).capitalize()}, {rule.start.year}–{rule.end.year - 1}",
        None if standing.clean_share is None else standing.clean_share * 100,
        "%",
        1,
        note,
        standing.outcome.value,
    )


def _message(whole: list[QuotaStanding], purchases: list[RuleStanding], year: int) -> str:
    judged = [one for one in whole if one.outcome is not Outcome.NOT_APPLICABLE]
    met = sum(1 for one in judged if one.outcome is Outcome.PASS)
    broken = sum(1 for one in purchases if one.outcome is Outcome.FAIL)
    if not judged:
        return translate(N_("No vehicle was acquired in a period with a quota up to {year}."), {"year": year})
    return translate(
        N_("{met} of {count} quotas are met up to {year}; purchase and disposal rules were broken {broken} times."),
        {"met": met, "count": len(judged), "year": year, "broken": broken},
    )


def _table_quota(standings: list[QuotaStanding], names: dict[str, str], key: str, title: str) -> Table:
    rows: list[dict[str, Any]] = [
        {
            "entity": names.get(one.entity_code or "", one.entity_code) if one.entity_code else _("whole government"),
            "cvd_class": _(CLASSES[one.rule.cvd_class]),
            "period": f"{show_value(one.rule.start)} – {show_value(one.rule.end - timedelta(days=1))}",
            "quota_pct": one.rule.quota_share * 100,
            "acquired_count": one.acquired,
            "clean_count": one.clean,
            "unknown_count": one.unknown,
            "clean_pct": None if one.clean_share is None else one.clean_share * 100,
            "short_count": one.short_count,
            "outcome": one.outcome.value,
        }
        for one in standings
    ]
    return Table(
        key=key,
        title=title,
        columns=[
            Column("entity", _("Entity")),
            Column("cvd_class", _("Class")),
            Column("period", _("Period")),
            Column("quota_pct", _("Quota"), "%", 1),
            Column("acquired_count", _("Acquired")),
            Column("clean_count", _("Clean")),
            Column("unknown_count", _("Not assessable")),
            Column("clean_pct", _("Clean share"), "%", 1),
            Column("short_count", _("Clean vehicles short")),
            Column("outcome", _("Verdict")),
        ],
        rows=rows,
        note=_("From 2026 a light vehicle is clean at zero CO2 only; the quota stays the same."),
    )


def _table_rules(standings: list[RuleStanding], names: dict[str, str], year: int) -> Table:
    return Table(
        key="vloot.quota.regels",
        title=translate(N_("Purchase and disposal rules in {year}"), {"year": year}),
        columns=[
            Column("rule_id", _("Rule")),
            Column("meaning", _("What it says")),
            Column("entity", _("Entity")),
            Column("vehicle_count", _("Vehicles")),
            Column("good_count", _("Fit")),
            Column("unknown_count", _("Not assessable")),
            Column("outcome", _("Verdict")),
            Column("vins", _("To look at")),
        ],
        rows=[
            {
                "rule_id": one.rule.rule_id,
                "meaning": _(RULES[one.rule.rule]),
                "entity": names.get(one.entity_code or "", one.entity_code) or _("whole government"),
                "vehicle_count": one.count,
                "good_count": one.good,
                "unknown_count": one.unknown,
                "outcome": one.outcome.value,
                "vins": some(one.vins, 3),
            }
            for one in standings
        ],
        note=_("Rules with their dates and sources: data/fleet/purchase_rules.csv."),
    )


def _table_zones(access: pl.DataFrame) -> Table:
    rows = []
    for (on, zone), own in access.group_by("on", "zone", maintain_order=True):
        counts = dict(own.select("access", "vehicle_count").rows())
        rows.append(
            {
                "on": on,
                "zone": _(ZONES.get(str(zone), str(zone))),
                **{f"{name}_count": counts.get(name, 0) for name in ("allowed", "paid", "banned", "unknown")},
                "certainty": _("in force") if own["is_certain"].all() else _("announced or uncertain"),
            }
        )
    return Table(
        key="vloot.quota.zones",
        title=_("Low-emission zones: who may enter"),
        columns=[
            Column("on", _("On")),
            Column("zone", _("Zone")),
            Column("allowed_count", _("May enter")),
            Column("paid_count", _("Against payment")),
            Column("banned_count", _("May not enter")),
            Column("unknown_count", _("Euro norm not known")),
            Column("certainty", _("Rules")),
        ],
        rows=rows,
        note=_(
            "Vehicles in service at the end of the year. Days of change ahead rest on announced rules, some of them in "
            "doubt: data/fleet/low_emission_zones.csv says which."
        ),
    )


def _zone_message(access: pl.DataFrame, last: date) -> str:
    banned = access.filter(pl.col("access") == "banned")
    now = max(banned.filter(pl.col("on") == last)["vehicle_count"].to_list(), default=0)
    worst = banned.sort("vehicle_count", "on", descending=[True, False]).head(1)
    if worst.is_empty():
        return _("Every vehicle with a known Euro norm may enter every low-emission zone.")
    row = worst.row(0, named=True)
    return translate(
        N_("On {last} at most {now} vehicles may not enter a zone; in {zone} it becomes {count} from {on}."),
        {
            "last": last,
            "now": now,
            "zone": _(ZONES.get(row["zone"], row["zone"])),
            "count": row["vehicle_count"],
            "on": row["on"],
        },
    )


def _findings(
    whole: list[QuotaStanding], purchases: list[RuleStanding], access: pl.DataFrame, last: date
) -> list[Finding]:
    found = []
    for standing in whole:
        if standing.unknown:
            found.append(
                Finding(
                    "fleet.quota.unknown",
                    Severity.WARNING,
                    N_("{count} acquired vehicles lack the CO2 or RDE values that say whether they are clean: {vins}."),
                    {"count": standing.unknown, "vins": some(standing.vins_unknown)},
                    remedy=N_("Fill in WLTP CO2 and the RDE values (certificate of conformity, 48.2)."),
                )
            )
    for one in purchases:
        if one.outcome is Outcome.FAIL and one.vins:
            found.append(
                Finding(
                    "fleet.rule.broken",
                    Severity.WARNING,
                    N_("Rule {rule} was broken by {entity} in {year}: {vins}."),
                    {
                        "rule": one.rule.rule_id,
                        "entity": one.entity_code or "",
                        "year": one.year,
                        "vins": some(one.vins),
                    },
                )
            )
    unknown = access.filter(pl.col("access") == "unknown", pl.col("on") == last)
    if unknown.height:
        vins = sorted({vin for vins in unknown["vins"].to_list() for vin in vins})
        found.append(
            Finding(
                "fleet.zone.unknown",
                Severity.WARNING,
                N_("{count} vehicles have no Euro norm, so their access to zones cannot be told: {vins}."),
                {"count": len(vins), "vins": some(vins)},
                remedy=N_("Fill in the Euro norm (registration certificate, field V.9)."),
            )
        )
    return found
