"""The section on the difference between two snapshots of the portfolio."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.findings import Finding, Severity
from kern.intake.contract import Intake
from kern.language import N_, _, show_number, translate
from kern.report import Block, Column, Section, Table
from vastgoed.code_lists import LISTS, name_of
from vastgoed.difference import FIELDS, KINDS, Change, compute_difference, compute_field_changes
from vastgoed.inputs import EstateInputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NATURES: Mapping[bool | None, str] = {
    True: N_("real change"),
    False: N_("correction of the records"),
    None: N_("not known"),
}


def snapshot(intakes: Iterable[Intake]) -> EstateInputs:
    """A portfolio as some files give it, without a store; a later file goes before an earlier one.

    Args:
        intakes: What the readers of the room returned, in order.
    """
    parts: dict[str, list[pl.DataFrame]] = {}
    for intake in intakes:
        for name, frame in intake.frames.items():
            if name in EstateInputs.TABLES:
                parts.setdefault(name, []).append(frame)
    keys = {"entity": ["code"], "managed_asset": ["code"], "building": ["asset_code"]}
    frames = {name: pl.concat(frames, how="diagonal_relaxed") for name, frames in parts.items()}
    unique = {
        name: frame.unique(keys[name], keep="last", maintain_order=True) if name in keys else frame.unique(
            maintain_order=True
        )
        for name, frame in frames.items()
    }  # fmt: skip
    return EstateInputs(**unique)


def snapshot_day(inputs: EstateInputs) -> date | None:
    """The day a snapshot is of: the newest day a record was changed; None when no record says so."""
    newest = inputs.building["last_changed_at"].max()
    return newest if isinstance(newest, date) else None


def difference_section(
    before: EstateInputs,
    after: EstateInputs,
    first: date,
    last: date,
    energy: Mapping[str, tuple[float | None, float | None]] | None = None,
) -> Section:
    """What changed between two snapshots, real changes apart from corrections, with the effect of each.

    Args:
        before: The first snapshot.
        after: The second.
        first: The day of the first.
        last: The day of the second.
        energy: Asset -> yearly use at the first and at the second day [kWh]; None leaves energy out.
    """
    changes = compute_difference(before, after, first, last)
    fields = compute_field_changes(before, after, first, last)
    changed = [change for change in changes if change.kind != "unchanged"]
    blocks: list[Block] = [_by_nature(changes), _by_kind(changes, energy), _lines(changed, energy)]
    if fields.height:
        blocks.append(_fields(fields))
    return Section(
        "vastgoed.verschil",
        _("Difference between two snapshots"),
        _message(changes, first, last),
        blocks,
        _partial(changes),
    )


def _partial(changes: Sequence[Change]) -> list[Finding]:
    """A snapshot that holds only part of the portfolio makes everything else look registered late or gone."""
    records = sum(len(change.after) for change in changes), sum(len(change.before) for change in changes)
    late = sum(change.kind == "added_late" for change in changes)
    gone = sum(change.kind == "gone" for change in changes)
    if late <= records[0] / 2 and gone <= records[1] / 2:
        return []
    return [
        Finding(
            "estate.difference.partial",
            Severity.WARNING,
            N_("One snapshot seems to hold only part of the portfolio: {late} registered late, {gone} gone."),
            {"late": late, "gone": gone},
            remedy=N_("Compare two extracts with the same scope."),
        )
    ]


def _message(changes: Sequence[Change], first: date, last: date) -> str:
    real = sum(change.effect_m2 for change in changes if change.is_real)
    corrected = sum(change.effect_m2 for change in changes if change.is_real is False)
    return translate(
        N_(
            "Between {first} and {last} the gross floor area changed by {total} m²: {real} m² by real changes and "
            "{corrected} m² by corrections of the records."
        ),
        {
            "first": first,
            "last": last,
            "total": show_number(sum(change.effect_m2 for change in changes), 0),
            "real": show_number(real, 0),
            "corrected": show_number(corrected, 0),
        },
    )


def _by_nature(changes: Sequence[Change]) -> Table:
    rows = []
    for nature in (True, False, None):
        own = [change for change in changes if change.is_real is nature and change.kind != "unchanged"]
        effect = sum(change.effect_m2 for change in own)
        rows.append({"nature": _(_NATURES[nature]), "count": len(own), "effect_m2": effect})
    return Table(
        "vastgoed.verschil.aard",
        _("Real changes and corrections"),
        [
            Column("nature", _("Nature")),
            Column("count", _("Changes"), decimals=0),
            Column("effect_m2", _("Effect"), "m²", 0),
        ],
        rows,
    )


def _effect_kwh(change: Change, energy: Mapping[str, tuple[float | None, float | None]] | None) -> float | None:
    """What a change does to the energy that is counted; None when a use is not known."""
    if energy is None:
        return None
    old = [energy.get(code, (None, None))[0] for code in change.before]
    new = [energy.get(code, (None, None))[1] for code in change.after]
    values = [*old, *new]
    if any(value is None for value in values):
        return None
    return sum(value or 0.0 for value in new) - sum(value or 0.0 for value in old)


def _by_kind(changes: Sequence[Change], energy: Mapping[str, tuple[float | None, float | None]] | None) -> Table:
    rows: list[dict[str, Any]] = []
    for kind, (nature, name) in KINDS.items():
        own = [change for change in changes if change.kind == kind]
        if not own:
            continue
        effects = [_effect_kwh(change, energy) for change in own]
        known = [effect for effect in effects if effect is not None]
        rows.append(
            {
                "kind": _(name),
                "nature": "" if kind == "unchanged" else _(_NATURES[nature]),
                "count": len(own),
                "before": sum(len(change.before) for change in own),
                "after": sum(len(change.after) for change in own),
                "effect_m2": sum(change.effect_m2 for change in own),
                "effect_kwh": sum(known) if known else None,
            }
        )
    columns = [
        Column("kind", _("Kind")),
        Column("nature", _("Nature")),
        Column("count", _("Changes"), decimals=0),
        Column("before", _("Records before"), decimals=0),
        Column("after", _("Records after"), decimals=0),
        Column("effect_m2", _("Effect"), "m²", 0),
    ]
    if energy is not None:
        columns.append(Column("effect_kwh", _("Effect"), "kWh", 0))
    note = _("Every record stands in one line, so the effects add up to the difference of the totals.")
    return Table("vastgoed.verschil.soorten", _("What happened, by kind"), columns, rows, note)


def _lines(changes: Sequence[Change], energy: Mapping[str, tuple[float | None, float | None]] | None) -> Table:
    columns = [
        Column("kind", _("Kind")),
        Column("nature", _("Nature")),
        Column("before", _("Code before")),
        Column("after", _("Code after")),
        Column("name", _("Building")),
        Column("before_m2", _("Before"), "m²", 0),
        Column("after_m2", _("After"), "m²", 0),
        Column("effect_m2", _("Effect"), "m²", 0),
        Column("why", _("Because")),
    ]
    if energy is not None:
        columns.insert(-1, Column("effect_kwh", _("Effect"), "kWh", 0))
    return Table(
        "vastgoed.verschil.lijst",
        _("Every change"),
        columns,
        [
            {
                "kind": _(KINDS[change.kind][1]),
                "nature": _(_NATURES[change.is_real]),
                "before": ", ".join(change.before),
                "after": ", ".join(change.after),
                "name": change.name,
                "before_m2": change.before_m2,
                "after_m2": change.after_m2,
                "effect_m2": change.effect_m2,
                "effect_kwh": _effect_kwh(change, energy),
                "why": translate(change.reason, change.evidence),
            }
            for change in changes
        ],
    )


def _fields(changed: pl.DataFrame) -> Table:
    return Table(
        "vastgoed.verschil.velden",
        _("Other changes on buildings in both snapshots"),
        [
            Column("asset_code", _("Code")),
            Column("name", _("Building")),
            Column("what", _("What")),
            Column("nature", _("Nature")),
            Column("old_text", _("Before")),
            Column("new_text", _("After")),
            Column("gross_floor_area_m2", _("Gross floor area"), "m²", 0),
        ],
        [
            {
                **row,
                "what": _(FIELDS[row["field"]][1]),
                "nature": _(_NATURES[FIELDS[row["field"]][0]]),
                "old_text": _word(row["field"], row["old"]),
                "new_text": _word(row["field"], row["new"]),
            }
            for row in changed.iter_rows(named=True)
        ],
        _("These leave the total floor area as it is."),
    )


def _word(field: str, value: str | None) -> str:
    return name_of(field, value) if field in LISTS else value or ""
