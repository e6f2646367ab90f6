"""A value measured in a model: as on a form, with the rule that gave it and the reason in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

UNKNOWN = "?"
NOT_APPLICABLE = "not_applicable"
Scope = Literal["visitor", "staff"]
Source = Literal["geometry", "property"]


@dataclass(frozen=True)
class ModelValue:
    """One value of one criterion (or one fact, such as `rise_cm`) at one element.

    Args:
        criterion_id: Id of a criterion, or the name of a fact.
        step_id: The element in the file; 0 for the building as a whole.
        element: Its name, one of its kind in the building; empty for the building.
        value: In the notation of `data/README.md`; `?` when it could not be measured, with the reason.
        unit: Of the value, pint syntax; empty for yes or no.
        source: `property` when the model states it, `geometry` when it was measured or worked out.
        basis: The rule that gave it, such as `lining_and_leaf`.
        reason: English source text saying how, with places for `numbers`.
        numbers: What stands in those places.
        scope: For whom the element is: visitor or staff.
    """

    criterion_id: str
    step_id: int
    element: str
    value: str
    unit: str = "cm"
    source: Source = "geometry"
    basis: str = "measured"
    reason: str = ""
    numbers: Mapping[str, object] = field(default_factory=dict)
    scope: Scope = "visitor"

    @property
    def is_known(self) -> bool:
        """Whether there is a value."""
        return self.value != UNKNOWN


def as_cm(metres: float) -> str:
    """A length in cm to the millimetre, so that rounding in the file decides nothing.

    >>> as_cm(0.8999999), as_cm(1.5), as_cm(0.8996)
    ('90', '150', '90')
    """
    return f"{round(metres * 100, 1):g}"


def cm(metres: float) -> float:
    """A length in cm to the millimetre, as a number for a reason.

    >>> cm(0.8999999)
    90.0
    """
    return round(metres * 100, 1)


def as_number(number: float, digits: int = 2) -> str:
    """A number without needless zeros.

    >>> as_number(6.25), as_number(8.3333)
    ('6.25', '8.33')
    """
    text = f"{round(number, digits):.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_flag(answer: bool) -> str:
    """Yes or no as written on a form."""
    return "true" if answer else "false"
