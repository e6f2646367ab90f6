"""Which of several models of a building counts: a new delivery replaces an old one, unless it knows much less."""

from __future__ import annotations

import polars as pl

ENOUGH_SHARE = 0.8
"""A model that knows less than this share of what the best one knows is of another discipline, or a part."""


def rank_models(models: pl.DataFrame, written: pl.DataFrame | None = None) -> pl.DataFrame:
    """The models of each building, the one that counts first.

    Of the models that know nearly as much as the one that knows most, the one written last counts: in a new delivery
    rooms may have gone. Of equals the one that knows most.

    Args:
        models: `asset_code`, `model_hash`, `known` (how many records carry what is asked) and `area_m2` (any measure
            of size, for equals); further columns stay. One row per building and model.
        written: `model_hash` and `written_at` of the models, as `bim_model` has them; without them age decides nothing.

    Returns:
        The same rows, in order of building and rank.

    >>> models = pl.DataFrame(
    ...     {"asset_code": ["G"] * 3, "model_hash": ["old", "new", "part"], "known": [10, 9, 2], "area_m2": [1.0] * 3}
    ... )
    >>> dates = {"old": "2024-01-01T08:00:00", "new": "2025-01-01T08:00:00", "part": "2026-01-01T08:00:00"}
    >>> written = pl.DataFrame({"model_hash": list(dates), "written_at": list(dates.values())})
    >>> rank_models(models, written)["model_hash"].to_list(), rank_models(models)["model_hash"].to_list()
    (['new', 'old', 'part'], ['old', 'new', 'part'])
    """
    dated = (
        models.with_columns(_written=pl.lit(None, pl.String))
        if written is None
        else models.join(
            written.select("model_hash", _written=pl.col("written_at")).unique("model_hash", keep="first"),
            on="model_hash",
            how="left",
            maintain_order="left",
        )
    )
    return (
        dated.with_columns(_enough=pl.col("known") >= ENOUGH_SHARE * pl.col("known").max().over("asset_code"))
        .sort(
            "asset_code", "_enough", "_written", "known", "area_m2", "model_hash",
            descending=[False, True, True, True, True, False],
            nulls_last=True,
        )
        .drop("_enough", "_written")
    )  # fmt: skip
