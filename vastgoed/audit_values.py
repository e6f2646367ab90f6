"""Measured values of an audit in the notation of `data/README.md`: one spelling, in the unit of the criterion.

A value belongs to a criterion, or to a context that decides which criteria apply (the rise of a ramp, how many
parking places there are).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kern.errors import InputWrong
from kern.sources import read_table
from kern.units import convert

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOT_APPLICABLE = "not_applicable"
"""A value that says the criterion does not apply to the element, as the auditor wrote."""

_NAMES = re.compile(r"([a-z][a-z0-9_]*)(?:<=|>=|<|>|=)")
_NUMBER = re.compile(r"^\d+(?:[.,]\d+)?$")
_AMBIGUOUS = re.compile(r"^[1-9]\d{0,2}\.\d{3}$")
_WITH_UNIT = re.compile(r"^(.*\d)\s*(cm|mm|m|centimeter|millimeter|meter|%|procent|kg)$", re.IGNORECASE)
_SKIPPED = ("nvt", "n.v.t.", "niet van toepassing", "not applicable", NOT_APPLICABLE)
_YES = ("ja", "j", "yes", "y", "true", "waar", "1", "x", "v")
_NO = ("nee", "neen", "n", "no", "false", "onwaar", "0")
_UNITS = {"%": "percent", "procent": "percent", "pct": "percent", "st": "count", "stuks": "count", "aantal": "count",
          "jaar": "year", "centimeter": "cm", "meter": "m", "millimeter": "mm"}  # fmt: skip
# Facts that are one of a few words: the word on the form -> the code a condition uses.
_WORDS = {
    "lift_kind": {
        "kooi": "car",
        "cabine": "car",
        "lift": "car",
        "kooilift": "car",
        "personenlift": "car",
        "plateau": "platform",
        "plateaulift": "platform",
    },
    "door_kind": {
        "draaideur": "revolving",
        "draaiende": "revolving",
        "tourniquet": "revolving",
        "schuifdeur": "sliding",
        "vleugeldeur": "leaf",
        "gewoon": "leaf",
    },
    "door_drive": {"manueel": "manual", "handbediend": "manual", "automatisch": "automatic", "motor": "automatic"},
}
_FORMS = {
    "number": "88 / 88,5",
    "boolean": "ja / nee",
    "bands": "100;72",
    "box": "118x150",
    "share": "2/40",
    "text": "…",
}
_SIGNS = {"percent": "%", "count": ""}
_KIND_OF_RULE = {
    "is_true": "boolean",
    "each_in_band": "bands",
    "at_least_box": "box",
    "at_least_share": "share",
    "at_least_steps": "share",
}


@dataclass(frozen=True)
class Asked:
    """What a criterion or context asks for.

    Args:
        name: Its id or name.
        kind: number, boolean, bands, box, share or text.
        unit: Unit of the value; empty for none.
        words: The words to choose from, where it is one of a few.
    """

    name: str
    kind: str
    unit: str
    words: tuple[str, ...] = ()

    @property
    def form(self) -> str:
        """How to write it."""
        if self.words:
            return " / ".join(self.words)
        return f"{_FORMS[self.kind]} {_SIGNS.get(self.unit, self.unit)}".strip()


@lru_cache(maxsize=1)
def asked_values() -> Mapping[str, Asked]:
    """Every criterion of `data/label/criteria.csv` by id, every context and fact about the building by name.

    >>> asked_values()["DOR-03"].unit, asked_values()["rise_cm"].kind, asked_values()["PAR-01"].kind
    ('cm', 'number', 'share')
    >>> asked_values()["lift_present"].kind, asked_values()["levels_count"].unit
    ('boolean', 'count')
    """
    return asked_of(read_table("label/criteria.csv").iter_rows(named=True))


def asked_of(criteria: Iterable[Mapping[str, str | None]]) -> Mapping[str, Asked]:
    """What the rows of a criteria table ask for, and the facts a form may state beside them.

    Args:
        criteria: Rows with `id`, `rule`, `unit` and `condition`.
    """
    found: dict[str, Asked] = {}
    facts = list(read_table("label/form_facts.csv").iter_rows(named=True))
    kinds = {row["fact"]: row["kind"] for row in facts}
    words = {row["fact"]: tuple(row["choices"].split(";")) for row in facts if row["choices"]}
    for row in criteria:
        kind = _KIND_OF_RULE.get(row["rule"] or "", "number")
        found[row["id"] or ""] = Asked(row["id"] or "", kind, "" if kind in ("boolean", "share") else row["unit"] or "")
        for name in _NAMES.findall(row["condition"] or ""):
            kinds.setdefault(name, "number" if _unit_in(name) else "text")
    return found | {
        name: Asked(name, kind, _unit_in(name), words.get(name, ())) for name, kind in sorted(kinds.items())
    }


def _unit_in(name: str) -> str:
    return {"cm": "cm", "m": "m", "pct": "percent", "count": "count"}.get(name.rpartition("_")[2], "")


class NotAValue(ValueError):
    """The text is no value of the kind that is asked."""


class OtherUnit(ValueError):
    """The unit measures something else."""


def read_word(name: str, text: str) -> str:
    """The code of a word on a form; a fact that has no list of words takes any word.

    Args:
        name: The fact, such as `door_drive`.
        text: The word, or the code itself.

    Raises:
        NotAValue: The fact has a list of words and this is none of them.

    >>> read_word("door_drive", "Manueel"), read_word("zone", "Noord")
    ('manual', 'noord')
    """
    known, word = _WORDS.get(name), text.strip().lower()
    if known is None or word in known.values():
        return word
    if word not in known:
        raise NotAValue(text)
    return known[word]


def normalise_value(asked: Asked, text: str, unit: str | None = None) -> str:
    """A measured value in its one spelling and in the unit that is asked.

    Args:
        asked: What the criterion asks for.
        text: As the auditor wrote it.
        unit: As the auditor wrote it in the column for units; None is the unit of the criterion. A unit behind the
            value itself goes before it: that column is filled in beforehand.

    Raises:
        NotAValue: The text cannot be read as such a value; nothing that is asked is below zero.
        OtherUnit: The unit measures something else.

    >>> dor, ramp = asked_values()["DOR-03"], asked_values()["RMP-05"]
    >>> normalise_value(dor, "0,88", "m"), normalise_value(ramp, "118 x 150"), normalise_value(dor, "nvt")
    ('88', '118x150', 'not_applicable')
    >>> normalise_value(dor, "0,88 m", "cm")
    '88'
    """
    bare = text.strip()
    lower = bare.lower()
    if lower in _SKIPPED:
        return NOT_APPLICABLE
    if asked.kind == "boolean":
        if lower in _YES:
            return "true"
        if lower in _NO:
            return "false"
        raise NotAValue(text)
    if asked.kind == "text":
        return read_word(asked.name, bare)
    together = _WITH_UNIT.match(bare) if asked.kind != "share" else None
    if together:
        bare, unit = together[1], together[2]
    scale = _scale(asked, unit)
    if asked.kind == "share":
        parts = [part.strip() for part in re.split(r"/|\bvan\b|\bop\b", bare)]
        if len(parts) != 2 or not all(part.isdigit() for part in parts):
            raise NotAValue(text)
        found, total = map(int, parts)
        if found > total:
            raise NotAValue(text)
        return f"{found}/{total}"
    splits = {"box": r"\s*[x×*]\s*", "bands": r"\s*[;/&+]\s*|\s+en\s+"}
    parts = re.split(splits[asked.kind], bare) if asked.kind in splits else [bare]
    joint = {"box": "x", "bands": ";"}.get(asked.kind, "")
    return joint.join(_number(part, scale) for part in parts)


def _number(text: str, scale: float) -> str:
    if not _NUMBER.match(text) or _AMBIGUOUS.match(text):
        raise NotAValue(text)
    value = round(float(text.replace(",", ".")) * scale, 6)
    return f"{value:g}" if abs(value) < 1e6 else str(value)


def _scale(asked: Asked, unit: str | None) -> float:
    """Factor from the auditor's unit to the one asked."""
    if not unit or not unit.strip():
        return 1.0
    said = _UNITS.get(unit.strip().lower(), unit.strip().lower())
    if said == asked.unit or asked.kind == "share":
        return 1.0
    if not asked.unit:
        raise OtherUnit(unit)
    try:
        return convert(1.0, said, asked.unit)
    except InputWrong as error:
        raise OtherUnit(unit) from error
