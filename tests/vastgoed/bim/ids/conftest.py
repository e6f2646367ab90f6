"""IDS files made for a test, one specification at a time."""

from __future__ import annotations

import pytest

HEAD = (
    '<ids xmlns="http://standards.buildingsmart.org/IDS" xmlns:xs="http://www.w3.org/2001/XMLSchema">'
    "<info><title>Proef</title></info><specifications>"
)


def number(**bounds: float) -> str:
    inside = "".join(f'<xs:{name} value="{value}"/>' for name, value in bounds.items())
    return f'<value><xs:restriction base="xs:double">{inside}</xs:restriction></value>'


def attribute(name: str, value: str = "", cardinality: str = "required") -> str:
    simple = f"<name><simpleValue>{name}</simpleValue></name>"
    return f'<attribute cardinality="{cardinality}">{simple}{value}</attribute>'


def specification(
    name: str, entity: str, requirements: str = "", occurs: tuple[str, str] = ("0", "unbounded"), schemas: str = ""
) -> str:
    return (
        f'<specification name="{name}" ifcVersion="{schemas or "IFC2X3 IFC4 IFC4X3_ADD2"}">'
        f'<applicability minOccurs="{occurs[0]}" maxOccurs="{occurs[1]}">'
        f"<entity><name><simpleValue>{entity}</simpleValue></name></entity></applicability>"
        f"<requirements>{requirements}</requirements></specification>"
    )


@pytest.fixture
def write_ids(tmp_path):
    def write(*specifications: str, name: str = "eisen.ids"):
        path = tmp_path / name
        path.write_text(f"{HEAD}{''.join(specifications)}</specifications></ids>", encoding="utf-8")
        return path

    return write


@pytest.fixture
def ids_parts():
    """The builders: `number`, `attribute`, `specification`."""
    return {"number": number, "attribute": attribute, "specification": specification}
