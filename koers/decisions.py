"""Decisions of the transfer: a file in the workspace, loaded like any other, so that each can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kern.errors import InputWrong, UsageWrong
from kern.language import N_, _
from koers.rooms import room_of
from koers.screen import talk

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

    from kern.report import Section
    from koers.workspace import Workspace
    from vastgoed.options import EstateOptions

FOLDER = "besluiten"
_FORMULA = r"^[=+\-@\t\r]"


def plan_options(
    workspace: Workspace,
    year: int | None,
    solver_seconds: float | None = None,
    free: bool = False,
    capacity_pct: float | None = None,
    without: list[str] | None = None,
) -> EstateOptions:
    """The options of a plan.

    Args:
        workspace: The data and its `koers.toml`.
        year: Report year.
        solver_seconds: Ask the solver for so long.
        free: Do not mind the plan before.
        capacity_pct: What if: this part of the capacity.
        without: What if: entities that stay out.

    Raises:
        UsageWrong: An entity is not known.
    """
    room = room_of("vastgoed")
    options: EstateOptions = workspace.options(room, {"report_year": year})
    plan = options.plan
    if solver_seconds is not None:
        plan = replace(plan, solver_seconds=solver_seconds)
    if free:
        plan = replace(plan, change_quarters=0.0)
    entities = workspace.register("entity")["code"].to_list()
    for code in without or []:
        if code not in entities:
            raise UsageWrong(
                N_("There is no entity {code}. Known: {known}."), code=code, known=", ".join(sorted(entities))
            )
    return replace(
        options,
        plan=plan,
        capacity_share=1.0 if capacity_pct is None else capacity_pct / 100,
        without_entities=tuple(without or ()),
    )


def keep(workspace: Workspace, name: str, rows: pl.DataFrame) -> Path:
    """Write the rows of a decision and load them.

    Args:
        workspace: Where.
        name: Of the file, without ending; a number is added when it is taken.
        rows: With the headings a reader knows.

    Raises:
        InputWrong: Something in it was refused; nothing was loaded, and the file is gone again.
    """
    import polars as pl

    from koers.loading import Wishes

    folder = workspace.settings.folder / FOLDER
    folder.mkdir(exist_ok=True)
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)
    path, number = folder / f"{safe}.csv", 2
    while path.exists():
        path, number = folder / f"{safe}-{number}.csv", number + 1
    # A spreadsheet must not take a text for a formula.
    texts = [
        pl.when(pl.col(column).str.contains(_FORMULA)).then("'" + pl.col(column)).otherwise(column).alias(column)
        for column, kind in rows.schema.items()
        if kind == pl.String
    ]
    rows.with_columns(texts).write_csv(path, separator=";", date_format="%d-%m-%Y", decimal_comma=True)
    try:
        loading = workspace.load([path], Wishes(all_or_nothing=True))
    except InputWrong:
        path.unlink()
        raise
    if loading.refused:
        path.unlink()
        raise InputWrong(N_("The decision could not be loaded: {reason}"), reason=str(loading.refused[0].error))
    talk(_("{file} written and loaded. Take it back with: koers invoer --ongedaan").format(file=path))
    return path


def keep_plan(workspace: Workspace, options: EstateOptions, plan_code: str) -> Path:
    """Keep a plan as a decision.

    Raises:
        UsageWrong: The name is taken, or it is a what-if.
    """
    from vastgoed.transfer_decided import plan_record

    rows = plan_record(_inputs(workspace), options, plan_code, date.today())
    return keep(workspace, f"plan-{plan_code}", rows)


def fix(workspace: Workspace, asset: str, quarter: str | None, decided_by: str, reason: str) -> Section:
    """Fix a building on a quarter, or release it.

    Raises:
        InputWrong: There is no such building.
        UsageWrong: The quarter is not right, or who or why is missing.
    """
    from vastgoed.transfer_decided import decision_record

    rows = decision_record(_inputs(workspace), asset, quarter, date.today(), decided_by, reason)
    keep(workspace, f"besluit-{date.today():%Y-%m-%d}-{rows['VIM gebouwcode'][0]}", rows)
    return _record_section(rows, _("The decision is written down; the next plan keeps to it."))


def freeze(workspace: Workspace, code: str | None, year: int | None, decided_by: str) -> Section:
    """Freeze the baseline of costs; buildings that have one keep it.

    Raises:
        InputWrong: There is no such building.
        UsageWrong: Nobody decided.
    """
    from vastgoed.transfer_decided import baseline_record

    options = plan_options(workspace, year)
    rows, before, without = baseline_record(_inputs(workspace), options, code, date.today(), decided_by)
    if before:
        talk(_("Frozen before, so left as they are: {codes}.").format(codes=", ".join(before)))
    if without:
        talk(_("No yearly costs are known, so nothing to freeze: {codes}.").format(codes=", ".join(without)))
    if not rows.is_empty():
        keep(workspace, f"nulmeting-{date.today():%Y-%m-%d}", rows)
    count = rows["VIM gebouwcode"].n_unique()
    return _record_section(rows, _("The costs of {count} buildings are frozen.").format(count=count))


def _record_section(rows: pl.DataFrame, message: str) -> Section:
    from kern.report import Column, Section, Table

    columns = [Column(name, name) for name in rows.columns]
    table = Table("besluit", _("Written down"), columns, rows.to_dicts())
    return Section("besluit", _("Decision"), message, [table])


def _inputs(workspace: Workspace) -> Any:
    return workspace.inputs(room_of("vastgoed"))
