"""What changed between two snapshots of the portfolio: real changes told apart from corrections of the records.

Every building of either snapshot stands in exactly one line, so the effects on floor area add up to the difference
of the totals. A drop in the number of buildings proves no disposal: doubles are removed and records merged as well.
Source: portfolio-and-transfer 1.1 (the agency itself reports both kinds). The limits below are a proposal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.language import N_
from vastgoed.portfolio import compute_assets, in_force

if TYPE_CHECKING:
    from datetime import date

    from vastgoed.inputs import EstateInputs

SAME_SHARE = 0.005
"""Areas that differ less are the same measurement."""
TWIN_SHARE = 0.02
"""Areas that differ less, at the same place, are one building."""
JOINED_SHARE = 0.05
"""How far the parts of a merged or split building may differ from the whole."""

KINDS: Mapping[str, tuple[bool | None, str]] = {
    "unchanged": (None, N_("unchanged")),
    "acquired": (True, N_("acquired")),
    "disposed": (True, N_("disposed of")),
    "rebuilt": (True, N_("rebuilt")),
    "remeasured": (False, N_("measured again")),
    "area_filled": (False, N_("area filled in")),
    "area_lost": (False, N_("area no longer filled in")),
    "made_virtual": (False, N_("made virtual, its parts count")),
    "made_real": (False, N_("no longer virtual")),
    "renumbered": (False, N_("same building under another code")),
    "merged": (False, N_("records merged")),
    "split": (False, N_("record split")),
    "double_removed": (False, N_("double record removed")),
    "double_added": (False, N_("double record added")),
    "added_late": (False, N_("registered late: it was there before")),
    "gone": (None, N_("gone without a reason")),
}
"""Kind -> (a real change, a correction (False) or not known (None); its name)."""


@dataclass(frozen=True)
class Change:
    """One line of the difference.

    Args:
        kind: A key of KINDS.
        before: Codes in the first snapshot.
        after: Codes in the second.
        name: Of the building, the newest known.
        before_m2: Gross floor area counted in the first snapshot; None when not known.
        after_m2: The same in the second.
        reason: What decided the kind, an English template marked with `N_`.
        evidence: Its values.
    """

    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    name: str
    before_m2: float | None
    after_m2: float | None
    reason: str = ""
    evidence: Mapping[str, object] = field(default_factory=dict)

    @property
    def effect_m2(self) -> float:
        """What it does to the total floor area."""
        return (self.after_m2 or 0.0) - (self.before_m2 or 0.0)

    @property
    def is_real(self) -> bool | None:
        """A real change, a correction of the records, or not known."""
        return KINDS[self.kind][0]


Row = Mapping[str, Any]


def compute_difference(before: EstateInputs, after: EstateInputs, first: date, last: date) -> list[Change]:
    """What changed between two snapshots.

    Args:
        before: The first snapshot.
        after: The second.
        first: The day of the first.
        last: The day of the second.

    Returns:
        One change per building or group of records that became one another, unchanged ones included, sorted by kind
        and code.
    """
    return _Comparison(before, after, first, last).run()


FIELDS: Mapping[str, tuple[bool | None, str]] = {
    "name": (False, N_("name")),
    "entity_name": (True, N_("managing entity")),
    "building_function": (None, N_("main function")),
    "use_right": (True, N_("right of use")),
    "ownership_right": (True, N_("ownership right")),
    "heritage_status": (None, N_("heritage")),
    "long_term_strategy": (True, N_("long-term strategy")),
}
"""Column -> whether another value is a real change, and its name."""


def compute_field_changes(before: EstateInputs, after: EstateInputs, first: date, last: date) -> pl.DataFrame:
    """What else changed on buildings that stand in both snapshots; the total floor area stays as it is.

    Returns:
        `asset_code`, `name`, `field` (a key of FIELDS), `old`, `new`, `gross_floor_area_m2` (now).
    """
    now, then = _buildings(after, last), _buildings(before, first)
    both = now.join(then.select("asset_code", *FIELDS), on="asset_code", suffix="_old")
    parts = [
        both.filter(pl.col(field).ne_missing(pl.col(f"{field}_old"))).select(
            "asset_code",
            "name",
            pl.lit(field).alias("field"),
            pl.col(f"{field}_old").alias("old"),
            pl.col(field).alias("new"),
            "gross_floor_area_m2",
        )
        for field in FIELDS
    ]
    return pl.concat(parts).sort("field", "asset_code")


def _buildings(inputs: EstateInputs, day: date) -> pl.DataFrame:
    assets = compute_assets(inputs).filter(pl.col("kind") == "building")
    return assets.filter(in_force("valid_from", "valid_until", day))


def _counted(row: Row) -> float | None:
    """The area that counts in the total: none of a virtual building."""
    return 0.0 if row["is_virtual"] else row["gross_floor_area_m2"]


def _alike(one: float | None, other: float | None, share: float) -> bool:
    if not one or not other:
        return False
    return abs(one - other) <= share * max(one, other)


def _places(row: Row) -> set[str]:
    """What says where a building is: its register number and units, and its address."""
    found = {f"id {row['building_id']}"} if row["building_id"] else set()
    found |= {f"unit {unit}" for unit in (row["building_unit_ids"] or "").split()}
    parts = [row[name] for name in ("street", "house_number", "box_number", "postcode")]
    if row["street"] and row["house_number"]:
        found.add("at " + "|".join("".join(str(part or "").lower().split()) for part in parts))
    return found


class _Comparison:
    """The work of `compute_difference`: what is settled leaves the open lists."""

    def __init__(self, before: EstateInputs, after: EstateInputs, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.old = {row["asset_code"]: row for row in _buildings(before, first).iter_rows(named=True)}
        self.new = {row["asset_code"]: row for row in _buildings(after, last).iter_rows(named=True)}
        self.later = {row["asset_code"]: row for row in compute_assets(after).iter_rows(named=True)}
        self.old_leases = _leases(before)
        self.new_leases = _leases(after)
        self.pairs = {code: code for code in self.old if code in self.new}
        self.gone = [code for code in sorted(self.old) if code not in self.new]
        self.come = [code for code in sorted(self.new) if code not in self.old]
        self.old_at, self.new_at = _by_place(self.old), _by_place(self.new)
        self.changes: list[Change] = []

    def run(self) -> list[Change]:
        """Settle what is sure first: the same building under another code, then doubles, merges, splits, the rest."""
        self._renumber()
        self._doubles()
        self._merge_and_split()
        for code in self.gone:
            self.changes.append(self._leaving(code))
        for code in self.come:
            self.changes.append(self._coming(code))
        for old, new in self.pairs.items():
            self.changes.append(self._paired(old, new))
        order = {kind: place for place, kind in enumerate(KINDS)}
        return sorted(self.changes, key=lambda change: (order[change.kind], change.before, change.after))

    def _renumber(self) -> None:
        for code in list(self.gone):
            row = self.old[code]
            there = {other for place in _places(row) for other in self.new_at.get(place, ()) if other in self.come}
            area = row["gross_floor_area_m2"]
            found = {other for other in there if _alike(area, self.new[other]["gross_floor_area_m2"], TWIN_SHARE)}
            if len(found) == 1:
                other = found.pop()
                self.gone.remove(code)
                self.come.remove(other)
                self._add("renumbered", (code,), (other,), N_("Same place, same floor area."))

    def _doubles(self) -> None:
        for code in list(self.gone):
            twin = self._twin(self.old, self.old_at, code)
            if twin is not None:
                self.gone.remove(code)
                self._add("double_removed", (code,), (), N_("Same place and floor area as {twin}."), twin=twin)
        for code in list(self.come):
            twin = self._twin(self.new, self.new_at, code)
            if twin is not None:
                self.come.remove(code)
                self._add("double_added", (), (code,), N_("Same place and floor area as {twin}."), twin=twin)

    def _twin(self, rows: Mapping[str, Row], at: Mapping[str, Sequence[str]], code: str) -> str | None:
        """A building in both snapshots at the same place, as large, whose area did not change meanwhile."""
        area = rows[code]["gross_floor_area_m2"]
        for place in sorted(_places(rows[code])):
            for other in at.get(place, ()):
                if other not in self.pairs:
                    continue
                was, is_now = self.old[other]["gross_floor_area_m2"], self.new[other]["gross_floor_area_m2"]
                if _alike(area, was, TWIN_SHARE) and _alike(area, is_now, TWIN_SHARE):
                    return other
        return None

    def _merge_and_split(self) -> None:
        self._join("merged", self.gone, self.old, self.new, self.new_at)
        self._join("split", self.come, self.new, self.old, self.old_at)

    def _join(
        self,
        kind: str,
        loose: list[str],
        many: Mapping[str, Row],
        whole: Mapping[str, Row],
        at: Mapping[str, Sequence[str]],
    ) -> None:
        """Loose records at the place of one building, whose areas add up to it."""
        groups: dict[str, list[str]] = defaultdict(list)
        for code in loose:
            target = next((other for place in sorted(_places(many[code])) for other in at.get(place, ())), None)
            if target is not None:
                groups[target].append(code)
        for target, codes in sorted(groups.items()):
            own = [target] if target in self.pairs else []
            if not own and (len(codes) < 2 or target not in (self.come if kind == "merged" else self.gone)):
                continue
            parts = [*own, *codes]
            total = sum(many[code]["gross_floor_area_m2"] or 0.0 for code in parts)
            if len(parts) < 2 or not _alike(total, whole[target]["gross_floor_area_m2"], JOINED_SHARE):
                continue
            for code in codes:
                loose.remove(code)
            if own:
                del self.pairs[target]
            else:
                (self.come if kind == "merged" else self.gone).remove(target)
            was, is_now = (tuple(parts), (target,)) if kind == "merged" else ((target,), tuple(parts))
            self._add(kind, was, is_now, N_("Same place, and the floor areas add up."))

    def _leaving(self, code: str) -> Change:
        row, later = self.old[code], self.later.get(code, {})
        until = later.get("valid_until") or row["valid_until"]
        if until is not None and until <= self.last:
            return self._change("disposed", (code,), (), N_("Left the portfolio on {day}."), day=until)
        if later.get("register_status") == "retired":
            return self._change("disposed", (code,), (), N_("The building register calls it retired."))
        end = self.old_leases.get(code, (None, None))[1]
        if end is not None and end <= self.last:
            return self._change("disposed", (code,), (), N_("Its lease ended on {day}."), day=end)
        return self._change("gone", (code,), (), N_("No end date, lease end or twin was found."))

    def _coming(self, code: str) -> Change:
        row = self.new[code]
        if row["valid_from"] is not None and row["valid_from"] > self.first:
            return self._change("acquired", (), (code,), N_("In the portfolio since {day}."), day=row["valid_from"])
        if row["construction_year"] is not None and row["construction_year"] > self.first.year:
            return self._change("acquired", (), (code,), N_("Built in {year}."), year=row["construction_year"])
        start = self.new_leases.get(code, (None, None))[0]
        if start is not None and start > self.first:
            return self._change("acquired", (), (code,), N_("Its lease began on {day}."), day=start)
        return self._change("added_late", (), (code,), N_("Nothing says it came after {day}."), day=self.first)

    def _paired(self, old: str, new: str) -> Change:
        row, now = self.old[old], self.new[new]
        was, is_now = row["gross_floor_area_m2"], now["gross_floor_area_m2"]
        if bool(row["is_virtual"]) != bool(now["is_virtual"]):
            return self._change("made_virtual" if now["is_virtual"] else "made_real", (old,), (new,), "")
        if was == is_now or _alike(was, is_now, SAME_SHARE):
            return self._change("unchanged", (old,), (new,), "")
        if was is None or is_now is None:
            return self._change("area_filled" if was is None else "area_lost", (old,), (new,), "")
        year = now["last_major_change_year"]
        if year is not None and year >= self.first.year and year != row["last_major_change_year"]:
            return self._change("rebuilt", (old,), (new,), N_("Last major change in {year}."), year=year)
        return self._change("remeasured", (old,), (new,), N_("No works were reported."))

    def _add(self, kind: str, before: tuple[str, ...], after: tuple[str, ...], reason: str, **evidence: object) -> None:
        self.changes.append(self._change(kind, before, after, reason, **evidence))

    def _change(
        self, kind: str, before: tuple[str, ...], after: tuple[str, ...], reason: str, **evidence: object
    ) -> Change:
        named = self.new[after[0]] if after else self.old[before[0]]
        return Change(
            kind,
            before,
            after,
            str(named["name"]),
            _sum([_counted(self.old[code]) for code in before]),
            _sum([_counted(self.new[code]) for code in after]),
            reason,
            evidence,
        )


def _sum(areas: list[float | None]) -> float | None:
    known = [area for area in areas if area is not None]
    return sum(known) if known else None


def _by_place(rows: Mapping[str, Row]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code in sorted(rows):
        for place in _places(rows[code]):
            found[place].append(code)
    return found


def _leases(inputs: EstateInputs) -> dict[str, tuple[date | None, date | None]]:
    """First start and last end of the contracts of each building."""
    grouped = inputs.contract.group_by("asset_code").agg(
        start=pl.col("contract_start").min(),
        end=pl.when(pl.col("contract_end").is_not_null().all()).then(pl.col("contract_end").max()),
    )
    return {row["asset_code"]: (row["start"], row["end"]) for row in grouped.iter_rows(named=True)}
