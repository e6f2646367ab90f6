"""What `koers controle` shows: findings of all rooms and of their joins, and the quarantine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kern.findings import Severity
from kern.language import N_, _
from kern.report import Column, Section, Table
from koers.loading_report import quarantine_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kern.findings import Finding
    from koers.workspace import Workspace

SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.INFO: N_("notice")}


def findings_section(workspace: Workspace, year: int | None) -> Section:
    """Every finding on the loaded data, the worst first."""
    findings = workspace.findings(year)
    quarantine = workspace.store.quarantine()
    table = findings_table(findings)
    count = {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}
    message = _(
        "{errors} errors, {warnings} warnings and {notices} notices; {cells} refused cells wait in quarantine."
    ).format(
        errors=count[Severity.ERROR],
        warnings=count[Severity.WARNING],
        notices=count[Severity.INFO],
        cells=quarantine.height,
    )
    return Section("controle", _("Check of the data"), message, [table])


def findings_table(findings: Sequence[Finding]) -> Table:
    """Findings as a table, the worst first."""
    order = list(Severity)
    rows = [
        {
            "severity": finding.severity.value,
            "weight": _(SEVERITIES[finding.severity]),
            "code": finding.code,
            "finding": str(finding),
            "where": str(finding.where),
            "remedy": finding.remedy_text,
        }
        for finding in sorted(findings, key=lambda finding: (order.index(finding.severity), finding.code))
    ]
    columns = [
        Column("weight", _("Weight")),
        Column("code", _("Code")),
        Column("finding", _("Finding")),
        Column("where", _("Where")),
        Column("remedy", _("Remedy")),
    ]
    return Table("bevindingen", _("Findings"), columns, rows)


def quarantine_section(workspace: Workspace) -> Section:
    """Every refused cell that was not loaded since."""
    cells = workspace.store.quarantine()
    message = _("{count} refused cells in {files} files.").format(
        count=cells.height, files=cells["file_name"].n_unique() if cells.height else 0
    )
    return Section("quarantaine", _("Quarantine"), message, [quarantine_table(cells)])


def unmet(section: Section) -> bool:
    """Whether a check found more than notices."""
    rows = [row for block in section.blocks if isinstance(block, Table) for row in block.rows]
    return any(row.get("severity", "error") != Severity.INFO for row in rows)
