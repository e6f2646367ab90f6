"""What fails in a model as BCF topics: one per failing element, with its place, what was measured and what is asked."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from kern.language import N_, _, ngettext
from vastgoed.bim.bcf import Box, Bundle, Topic, topic_guid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vastgoed.accessibility.assessment import FailingElement, ModelAssessment

_LONGEST_TITLE = 120
AUTHOR = "koers"


def label_bundle(assessments: Sequence[ModelAssessment]) -> Bundle:
    """One topic per failing element of a model; guids stay the same from delivery to delivery.

    Args:
        assessments: From `assess_model`, one per building.
    """
    first = assessments[0]
    return Bundle(
        project_name=first.geometry.file_name,
        author=AUTHOR,
        created_at=datetime.combine(first.result.on, time(), UTC),
        topics=tuple(_topic(one, element) for one in assessments for element in one.failing),
        file_name=first.geometry.file_name,
    )


def _topic(assessment: ModelAssessment, element: FailingElement) -> Topic:
    criteria = [each.criterion.id for each in element.shortfalls]
    first = element.shortfalls[0]
    name = element.name or _(N_("the building"))
    title = f"{element.number}. {name}: {first.criterion.label} {first.measured} ({first.required})"
    rows = [assessment.geometry.rows[step] for step in element.step_ids]
    return Topic(
        guid=topic_guid("accessibility", *(element.guids[:1] or (assessment.result.asset_code, *criteria))),
        title=title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…",
        description=_describe(assessment, element),
        element_guids=element.guids,
        box=_box(assessment, element),
        labels=("accessibility", *criteria),
        topic_type="Accessibility",
        topic_status="Open",
        priority="High" if element.opens else "Normal",
        shows_spaces=any(row["kind"] == "space" for row in rows),
    )


def _describe(assessment: ModelAssessment, element: FailingElement) -> str:
    lines = []
    for each in element.shortfalls:
        line = _("{criterion} {what}: measured {measured}, asked {required} ({basis}).").format(
            criterion=each.criterion.id,
            what=each.criterion.label,
            measured=each.measured,
            required=each.required,
            basis=_article(each.criterion.article) or each.criterion.basis,
        )
        lines.append(line)
    if element.opens:
        text = ngettext(
            "Mended, with what is mended before it, it opens {count} room.",
            "Mended, with what is mended before it, it opens {count} rooms.",
            element.opens,
        )
        lines.append(text.format(count=element.opens))
    lines.append(_("Indicative: only Inter grants a label."))
    return "\n".join(lines)


def _article(article: str) -> str:
    return _("article {article}").format(article=article) if article else ""


def _box(assessment: ModelAssessment, element: FailingElement) -> Box | None:
    """Around the element itself; around its parts when it has no body of its own."""
    rows = assessment.geometry.rows
    parts = [rows[step] for step in element.step_ids[:1]]
    parts += [row for row in rows.values() if row["whole_step_id"] in element.step_ids[:1]]
    boxes = [
        Box((row["x_min_m"], row["y_min_m"], row["z_min_m"]), (row["x_max_m"], row["y_max_m"], row["z_max_m"]))
        for row in parts
        if row["x_min_m"] is not None and row["z_min_m"] is not None
    ]
    if not boxes:
        return None
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.joined(box)
    return whole
