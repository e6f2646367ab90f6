"""The hard rules H01 to H11: each is met or not by itself, and none makes up for another.

A rule that excludes keeps a building out of the plan; a rule that waits (staff, budget, advice, rights) keeps it
out of today's transfers, and the readiness says from which quarter it can be planned; a flag only warns. What a
rule cannot know is listed apart (`doubts`) and never counted as fine.

Numbers, outcomes and sources stand in `data/transfer/rules.csv`; labels in `data/transfer/outcomes.csv`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from kern.errors import InputWrong
from kern.language import N_, current_language
from kern.sources import read_table
from vastgoed.transfer.quarters import first_day

# Everything the rules look at; a column the caller has not is unknown for every building.
RULE_COLUMNS: dict[str, pl.DataType] = {
    "scope": pl.String(),
    "business_case_positive": pl.Boolean(),
    "strategy": pl.String(),
    "exit_date": pl.Date(),
    "lease_end": pl.Date(),
    "extension_planned": pl.Boolean(),
    "earliest_quarter": pl.String(),
    "owner_is_flemish": pl.Boolean(),
    "has_use_right": pl.Boolean(),
    "heritage_status": pl.String(),
    "staff_agreed": pl.Boolean(),
    "budget_agreed": pl.Boolean(),
    "finance_advice_given": pl.Boolean(),
    "is_co_owned": pl.Boolean(),
    "is_encumbered": pl.Boolean(),
    "rights_resolved": pl.Boolean(),
    "is_virtual": pl.Boolean(),
    "is_part_without_main": pl.Boolean(),
}
# The outcome of a building with several: first in this order. All codes stay listed.
OUTCOME_ORDER = (
    "data_error",
    "undecided_data",
    "out_of_scope",
    "awaiting_business_case",
    "borderline",
    "excluded",
    "do_not_transfer_but_follow_up",
    "too_late_for_transfer",
    "not_ready",
    "in_scope",
)
BORDERLINE = "borderline"


@dataclass(frozen=True)
class HardRules:
    """The parameters of the hard rules; None takes the number of `data/transfer/rules.csv`.

    Args:
        on: The day the rules are judged.
        exit_months: A building to be disposed of within so many months is not transferred (H04).
        lease_months: The lease must run so many months after the transfer (H05).
    """

    on: date
    exit_months: int | None = None
    lease_months: int | None = None

    def months(self, rule: str) -> int:
        """The term of a rule in months.

        >>> HardRules(date(2026, 11, 24)).months("H05")
        12
        """
        own = {"H04": self.exit_months, "H05": self.lease_months}[rule]
        return own if own is not None else int(_rule(rule)["threshold"] or 0)


@lru_cache(maxsize=16)
def _rule(code: str) -> dict[str, str | None]:
    return read_table("transfer/rules.csv").row(by_predicate=pl.col("id") == code, named=True)


def _later(day: pl.Expr, months: int) -> pl.Expr:
    return day.dt.offset_by(f"{months}mo")


def mixed_without_request(rules: HardRules) -> pl.Expr:
    """H01: more than a quarter in another function, and the entity did not ask."""
    return pl.col("scope") == "mixed_out"


def mixed_without_business_case(rules: HardRules) -> pl.Expr:
    """H02: mixed and asked for, without a positive business case."""
    return (pl.col("scope") == "business_case") & ~pl.col("business_case_positive").fill_null(False)


def function_split_missing(rules: HardRules) -> pl.Expr:
    """H03: the area by function does not decide the 25 % rule."""
    return pl.col("scope") == "undecided"


def disposed_of_soon(rules: HardRules) -> pl.Expr:
    """H04: to be disposed of within the term; the end of the lease stands in for a missing day."""
    leaving = pl.coalesce("exit_date", "lease_end") <= _later(pl.lit(rules.on), rules.months("H04"))
    return (pl.col("strategy").fill_null("undecided") == "dispose") & leaving


def lease_ends_soon(rules: HardRules) -> pl.Expr:
    """H05: at the earliest transfer the lease runs shorter than the term, and no extension is planned."""
    start = pl.col("earliest_quarter").map_elements(first_day, return_dtype=pl.Date).fill_null(rules.on)
    ends = pl.col("lease_end") < _later(start, rules.months("H05"))
    return ends.fill_null(False) & ~pl.col("extension_planned").fill_null(False)


def no_use_right(rules: HardRules) -> pl.Expr:
    """H06: owned by the federal state or another owner, without a right to use it."""
    return ~pl.col("owner_is_flemish") & ~pl.col("has_use_right")


def heritage_protected(rules: HardRules) -> pl.Expr:
    """H07: protected heritage: a flag, never an exclusion."""
    table = read_table("vastgoed/heritage_statuses.csv")
    return pl.col("heritage_status").is_in(table.filter(pl.col("is_protected") == "true")["code"].to_list())


def staff_or_budget_not_agreed(rules: HardRules) -> pl.Expr:
    """H08: the staff list or the budget is not agreed; unknown is not agreed."""
    return ~(pl.col("staff_agreed").fill_null(False) & pl.col("budget_agreed").fill_null(False))


def finance_advice_missing(rules: HardRules) -> pl.Expr:
    """H09: the Finance Inspectorate has not given its advice; unknown is not given."""
    return ~pl.col("finance_advice_given").fill_null(False)


def rights_unresolved(rules: HardRules) -> pl.Expr:
    """H10: co-owned or burdened, and that is not resolved."""
    return (pl.col("is_co_owned") | pl.col("is_encumbered")) & ~pl.col("rights_resolved").fill_null(False)


def virtual_or_orphan_part(rules: HardRules) -> pl.Expr:
    """H11: a virtual building, or a part whose main building is not in the portfolio."""
    return pl.col("is_virtual").fill_null(False) | pl.col("is_part_without_main").fill_null(False)


RULES: tuple[tuple[str, Callable[[HardRules], pl.Expr]], ...] = (
    ("H01", mixed_without_request),
    ("H02", mixed_without_business_case),
    ("H03", function_split_missing),
    ("H04", disposed_of_soon),
    ("H05", lease_ends_soon),
    ("H06", no_use_right),
    ("H07", heritage_protected),
    ("H08", staff_or_budget_not_agreed),
    ("H09", finance_advice_missing),
    ("H10", rights_unresolved),
    ("H11", virtual_or_orphan_part),
)


def assess_rules(buildings: pl.DataFrame, rules: HardRules) -> pl.DataFrame:
    """Judge every building by every hard rule.

    Args:
        buildings: `asset_code` and the columns of `RULE_COLUMNS` that are known; `scope` is the outcome of
            `compute_scope`, `strategy` and `heritage_status` are codes of `data/vastgoed`, `earliest_quarter` comes
            from the readiness.
        rules: The day and the terms.

    Returns:
        One row per building, by `asset_code`: `codes` (rules met, in order), `excluding`, `waiting`, `flags` (the same
        codes by effect), `doubts` (rules that could not be judged), `outcome` (code of `data/transfer/outcomes.csv`),
        `may_be_planned`.

    Raises:
        InputWrong: A building stands twice in the input.

    >>> offices = pl.DataFrame({"asset_code": ["A"], "scope": ["mixed_out"], "heritage_status": ["none"]})
    >>> assess_rules(offices, HardRules(date(2026, 11, 24))).select("outcome", "may_be_planned").row(0)
    ('out_of_scope', False)
    """
    if buildings["asset_code"].is_duplicated().any():
        raise InputWrong(N_("A building stands twice in the input of the hard rules. Keep one row per building."))
    frame = buildings.select(
        "asset_code",
        *(
            pl.col(name).cast(kind) if name in buildings.columns else pl.lit(None, dtype=kind).alias(name)
            for name, kind in RULE_COLUMNS.items()
        ),
    )
    # A building the 25 % rule never saw is as undecided as one without a split.
    frame = frame.with_columns(pl.col("scope").fill_null("undecided"))
    judged = frame.with_columns(test(rules).alias(code) for code, test in RULES)
    outcome_of = {code: str(_rule(code)["outcome"]) for code, _ in RULES}
    effect = {code: _effect(code) for code, _ in RULES}

    def listed(kind: str | None) -> pl.Expr:
        chosen = [pl.when(pl.col(code)).then(pl.lit(code)) for code, _ in RULES if kind is None or effect[code] == kind]
        return pl.concat_list(chosen).list.drop_nulls()

    doubts = [pl.when(pl.col(code).is_null()).then(pl.lit(code)) for code, _ in RULES]
    met = [pl.when(pl.col(code)).then(pl.lit(outcome_of[code])) for code, _ in RULES if effect[code] != "flags"]
    unsure = pl.col("scope") == BORDERLINE
    return (
        judged.with_columns(
            listed(None).alias("codes"),
            *(listed(kind).alias(kind) for kind in ("excluding", "waiting", "flags")),
            pl.concat_list(doubts).list.drop_nulls().alias("doubts"),
            pl.concat_list([*met, pl.when(unsure).then(pl.lit(BORDERLINE))]).list.drop_nulls().alias("outcomes"),
        )
        .with_columns(
            pl.coalesce(
                pl.when(pl.col("outcomes").list.contains(outcome)).then(pl.lit(outcome)) for outcome in OUTCOME_ORDER
            )
            .fill_null("in_scope")
            .alias("outcome"),
            ((pl.col("excluding").list.len() == 0) & ~unsure.fill_null(False)).alias("may_be_planned"),
        )
        .select("asset_code", "codes", "excluding", "waiting", "flags", "doubts", "outcome", "may_be_planned")
        .sort("asset_code")
    )


def _effect(code: str) -> str:
    row = _rule(code)
    if row["blocks"] != "true":
        return "flags"
    return "waiting" if row["outcome"] == "not_ready" else "excluding"


def outcome_label(code: str) -> str:
    """The label of an outcome in the language in force.

    Raises:
        InputWrong: The outcome is not in `data/transfer/outcomes.csv`.

    >>> from kern.language import choose_language
    >>> choose_language("nl"), outcome_label("awaiting_business_case"), choose_language("en")
    ('nl', 'wacht op businesscase', 'en')
    """
    rows = read_table("transfer/outcomes.csv").filter(pl.col("code") == code)
    if rows.is_empty():
        raise InputWrong(N_("Outcome {code} is not in data/transfer/outcomes.csv. Add a row for it."), code=code)
    return str(rows[current_language()][0])
