"""The blank audit form as a section: every line of it, with how to fill it in and what the levels ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.language import N_, _, translate
from kern.report import Column, Section, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vastgoed.accessibility.form import FormLine

_SCOPES = {"visitor": N_("visitors"), "staff": N_("staff")}


def form_section(lines: Sequence[FormLine], file: str) -> Section:
    """The lines of the form that was written to a file."""
    table = Table(
        "vastgoed.label.sjabloon.regels",
        _("What the form asks, in the order of a walk through the building"),
        [
            Column("criterion_id", _("Criterion")),
            Column("what", _("What")),
            Column("element", _("Where")),
            Column("scope", _("For")),
            Column("form", _("Write as")),
            Column("level_a", "A"),
            Column("level_aplus", "A+"),
            Column("level_aplusplus", "A++"),
            Column("is_proxy", _("Proxy")),
        ],
        [
            {
                "criterion_id": line.criterion_id,
                "what": line.what,
                "element": line.element or _("whole building"),
                "scope": _(_SCOPES[line.scope]),
                "form": " / ".join(line.words) or line.asked.form,
                **{f"level_{code}": line.norms.get(code, "") for code in ("a", "aplus", "aplusplus")},
                "is_proxy": line.is_proxy,
            }
            for line in lines
        ],
        _("Proxy: a threshold of this line stands in for what the label does not publish."),
    )
    message = translate(
        N_("Blank audit form with {count} lines written to {file}."), {"count": len(lines), "file": file}
    )
    return Section("vastgoed.label.sjabloon", _("Form for an accessibility audit"), message, [table])
