"""What a model must contain so that the criteria of the label can be assessed from it, as information requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_, _, current_language
from kern.report import Column, Section, Table
from kern.sources import read_table
from vastgoed.bim.ids.write import Need, Requirement, ids_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from vastgoed.accessibility.criteria import Criterion

TABLE = "label/model_requirements.csv"


def model_requirements(criteria: Mapping[str, Criterion]) -> list[Requirement]:
    """The requirements that serve at least one criterion in force, in the order of the table.

    Args:
        criteria: From `read_criteria`.
    """
    found = []
    for row in read_table(TABLE).iter_rows(named=True):
        served = [criteria[name] for name in row["criteria"].split(";") if name in criteria]
        if not served:
            continue
        purpose = "; ".join(f"{item.id} {item.label}" for item in served)
        need = Need(
            row["facet"], row["name"], row["property_set"] or "", row["data_type"] or "", row[current_language()]
        )
        found.append(
            Requirement(
                name=f"{row['spec']} {row['entity']} {row['predefined_type'] or row['name']}",
                description=_("Needed for: {criteria}.").format(criteria=purpose),
                entity=row["entity"],
                predefined_type=row["predefined_type"] or "",
                schemas=tuple(row["schemas"].split(";")),
                must_exist=row["must_exist"] == "true",
                needs=(need,),
            )
        )
    return found


def requirements_as_ids(criteria: Mapping[str, Criterion], on: date) -> str:
    """The requirements as an IDS 1.0 file.

    Args:
        criteria: From `read_criteria`.
        on: Date of the file.
    """
    return ids_text(
        _(N_("Accessibility: what a building model must contain")),
        _(N_("Without these data criteria of the accessibility label stay not assessable and need an audit on site.")),
        on,
        model_requirements(criteria),
        _(N_("Indicative accessibility label")),
    )


def requirements_section(criteria: Mapping[str, Criterion]) -> Section:
    """The requirements as a table: what must be in the model, and for which criteria.

    Args:
        criteria: From `read_criteria`.
    """
    asked = model_requirements(criteria)
    rows = [
        {"rule": rule.name, "what": need.instructions, "criteria": rule.description, "ifc": " ".join(rule.schemas)}
        for rule in asked
        for need in rule.needs
    ]
    columns = [
        Column("rule", _("Rule")),
        Column("what", _("What")),
        Column("criteria", _("What for")),
        Column("ifc", _("IFC version")),
    ]
    title = _("Accessibility: what a building model must contain")
    message = _("{count} requirements; criteria only an audit can answer are left out.").format(count=len(asked))
    return Section("vastgoed.label.ids", title, message, [Table("vastgoed.label.ids.regels", title, columns, rows)])
