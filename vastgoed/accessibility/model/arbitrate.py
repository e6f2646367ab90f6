"""One size said in several places: attribute, property and geometry weighed, and why one of them holds.

Two that agree hold against the third. A number that agrees once it is taken for feet is an exporter's known slip and is
said. Without agreement the geometry holds, because it is what would be built.
"""

from __future__ import annotations

from dataclasses import dataclass

from kern.language import N_

_FOOT_M = 0.3048


@dataclass(frozen=True)
class Said:
    """A size and where it stands.

    Args:
        metres: The size.
        where: Such as `Pset_StairFlightCommon.RiserHeight`.
        is_geometry: Whether it was measured on the body.
    """

    metres: float
    where: str
    is_geometry: bool = False


@dataclass(frozen=True)
class Settled:
    """The size that holds, with the reason as text and its numbers."""

    metres: float
    source: str
    basis: str
    reason: str
    numbers: dict[str, object]


def settle(said: list[Said], near_m: float = 0.006) -> Settled | None:
    """Weigh what is said of one size.

    Args:
        said: Best first; at most one from geometry.
        near_m: How far apart two sizes may lie and still agree. [m]

    >>> odd = [Said(0.5833, "RiserHeight"), Said(0.1778, "Pset.RiserHeight"), Said(0.178, "body", True)]
    >>> settled = settle(odd)
    >>> settled.metres, settled.basis, settled.numbers["feet"]
    (0.1778, 'two_agree', 'RiserHeight')
    """
    if not said:
        return None
    listed = "; ".join(f"{each.where} {round(each.metres * 100, 1):g} cm" for each in said)
    numbers: dict[str, object] = {"said": listed}
    for each in said:
        others = [other for other in said if other is not each]
        agreeing = [other for other in others if abs(other.metres - each.metres) <= near_m]
        if agreeing:
            pair = [each, *agreeing]
            odd = [other for other in others if other not in agreeing]
            source = "geometry" if any(one.is_geometry for one in pair) else "property"
            feet = [o for o in odd if abs(o.metres * _FOOT_M - each.metres) <= near_m]
            if feet:
                numbers |= {"where": each.where, "feet": feet[0].where}
                text = N_("{said}. {where} holds, another agrees; {feet} is in feet.")
            elif odd:
                numbers |= {"where": each.where, "odd": odd[0].where}
                text = N_("{said}. {where} holds, another agrees; {odd} does not.")
            else:
                text = N_("{said}. They agree.")
            return Settled(each.metres, source, "two_agree", text, numbers)
    if len(said) == 1:
        one = said[0]
        source = "geometry" if one.is_geometry else "property"
        return Settled(one.metres, source, "only_one", N_("{said}. Nothing to check it against."), numbers)
    measured = next((each for each in said if each.is_geometry), None)
    if measured is not None:
        text = N_("{said}. They contradict each other; what is drawn holds.")
        return Settled(measured.metres, "geometry", "drawn_holds", text, numbers)
    text = N_("{said}. They contradict each other and nothing is drawn; the first holds.")
    return Settled(said[0].metres, "property", "first_holds", text, numbers)
