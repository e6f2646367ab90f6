"""Thresholds and verdicts in words, in the language in force."""

from __future__ import annotations

import re

from kern.language import N_, _, current_language, show_number
from kern.sources import read_table
from vastgoed.accessibility.measured import is_range
from vastgoed.audit_values import read_word

INDICATIVE = N_(
    "Indicative: worked out from measured values. Only Inter grants a label. "
    "Thresholds that are not published are replaced by proxies."
)

_CLAUSE = re.compile(r"([a-z0-9_]+)(<=|>=|<|>|=)([a-z0-9_.]+)")
_SIGNS = {"<=": "≤", ">=": "≥"}
_FACT_UNITS = {"_cm": "cm", "_m": "m", "_pct": "%"}
_SYMBOLS = {"percent": "%", "count": "", "is_true": ""}


def show_threshold(rule: str, threshold: str, unit: str = "") -> str:
    """A threshold as it may be printed.

    >>> show_threshold("at_least", "90", "cm"), show_threshold("at_least_box", "120x150", "cm")
    ('≥ 90 cm', '≥ 120 × 150 cm')
    """
    symbol = show_unit(unit)
    tail = f" {symbol}" if symbol else ""
    if rule == "is_true":
        return _("yes")
    if rule == "at_least_share":
        share = float(threshold)
        return f"≥ {show_number(share * 100)} %" if share else "≥ 1"
    if rule == "at_least_steps":
        base, step, group, above = (show_number(float(part)) for part in threshold.split(";"))
        text = _("≥ {base} + {step} per {group} above {above}")
        return text.format(base=base, step=step, group=group, above=above)
    if rule in {"between", "between_or_multiple", "each_in_band"}:
        return _(" and ").join(_band(band) for band in threshold.split("|")) + tail
    sign = "≤" if rule == "at_most" else "≥"
    return f"{sign} " + " × ".join(show_number(float(size)) for size in threshold.split("x")) + tail


def show_measured(value: str | None) -> str:
    """A measured value as written down, in the language in force.

    >>> show_measured("true"), show_measured("88.5"), show_measured("2/40"), show_measured("78..89")
    ('yes', '88.5', '2/40', '78–89')
    >>> show_measured("118x150.5")
    '118 × 150.5'
    """
    words = {"true": _("yes"), "false": _("no"), "not_applicable": _("not applicable"), "?": _("unknown")}
    if value is None or value in words:
        return words.get(value or "", "")
    if is_range(value):
        return "–".join(_number(end) for end in value.split(".."))
    return " × ".join(map(_number, value.split("x")))


def _number(text: str) -> str:
    try:
        return show_number(float(text))
    except ValueError:
        return text


def show_unit(unit: str) -> str:
    """The unit behind a measured value: a symbol, or nothing where the value says it all.

    >>> show_unit("percent"), show_unit("cm"), show_unit("count")
    ('%', 'cm', '')
    """
    return _("years") if unit == "year" else _SYMBOLS.get(unit, unit)


def show_condition(text: str) -> str:
    """When a criterion applies, in words; names and words as on the audit form.

    >>> show_condition("places_count>100"), show_condition("rise_cm>=10;rise_cm<25")
    ('own parking places > 100', 'height difference of the ramp ≥ 10 cm and height difference of the ramp < 25 cm')
    >>> show_condition("door_kind=revolving")
    'kind of door = draaideur'
    """
    rows = {row["fact"]: row for row in read_table("label/form_facts.csv").iter_rows(named=True)}

    def clause(one: str) -> str:
        found = _CLAUSE.fullmatch(one.strip())
        if found is None:
            return one
        name, sign, value = found.groups()
        row = rows.get(name, {})
        unit = next((unit for suffix, unit in _FACT_UNITS.items() if name.endswith(suffix)), "")
        words = [word for word in (row.get("choices") or "").split(";") if word and read_word(name, word) == value]
        label = row.get(current_language()) or row.get("nl") or name
        return f"{label} {_SIGNS.get(sign, sign)} {words[0] if words else _number(value)} {unit}".strip()

    return _(" or ").join(_(" and ").join(map(clause, part.split(";"))) for part in text.split("|"))


def _band(band: str) -> str:
    low, high = (show_number(float(end)) for end in band.split(".."))
    return low if low == high else f"{low}–{high}"
