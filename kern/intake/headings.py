"""Comparing column headings: accents, capitals, punctuation and unit brackets do not matter; a wrong unit does."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNITS = {
    "m2": "m2", "m3": "m3", "m": "m", "cm": "cm", "mm": "mm", "km": "km", "ha": "ha",
    "euro": "eur", "eur": "eur", "€": "eur", "%": "%", "pct": "%", "kwh": "kwh", "mwh": "mwh", "gj": "gj", "mj": "mj",
    "kw": "kw", "kva": "kva", "l": "l", "liter": "l", "kg": "kg", "ton": "t", "t": "t", "g/km": "g/km",
    "maanden": "month", "maand": "month", "months": "month", "jaar": "year", "jaren": "year", "years": "year",
    "dagen": "day", "days": "day", "uur": "h", "h": "h", "min": "min", "vte": "fte", "fte": "fte", "aantal": "count",
    "kwh/m2": "kwh/m2", "euro/jaar": "eur/year", "kg/m2": "kg/m2",
}  # fmt: skip
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
LIKE_ENOUGH = 0.72


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).lower().strip()


@lru_cache(maxsize=4096)
def heading_unit(text: str) -> str | None:
    """The unit a heading carries in brackets, or None.

    >>> heading_unit("Oppervlakte (m²)"), heading_unit("Van (datum)"), heading_unit("Uitgave (euro)")
    ('m2', None, 'eur')
    """
    found = [_UNITS.get(_plain(inside).replace(" ", "")) for inside in _BRACKETS.findall(text)]
    return next((unit for unit in found if unit), None)


@lru_cache(maxsize=4096)
def normalise_heading(text: str) -> str:
    """A heading for comparison: lower case, no accents, no punctuation, no unit in brackets, single spaces.

    >>> normalise_heading("Opp. bruto_vloer (m²)"), normalise_heading("Van (datum)"), normalise_heading("EAN-code")
    ('opp bruto vloer', 'van datum', 'ean code')
    """

    def keep_words(found: re.Match[str]) -> str:
        return " " if _plain(found[1]).replace(" ", "") in _UNITS else f" {found[1]} "

    return " ".join(re.sub(r"[^a-z0-9]+", " ", _plain(_BRACKETS.sub(keep_words, text))).split())


def heading_fits(found: str, wanted: str) -> bool:
    """Whether a heading in a file is the wanted one. Another unit in brackets is another column.

    >>> heading_fits("oppervlakte (m²)", "Oppervlakte (m2)"), heading_fits("Oppervlakte (ha)", "Oppervlakte (m2)")
    (True, False)
    >>> heading_fits("Oppervlakte", "Oppervlakte (m2)")
    True
    """
    if normalise_heading(found) != normalise_heading(wanted):
        return False
    units = {heading_unit(found), heading_unit(wanted)} - {None}
    return len(units) < 2


def likeness(one: str, other: str) -> float:
    """How alike two headings are, 0..1.

    >>> likeness("Bouw jaar", "Bouwjaar") > 0.9
    True
    """
    a, b = normalise_heading(one), normalise_heading(other)
    if not a or not b:
        return 0.0
    plain = SequenceMatcher(None, a.replace(" ", ""), b.replace(" ", "")).ratio()
    words, others = set(a.split()), set(b.split())
    return max(plain, len(words & others) / len(words | others))


def closest_heading(wanted: str, among: Iterable[str]) -> str | None:
    """The heading that looks most like the wanted one, or None when nothing is like it.

    >>> closest_heading("Bouwjr", ["Bouwjaar", "Naam"])
    'Bouwjaar'
    """
    best = max(among, key=lambda heading: likeness(wanted, heading), default=None)
    return best if best is not None and likeness(wanted, best) >= LIKE_ENOUGH else None
