"""Shortcomings as BCF topics: one per rule, building and storey, with all elements selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kern.language import N_, _, translate
from vastgoed.bim.bcf import Box, Bundle, Topic, topic_guid
from vastgoed.bim.ids.check import group_failures
from vastgoed.bim.ids.words import requirement_of, say_applies, say_reason, say_requirement

if TYPE_CHECKING:
    from vastgoed.bim.ids.check import ModelCheck

_MOST_LINES = 40
_LONGEST_TITLE = 120
AUTHOR = "koers"


def check_bundle(check: ModelCheck) -> Bundle:
    """The shortcomings of one model as a BCF bundle; dates and guids do not change from run to run."""
    return Bundle(
        project_name=check.model["project_name"] or check.file_name,
        author=AUTHOR,
        created_at=check.delivered_at,
        topics=tuple(_topic(check, group) for group in group_failures(check)),
        file_name=check.file_name,
        project_guid=check.model["project_guid"],
    )


def _topic(check: ModelCheck, group: dict[str, Any]) -> Topic:
    rule = group["rule"]
    places = [name for name in (group["building_name"], group["storey_name"]) if name]
    return Topic(
        # Not the file's name: the next delivery of the same project keeps its topics.
        guid=topic_guid(
            check.model["project_guid"] or check.file_name,
            rule["ids_title"],
            str(rule["rule"]),
            rule["name"],
            group["building_guid"] or "",
            group["storey_guid"] or "",
        ),
        title=_title(group)[:_LONGEST_TITLE],
        description=_description(group),
        element_guids=tuple(group["guids"]),
        box=_box(check, group),
        labels=tuple(dict.fromkeys([rule["name"], *places])),
        topic_type="Information requirement",
        topic_status="Open",
        priority="Normal",
        shows_spaces=any(row["ifc_class"] == "IfcSpace" for row in group["failures"]),
    )


def _title(group: dict[str, Any]) -> str:
    """Class, name, reason and GlobalId of one element; of several how many and where: viewers show little more."""
    rule, failures = group["rule"], group["failures"]
    if group["missing"]:
        return translate(N_("{rule}: must be in the model and is not"), {"rule": rule["name"]})
    first = failures[0]
    if group["elements"] == 1:
        reason = say_reason(first, requirement_of(rule, first))
        element = " ".join(filter(None, (first["ifc_class"], first["element_name"])))
        return f"{element}: {rule['name']}: {reason} ({first['element_guid'] or '#' + str(first['element_step_id'])})"
    classes = ", ".join(dict.fromkeys(row["ifc_class"] for row in failures))
    place = group["storey_name"] or group["building_name"] or ""
    return f"{rule['name']}: {group['elements']} × {classes}" + (f", {place}" if place else "")


def _description(group: dict[str, Any]) -> str:
    rule, failures = group["rule"], group["failures"]
    lines = [rule["description"] or say_applies(rule)]
    lines += [rule["instructions"]] if rule["instructions"] else []
    asked = list(dict.fromkeys(row["requirement"] for row in failures if row["requirement"] is not None))
    for place in asked or range(len(rule["requirements"]) if group["missing"] else 0):
        requirement = rule["requirements"][place]
        lines.append(f"• {say_requirement(requirement)}. {requirement['instructions']}".strip())
    for row in failures[:_MOST_LINES]:
        reason = say_reason(row, requirement_of(rule, row))
        lines.append(f"{row['ifc_class']} {row['element_name']} ({row['element_guid']}): {reason}")
    if len(failures) > _MOST_LINES:
        lines.append(translate(N_("… and {count} more."), {"count": len(failures) - _MOST_LINES}))
    lines.append(_("From the information requirements: {title}").format(title=rule["ids_title"]))
    return "\n".join(line for line in lines if line)


def _box(check: ModelCheck, group: dict[str, Any]) -> Box | None:
    found: Box | None = None
    for guid in group["guids"]:
        corners = check.boxes.get(guid)
        if corners is not None:
            box = Box(tuple(corners[0]), tuple(corners[1]))
            found = box if found is None else found.joined(box)
    return found
