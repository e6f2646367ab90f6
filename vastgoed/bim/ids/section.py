"""The outcome of information requirements as a section: rules, shortcomings per building and storey, elements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kern.findings import Finding, Outcome
from kern.language import N_, _, translate
from kern.report import Block, Column, Section, Table
from vastgoed.bim.ids.check import ModelCheck, group_failures
from vastgoed.bim.ids.words import requirement_of, say_applies, say_reason, say_requirement

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = "vastgoed.bim.controle"
_MOST_NAMES = 5
Row = dict[str, Any]
_RULES = {
    "rule": N_("Rule"),
    "outcome": N_("Outcome"),
    "applicable": N_("Concerned"),
    "failed": N_("Fall short"),
    "asks": N_("Asks"),
    "why": N_("Remark"),
    "ids": N_("From"),
}
_GROUPS = {
    "rule": N_("Rule"),
    "building": N_("Building"),
    "storey": N_("Storey"),
    "elements": N_("Elements"),
    "reason": N_("Why"),
    "names": N_("Such as"),
}
_ELEMENTS = {
    "rule": N_("Rule"),
    "building": N_("Building"),
    "storey": N_("Storey"),
    "ifc_class": N_("Class"),
    "name": N_("Name"),
    "asks": N_("Asks"),
    "reason": N_("Why"),
    "element_guid": N_("GlobalId"),
}


def check_section(
    checks: Sequence[ModelCheck], findings: Sequence[Finding] = (), *, most_elements: int | None = None
) -> Section:
    """What one or more models lack.

    Args:
        checks: One per model.
        findings: On models that could not be checked.
        most_elements: Rows shown of the list of elements; all when None.
    """
    several = len(checks) + len(findings) > 1
    rules = [_rule_row(check, rule) for check in checks for rule in check.rules]
    groups = [_group_row(check, group) for check in checks for group in group_failures(check)]
    elements = [
        _element_row(check, rule, row) for check in checks for rule in check.rules for row in check.failures_of(rule)
    ]
    asked = dict(_RULES)
    if not any(row["why"] for row in rules):
        del asked["why"]
    if len({row["ids"] for row in rules}) < 2:
        del asked["ids"]
    cut = most_elements is not None and len(elements) > most_elements
    note = _("{shown} of {count} rows; all of them with --formaat json, --formaat csv --tabel {key} or --html.")
    note = note.format(shown=most_elements, count=len(elements), key=f"{KEY}.elementen") if cut else ""
    tables = (
        Table(f"{KEY}.regels", _("Rules"), _columns(asked, several), rules),
        Table(f"{KEY}.tekorten", _("Not met, by rule, building and storey"), _columns(_GROUPS, several), groups),
        Table(f"{KEY}.elementen", _("Elements"), _columns(_ELEMENTS, several), elements[:most_elements], note=note),
    )
    blocks: list[Block] = [table for table in tables if table.rows]
    return Section(
        key=KEY,
        title=_title(checks),
        message=_message(checks, rules),
        blocks=blocks,
        findings=[*findings, *(finding for check in checks for finding in check.findings)],
    )


def _title(checks: Sequence[ModelCheck]) -> str:
    if len(checks) != 1:
        return _("Information requirements")
    titles = ", ".join(dict.fromkeys(rule["ids_title"] for rule in checks[0].rules))
    return translate(N_("{file} against: {requirements}"), {"file": checks[0].file_name, "requirements": titles})


def _message(checks: Sequence[ModelCheck], rules: Sequence[Row]) -> str:
    if not checks:
        return _("No model could be checked.")
    asked = [row for row in rules if row["outcome"] != Outcome.NOT_APPLICABLE.value]
    met = sum(row["outcome"] == Outcome.PASS.value for row in asked)
    if not asked:
        return _("No rule applies to what is in the model, so nothing can be said of it.")
    falls_short = {(check.file_name, row["element_step_id"]) for check in checks for row in check.failures}
    return translate(
        N_("{met} of the {asked} rules that apply are met; {count} elements fall short."),
        {"met": met, "asked": len(asked), "count": len(falls_short)},
    )


def _rule_row(check: ModelCheck, rule: Row) -> Row:
    why = ""
    if not rule["for_this_schema"]:
        why = translate(N_("meant for {schemas}"), {"schemas": ", ".join(rule["schemas"])})
    elif rule["outcome"] == Outcome.NOT_APPLICABLE:
        why = _("nothing of the kind in the model")
    elif rule["outcome"] == Outcome.FAIL and not rule["applicable"]:
        why = _("must be in the model and is not")
    elif rule["unjudged"]:
        why = translate(N_("{count} could not be judged"), {"count": rule["unjudged"]})
    return {
        "model": check.file_name,
        "rule": rule["name"],
        "outcome": rule["outcome"].value,
        "applicable": rule["applicable"],
        "failed": rule["failed"],
        # The author's own sentence reads better than patterns; the list of elements has the exact demand.
        "asks": rule["description"]
        or "; ".join(say_requirement(asked) for asked in rule["requirements"])
        or say_applies(rule),
        "why": why,
        "ids": rule["ids_title"],
    }


def _group_row(check: ModelCheck, group: Row) -> Row:
    failures = group["failures"]
    names = list(dict.fromkeys(row["element_name"] or row["element_guid"] or row["ifc_class"] for row in failures))
    more = " …" if len(names) > _MOST_NAMES else ""
    reasons = list(dict.fromkeys(_reason(group["rule"], row) for row in failures))
    return {
        "model": check.file_name,
        "rule": group["rule"]["name"],
        "building": group["building_name"] or group["building_guid"],
        "storey": group["storey_name"] or group["storey_guid"],
        "elements": group["elements"],
        "reason": _("must be in the model and is not") if group["missing"] else "; ".join(reasons[:3]),
        "names": ", ".join(names[:_MOST_NAMES]) + more,
    }


def _reason(rule: Row, failure: Row) -> str:
    """What was asked and why it falls short; values differ per element and are left to the list of elements."""
    requirement = requirement_of(rule, failure)
    plain = say_reason({**failure, "actual": "…"} if failure["reason"] == "VALUE" else failure)
    if requirement is None:
        return plain
    return f"{requirement['subject'] or say_requirement({**requirement, 'constraint': ''})}: {plain}"


def _element_row(check: ModelCheck, rule: Row, failure: Row) -> Row:
    requirement = requirement_of(rule, failure)
    names = [failure["element_name"], failure["element_long_name"]]
    return {
        "model": check.file_name,
        "rule": rule["name"],
        "building": failure["building_name"],
        "storey": failure["storey_name"],
        "ifc_class": failure["ifc_class"],
        "name": " ".join(name for name in names if name),
        "asks": say_requirement(requirement) if requirement else "",
        "reason": say_reason(failure, requirement),
        "element_guid": failure["element_guid"],
    }


def _columns(wanted: Mapping[str, Any], several: bool) -> list[Column]:
    columns = [
        Column(name, _(heading), decimals=0 if name in ("applicable", "failed", "elements") else None)
        for name, heading in wanted.items()
    ]
    return [Column("model", _("Model")), *columns] if several else columns
