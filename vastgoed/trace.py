"""Where a figure of the portfolio came from: rows by import, what they add up to, and the rules in force."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import polars as pl

from kern.errors import InputWrong
from kern.language import N_, _, show_value, translate
from kern.report import Trace
from vastgoed.accessibility.levels import Level
from vastgoed.accessibility.wording import INDICATIVE
from vastgoed.asset_section import with_linked_models
from vastgoed.bim.spaces_section import trace_spaces
from vastgoed.certificates_section import certificates_on
from vastgoed.code_lists import codes, name_of
from vastgoed.label_section import assess_labels, audit_values
from vastgoed.label_tables import show_link
from vastgoed.measures import MEASURES, Measure
from vastgoed.passport.trace import trace_passport
from vastgoed.portfolio import compute_assets
from vastgoed.portfolio_section import GROUPINGS, UNKNOWN, group_name, grouped_buildings
from vastgoed.resources import RATIOS as RATIOS_OF_RESOURCES
from vastgoed.resources import groups_of
from vastgoed.resources_section import ratios_on
from vastgoed.space_section import RATIOS, SUMS, counted_rows
from vastgoed.space_use import NORMS, compute_space_use, read_desk_norm
from vastgoed.transfer.rules import outcome_label
from vastgoed.transfer_groups import GROUP_OF_WORD, gathered
from vastgoed.transfer_inputs import assess_transfers
from vastgoed.transfer_words import scope_outcome, show_rules, show_scope_rules

if TYPE_CHECKING:
    from vastgoed.inputs import EstateInputs
    from vastgoed.options import EstateOptions

_YEAR = re.compile(r"^\d{4}$")
_LABEL_PARTS = ("niet_beoordeeld",)
_TRANSFER_PARTS = ("andere_functie", "gereedheid")
FORMS = (
    *(f"vastgoed.{code}.2025" for code in MEASURES),
    "vastgoed.bvo.2025.<gebouw>",
    *(f"vastgoed.bvo.2025.{code}.<code>" for code in GROUPINGS),
    "vastgoed.werkplekken_norm.2025",
    "vastgoed.kantoor_per_vte.2025",
    "vastgoed.label.<gebouw>",
    "vastgoed.label.2025.gekeurd",
    "vastgoed.certificaten.vervallen.2025",
    "vastgoed.milieu.water_per_vte.2025",
    "vastgoed.inkanteling.<gebouw>",
    "vastgoed.inkanteling.2025.gepland.m2",
    "vastgoed.inkanteling.plan.aandeel",
    "vastgoed.inkanteling.kost_per_vte.voor",
    "vastgoed.dossier.<gebouw>",
    "vastgoed.ruimten.<gebouw>",
    "vastgoed.paspoort.2025",
    "vastgoed.paspoort.<gebouw>",
)


def trace(key: str, inputs: EstateInputs, options: EstateOptions) -> Trace:
    """Explain a figure.

    Args:
        key: Such as `vastgoed.bvo.2025`, `vastgoed.bvo.2025.entiteit.ENT01`, `vastgoed.bvo.2025.GB-0001`,
            `vastgoed.label.GB-0001`, `vastgoed.inkanteling.GB-0001`.
        inputs: The registers.
        options: The options the figure was computed with.

    Raises:
        InputWrong: No figure has this key; the forms are named.
    """
    room, _dot, rest = key.partition(".")
    what, _dot, detail = rest.partition(".")
    if room != "vastgoed" or not detail:
        raise _unknown(key)
    if what == "label":
        return _trace_label(key, detail, inputs, options)
    if what == "dossier":
        _must_exist(key, detail, inputs)
        text = _("Counts the parts of which nothing is missing; see the dossier for what is.")
        return Trace(key, text, _of_asset(inputs, detail), rules={_("Day"): show_value(options.day)})
    if what == "ruimten":
        return trace_spaces(key, with_linked_models(inputs).bim_space, inputs.bim_model)
    if what == "milieu":
        return _trace_resources(key, detail, inputs, options)
    if what == "paspoort":
        return trace_passport(key, inputs, options)
    if what == "certificaten":
        return _trace_certificates(key, detail, inputs, options)
    if what == "inkanteling":
        return _trace_transfer(key, detail, inputs, options)
    year, _dot, group = detail.partition(".")
    if what in (*SUMS, *RATIOS) and year == str(options.report_year) and not group:
        return _trace_space(key, what, inputs, options)
    if what not in MEASURES or not _YEAR.match(year) or int(year) != options.report_year:
        raise _unknown(key)
    return _trace_measure(key, MEASURES[what], group, inputs, options)


def _unknown(key: str) -> InputWrong:
    return InputWrong(N_("Figure {key} is not one of the portfolio. Forms: {forms}."), key=key, forms=", ".join(FORMS))


def _by_import(rows: pl.DataFrame, register: str, **sums: pl.Expr) -> list[dict[str, Any]]:
    """Rows by import: how many, and what they add up to."""
    grouped = rows.group_by("import_id").agg(rows=pl.len(), **sums).sort("import_id", nulls_last=True)
    return [{"register": register, **row} for row in grouped.iter_rows(named=True)]


def _trace_measure(key: str, measure: Measure, group: str, inputs: EstateInputs, options: EstateOptions) -> Trace:
    rows = measure.rows(inputs, options)
    rules = {_("Day"): show_value(options.day)}
    if group:
        code, _dot, value = group.partition(".")
        if code in GROUPINGS and value:
            grouping = GROUPINGS[code]
            wanted = None if value == UNKNOWN else value
            buildings = grouped_buildings(inputs, options).filter(pl.col(grouping.column).eq_missing(pl.lit(wanted)))
            if buildings.is_empty():
                raise _unknown(key)
            rows = rows.filter(pl.col("asset_code").is_in(buildings["asset_code"].implode()))
            rules[_(grouping.heading)] = group_name(grouping, wanted, inputs)
        else:
            _must_exist(key, group, inputs)
            rows = rows.filter(pl.col("asset_code") == group)
            rules[_("Building")] = group
    register = "contract" if measure.code == "huur" else "building"
    total = {measure.column: pl.col("value").sum()}
    explanation = translate(measure.text, {"day": options.day})
    return Trace(key, explanation, _by_import(rows, register, **total), rules=rules)


def _trace_space(key: str, word: str, inputs: EstateInputs, options: EstateOptions) -> Trace:
    rows = counted_rows(word, compute_space_use(inputs, options.day))
    columns = [SUMS[word][0]] if word in SUMS else list(RATIOS[word][:2])
    sums = {name: pl.col(name).sum() for name in columns}
    text = (
        N_("Added up over the buildings for which it is known; the desk norm counts heads.")
        if word in SUMS
        else N_("The first sum divided by the second, over the buildings for which both are known.")
    )
    norm = read_desk_norm(options.day)
    rules = {
        _("Day"): show_value(options.day),
        _("Desk norm"): _("{ratio} × heads, data/{file}").format(ratio=float(norm.desk_ratio), file=NORMS),
    }
    return Trace(key, _(text), _by_import(rows, "building", **sums), rules=rules)


def _must_exist(key: str, asset_code: str, inputs: EstateInputs) -> None:
    if asset_code not in set(compute_assets(inputs)["asset_code"]):
        raise _unknown(key)


def _split(detail: str, parts: tuple[str, ...]) -> tuple[str, str]:
    """The asset code and the part behind it; codes may hold dots themselves."""
    code, dot, last = detail.rpartition(".")
    return (code, last) if dot and last in parts else (detail, "")


def _trace_label(key: str, detail: str, inputs: EstateInputs, options: EstateOptions) -> Trace:
    values = audit_values(inputs)
    year, _dot, what = detail.partition(".")
    rules = {
        _("Day"): show_value(options.day),
        _("Criteria"): "data/label/criteria.csv",
        _("Rule"): _("The level of a building is that of the weakest part of the chain; what is unknown never passes."),
    }
    results = assess_labels(inputs, options)
    if _YEAR.match(year) and what:
        chosen = _label_total(key, what, results)
        text = _("The audited buildings in the portfolio whose indicative level this is.")
        rows = values.filter(pl.col("asset_code").is_in(chosen), pl.col("audited_on") <= options.day)
        return Trace(key, text, _by_import(rows, "audit_value", buildings=pl.col("asset_code").n_unique()), rules=rules)
    code, _part = _split(detail, _LABEL_PARTS)
    if code not in results:
        raise _unknown(key)
    result = results[code]
    rules |= {
        _("Level"): result.label,
        _("Weakest link"): show_link(result.weakest) or _("none"),
        _("Thresholds that are proxies"): ", ".join(result.proxies) or _("none"),
        _("Holds until"): show_value(result.expires_on),
    }
    own = values.filter(pl.col("asset_code") == code, pl.col("audited_on") <= options.day)
    rows_by_audit = _by_import(own, "audit_value", criteria=pl.col("criterion_id").n_unique())
    return Trace(key, _(INDICATIVE), rows_by_audit, rules=rules)


def _trace_certificates(key: str, detail: str, inputs: EstateInputs, options: EstateOptions) -> Trace:
    word, _dot, year = detail.partition(".")
    states = {"vervallen": "expired", "ontbrekend": "missing"}
    if word not in states or year != str(options.report_year):
        raise _unknown(key)
    counted = certificates_on(inputs, options).filter(pl.col("state") == states[word])
    # What is missing has no row: the buildings that lack it are what is counted.
    rows = inputs.building.filter(pl.col("asset_code").is_in(counted["asset_code"].implode()))
    shown = counted if word == "vervallen" else rows
    text = _("The newest certificate of each kind per building; its own last day, else the term of its kind.")
    rules = {_("Day"): show_value(options.day), _("Terms and duties"): "data/vastgoed/certificate_kinds.csv"}
    return Trace(key, text, _by_import(shown, "certificate" if word == "vervallen" else "building"), rules=rules)


def _trace_resources(key: str, detail: str, inputs: EstateInputs, options: EstateOptions) -> Trace:
    word, _dot, year = detail.partition(".")
    ratio = next((item for item in RATIOS_OF_RESOURCES if item.code == word), None)
    if ratio is None or year != str(options.report_year):
        raise _unknown(key)
    counted = ratios_on(inputs, options).filter(pl.col("ratio") == word)["asset_code"].implode()
    kinds = [kind for kind in codes("resource") if {ratio.above, ratio.below} & set(groups_of(kind))]
    rows = inputs.resource_use.filter(
        pl.col("year") == options.report_year, pl.col("asset_code").is_in(counted), pl.col("kind").is_in(kinds)
    )
    lines = _by_import(rows, "resource_use", quantity=pl.col("quantity").sum())
    if ratio.below not in {group for kind in kinds for group in groups_of(kind)}:
        own = inputs.building.filter(pl.col("asset_code").is_in(counted))
        lines += _by_import(own, "building", **{ratio.below: pl.col(ratio.below).sum()})
    text = _("The first sum divided by the second, over the buildings for which both are known.")
    return Trace(key, text, lines, rules={_("Streams"): ", ".join(name_of("resource", kind) for kind in kinds)})


def _label_total(key: str, what: str, results: dict[str, Any]) -> list[str]:
    if what in ("gekeurd", "gekeurd_bvo"):
        return list(results)
    if what not in [level.value for level in Level]:
        raise _unknown(key)
    return [code for code, result in results.items() if result.level.value == what]


def _trace_transfer(key: str, detail: str, inputs: EstateInputs, options: EstateOptions) -> Trace:
    buildings, transfer = assess_transfers(inputs, options)
    rows = gathered(buildings, transfer)
    rules = {_("Day"): show_value(options.day), _("The 25 % rule"): show_scope_rules(options.scope)}
    year, _dot, rest = detail.partition(".")
    if year in ("plan", "kost_per_vte"):
        return _trace_plan(key, detail, inputs, rules)
    if _YEAR.match(year) and rest:
        word, _dot, measure = rest.partition(".")
        if word not in GROUP_OF_WORD or measure not in ("gebouwen", "m2"):
            raise _unknown(key)
        members = rows.filter(pl.col("group") == GROUP_OF_WORD[word])
        text = _("The buildings of this group after scope, hard rules, readiness and plan.")
        return Trace(key, text, _by_import(members, "building", area_m2=pl.col("area_m2").sum()), rules=rules)
    code, _part = _split(detail, _TRANSFER_PARTS)
    own = rows.filter(pl.col("asset_code") == code)
    if own.is_empty():
        raise _unknown(key)
    row = own.row(0, named=True)
    rules |= {
        _("Answer to the 25 % rule"): scope_outcome(row["scope"]["outcome"]),
        _("Outcome of the rules"): outcome_label(row["outcome"]),
        _("Rules that hold"): show_rules(row["codes"]) or _("none"),
        _("Quarter"): row["quarter"] or _("none"),
    }
    lines = _of_asset(inputs, code)
    text = _("The split by function decides the scope; rules, readiness, lease and capacity decide the quarter.")
    return Trace(key, text, lines, rules=rules)


def _trace_plan(key: str, detail: str, inputs: EstateInputs, rules: dict[str, str]) -> Trace:
    """The plan as a whole, or cost per FTE before and after."""
    if detail in ("plan.aandeel", "plan.eerst_gereed"):
        text = _("The objective of the plan divided by a proven bound; see the aim of koers vastgoed inkanteling plan.")
        rows = [
            *_by_import(inputs.transfer_capacity, "transfer_capacity"),
            *_by_import(inputs.transfer_readiness, "transfer_readiness"),
            *_by_import(inputs.transfer_task, "transfer_task"),
            *_by_import(inputs.building_cost, "building_cost", amount_eur=pl.col("amount_eur").sum()),
            *_by_import(inputs.transfer_decision, "transfer_decision"),
            *_by_import(inputs.transfer_plan, "transfer_plan"),
        ]
        return Trace(key, text, rows, rules=rules)
    if detail in ("kost_per_vte.voor", "kost_per_vte.na"):
        text = _("Yearly cost divided by people housed, over the transferred buildings with both years known.")
        frozen = _by_import(inputs.cost_baseline, "cost_baseline", amount_eur=pl.col("amount_eur").sum())
        later = _by_import(inputs.building_cost, "building_cost", amount_eur=pl.col("amount_eur").sum())
        return Trace(key, text, [*frozen, *later], rules=rules)
    raise _unknown(key)


def _of_asset(inputs: EstateInputs, code: str) -> list[dict[str, Any]]:
    """The rows behind the transfer of one building, register by register."""
    own = inputs.only(code)
    return [
        *_by_import(own.building, "building"),
        *_by_import(own.function_area, "function_area", area_m2=pl.col("area_m2").sum()),
        *_by_import(own.contract, "contract"),
        *_by_import(own.transfer_readiness, "transfer_readiness"),
        *_by_import(inputs.transfer_capacity, "transfer_capacity"),
    ]
