"""What the assessment of a building gives: verdicts, the level of each part, the level, and what holds it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kern.findings import Finding, Outcome, Verdict
from vastgoed.accessibility.criteria import Criterion, Part
from vastgoed.accessibility.levels import GRANTED, Level
from vastgoed.accessibility.wording import show_threshold

_SOUND = (Outcome.PASS, Outcome.NOT_APPLICABLE)
# At level A help may be needed and only visitors are judged; from A+ on staff spaces count too (data/label/levels.csv).
STAFF_FROM = Level.A_PLUS
_LEVELS = tuple(Level)


@dataclass(frozen=True)
class CriterionVerdict:
    """The verdict of one criterion at one element for one scope.

    Args:
        criterion: The criterion.
        element: The door, ramp or room; empty for the whole building.
        scope: visitor or staff.
        value: As written down, None when there is none.
        unit: As written down.
        source: audit, geometry or property; empty when nothing was measured.
        verdict: Against the norm itself (`criterion.reference`).
        at: Level -> verdict, only for the levels that demand this criterion.
    """

    criterion: Criterion
    element: str
    scope: str
    value: str | None
    unit: str
    source: str
    verdict: Verdict
    at: Mapping[Level, Verdict]

    @property
    def outcome(self) -> Outcome:
        """Pass, fail, not assessable or not applicable, against the norm itself."""
        return self.verdict.outcome

    @cached_property
    def blocks(self) -> Level | None:
        """The lowest level this verdict keeps the building from; None when it blocks none."""
        return self._blocks(unknown_is_sound=False)

    @property
    def level(self) -> Level:
        """The highest level this verdict allows."""
        return _below(self.blocks)

    @property
    def best_level(self) -> Level:
        """The highest level it would allow if what is unknown turned out well."""
        return _below(self._blocks(unknown_is_sound=True))

    def _blocks(self, unknown_is_sound: bool) -> Level | None:
        sound = (*_SOUND, Outcome.NOT_ASSESSABLE) if unknown_is_sound else _SOUND
        for level in GRANTED:
            if self.scope == "staff" and level.rank < STAFF_FROM.rank:
                continue
            if level in self.at and self.at[level].outcome not in sound:
                return level
        return None


def _below(level: Level | None) -> Level:
    return Level.A_PLUS_PLUS if level is None else _LEVELS[level.rank - 1]


@dataclass(frozen=True)
class WeakLink:
    """What keeps a building from a level: a verdict, and the lowest level it blocks."""

    item: CriterionVerdict
    blocks: Level

    @property
    def criterion_id(self) -> str:
        """The criterion."""
        return self.item.criterion.id

    @property
    def label(self) -> str:
        """What is measured, in the language in force."""
        return self.item.criterion.label

    @property
    def part(self) -> str:
        """Code of the part of the chain."""
        return self.item.criterion.part

    @property
    def element(self) -> str:
        """Where; empty for the whole building."""
        return self.item.element

    @property
    def scope(self) -> str:
        """For whom: visitor or staff."""
        return self.item.scope

    @property
    def measured(self) -> str | None:
        """As written down; None when nothing was."""
        return self.item.value

    @property
    def required(self) -> str:
        """The threshold of the level it blocks, in words."""
        criterion = self.item.criterion
        return show_threshold(criterion.rule, criterion.thresholds[self.blocks], criterion.unit)

    @property
    def outcome(self) -> Outcome:
        """Failed or not assessable, at the level it blocks."""
        return self.item.at[self.blocks].outcome

    @property
    def basis(self) -> str:
        """What the threshold rests on; anything but legal or label is a proxy."""
        return self.item.criterion.bases.get(self.blocks, self.item.criterion.basis)

    @property
    def text(self) -> str:
        """The verdict in one sentence, in the language in force."""
        return str(self.item.at[self.blocks])


@dataclass(frozen=True)
class PartLevel:
    """A part of the chain: its level (None when the building does not have it) and how often it was judged."""

    part: Part
    level: Level | None
    passed: int
    failed: int
    not_assessable: int


@dataclass(frozen=True)
class LabelResult:
    """The indicative label of a building on a day. Only the agency that owns the label grants one.

    Args:
        asset_code: The building.
        on: The day of the judgement.
        level: Lowest level of the parts of the chain.
        best_level: What the level would be if all that is unknown turned out well.
        visitor_level: The level of what visitors meet.
        staff_level: The level of the staff spaces that were measured, what is measured nowhere counted as unknown; None
            when none was.
        parts: The parts of the chain, in order.
        verdicts: Each criterion at each element and scope, missing ones included, sorted.
        weak_links: What blocks a level, the lowest level first, a failure before an unknown.
        not_assessed_share: Mandatory, applicable criteria without an answer somewhere. [share]
        source_counts: audit, geometry, property -> how many verdicts rest on it.
        proxies: Criteria whose threshold at the judged level is a stand-in.
        unpublished: Mandatory criteria that asked nothing at the judged level because no threshold is published.
        absent: Parts and kinds of element that count as not there.
        assessed_on: The oldest audit day among the values used.
        expires_on: The last day of the label's term.
        is_expired: The term ended before `on`.
        findings: What the reader must know.
    """

    asset_code: str
    on: date
    level: Level
    best_level: Level
    visitor_level: Level
    staff_level: Level | None
    parts: tuple[PartLevel, ...]
    verdicts: tuple[CriterionVerdict, ...]
    weak_links: tuple[WeakLink, ...]
    not_assessed_share: float
    source_counts: Mapping[str, int]
    proxies: tuple[str, ...]
    unpublished: tuple[str, ...]
    absent: tuple[str, ...]
    assessed_on: date | None
    expires_on: date | None
    is_expired: bool
    findings: tuple[Finding, ...]

    @property
    def weakest(self) -> WeakLink | None:
        """The link to mend first; None at the highest level."""
        return self.weak_links[0] if self.weak_links else None

    @property
    def label(self) -> str:
        """The level as it may be printed, with the word indicative."""
        return self.level.label
