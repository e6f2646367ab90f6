"""The parameters and the answers of the 25 % rule; what is not published is a choice here.

Source keys: inkanteling_kantoorgebouwen, koers_proposal.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kern.errors import InputWrong
from kern.language import N_


class Denominator(StrEnum):
    """Which floor area the other functions are measured against."""

    INTERNAL = "internal"
    GROSS = "gross"
    NET = "net"


class SharedSpace(StrEnum):
    """How lobby, circulation and technical space count."""

    PRO_RATA = "pro_rata"
    AS_OFFICE = "as_office"
    AS_OTHER = "as_other"


class ScopeOutcome(StrEnum):
    """The answers to the 25 % rule."""

    IN_SCOPE = "in_scope"
    MIXED_OUT = "mixed_out"
    BUSINESS_CASE = "business_case"
    UNDECIDED = "undecided"
    BORDERLINE = "borderline"


@dataclass(frozen=True)
class ScopeRules:
    """The parameters of the 25 % rule.

    Args:
        threshold_share: Strictly more than this share in another function is mixed.
        denominator: The area the share is taken of.
        shared_space: How shared space counts.
        exclude_underground_parking: Leave underground parking out of the total; else it is another function.
        counter_counts: Counters and reception count as office.
        meeting_counts: Meeting rooms, restaurant and archive count as office.
        area_error_share: Part of the floor that may stand under the wrong function: 0.05 moves the share by five
            points up and down. A building's own value goes before this one.
        remainder_tolerance_share: Difference between the split and the internal area that is rounding.

    Raises:
        InputWrong: A share lies outside 0 to 1, or a choice is not known.

    >>> ScopeRules(denominator="gross").denominator
    <Denominator.GROSS: 'gross'>
    """

    threshold_share: float = 0.25
    denominator: Denominator | str = Denominator.INTERNAL
    shared_space: SharedSpace | str = SharedSpace.PRO_RATA
    exclude_underground_parking: bool = True
    counter_counts: bool = True
    meeting_counts: bool = True
    area_error_share: float = 0.0
    remainder_tolerance_share: float = 0.01

    def __post_init__(self) -> None:
        for name, kind in (("denominator", Denominator), ("shared_space", SharedSpace)):
            got = getattr(self, name)
            if got not in list(kind):
                raise InputWrong(
                    N_("{name} of the 25 % rule is {got}. Choose one of {allowed}."),
                    name=name,
                    got=got,
                    allowed=", ".join(kind),
                )
            object.__setattr__(self, name, kind(got))
        for name in ("threshold_share", "area_error_share", "remainder_tolerance_share"):
            if not 0 <= getattr(self, name) <= 1:
                raise InputWrong(
                    N_("{name} of the 25 % rule is {got}. Give a share from 0 to 1."),
                    name=name,
                    got=getattr(self, name),
                )
