"""A model against information requirements: what each rule says of it, and which elements fall short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kern.errors import InputWrong
from kern.findings import Finding, Outcome, Severity
from kern.language import N_
from vastgoed.bim.extract import place_findings
from vastgoed.bim.ids.run import MOST_FAILURES, RequirementsRequest
from vastgoed.bim.prepare import prepare_model
from vastgoed.bim.read_ifc import explain_failure
from vastgoed.bim.worker import ChildFailedError, Worker

if TYPE_CHECKING:
    from vastgoed.bim.ids.guard import IdsFile
    from vastgoed.bim.worker import SharedWorker

Row = dict[str, Any]


@dataclass(frozen=True)
class ModelCheck:
    """What the rules say of one model.

    Args:
        file_name: The model's name.
        model: Names, schema and unit: `project_guid`, `project_name`, `schema`, `length_unit`, `written_at`.
        delivered_at: When the model was written.
        rules: One row per specification, with `outcome` and `ids_title`; see `vastgoed.bim.ids.run`.
        failures: One row per requirement and element that falls short, in the order of the rules.
        boxes: GlobalId -> low and high corner in m.
        findings: What the reader must know.
    """

    file_name: str
    model: Row
    delivered_at: datetime
    rules: Sequence[Row]
    failures: Sequence[Row]
    boxes: dict[str, Any] = field(default_factory=dict)
    findings: Sequence[Finding] = ()

    def failures_of(self, rule: Row) -> list[Row]:
        """The failures under one rule."""
        return [row for row in self.failures if (row["ids"], row["rule"]) == (rule["ids"], rule["rule"])]


def check_model(
    path: Path,
    shown_name: str,
    ids_files: Sequence[IdsFile],
    *,
    worker: Worker | SharedWorker | None = None,
    with_boxes: bool = False,
) -> ModelCheck:
    """Judge a model by IDS files.

    Args:
        path: An .ifc or .ifczip file.
        shown_name: The name the user knows.
        ids_files: From `vastgoed.bim.ids.guard.look_at_ids`.
        worker: A child process to reuse; one of its own when None.
        with_boxes: Find out where failing elements are, for viewpoints.

    Raises:
        InputWrong: The model cannot be read whole, or an IDS file is no valid IDS 1.0.
    """
    with prepare_model(path, shown_name) as prepared:
        request = RequirementsRequest(
            path=str(prepared.path), ids_paths=[str(file.path) for file in ids_files], with_boxes=with_boxes
        )
        try:
            if worker is not None:
                answer = worker.ask(request)
            else:
                with Worker() as own:
                    answer = own.ask(request)
        except ChildFailedError as failure:
            if failure.reason == "time":
                raise InputWrong(
                    N_(
                        "Checking model {file} took longer than allowed: the model is very large, or a pattern in the "
                        "IDS file cannot be tried in any reasonable time. Simplify the patterns, or split the model."
                    ),
                    file=shown_name,
                ) from failure
            raise explain_failure(failure, shown_name) from failure
        seen = list(prepared.sniffed.findings)
    wrong = answer["wrong_ids"]
    if wrong is not None:
        raise InputWrong(
            N_("IDS file {file} is no valid IDS 1.0: {detail}. Save it again as IDS 1.0 in the IDS editor."),
            file=ids_files[wrong["file"]].path.name,
            detail=wrong["detail"].rstrip("."),
        )
    rules = [
        {**rule, "ids_title": ids_files[rule["ids"]].title, "outcome": judge_rule(rule)} for rule in answer["rules"]
    ]
    return ModelCheck(
        file_name=shown_name,
        model=answer["model"],
        delivered_at=_moment(answer["model"]["written_at"], path),
        rules=rules,
        failures=answer["failures"],
        boxes=answer["boxes"],
        findings=tuple(place_findings([*seen, *_findings(rules, answer["failures"])], shown_name)),
    )


def judge_rule(rule: Row) -> Outcome:
    """The outcome of one rule; a rule for another schema, or about nothing in the model, is not applicable.

    Args:
        rule: `for_this_schema`, `usage` (required, optional, prohibited), `applicable`, `failed`, `unjudged`.

    >>> row = {"for_this_schema": True, "usage": "required", "applicable": 0, "failed": 0, "unjudged": 0}
    >>> judge_rule(row).value, judge_rule({**row, "usage": "optional"}).value
    ('fail', 'not_applicable')
    """
    if not rule["for_this_schema"]:
        return Outcome.NOT_APPLICABLE
    if rule["failed"]:
        return Outcome.FAIL
    if rule["unjudged"]:
        return Outcome.NOT_ASSESSABLE
    if rule["usage"] == "required":
        return Outcome.PASS if rule["applicable"] else Outcome.FAIL
    if rule["usage"] == "prohibited":
        return Outcome.PASS
    return Outcome.PASS if rule["applicable"] else Outcome.NOT_APPLICABLE


def group_failures(check: ModelCheck) -> list[Row]:
    """Failures taken together per rule, building and storey, in the order of the rules; those that must exist last.

    Returns:
        `rule` (the row), `building_name`, `building_guid`, `storey_name`, `storey_guid`, `failures`, `guids`,
        `missing` (true: nothing of what must exist is there).
    """
    groups: list[Row] = []
    for rule in check.rules:
        if rule["outcome"] != Outcome.FAIL:
            continue
        places: dict[tuple[Any, ...], list[Row]] = {}
        for row in check.failures_of(rule):
            places.setdefault((row["building_guid"], row["storey_guid"]), []).append(row)
        if not places and rule["usage"] == "required" and not rule["applicable"]:
            groups.append(_group(rule, [], missing=True))
        groups += [_group(rule, rows) for rows in places.values()]
    return groups


def _group(rule: Row, failures: list[Row], *, missing: bool = False) -> Row:
    first = failures[0] if failures else {}
    place = {key: first.get(key) for key in ("building_guid", "building_name", "storey_guid", "storey_name")}
    guids = list(dict.fromkeys(row["element_guid"] for row in failures if row["element_guid"]))
    steps = {row["element_step_id"] for row in failures}
    return {"rule": rule, **place, "failures": failures, "guids": guids, "elements": len(steps), "missing": missing}


def _findings(rules: Sequence[Row], failures: Sequence[Row]) -> list[Finding]:
    findings = []
    for rule in rules:
        if rule["unjudged"]:
            findings.append(
                Finding(
                    "bim.ids.unjudged",
                    Severity.WARNING,
                    N_("Rule {rule}: {count} records could not be judged ({detail}); they are not counted as met."),
                    {"rule": rule["name"], "count": rule["unjudged"], "detail": rule["detail"]},
                    remedy=N_("Look at the record in the model, or at the rule in the IDS file."),
                )
            )
    if rules and not any(rule["for_this_schema"] for rule in rules):
        findings.append(
            Finding(
                "bim.ids.other_schema",
                Severity.WARNING,
                N_("No rule is meant for the schema of this model, so nothing was checked."),
                remedy=N_("Use an IDS file for this schema, or have the model exported in another one."),
            )
        )
    if len(failures) >= MOST_FAILURES:
        findings.append(
            Finding(
                "bim.ids.too_many",
                Severity.WARNING,
                N_("More than {most} shortcomings: the list stops there, the counts per rule are complete."),
                {"most": MOST_FAILURES},
            )
        )
    return findings


def _moment(written_at: str, path: Path) -> datetime:
    """When the model was written, as its header says; else the date of the file."""
    try:
        moment = datetime.fromisoformat(written_at)
    except ValueError:
        moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
