"""VIN and plate: normal form, validity, check digit, and the masked form for output."""

from __future__ import annotations

import polars as pl

VIN_PATTERN = r"^[A-HJ-NPR-Z0-9]{17}$"
PLATE_PATTERN = r"^([1-9][A-Z]{3}[0-9]{3}|[A-Z]{3}[0-9]{3}|[0-9]{3}[A-Z]{3}|[A-Z0-9]{2,8})$"

_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VALUES = {
    **{str(digit): digit for digit in range(10)},
    **dict(zip("ABCDEFGH", range(1, 9), strict=True)),
    **dict(zip("JKLMN", range(1, 6), strict=True)),
    "P": 7,
    "R": 9,
    **dict(zip("STUVWXYZ", range(2, 10), strict=True)),
}


def normalise_key(column: str) -> pl.Expr:
    """A VIN or plate without separators, in capitals; empty becomes null.

    >>> pl.DataFrame({"plate": ["1-abc-123", " "]}).select(normalise_key("plate"))["plate"].to_list()
    ['1ABC123', None]
    """
    text = pl.col(column).str.to_uppercase().str.replace_all(r"[^A-Z0-9]", "")
    return pl.when(text != "").then(text).alias(column)


def is_vin(column: str) -> pl.Expr:
    """Whether a normalised text has the form of a VIN: 17 signs, no I, O or Q."""
    return pl.col(column).str.contains(VIN_PATTERN)


def has_right_check_digit(column: str) -> pl.Expr:
    """Whether position nine of a well-formed VIN is its check digit. Mandatory in North America only.

    >>> frame = pl.DataFrame({"vin": ["11111111111111111", "1M8GDM9AXKP042788", "WVWZZZE1ZNP000001"]})
    >>> frame.select(has_right_check_digit("vin"))["vin"].to_list()
    [True, True, False]
    """
    signs = [pl.col(column).str.slice(place, 1) for place in range(17)]
    total = pl.sum_horizontal(
        sign.replace_strict(_VALUES, default=0, return_dtype=pl.Int32) * weight
        for sign, weight in zip(signs, _WEIGHTS, strict=True)
    )
    rest = total % 11
    wanted = pl.when(rest == 10).then(pl.lit("X")).otherwise(rest.cast(pl.String))
    return (signs[8] == wanted).alias(column)


def mask_plate(plate: str | None) -> str:
    """A plate as it may be shown outside fleet commands: the first sign only.

    >>> mask_plate("1-ABC-123"), mask_plate(None)
    ('1••••••', '')
    """
    if not plate:
        return ""
    signs = "".join(sign for sign in plate.upper() if sign.isalnum())
    return signs[:1] + "•" * (len(signs) - 1)


def mask_plates(column: str) -> pl.Expr:
    """`mask_plate` on a column."""
    signs = pl.col(column).str.to_uppercase().str.replace_all(r"[^A-Z0-9]", "")
    return (signs.str.slice(0, 1) + signs.str.slice(1).str.replace_all(".", "•")).alias(column)
