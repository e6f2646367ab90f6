"""The notation of measured values: numbers, boxes, shares, lists and yes or no, in Dutch or in neutral writing.

Every number is exact (`Decimal`): 8.35 against a limit of 8.3 with 0.05 tolerance must not hang on a binary digit.
"""

from __future__ import annotations

import re
from decimal import Decimal

from kern.errors import InputWrong
from kern.language import N_
from kern.units import convert

NOT_APPLICABLE = frozenset({"nvt", "n.v.t.", "n.v.t", "niet van toepassing", "n/a", "not applicable", "not_applicable"})
UNKNOWN = frozenset({"", "?", "-", "onbekend", "unknown", "niet gemeten", "not measured"})
YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1"})
NO = frozenset({"nee", "neen", "n", "no", "false", "onwaar", "0"})

# Spellings of a unit on a form -> pint syntax; a bare count has no unit.
UNITS = {"%": "percent", "pct": "percent", "procent": "percent", "stuks": "count", "aantal": "count", "jaar": "year"}

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3})+,\d+")


class Unreadable(InputWrong):
    """A value that cannot be judged; becomes a verdict that says why."""


def read_number(text: str) -> Decimal:
    """A number that is not negative, with a decimal comma or point.

    A single point is a decimal point, as everywhere in `data/`; the reader of audit forms has refused `1.250` before.

    Raises:
        Unreadable: It is no number.

    >>> read_number("88,5"), read_number("88.5"), read_number("1.250,5")
    (Decimal('88.5'), Decimal('88.5'), Decimal('1250.5'))
    """
    cleaned = text.strip().replace("\u00a0", "")
    if not _NUMBER.fullmatch(cleaned):
        raise Unreadable(N_("{value} is not a number of zero or more."), value=cleaned)
    if "," in cleaned:
        cleaned = cleaned.replace(".", "").replace(",", ".")
    return Decimal(cleaned)


def is_range(text: str) -> bool:
    """Whether a value is known between two ends only.

    >>> is_range("78..89"), is_range("78")
    (True, False)
    """
    return text.count("..") == 1


def read_box(text: str) -> tuple[Decimal, ...]:
    """Sizes in the order the quantity names, separated by `x`.

    >>> read_box("118 × 150,5")
    (Decimal('118'), Decimal('150.5'))
    """
    return tuple(read_number(part) for part in re.split(r"[xX×*]", text))


def read_list(text: str) -> tuple[Decimal, ...]:
    """Several values of one element, separated by semicolons.

    >>> read_list("100; 72,5")
    (Decimal('100'), Decimal('72.5'))
    """
    return tuple(read_number(part) for part in text.split(";"))


def read_share(text: str) -> tuple[Decimal, Decimal]:
    """Found out of total, both whole.

    Raises:
        Unreadable: It is not two whole numbers, or more were found than there are.

    >>> read_share("2/40")
    (Decimal('2'), Decimal('40'))
    """
    parts = text.split("/")
    if len(parts) != 2:
        raise Unreadable(N_("{value} does not say how many out of how many, such as 2/40."), value=text.strip())
    found, total = (read_number(part) for part in parts)
    if found % 1 or total % 1 or found > total:
        raise Unreadable(N_("{value} does not say how many out of how many, such as 2/40."), value=text.strip())
    return found, total


def read_yes_no(text: str) -> bool:
    """Yes or no, in Dutch or English.

    >>> read_yes_no("Ja"), read_yes_no("no")
    (True, False)
    """
    word = text.strip().lower()
    if word in YES or word in NO:
        return word in YES
    raise Unreadable(N_("{value} is neither yes nor no."), value=text.strip())


def to_unit(number: Decimal, unit: str, wanted: str) -> Decimal:
    """A number in the unit its criterion asks; a form without unit is taken to use that unit.

    Raises:
        Unreadable: The unit is not known, or measures something else.

    >>> to_unit(Decimal("0.885"), "m", "cm")
    Decimal('88.5')
    """
    given, asked = (UNITS.get(name.strip().lower(), name.strip()) for name in (unit, wanted))
    if not given or given == asked:
        return number
    if not asked or "count" in (given, asked):
        raise Unreadable(N_("Unit {unit} does not fit: the criterion asks {wanted}."), unit=given, wanted=asked or "–")
    try:
        factor = Decimal(str(round(convert(1.0, given, asked), 12)))
    except InputWrong as error:
        raise Unreadable(
            N_("Unit {unit} does not fit: the criterion asks {wanted}."), unit=given, wanted=asked
        ) from error
    return (number * factor).normalize() if factor != 1 else number
