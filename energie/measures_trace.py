"""Where a figure of the plan of measures came from: the rows of the register, and the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kern.errors import InputWrong
from kern.language import N_, _
from kern.report import Trace

if TYPE_CHECKING:
    from energie.inputs import EnergyInputs

EXPLANATIONS = {
    "tekort": N_("The value of the report year minus that of the target, minus what decided measures save."),
    "besparing": N_("The sum of what the chosen and the decided measures save, at each asset's own mean factor."),
    "kost": N_("The sum of the investments of the possible measures that were chosen."),
    "ondergrens": N_("The bound the solver (HiGHS) proved: no set of measures that closes the gaps costs less."),
}


def measures_trace(key: str, inputs: EnergyInputs) -> Trace:
    """Explain a figure of the plan.

    Args:
        key: As printed with the figure, such as `energie.maatregelen.kost`.
        inputs: The register of measures.

    Raises:
        InputWrong: The key has no known form.
    """
    word = key.rpartition(".")[2]
    if word not in EXPLANATIONS:
        raise InputWrong(
            N_("{key} is no energy figure of this workspace. Known forms: {forms}."),
            key=key,
            forms=", ".join(f"energie.maatregelen….{name}" for name in EXPLANATIONS),
        )
    measures = inputs.measures
    if "import_id" not in measures.columns:
        measures = measures.with_columns(import_id=pl.lit(None, pl.Int64))
    rows = (
        measures.group_by("import_id", "status")
        .agg(pl.len().cast(pl.Int64).alias("rows"), pl.col("saving_kwh").sum(), pl.col("cost_eur").sum())
        .sort("import_id", "status")
    )
    rules = {
        _("Choice"): _("at most one of a group of alternatives; together never more than an asset uses"),
        _("Order"): _("what saves most per euro first, each year up to its budget"),
    }
    return Trace(key, _(EXPLANATIONS[word]), rows.to_dicts(), (), rules)
