"""What a card can buy: the code, unit and kind of a product, and how its text is recognised.

The numbers and the usual names stand in `data/fleet/products.csv`; here only the wording of issuers is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from kern.sources import read_table

TABLE = "fleet/products.csv"


@dataclass(frozen=True)
class Product:
    """A product a card can buy.

    Args:
        code: Its name in the series.
        kind: `fuel`, `charge` or `other` (never CO2).
        unit: Unit its quantity is counted in: l, kg, kwh or count.
        carrier: The middle of its factor key, `co2.<carrier>.ttw`; empty when it is no fuel.
        price_minimum_eur: Lowest plausible price per unit including VAT, or None.
        price_maximum_eur: Highest plausible price per unit including VAT, or None.
        biogenic_share_maximum: Nominal share of biofuel by volume, or None.
    """

    code: str
    kind: str
    unit: str
    carrier: str
    price_minimum_eur: float | None
    price_maximum_eur: float | None
    biogenic_share_maximum: float | None
    aliases: tuple[str, ...]


@lru_cache(maxsize=1)
def products() -> dict[str, Product]:
    """Every product by its code, from `data/fleet/products.csv`.

    >>> products()["diesel_b7"].carrier, products()["cng"].unit, products()["adblue"].kind
    ('diesel', 'kg', 'other')
    """
    found = {}
    for row in read_table(TABLE).iter_rows(named=True):
        kind = "other" if row["is_fuel"] != "true" else "charge" if row["product"] == "electricity" else "fuel"
        found[row["product"]] = Product(
            code=row["product"],
            kind=kind,
            unit=row["unit"].lower(),
            carrier=row["emission_carrier"] or "",
            price_minimum_eur=float(row["price_minimum_eur"]) if row["price_minimum_eur"] else None,
            price_maximum_eur=float(row["price_maximum_eur"]) if row["price_maximum_eur"] else None,
            biogenic_share_maximum=(float(row["biogenic_share_maximum"]) if row["biogenic_share_maximum"] else None),
            aliases=tuple((row["aliases"] or "").split(";")),
        )
    return found


# Blends for which no factor is recorded: better a question than the factor of another fuel.
_NOT_COUNTED = r"\be ?85\b|\bhvo ?[1-9]0?\b|\bb ?[23]0\b"

# The first pattern that fits decides, so what is no fuel and what is specific stands first.
_PATTERNS = (
    ("adblue", r"ad ?blue|ureum"),
    ("wash", r"wash|carwas|wasbeurt|\bwassen\b|lavage"),
    ("other", r"parking|parkeer|\btol\b|\btoll\b|peage|shop|olie\b|\boil\b|smeer|ruitenw|vignet|kost\b|kosten|fee\b"),
    ("hvo", r"\bhvo ?(100)?\b|\bxtl\b|\bgtl\b"),
    ("diesel_b7", r"\bb ?7\b"),
    ("diesel", r"diesel|gasoil|gas oil|gasolie"),
    ("lpg", r"\blpg\b|autogas"),
    ("cng", r"\bcng\b|aardgas|natural gas"),
    ("hydrogen", r"waterstof|hydrogen|\bh2\b"),
    ("petrol_e10", r"\be ?10\b"),
    ("petrol_e5", r"\be ?5\b"),
    ("petrol", r"benzine|essence|petrol|gasoline|super|euro ?9[58]\b|\b9[58]\b"),
    ("electricity", r"ele[ck]|\bladen\b|laad|charg|stroom|kwh|\bev\b"),
)

USUAL_PRODUCT = {
    "diesel": "diesel",
    "petrol": "petrol",
    "lpg": "lpg",
    "cng": "cng",
    "hydrogen": "hydrogen",
    "hvo": "hvo",
    "electricity": "electricity",
}
"""What a vehicle of a fuel takes when the file names no product."""

VEHICLE_FUELS = {
    "diesel": ("diesel", "hvo"),
    "petrol": ("petrol",),
    "lpg": ("lpg", "petrol"),
    "cng": ("cng", "petrol"),
    "hvo": ("diesel", "hvo"),
    "hydrogen": ("hydrogen",),
    "electricity": (),
}
"""Carriers a vehicle of a fuel can burn; gas cars also run on petrol."""

UNITS = {
    **dict.fromkeys(("l", "liter", "litre", "liters", "litres", "ltr", "lt", "dm3"), "l"),
    **dict.fromkeys(("kg", "kilogram"), "kg"),
    **dict.fromkeys(("kwh", "kw h"), "kwh"),
    **dict.fromkeys(("stuk", "stuks", "st", "pc", "pce", "piece", "keer", "beurt", "aantal"), "count"),
}
"""Unit as written -> unit code, for a `choice` field."""


def product_of(text: pl.Expr) -> pl.Expr:
    """The product code of a product text; null when it is not known or no factor set knows its blend.

    >>> words = pl.DataFrame({"text": ["DIESEL B7", "Euro 95 (E10)", "AdBlue", "Elek DC", "HVO20", "Krant"]})
    >>> words.select(product_of(pl.col("text")))["text"].to_list()
    ['diesel_b7', 'petrol_e10', 'adblue', 'electricity', None, None]
    """
    plain = text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    plain = plain.str.replace_all(r"[^a-z0-9]+", " ").str.strip_chars()
    exact = {code.replace("_", " "): code for code in products()}
    exact |= {alias: product.code for product in products().values() for alias in product.aliases if alias}
    known = plain.replace_strict(exact, default=None, return_dtype=pl.String)
    patterns = (("", _NOT_COUNTED), *_PATTERNS)
    worded = [pl.when(plain.str.contains(pattern)).then(pl.lit(code)) for code, pattern in patterns]
    found = pl.coalesce(known, *worded)
    return pl.when(found != "").then(found)


def products_of(texts: pl.Series) -> pl.Series:
    """`product_of` on a column; each wording is looked at once."""
    wordings = texts.unique().alias("text").to_frame()
    known = wordings.with_columns(product=product_of(pl.col("text")))
    return texts.replace_strict(known["text"], known["product"], default=None, return_dtype=pl.String)


def kind_of(product: pl.Expr) -> pl.Expr:
    """`fuel`, `charge` or `other` of a product code."""
    return product.replace_strict({p.code: p.kind for p in products().values()}, default=None, return_dtype=pl.String)


def unit_of(product: pl.Expr) -> pl.Expr:
    """The unit a product is counted in."""
    return product.replace_strict({p.code: p.unit for p in products().values()}, default=None, return_dtype=pl.String)


def carrier_of(product: pl.Expr) -> pl.Expr:
    """The carrier whose factors hold for a product; null for what is no fuel."""
    carriers = {p.code: p.carrier for p in products().values() if p.carrier}
    return product.replace_strict(carriers, default=None, return_dtype=pl.String)
