"""EAN codes of Belgian connections: eighteen digits with a GS1 check digit."""

from __future__ import annotations

EAN_PATTERN = r"^\d{18}$"
EAN_DAMAGED = r"^\d[.,]?\d*[eE]\+?\d+$"
"""What a spreadsheet makes of an EAN that it took for a number: the last digits are lost for good."""


def check_digit(digits: str) -> int:
    """The GS1 mod 10 check digit that belongs behind these digits.

    Source: GS1, how to calculate a check digit (policy S52).

    >>> check_digit("54144800000000001")
    1
    """
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return (10 - total % 10) % 10


def has_valid_check_digit(ean: str) -> bool:
    """Whether an EAN of eighteen digits ends in its own check digit.

    >>> has_valid_check_digit("541448000000000011"), has_valid_check_digit("123456879123456789")
    (True, False)
    """
    return len(ean) == 18 and ean.isdigit() and check_digit(ean[:-1]) == int(ean[-1])
