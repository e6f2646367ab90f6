"""Classes of materials: their names in four languages, densities and potentials, each dated and with its source."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from kern.language import current_language
from kern.sources import factor_table, read_table

FACTOR_SET = "materials_2026"
DENSITIES = "materials/densities.csv"
_SHORT = 4  # a word this short must stand on its own: "pir" is in "papier"


@dataclass(frozen=True)
class MaterialClass:
    """A class of materials.

    Args:
        code: Its code.
        name: In the language in force.
        is_material: False for a gap.
        reuse_potential: `high`, `medium`, `low` or `unknown`.
        recycling_potential: Likewise.
        density_kg_per_m3: Of the library; None when the class is too wide for one.
        density_source: Key of the source.
        density_certainty: `high`, `medium` or `low`.
    """

    code: str
    name: str
    is_material: bool
    reuse_potential: str
    recycling_potential: str
    density_kg_per_m3: float | None
    density_source: str = ""
    density_certainty: str = ""


def read_classes(on: date) -> dict[str, MaterialClass]:
    """The classes with the densities that hold on a day, by code.

    Raises:
        InputWrong: A file of `data/materials` is missing.

    >>> read_classes(date(2026, 1, 1))["structural_steel"].density_kg_per_m3
    7800.0
    """
    densities = {row["key"].removeprefix("density."): row for row in density_rows(on)}
    language = current_language()
    found = {}
    for row in read_table("materials/classes.csv").iter_rows(named=True):
        density = densities.get(row["code"], {})
        found[row["code"]] = MaterialClass(
            code=row["code"],
            name=row["nl" if language == "nl" else "en"],
            is_material=row["is_material"] == "true",
            reuse_potential=row["reuse_potential"],
            recycling_potential=row["recycling_potential"],
            density_kg_per_m3=density.get("value"),
            density_source=density.get("source", ""),
            density_certainty=density.get("certainty", ""),
        )
    return found


def density_rows(on: date) -> list[dict[str, Any]]:
    """The densities that hold on a day, as rows of `data/materials/densities.csv`."""
    rows = factor_table(DENSITIES).filter(
        pl.col("factor_set") == FACTOR_SET,
        pl.col("valid_from") <= on,
        pl.col("valid_until").is_null() | (pl.col("valid_until") > on),
    )
    return list(rows.iter_rows(named=True))


@lru_cache(maxsize=4096)
def match_name(name: str) -> str | None:
    """The class a name in a model stands for; None when no word of the library is in it.

    The longest word wins, and a wide class ("metal") gives way to a narrow one ("steel").

    >>> match_name("Stahlbeton 65690"), match_name("215 gewapend beton - ihw (02)")
    ('reinforced_concrete', 'reinforced_concrete')
    >>> match_name("Metal - Steel - 345 MPa"), match_name("Béton cellulaire"), match_name("Default Wall")
    ('structural_steel', 'aerated_concrete', None)
    """
    plain = _plain(name)
    best: tuple[bool, int, str] | None = None
    for pattern, is_generic, length, code in _patterns():
        if (best is None or (is_generic, -length) < best[:2]) and pattern.search(plain):
            best = (is_generic, -length, code)
    return None if best is None else best[2]


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[re.Pattern[str], bool, int, str]]:
    classes = read_table("materials/classes.csv")
    generic = dict(classes.select("code", pl.col("is_generic") == "true").iter_rows())
    # What is no material weighs nothing: a duct for air is not air, so its words stand alone.
    nothing = set(classes.filter(pl.col("is_material") != "true")["code"])
    found = []
    for row in read_table("materials/names.csv").iter_rows(named=True):
        for word in row["words"].split(";"):
            plain = _plain(word)
            alone = len(plain) <= _SHORT or row["code"] in nothing
            sides = rf"\b{re.escape(plain)}\b" if alone else rf"\b{re.escape(plain)}|{re.escape(plain)}\b"
            found.append((re.compile(sides), generic[row["code"]], len(plain), row["code"]))
    return found


def _plain(text: str) -> str:
    """Small letters without accents, words apart.

    >>> _plain("Béton armé_C30/37")
    'beton arme c30 37'
    """
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare.casefold().replace("ß", "ss")).split())
