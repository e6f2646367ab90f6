"""Identifiers of buildings, parcels and organisations: their one spelling, and whether they can be right.

A corrected spelling is given only where it is certain; a wrong check digit is never mended.
Source: portfolio-and-transfer 1.6 (building register, organisation registry, crabpy, python-stdnum).
"""

from __future__ import annotations

import polars as pl

CAPAKEY = r"^\d{5}[A-Z]\d{4}/\d{2}[A-Z_]\d{3}$"
OVO_CODE = r"^OVO\d{6}$"
POSTCODE = r"^[1-9]\d{3}$"
_REGISTER_ADDRESS = r"^https?://data\.vlaanderen\.be/id/[a-z]+/"


def register_number(text: pl.Expr) -> pl.Expr:
    """The number of an object in a Flemish register, from digits or its web address; null when it is neither.

    >>> texts = pl.DataFrame({"t": ["6447380", "http://data.vlaanderen.be/id/gebouw/6447380", "6447380.0", "geen"]})
    >>> texts.select(t=register_number(pl.col("t")))["t"].to_list()
    [6447380, 6447380, 6447380, None]
    """
    digits = text.str.strip_chars().str.replace(_REGISTER_ADDRESS, "").str.replace(r"\.0$", "").str.strip_suffix("/")
    return pl.when(digits.str.contains(r"^\d{1,15}$")).then(digits.cast(pl.Int64, strict=False))


def kbo_digits(text: pl.Expr) -> pl.Expr:
    """A company number as ten digits; null when it has another number of digits.

    A nine-digit number of before 2005 gets its leading zero when the check digits then agree.

    >>> texts = pl.DataFrame({"t": ["0403.019.261", "BE 403.019.261", "0403.019.26"]})
    >>> texts.select(t=kbo_digits(pl.col("t")))["t"].to_list()
    ['0403019261', '0403019261', None]
    """
    digits = text.str.to_uppercase().str.replace(r"^\s*BE", "").str.replace_all(r"[\s.\-/]", "")
    padded = pl.lit("0") + digits
    return (
        pl.when(digits.str.contains(r"^\d{10}$"))
        .then(digits)
        .when(digits.str.contains(r"^\d{9}$"))
        .then(pl.when(has_kbo_check(padded)).then(padded))
    )


def has_kbo_check(digits: pl.Expr) -> pl.Expr:
    """Whether the last two of ten digits are 97 minus the first eight modulo 97, and the first is 0 or 1.

    >>> pl.DataFrame({"t": ["0403019261", "0403019262"]}).select(t=has_kbo_check(pl.col("t")))["t"].to_list()
    [True, False]
    """
    body = digits.str.slice(0, 8).cast(pl.Int64, strict=False)
    check = digits.str.slice(8, 2).cast(pl.Int64, strict=False)
    return digits.str.contains("^[01]") & (97 - body % 97 == check)


def ovo_code(text: pl.Expr) -> pl.Expr:
    """An organisation code as OVO and six digits, from small letters, spaces, or its web address; else as written.

    >>> texts = pl.DataFrame({"t": ["ovo 1834", "https://data.vlaanderen.be/id/organisatie/OVO002949", "OV1"]})
    >>> texts.select(t=ovo_code(pl.col("t")))["t"].to_list()
    ['OVO001834', 'OVO002949', 'OV1']
    """
    bare = text.str.strip_chars().str.replace(_REGISTER_ADDRESS, "").str.to_uppercase()
    digits = bare.str.extract(r"^OVO[\s.\-]*(\d{1,6})$", 1)
    return pl.when(digits.is_not_null()).then(pl.lit("OVO") + digits.str.zfill(6)).otherwise(text)


def capakey(text: pl.Expr) -> pl.Expr:
    """A cadastral parcel in its classic spelling; the building register writes a dash where it has a slash.

    >>> texts = pl.DataFrame({"t": ["11001B0008-00G002", "44021a0001/00a000", "44021"]})
    >>> texts.select(t=capakey(pl.col("t")))["t"].to_list()
    ['11001B0008/00G002', '44021A0001/00A000', '44021']
    """
    bare = text.str.to_uppercase().str.replace_all(r"\s", "")
    classic = bare.str.replace(r"^(\d{5}[A-Z]\d{4})[-/]", "$1/")
    return pl.when(classic.str.contains(CAPAKEY)).then(classic).otherwise(text)
