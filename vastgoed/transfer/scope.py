"""The 25 % rule over a whole portfolio: office, mixed, or not decidable, each with its evidence.

More than a quarter of the area in another function than office makes a building mixed; exactly a quarter does
not. Which area is the denominator and how shared space counts is not published: both are parameters, and the
answer says whether another choice would change it. The field net office area is never used: it leaves out
classrooms, counters and circulation, and would call pure offices mixed.

Source keys: inkanteling_kantoorgebouwen, koers_proposal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from kern.errors import InputWrong
from kern.language import N_, translate
from kern.sources import read_table
from vastgoed.transfer.scope_rules import Denominator, ScopeOutcome, ScopeRules, SharedSpace

__all__ = ["ScopeOutcome", "ScopeRules", "compute_scope", "explain_scope"]

# Rounding noise of a division is far below this; the smallest real step (0.01 m² of 1 000 000 m²) is above it.
HAIR_SHARE = 1e-9
_AREAS = ("gross_floor_area_m2", "internal_floor_area_m2", "net_floor_area_m2")
_GROUPS = ("office", "counter", "meeting", "other", "common", "parking", "unknown")


def compute_scope(
    buildings: pl.DataFrame,
    function_areas: pl.DataFrame,
    requests: pl.DataFrame | None = None,
    rules: ScopeRules | None = None,
) -> pl.DataFrame:
    """Apply the 25 % rule to every building.

    Args:
        buildings: `asset_code`; as far as known `internal_floor_area_m2`, `gross_floor_area_m2`,
            `net_floor_area_m2`, `area_error_share`.
        function_areas: `asset_code`, `function` (code of `data/transfer/functions.csv`), `area_m2` (internal area).
        requests: `asset_code`, `entity_requests`: the entity asked to come in. Absent is: did not ask.
        rules: The parameters.

    Returns:
        One row per building, by `asset_code`: `outcome`, `reason`, `other_share`, `low_share`, `high_share`,
        `office_area_m2`, `other_area_m2`, `common_area_m2`, `parking_area_m2`, `unassigned_area_m2`,
        `denominator_area_m2`, `denominator`, `entity_requests`, `choice_matters`, `choices` (the choices that
        would change the outcome, as `denominator:net`).

    Raises:
        InputWrong: A building stands twice in the input.

    >>> offices = pl.DataFrame({"asset_code": ["A"], "internal_floor_area_m2": [10_000.0]})
    >>> split = {"asset_code": ["A", "A"], "function": ["office", "laboratory"], "area_m2": [7_500.0, 2_500.0]}
    >>> compute_scope(offices, pl.DataFrame(split)).select("outcome", "other_share").row(0)
    ('in_scope', 0.25)
    """
    rules = rules or ScopeRules()
    sums = _gather(buildings, function_areas, requests, rules)
    answer = _judge(sums, rules)
    changed = [
        pl.when(_differs(answer, _judge(sums, other))).then(pl.lit(name)).otherwise(None).alias(name)
        for name, other in _other_choices(rules)
    ]
    choices = pl.concat_list(changed).list.drop_nulls()
    return (
        answer.with_columns(choices.alias("choices"))
        .with_columns((pl.col("choices").list.len() > 0).alias("choice_matters"))
        .select(
            "asset_code",
            "outcome",
            "reason",
            "other_share",
            "low_share",
            "high_share",
            "office_area_m2",
            "other_area_m2",
            pl.col("common").alias("common_area_m2"),
            pl.col("parking").alias("parking_area_m2"),
            "unassigned_area_m2",
            "denominator_area_m2",
            pl.lit(str(rules.denominator)).alias("denominator"),
            "entity_requests",
            "choice_matters",
            "choices",
        )
        .sort("asset_code")
    )


def _gather(
    buildings: pl.DataFrame, function_areas: pl.DataFrame, requests: pl.DataFrame | None, rules: ScopeRules
) -> pl.DataFrame:
    """One row per building with the area of each group of functions."""
    if buildings["asset_code"].is_duplicated().any():
        double = buildings.filter(pl.col("asset_code").is_duplicated())["asset_code"].unique().sort()
        raise InputWrong(
            N_("Building {assets} stands twice in the portfolio. Keep one row per building."),
            assets=", ".join(double.head(5).to_list()),
        )
    counts = read_table("transfer/functions.csv").select(
        pl.col("code").alias("function"),
        pl.when(pl.col("code") == "counter_reception")
        .then(pl.lit("counter"))
        .when(pl.col("code") == "meeting_restaurant_archive")
        .then(pl.lit("meeting"))
        .otherwise(
            pl.col("counts_as_office").replace_strict(
                {"true": "office", "false": "other", "pro_rata": "common", "excluded_from_denominator": "parking"}
            )
        )
        .alias("group"),
    )
    areas = function_areas.select("asset_code", "function", pl.col("area_m2").cast(pl.Float64)).with_columns(
        pl.when(pl.col("area_m2") >= 0).then(pl.col("area_m2"))
    )
    split = (
        areas.join(counts, on="function", how="left")
        .with_columns(pl.col("group").fill_null("unknown"))
        .group_by("asset_code")
        .agg(
            *(pl.col("area_m2").filter(pl.col("group") == group).sum().alias(group) for group in _GROUPS),
            pl.col("area_m2").null_count().alias("blank_count"),
            pl.col("area_m2").is_not_null().sum().alias("known_count"),
        )
    )
    missing = [
        pl.lit(None, dtype=pl.Float64).alias(name)
        for name in (*_AREAS, "area_error_share")
        if name not in buildings.columns
    ]
    wide = buildings.with_columns(missing).select(
        "asset_code",
        *(
            pl.when(pl.col(name).cast(pl.Float64) > 0).then(pl.col(name).cast(pl.Float64)).alias(name)
            for name in _AREAS
        ),
        pl.col("area_error_share").cast(pl.Float64).fill_null(rules.area_error_share).alias("error_share"),
    )
    asked = (
        pl.DataFrame(schema={"asset_code": pl.String, "entity_requests": pl.Boolean})
        if requests is None
        else requests.group_by("asset_code").agg(pl.col("entity_requests").any())
    )
    return (
        wide.join(split, on="asset_code", how="left")
        .join(asked, on="asset_code", how="left")
        .with_columns(
            pl.col(*_GROUPS).fill_null(0.0),
            pl.col("blank_count", "known_count").fill_null(0),
            pl.col("entity_requests").fill_null(False),
        )
    )


def _share(office: pl.Expr, other: pl.Expr, denominator: pl.Expr, rules: ScopeRules) -> pl.Expr:
    """Share of the other functions, shared space counted as the rules say."""
    common = pl.col("common")
    counted = {
        SharedSpace.PRO_RATA: other + common * other / (office + other),
        SharedSpace.AS_OFFICE: other,
        SharedSpace.AS_OTHER: other + common,
    }[SharedSpace(rules.shared_space)]
    usable = (office + other > 0) & (denominator > 0)
    return pl.when(usable).then((counted / denominator).clip(0.0, 1.0))


def _judge(sums: pl.DataFrame, rules: ScopeRules) -> pl.DataFrame:
    """The answer under one set of parameters."""
    column = pl.col
    counter, meeting = float(rules.counter_counts), float(rules.meeting_counts)
    parking_out = column("parking") if rules.exclude_underground_parking else pl.lit(0.0)
    frame = sums.with_columns(
        (column("office") + column("counter") * counter + column("meeting") * meeting).alias("office_area_m2"),
        (
            column("other")
            + column("counter") * (1 - counter)
            + column("meeting") * (1 - meeting)
            + (column("parking") - parking_out)
        ).alias("other_area_m2"),
    ).with_columns((column("office_area_m2") + column("other_area_m2") + column("common")).alias("known_m2"))
    office, other = column("office_area_m2"), column("other_area_m2")
    split = column("known_m2") + column("unknown")
    internal = column("internal_floor_area_m2")
    # Some portfolios count underground parking inside the internal area, some do not: the split tells which.
    inside = (internal - parking_out - split).abs() < (internal - split).abs()
    parked = pl.when(inside).then(parking_out).otherwise(0.0)
    frame = frame.with_columns((internal - parked).fill_null(split).alias("internal_m2"), parked.alias("parked_m2"))
    gap = column("internal_m2") - split
    real = gap.abs() > rules.remainder_tolerance_share * column("internal_m2")
    frame = frame.with_columns(
        (column("unknown") + pl.when(real & (gap > 0)).then(gap).otherwise(0.0)).alias("unassigned_area_m2"),
        pl.when(real & (gap < 0)).then(-gap).otherwise(0.0).alias("excess_m2"),
    )
    unassigned, excess = column("unassigned_area_m2"), column("excess_m2")
    whole = column("known_m2") + unassigned
    denominator = {
        Denominator.INTERNAL: whole - excess,
        Denominator.GROSS: column("gross_floor_area_m2") - column("parked_m2"),
        Denominator.NET: column("net_floor_area_m2") - column("parked_m2"),
    }[Denominator(rules.denominator)]
    frame = frame.with_columns(denominator.alias("denominator_area_m2"))
    below = column("denominator_area_m2")
    # The best guess keeps the proportions of what is known; the bounds put all doubt on one side.
    scale = (whole - excess - column("common")) / (office + other)
    frame = frame.with_columns(
        _share(office * scale, other * scale, below, rules).alias("other_share"),
        _share(office + unassigned, (other - excess).clip(0.0), below, rules).alias("certain_low"),
        _share((office - excess).clip(0.0), other + unassigned, below, rules).alias("certain_high"),
    ).with_columns(
        (column("certain_low") - column("error_share")).clip(0.0, 1.0).alias("low_share"),
        (column("certain_high") + column("error_share")).clip(0.0, 1.0).alias("high_share"),
    )
    return _name(frame, rules)


def _name(frame: pl.DataFrame, rules: ScopeRules) -> pl.DataFrame:
    """Outcome and reason from the shares."""
    column = pl.col

    def more(name: str) -> pl.Expr:
        return column(name) - rules.threshold_share > HAIR_SHARE

    def lit(text: str) -> pl.Expr:
        return pl.lit(text)

    doubt = more("certain_low") != more("certain_high")
    reason = (
        pl.when((column("known_count") == 0) | (column("known_m2") + column("unknown") <= 0))
        .then(lit("split_missing"))
        .when((column("blank_count") > 0) & column("internal_floor_area_m2").is_null())
        .then(lit("split_incomplete"))
        .when(column("denominator_area_m2").is_null() | (column("denominator_area_m2") <= 0))
        .then(lit("denominator_missing"))
        .when(column("certain_low").is_null() | column("certain_high").is_null())
        .then(lit("only_shared_space"))
        .when(doubt & (column("excess_m2") > 0))
        .then(lit("split_exceeds_area"))
        .when(doubt & (column("unknown") > 0))
        .then(lit("function_unknown"))
        .when(doubt)
        .then(lit("split_incomplete"))
        .when(more("low_share") != more("high_share"))
        .then(lit("within_area_error"))
        .when(~more("high_share"))
        .then(lit("mostly_office"))
        .when(column("entity_requests"))
        .then(lit("mixed_with_request"))
        .otherwise(lit("mixed_without_request"))
    )
    outcomes = {
        "mostly_office": ScopeOutcome.IN_SCOPE,
        "mixed_with_request": ScopeOutcome.BUSINESS_CASE,
        "mixed_without_request": ScopeOutcome.MIXED_OUT,
        "within_area_error": ScopeOutcome.BORDERLINE,
    }
    named = {key: str(value) for key, value in outcomes.items()}
    frame = frame.with_columns(reason.alias("reason")).with_columns(
        column("reason")
        .replace_strict(named, default=str(ScopeOutcome.UNDECIDED), return_dtype=pl.String)
        .alias("outcome")
    )
    shares = ("other_share", "low_share", "high_share")
    unknowable = column("reason").is_in(["split_missing", "denominator_missing", "only_shared_space"]) | (
        (column("blank_count") > 0) & column("internal_floor_area_m2").is_null()
    )
    return frame.with_columns(pl.when(~unknowable).then(column(name)).alias(name) for name in shares)


def _other_choices(rules: ScopeRules) -> list[tuple[str, ScopeRules]]:
    """Every parameter set that differs in one choice."""
    others = [
        (f"denominator:{kind}", replace(rules, denominator=kind)) for kind in Denominator if kind != rules.denominator
    ]
    others += [
        (f"shared_space:{kind}", replace(rules, shared_space=kind))
        for kind in SharedSpace
        if kind != rules.shared_space
    ]
    parking, counter, meeting = rules.exclude_underground_parking, rules.counter_counts, rules.meeting_counts
    others += [
        (f"exclude_underground_parking:{not parking}".lower(), replace(rules, exclude_underground_parking=not parking)),
        (f"counter_counts:{not counter}".lower(), replace(rules, counter_counts=not counter)),
        (f"meeting_counts:{not meeting}".lower(), replace(rules, meeting_counts=not meeting)),
    ]
    return others


def _differs(answer: pl.DataFrame, other: pl.DataFrame) -> pl.Series:
    """Where another choice gives another outcome; a choice whose area is not known says nothing."""
    comparable = (answer["outcome"] != str(ScopeOutcome.UNDECIDED)) & (other["reason"] != "denominator_missing")
    return comparable & (answer["outcome"] != other["outcome"])


_REASONS = {
    "mostly_office": N_("{other_pct} % is in another function than office; at most {threshold_pct} % is allowed."),
    "mixed_without_request": N_(
        "{other_pct} % is in another function than office, more than {threshold_pct} %, and the entity did not ask."
    ),
    "mixed_with_request": N_(
        "{other_pct} % is in another function than office, more than {threshold_pct} %; "
        "the entity asked, so a business case is needed."
    ),
    "within_area_error": N_(
        "Between {low_pct} % and {high_pct} % is in another function than office: "
        "{threshold_pct} % lies within the error of the areas."
    ),
    "split_missing": N_("The area by function is not known. Ask the entity for it."),
    "split_incomplete": N_(
        "Part of the area has no function, and the answer depends on it. Ask the entity for the whole split."
    ),
    "split_exceeds_area": N_(
        "The areas by function add up to more than the internal floor area, and the answer depends on it. "
        "Have the areas corrected."
    ),
    "function_unknown": N_("Part of the area has an unknown function, and the answer depends on it."),
    "denominator_missing": N_("The floor area the share is taken of is not known."),
    "only_shared_space": N_("Only shared space is given; how the rest is used is not known."),
}


def explain_scope(row: Mapping[str, Any], threshold_share: float = 0.25) -> str:
    """The reason of one row of `compute_scope` as a sentence in the language in force.

    >>> explain_scope({"reason": "split_missing"})
    'The area by function is not known. Ask the entity for it.'
    """
    values = {
        f"{name}_pct": None if row.get(f"{name}_share") is None else round(100 * float(row[f"{name}_share"]), 2)
        for name in ("other", "low", "high")
    }
    return translate(_REASONS[row["reason"]], {**values, "threshold_pct": 100 * threshold_share})
