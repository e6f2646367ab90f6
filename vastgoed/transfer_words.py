"""The transfer in words: what each hard rule says, and how the choices of the 25 % rule are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_, _, translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vastgoed.transfer.scope_rules import ScopeRules

_RULES = {
    "H01": N_("mixed building, and the entity did not ask"),
    "H02": N_("mixed building without a positive business case"),
    "H03": N_("the areas by function do not decide"),
    "H04": N_("disposed of soon"),
    "H05": N_("the lease ends too soon after the transfer"),
    "H06": N_("other owner, no right of use"),
    "H07": N_("protected heritage (a flag, no exclusion)"),
    "H08": N_("staff list or budget not agreed"),
    "H09": N_("no advice of the Finance Inspectorate"),
    "H10": N_("co-ownership or encumbrance not resolved"),
    "H11": N_("virtual building, or part without a main building"),
}
_OUTCOMES = {
    "in_scope": N_("in scope"),
    "mixed_out": N_("mixed, out of scope"),
    "business_case": N_("mixed, business case needed"),
    "undecided": N_("undecided: data missing"),
    "borderline": N_("borderline: within the error of the areas"),
}
_DENOMINATORS = {
    "internal": N_("internal floor area"),
    "gross": N_("gross floor area"),
    "net": N_("net floor area"),
}
_SHARED = {
    "pro_rata": N_("shared space pro rata"),
    "as_office": N_("shared space as office"),
    "as_other": N_("shared space as other"),
}
_CHOICES = {
    "exclude_underground_parking": (N_("underground parking left out"), N_("underground parking counted")),
    "counter_counts": (N_("counters as office"), N_("counters as other")),
    "meeting_counts": (N_("meeting rooms as office"), N_("meeting rooms as other")),
}


def show_rules(codes: Iterable[str]) -> str:
    """Rule codes with what they say.

    >>> show_rules(["H03"])
    'H03 the areas by function do not decide'
    """
    return "; ".join(f"{code} {_(_RULES[code])}" for code in codes)


def scope_outcome(code: str) -> str:
    """The answer to the 25 % rule in words.

    >>> scope_outcome("mixed_out")
    'mixed, out of scope'
    """
    return _(_OUTCOMES[code])


def show_choice(choice: str) -> str:
    """A choice that would change the answer, in words.

    >>> show_choice("denominator:net"), show_choice("counter_counts:false")
    ('net floor area', 'counters as other')
    """
    name, _sign, value = choice.partition(":")
    if name in _CHOICES:
        yes, no = _CHOICES[name]
        return _(yes if value == "true" else no)
    return _({**_DENOMINATORS, **_SHARED}[value])


def show_scope_rules(rules: ScopeRules) -> str:
    """The parameters of the 25 % rule in one sentence.

    >>> from vastgoed.transfer.scope_rules import ScopeRules
    >>> show_scope_rules(ScopeRules())
    'At most 25 % in another function; share of the internal floor area; shared space pro rata.'
    """
    return translate(
        N_("At most {threshold_pct} % in another function; share of the {denominator}; {shared}."),
        {
            "threshold_pct": round(100 * rules.threshold_share, 4),
            "denominator": _(_DENOMINATORS[str(rules.denominator)]),
            "shared": _(_SHARED[str(rules.shared_space)]),
        },
    )
