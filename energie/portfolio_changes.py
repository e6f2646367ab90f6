"""Why assets came, left or were let in part, and what each kind of change does with the base year.

No official Flemish rule is published for buildings that come or leave. The rules are rows of
`data/targets/portfolio_changes.csv`, after the GHG Protocol: what existed already and comes over, or goes on elsewhere,
moves the base year; what is built or demolished is own growth or shrinkage and does not. Without a registered reason a
building that came within a year of its construction was built; any other asset that came or left was taken over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from kern.language import current_language
from kern.sources import read_table

CHANGE_TABLE = "targets/portfolio_changes.csv"
PART_LET, PART_LET_END = "part_let", "part_let_end"
LONG_AGO = pl.date(1900, 1, 1)
FAR_AHEAD = pl.date(9999, 1, 1)


@dataclass(frozen=True)
class ChangeRule:
    """One kind of change.

    Args:
        code: Code in the register.
        recalculates: Whether the base year moves with it.
        arrives: Whether something comes rather than leaves.
        dutch: Dutch name.
        english: English name.
        aliases: What else people write.
    """

    code: str
    recalculates: bool
    arrives: bool
    dutch: str
    english: str
    aliases: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name in the language in force."""
        return self.dutch if current_language() == "nl" else self.english


@lru_cache(maxsize=1)
def change_rules() -> dict[str, ChangeRule]:
    """All kinds of change by code.

    >>> change_rules()["new_build"].recalculates, change_rules()["sale"].recalculates
    (False, True)
    """
    return {
        row["code"]: ChangeRule(
            row["code"],
            row["recalculates"] == "true",
            row["arrives"] == "true",
            row["nl"],
            row["en"],
            tuple(filter(None, (row["aliases"] or "").split(";"))),
        )
        for row in read_table(CHANGE_TABLE).iter_rows(named=True)
    }


def change_words() -> dict[str, str]:
    """Text as people write it -> code."""
    return {word: rule.code for rule in change_rules().values() for word in (rule.dutch, rule.english, *rule.aliases)}


def let_spans(changes: pl.DataFrame) -> pl.DataFrame:
    """From when till when which part of an asset is let.

    Args:
        changes: `energie.inputs.CHANGE_COLUMNS`.

    Returns:
        `asset_code`, `let_from`, `let_until` (null is open), `let_share`; only assets that were ever let in part, with
        the span before the first letting.
    """
    events = (
        changes.filter(pl.col("change").is_in([PART_LET, PART_LET_END]))
        .with_columns(
            let_share=pl.when(pl.col("change") == PART_LET).then(pl.col("share").fill_null(0.0)).otherwise(0.0)
        )
        .select("asset_code", let_from="changed_on", let_share="let_share")
    )
    before = events.select(pl.col("asset_code").unique(maintain_order=True)).with_columns(
        let_from=pl.lit(None, pl.Date), let_share=pl.lit(0.0)
    )
    spans = pl.concat([before.select("asset_code", "let_from", "let_share"), events])
    return spans.sort("asset_code", "let_from", nulls_last=False).select(
        "asset_code", "let_from", pl.col("let_from").shift(-1).over("asset_code").alias("let_until"), "let_share"
    )


def without_let_part(links: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """The links with the tenant's part taken off from the day it was let.

    Args:
        links: From `energie.consumption.linked_meters`.
        changes: `energie.inputs.CHANGE_COLUMNS`.

    Returns:
        The same columns; a link of an asset that was let in part becomes one per span.
    """
    spans = let_spans(changes)
    if spans.is_empty():
        return links
    start = pl.max_horizontal(pl.col("valid_from").fill_null(LONG_AGO), pl.col("let_from").fill_null(LONG_AGO))
    end = pl.min_horizontal(pl.col("valid_until").fill_null(FAR_AHEAD), pl.col("let_until").fill_null(FAR_AHEAD))
    return (
        links.join(spans, on="asset_code", how="left")
        .with_columns(start=start, end=end, share=pl.col("share") * (1 - pl.col("let_share").fill_null(0.0)))
        .filter(pl.col("start") < pl.col("end"))
        .with_columns(
            valid_from=pl.when(pl.col("start") > LONG_AGO).then("start").otherwise("valid_from"),
            valid_until=pl.when(pl.col("end") < FAR_AHEAD).then("end"),
        )
        .select(links.columns)
        .sort("meter", "asset_code", "valid_from")
    )


def moves(assets: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Per asset whether the base year moves with its coming and with its leaving.

    Args:
        assets: `asset_code`, `valid_from`, `valid_until`, `construction_year`.
        changes: `energie.inputs.CHANGE_COLUMNS`.

    Returns:
        `asset_code`, `valid_from`, `valid_until`, `came` and `left` (codes, null where it did not), `base_opens`,
        `base_closes`.
    """
    rules = change_rules()

    def reason(arrives: bool, name: str) -> pl.DataFrame:
        codes = [code for code, one in rules.items() if one.arrives == arrives and code not in (PART_LET, PART_LET_END)]
        return (
            changes.filter(pl.col("change").is_in(codes))
            .sort("changed_on")
            .unique("asset_code", keep="last" if not arrives else "first", maintain_order=True)
            .select("asset_code", pl.col("change").alias(name))
        )

    built = (pl.col("valid_from").dt.year() - pl.col("construction_year") <= 1).fill_null(False)
    moving = [code for code, one in rules.items() if one.recalculates]
    return (
        assets.select("asset_code", "valid_from", "valid_until", "construction_year")
        .join(reason(True, "came"), on="asset_code", how="left", maintain_order="left")
        .join(reason(False, "left"), on="asset_code", how="left", maintain_order="left")
        .with_columns(
            came=pl.when(pl.col("valid_from").is_not_null()).then(
                pl.coalesce("came", pl.when(built).then(pl.lit("new_build")).otherwise(pl.lit("transfer_in")))
            ),
            left=pl.when(pl.col("valid_until").is_not_null()).then(pl.coalesce("left", pl.lit("transfer_out"))),
        )
        .with_columns(
            base_opens=pl.col("came").is_in(moving).fill_null(False),
            base_closes=pl.col("left").is_in(moving).fill_null(False),
        )
        .drop("construction_year")
    )
