"""What the parser complained about, as findings: it opens nearly anything and only writes a log."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kern.findings import Finding, Severity
from kern.language import N_
from vastgoed.bim.library import is_declared
from vastgoed.bim.schemas import READABLE
from vastgoed.bim.step_schema import entity_names, entity_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNKNOWN = re.compile(r"Entity with name '(\w+)' not found in schema")
_DANGLING = re.compile(r"Instance reference #\d+ used by instance #\d+ .*not found")


def check_log(log: str, schema: str) -> list[Finding]:
    """Findings from the parser's log.

    Args:
        log: Its text.
        schema: The schema the file was read with.
    """
    unknown = Counter(found[1] for found in _UNKNOWN.finditer(log))
    return [*unknown_finding(unknown, schema), *dangling_finding(len(_DANGLING.findall(log)))]


def unknown_finding(unknown: Mapping[str, int], schema: str) -> list[Finding]:
    """The findings on records whose name the schema does not know: damaged, of another version, or of none.

    Args:
        unknown: Name -> number of records.
        schema: The schema the file was read with.
    """
    damaged = {name: count for name, count in unknown.items() if _is_misspelt(name, schema)}
    unknown = {name: count for name, count in unknown.items() if name not in damaged}
    return [*_damaged_finding(damaged), *_unknown_finding(unknown, schema)]


def _damaged_finding(damaged: Mapping[str, int]) -> list[Finding]:
    if not damaged:
        return []
    return [
        Finding(
            "bim.parse.damaged_name",
            Severity.ERROR,
            N_("{count} records have a name with a wrong letter in it ({names}); all totals are incomplete."),
            {"count": sum(damaged.values()), "names": ", ".join(sorted(damaged)[:5])},
            remedy=N_("Copy or download the file again completely, or export it again."),
        )
    ]


def _unknown_finding(unknown: Mapping[str, int], schema: str) -> list[Finding]:
    if not unknown:
        return []
    elsewhere = [name for name in unknown if _exists_elsewhere(name, schema)]
    code = "bim.schema.misdeclared" if elsewhere else "bim.parse.unknown_entity"
    text = (
        N_("The file says it is {schema} but has records of another version ({names}); {count} were skipped.")
        if elsewhere
        else N_("{count} records have a name that {schema} does not know ({names}) and were skipped.")
    )
    names = ", ".join(sorted(elsewhere or unknown)[:5])
    evidence = {"schema": schema, "names": names, "count": sum(unknown.values())}
    return [
        Finding(code, Severity.WARNING, text, evidence, remedy=N_("Export again in the version that the header names."))
    ]


def of_another_version(odd: Mapping[int, tuple[str, int]], schema: str) -> tuple[set[int], list[Finding]]:
    """Records that have as many values as another version of the schema gives them, and the finding on them.

    One record may have lost a value; when all that do not fit are right in one other version, the header is wrong.

    Args:
        odd: Record number -> name and number of values, of records that do not fit.
        schema: The schema the file was read with.

    >>> numbers, findings = of_another_version({7: ("IFCWALL", 9), 8: ("IFCDOOR", 13)}, "IFC2X3")
    >>> sorted(numbers), [finding.code for finding in findings], findings[0].evidence["other"]
    ([7, 8], ['bim.schema.misdeclared'], 'IFC4')
    """
    for other in READABLE if odd else ():
        shapes = {name: entity_of(other, name) for name, _length in odd.values()}
        if other != schema and all(
            (entity := shapes[name]) is not None and len(entity.names) == length for name, length in odd.values()
        ):
            names = ", ".join(sorted(shapes)[:5])
            text = N_(
                "The file says it is {schema}, but {count} records are written as in {other} ({names}); "
                "all totals are incomplete."
            )
            evidence = {"schema": schema, "other": other, "names": names, "count": len(odd)}
            remedy = N_("Export again in the version that the header names.")
            return set(odd), [Finding("bim.schema.misdeclared", Severity.ERROR, text, evidence, remedy=remedy)]
    return set(), []


def dangling_finding(count: int) -> list[Finding]:
    """The finding on references to records that are not there, if there are any."""
    if not count:
        return []
    return [
        Finding(
            "bim.parse.dangling_reference",
            Severity.WARNING,
            N_("{count} references point to records that are not in the file; part of the model is missing."),
            {"count": count},
            remedy=N_("Copy or download the file again completely, or export it again."),
        )
    ]


def _is_misspelt(name: str, schema: str) -> bool:
    """Whether a name is that of an entity but for one letter, and no name in any version.

    >>> _is_misspelt("IFCQPACE", "IFC4"), _is_misspelt("IFCVENDORTHING", "IFC4"), _is_misspelt("IFCKERB", "IFC4")
    (True, False, False)
    """
    if any(is_declared(name, known) for known in READABLE):
        return False
    return any(
        len(known) == len(name) and sum(a != b for a, b in zip(known.upper(), name.upper(), strict=True)) == 1
        for known in entity_names(schema)
    )


def _exists_elsewhere(name: str, schema: str) -> bool:
    return any(is_declared(name, other) for other in READABLE if other != schema)
