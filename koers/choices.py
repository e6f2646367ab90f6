"""From `koers.toml` and the command line to a room's options: Dutch words, checked, with the allowed values named."""

from __future__ import annotations

import dataclasses
import types
import typing
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from kern.errors import UsageWrong
from kern.language import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")

# Word in koers.toml -> field of the rooms' options. A field's own name is understood too.
WORDS: Mapping[str, str] = {
    "jaar": "report_year",
    "doelset": "target_set",
    "methode": "method",
    "basisjaar": "base_year",
    "grens": "boundary",
    "dekking": "minimum_coverage_share",
    "top": "top_count",
    "erfgoed": "excluded_heritage_statuses",
    "factoren": "factor_sets",
    "latere_factoren": "later_factor_sets",
    "latere_factoren_vanaf": "later_factors_from",
    "portefeuille": "view",
    "per": "per",
    "k_exp": "export_factor",
    "budget": "budget_eur",
    "lijsten": "asset_lists",
    "primair": "primary_energy",
    "brandstoffen": "fuels",
    "elektriciteit": "grid",
    "restmix": "residual",
    "groen": "green",
    "factorreeks": "factor_set",
    "keten": "well_to_wheel_set",
    "net": "electricity_set",
    "net_keten": "electricity_lifecycle_set",
    "schattingen": "with_estimates",
    "agentschap": "agency_entity",
    "bereik": "scope",
    "drempel": "threshold_share",
    "noemer": "denominator",
    "gedeelde_ruimte": "shared_space",
    "gereedheid": "readiness",
    "doorlooptijd": "lead_time",
    "doel": "value",
    "gewicht_kosten": "cost_weight",
    "gewicht_vermijdbaar": "avoidable_weight",
    "co2_prijs": "co2_price_eur_per_t",
    "referentiekost": "reference_cost_eur_per_fte",
    "bodem": "floor_share",
    "planner": "plan",
    "bundelen": "bundling_quarters",
    "wijziging": "change_quarters",
    "seconden": "solver_seconds",
    "aankoopregels": "rule_set",
    "plan_tot": "plan_until",
    "plan_budget": "plan_budget_eur",
    "plan_minstens": "plan_holding_years",
    "plan_hoogstens": "plan_oldest_years",
    "plan_rente": "plan_interest_share",
    "plan_voertuigen_per_laadplaats": "plan_vehicles_per_place",
    "plan_seconden": "plan_seconds",
}


def make_options(kind: type[T], said: Mapping[str, Any], asked: Mapping[str, Any]) -> T:
    """A room's options.

    Args:
        kind: The room's options class, a frozen dataclass.
        said: What `koers.toml` says, in Dutch words or field names.
        asked: What the command line asks, by field name; None is not asked. It wins.

    Raises:
        UsageWrong: A word or a value is not known; the message names the allowed ones.
    """
    hints = typing.get_type_hints(kind)
    names = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for word, value in said.items():
        name = WORDS.get(word, word)
        if name not in names:
            known = sorted([dutch for dutch, field in WORDS.items() if field in names])
            raise UsageWrong(
                N_("koers.toml: choice {word} is not known. Known choices: {known}."), word=word, known=", ".join(known)
            )
        values[name] = _fit(word, value, hints[name])
    for name, value in asked.items():
        if value is not None and name in names:
            values[name] = _fit(_word_of(name), value, hints[name])
    return kind(**values)


def _word_of(name: str) -> str:
    return next((word for word, field in WORDS.items() if field == name), name)


def _fit(word: str, value: Any, hint: Any) -> Any:
    """The value as the field wants it.

    >>> _fit("erfgoed", ["a", "b"], tuple[str, ...])
    ('a', 'b')
    """
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple and isinstance(value, dict):
        return tuple((name, tuple(said) if isinstance(said, list) else (said,)) for name, said in value.items())
    if typing.get_origin(hint) is tuple:
        return tuple(value) if isinstance(value, list | tuple) else (value,)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        allowed = [member.value for member in hint]
        if value not in allowed:
            raise _wrong(word, value, ", ".join(allowed))
        return hint(value)
    if dataclasses.is_dataclass(hint) and isinstance(value, dict):
        return make_options(typing.cast("type[Any]", hint), value, {})
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(hint, type) and (not isinstance(value, hint) or isinstance(value, bool) != (hint is bool)):
        raise _wrong(
            word, value, {int: "2025", str: '"…"', float: "0.95", bool: "true, false"}.get(hint, hint.__name__)
        )
    return value


def _wrong(word: str, value: object, allowed: str) -> UsageWrong:
    return UsageWrong(
        N_("Choice {word} = {value} is not right. Allowed: {allowed}."), word=word, value=str(value), allowed=allowed
    )
