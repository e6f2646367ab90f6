"""Requirements and shortcomings in sentences of the reader's language."""

from __future__ import annotations

import re
from typing import Any

from kern.language import N_, _, show_number, translate

_DECIMALS = re.compile(r"\d+\.\d+")
_SUBJECTS = {
    "attribute": N_("attribute {subject}"),
    "property": N_("property {subject}"),
    "classification": N_("classification {subject}"),
    "material": N_("material"),
    "partOf": N_("part of {subject}"),
    "entity": N_("class {subject}"),
}
_REASONS = {
    "NOVALUE": N_("not filled in"),
    "FALSEY": N_("empty"),
    "NOPSET": N_("property set is missing"),
    "VALUE": N_("value {actual} does not meet it"),
    "DATATYPE": N_("has type {actual}"),
    "SYSTEM": N_("system {actual} does not meet it"),
    "PROHIBITED": N_("must not be there"),
    "ENTITY": N_("is part of {actual}"),
    "NAME": N_("is {actual}"),
    "PREDEFINEDTYPE": N_("has predefined type {actual}"),
    "PRESENT": N_("must not exist"),
}


def say_requirement(asked: dict[str, Any]) -> str:
    """What a requirement asks, in a few words.

    Args:
        asked: From `vastgoed.bim.ids.facets.describe`.

    >>> say_requirement({"kind": "attribute", "subject": "OverallWidth", "constraint": "≥ 0.85", "unit": "m",
    ...                  "cardinality": "required"})
    'attribute OverallWidth ≥ 0.85 m'
    """
    text = translate(_SUBJECTS.get(asked["kind"], "{subject}"), {"subject": asked["subject"]}).strip()
    constraint, unit = asked["constraint"], asked.get("unit", "")
    if unit or constraint.startswith(("≥", "≤", "<", ">")):
        constraint = _own_decimals(constraint)
    text = " ".join(part for part in (text, constraint, unit) if part)
    if asked["cardinality"] == "prohibited":
        return translate(N_("not: {requirement}"), {"requirement": text})
    return text


def _own_decimals(text: str) -> str:
    """Numbers of a file with the decimal mark of the reader's language."""
    return _DECIMALS.sub(lambda found: found[0].replace(".", show_number(0.5, 1)[1]), text)


def say_reason(failure: dict[str, Any], requirement: dict[str, Any] | None = None) -> str:
    """Why an element falls short.

    >>> say_reason({"reason": "VALUE", "actual": "0.81"}, {"unit": "m"})
    'value 0.81 m does not meet it'
    """
    actual = failure["actual"] or "–"
    if failure["reason"] == "VALUE" and requirement is not None and requirement.get("unit"):
        actual = f"{_own_decimals(actual)} {requirement['unit']}"
    template = _REASONS.get(failure["reason"])
    return _("does not meet it") if template is None else translate(template, {"actual": actual})


def say_applies(rule: dict[str, Any]) -> str:
    """What a rule is about, in a few words."""
    return ", ".join(part for part in map(say_requirement, rule["applies_to"]) if part)


def requirement_of(rule: dict[str, Any], failure: dict[str, Any]) -> dict[str, Any] | None:
    """The requirement a failure is about; None when the element must not exist at all."""
    return None if failure["requirement"] is None else rule["requirements"][failure["requirement"]]
