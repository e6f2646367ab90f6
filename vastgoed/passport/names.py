"""Which class of material a name in a model stands for, by the words of the library."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kern.sources import read_table

_SHORT = 4  # a word this short must stand on its own: "pir" is in "papier"
_BETWEEN = re.compile(r"[/+&]")
_FINISH = "paint"  # on a material, never beside it


@dataclass(frozen=True)
class _Word:
    plain: str
    pattern: re.Pattern[str]
    is_generic: bool
    code: str


@dataclass(frozen=True)
class _Hit:
    begin: int
    end: int
    length: int
    word: _Word

    def lies_within(self, other: _Hit) -> bool:
        return other.begin <= self.begin and self.end <= other.end and other.end - other.begin > self.end - self.begin


@lru_cache(maxsize=4096)
def match_name(name: str) -> str | None:
    """The class a name in a model stands for; None when no word of the library is in it, or several materials are.

    A word within a longer word does not count ("glass" in "glass fibre"). Of what is left the longest wins, and a
    wide class ("metal") gives way to a narrow one ("steel"). Of names with "/", "+" or "&" see `names_several`.

    >>> match_name("Stahlbeton 65690"), match_name("215 gewapend beton - ihw (02)")
    ('reinforced_concrete', 'reinforced_concrete')
    >>> match_name("Metal - Steel - 345 MPa"), match_name("Béton cellulaire"), match_name("Default Wall")
    ('structural_steel', 'aerated_concrete', None)
    >>> match_name("Metal/Steel"), match_name("hout/aluminium"), match_name("betonverf")
    ('structural_steel', None, 'paint')
    """
    codes = _codes_of_parts(name)
    return _match(_plain(name)) if codes is None else _join(codes)


def names_several(name: str) -> bool:
    """Whether a name lists materials of which none stands for the others: their shares are not known.

    >>> names_several("hout/aluminium"), names_several("grenen/eiken"), names_several("beton C30/37")
    (True, False, False)
    """
    codes = _codes_of_parts(name)
    return codes is not None and _join(codes) is None


def _codes_of_parts(name: str) -> set[str] | None:
    """The classes between the signs; None when there are fewer than two, or one word goes over a sign."""
    parts = [_plain(part) for part in _BETWEEN.split(name)]
    codes = {code for code in map(_match, parts) if code is not None}
    if len(codes - {_FINISH}) > 1 and _match(" ".join(parts)) in codes:
        return codes - {_FINISH}
    return None


def _join(codes: set[str]) -> str | None:
    """The class that stands for all: the narrow one of a wide and a narrow, else the wide one they share."""
    wider = _wider()
    narrow = codes - {wider.get(code) for code in codes}
    if len(narrow) == 1:
        return next(iter(narrow))
    shared = {wider.get(code) for code in narrow}
    return shared.pop() if len(shared) == 1 else None


def _match(plain: str) -> str | None:
    likely = [word for word in _words() if word.plain in plain]  # a search per word would take long
    hits = [_Hit(*found.span(), len(found[0]), word) for word in likely for found in word.pattern.finditer(plain)]
    hits = [hit for hit in hits if not any(hit.lies_within(other) for other in hits)]
    if not hits:
        return None
    return min(hits, key=lambda hit: (hit.word.is_generic, -hit.length)).word.code


@lru_cache(maxsize=1)
def _wider() -> dict[str, str | None]:
    return dict(read_table("materials/classes.csv").select("code", "wider").drop_nulls().iter_rows())


@lru_cache(maxsize=1)
def _words() -> list[_Word]:
    classes = read_table("materials/classes.csv").select("code", "is_generic", "is_material")
    generic = {code: is_generic == "true" for code, is_generic, _ in classes.iter_rows()}
    # What is no material weighs nothing: a duct for air is not air, so its words stand alone.
    nothing = {code for code, _, is_material in classes.iter_rows() if is_material != "true"}
    found = []
    for row in read_table("materials/names.csv").iter_rows(named=True):
        for word in row["words"].split(";"):
            plain = _plain(word)
            if word.startswith("*"):  # whatever ends in it: the end of a compound says what it is
                pattern = rf"\b\w*{plain}\b"
            elif len(plain) <= _SHORT or row["code"] in nothing:
                pattern = rf"\b{plain}\b"
            else:
                pattern = rf"\b{plain}|{plain}\b"
            found.append(_Word(plain, re.compile(pattern), generic[row["code"]], row["code"]))
    return found


def _plain(text: str) -> str:
    """Small letters without accents, words apart.

    >>> _plain("Béton armé_C30/37")
    'beton arme c30 37'
    """
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare.casefold().replace("ß", "ss")).split())
