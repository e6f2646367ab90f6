"""One function per kind of rule: a measured value against a threshold gives a verdict.

A new kind of rule is one function and one line in `CHECKS`. What cannot be read is not assessable, with the reason;
it is never a pass. The notation of thresholds and values stands in `data/README.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache, partial
from itertools import permutations

from kern.findings import Outcome, Verdict
from kern.language import N_
from vastgoed.accessibility.measured import (
    NOT_APPLICABLE,
    UNKNOWN,
    Unreadable,
    is_range,
    read_box,
    read_list,
    read_number,
    read_share,
    read_yes_no,
    to_unit,
)

# Limits that are published rounded: 8.3 percent stands for 1:12, which is 8.33. The raw value stays in the verdict.
ROUNDED_LIMITS: Mapping[Decimal, Decimal] = {Decimal("8.3"): Decimal("0.05")}
# How many times its band a value may be: twice and three times 2R+T (article 20 §3).
MULTIPLES = (1, 2, 3)

Scale = Callable[[Decimal], Decimal]
Check = Callable[[str, str, Scale], Verdict]


def _verdict(passed: bool, text: str, **evidence: object) -> Verdict:
    return Verdict(Outcome.PASS if passed else Outcome.FAIL, text, evidence)


def _band(text: str) -> tuple[Decimal, Decimal]:
    low, high = text.split("..")
    return Decimal(low), Decimal(high)


def check_at_least(value: str, threshold: str, scale: Scale) -> Verdict:
    """The value is the threshold or more.

    >>> check_at_least("88", "90", Decimal).outcome.value
    'fail'
    """
    measured, required = scale(read_number(value)), Decimal(threshold)
    return _verdict(
        measured >= required,
        N_("Measured {measured}, at least {required} asked."),
        measured=float(measured),
        required=float(required),
        margin=float(measured - required),
    )


def check_at_most(value: str, threshold: str, scale: Scale) -> Verdict:
    """The value is the threshold or less; a limit that is published rounded has a stated tolerance.

    >>> [check_at_most(raw, "8.3", Decimal).outcome.value for raw in ("8.33", "8.35", "8.4")]
    ['pass', 'pass', 'fail']
    """
    measured, required = scale(read_number(value)), Decimal(threshold)
    tolerance = ROUNDED_LIMITS.get(required, Decimal(0))
    evidence = {"measured": float(measured), "required": float(required), "margin": float(required - measured)}
    if tolerance:
        text = N_("Measured {measured}, at most {required} asked; {tolerance} of rounding is accepted.")
        return _verdict(measured <= required + tolerance, text, tolerance=float(tolerance), **evidence)
    return _verdict(measured <= required, N_("Measured {measured}, at most {required} asked."), **evidence)


def check_between(value: str, threshold: str, scale: Scale) -> Verdict:
    """The value lies in the band, its ends included.

    >>> check_between("120", "90..120", Decimal).outcome.value
    'pass'
    """
    measured, (low, high) = scale(read_number(value)), _band(threshold)
    return _verdict(
        low <= measured <= high,
        N_("Measured {measured}, between {low} and {high} asked."),
        measured=float(measured),
        low=float(low),
        high=float(high),
    )


def check_between_or_multiple(value: str, threshold: str, scale: Scale) -> Verdict:
    """The value lies in the band, or in twice or three times the band.

    >>> [check_between_or_multiple(raw, "57..63", Decimal).outcome.value for raw in ("63", "63.6", "120")]
    ['pass', 'fail', 'pass']
    """
    measured, (low, high) = scale(read_number(value)), _band(threshold)
    return _verdict(
        any(low * times <= measured <= high * times for times in MULTIPLES),
        N_("Measured {measured}, between {low} and {high} or a multiple asked."),
        measured=float(measured),
        low=float(low),
        high=float(high),
    )


def check_each_in_band(value: str, threshold: str, scale: Scale) -> Verdict:
    """Each band holds a value of its own; more values than bands do no harm.

    >>> [check_each_in_band(raw, "100..100|70..75", Decimal).outcome.value for raw in ("72;100", "100", "100;80")]
    ['pass', 'fail', 'fail']
    """
    values = [scale(number) for number in read_list(value)]
    bands = [_band(band) for band in threshold.split("|")]
    fits = any(
        all(low <= number <= high for number, (low, high) in zip(chosen, bands, strict=True))
        for chosen in permutations(values[:8], len(bands))
    )
    text = N_("Measured {measured}, one value in each band {required} asked.")
    return _verdict(fits, text, measured=value.strip(), required=threshold)


def check_at_least_box(value: str, threshold: str, scale: Scale) -> Verdict:
    """Each size is at least its threshold, in the order the quantity names; no turning of the box.

    >>> [check_at_least_box(raw, "120x150", Decimal).outcome.value for raw in ("120x150", "150x120", "118x160")]
    ['pass', 'fail', 'fail']
    """
    sizes, required = [scale(size) for size in read_box(value)], [Decimal(size) for size in threshold.split("x")]
    if len(sizes) != len(required):
        raise Unreadable(
            N_("{value} has {got} sizes, {wanted} are asked, such as {example}."),
            value=value.strip(),
            got=len(sizes),
            wanted=len(required),
            example=threshold,
        )
    text = N_("Measured {measured}, at least {required} asked.")
    passed = all(size >= least for size, least in zip(sizes, required, strict=True))
    return _verdict(passed, text, measured=value.strip(), required=threshold)


def check_at_least_share(value: str, threshold: str, scale: Scale) -> Verdict:
    """So many out of a total: the share rounded up, and never fewer than one.

    >>> [check_at_least_share(raw, "0.06", Decimal).outcome.value for raw in ("2/40", "3/40", "0/0")]
    ['fail', 'pass', 'not_applicable']
    """
    found, total = read_share(value)
    if total == 0:
        return Verdict(Outcome.NOT_APPLICABLE, N_("There is none to count."))
    required = max(Decimal(1), (Decimal(threshold) * total).to_integral_value(ROUND_CEILING))
    return _verdict(
        found >= required,
        N_("{found} of {total} comply, at least {required} asked."),
        found=int(found),
        total=int(total),
        required=int(required),
    )


def check_at_least_steps(value: str, threshold: str, scale: Scale) -> Verdict:
    """A base number and a step for each full group above a number.

    The text does not say whether a begun group counts. The full groups decide; when the other reading asks more, the
    verdict says so.

    >>> [check_at_least_steps(raw, "6;1;50;100", Decimal).outcome.value for raw in ("6/149", "6/150", "7/150")]
    ['pass', 'fail', 'pass']
    """
    found, total = read_share(value)
    base, step, group, above = (Decimal(part) for part in threshold.split(";"))
    groups = max(Decimal(0), total - above) / group
    required = base + step * groups.to_integral_value(ROUND_FLOOR)
    begun = base + step * groups.to_integral_value(ROUND_CEILING)
    evidence = {"found": int(found), "total": int(total), "required": int(required), "required_begun": int(begun)}
    text = N_("{found} of {total} comply, at least {required} asked.")
    if required <= found < begun:
        text = N_("{found} of {total} comply, at least {required} asked; {required_begun} if a begun group counts.")
    return _verdict(found >= required, text, **evidence)


def check_is_true(value: str, threshold: str, scale: Scale) -> Verdict:
    """The answer is yes.

    >>> check_is_true("ja", "true", Decimal).outcome.value
    'pass'
    """
    answer = read_yes_no(value)
    return _verdict(answer, N_("Answered {measured}, {required} asked."), measured=answer, required=True)


# Name of the rule in data/label/criteria.csv -> its function.
CHECKS: Mapping[str, Check] = {
    "at_least": check_at_least,
    "at_most": check_at_most,
    "between": check_between,
    "between_or_multiple": check_between_or_multiple,
    "each_in_band": check_each_in_band,
    "at_least_box": check_at_least_box,
    "at_least_share": check_at_least_share,
    "at_least_steps": check_at_least_steps,
    "is_true": check_is_true,
}


# Rules of which the ends of a range decide for all that lies between.
_RISING = frozenset({"at_least", "at_most"})


def _check_range(check: Check, value: str, threshold: str, scale: Scale) -> Verdict:
    """A value known between two ends: pass or fail when both ends say so, else not assessable."""
    low, high = value.split("..")
    outcomes = {check(end, threshold, scale).outcome for end in (low, high)}
    outcome = outcomes.pop() if len(outcomes) == 1 else Outcome.NOT_ASSESSABLE
    text = N_("Between {low} and {high}, limit {required}.")
    ends = [float(scale(read_number(end))) for end in (low, high)]
    return Verdict(outcome, text, {"low": ends[0], "high": ends[1], "required": float(threshold)})


@lru_cache(maxsize=100_000)
def check_value(rule: str, value: str | None, threshold: str, unit: str = "", wanted_unit: str = "") -> Verdict:
    """Judge a value as it was written down.

    Args:
        rule: Name in `CHECKS`.
        value: The value, empty or `?` when unknown, `nvt` when it does not apply.
        threshold: In the notation of the rule.
        unit: Unit the value was written in; empty is the unit of the criterion.
        wanted_unit: Unit of the criterion, in pint syntax.

    Returns:
        Pass or fail with the measured and the required value; not assessable with the reason.

    >>> check_value("at_least", "0,88", "90", "m", "cm").evidence["measured"]
    88.0
    >>> check_value("at_least", "breed", "90").outcome.value
    'not_assessable'
    >>> [check_value("at_least", "78..89", limit).outcome.value for limit in ("77", "80", "90")]
    ['pass', 'not_assessable', 'fail']
    """
    word = (value or "").strip().lower()
    if word in NOT_APPLICABLE:
        return Verdict(Outcome.NOT_APPLICABLE, N_("The form says it does not apply."))
    if value is None or word in UNKNOWN:
        return Verdict(Outcome.NOT_ASSESSABLE, N_("No value was recorded."))
    try:
        scale: Scale = partial(to_unit, unit=unit, wanted=wanted_unit)
        if is_range(value) and rule in _RISING:
            return _check_range(CHECKS[rule], value, threshold, scale)
        return CHECKS[rule](value, threshold, scale)
    except Unreadable as reason:
        return Verdict(Outcome.NOT_ASSESSABLE, reason.template, reason.values)
