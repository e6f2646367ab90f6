import pytest

from vastgoed.bim.schemas import READABLE, find_schema, needs_rewriting, readable_schema, rewrite_schema


@pytest.mark.parametrize(
    ("declared", "read"),
    [
        ("IFC2X3", "IFC2X3"),
        ("IFC2X3_TC1", "IFC2X3"),
        ("IFC2X3,CoordinationView", "IFC2X3"),
        ("IFC4", "IFC4"),
        ("IFC4_ADD2_TC1", "IFC4"),
        ("IFC4X3", "IFC4X3_ADD2"),
        ("IFC4X3_TC1", "IFC4X3_ADD2"),
        ("IFC4X3_ADD2", "IFC4X3_ADD2"),
        ("IFC4X1", None),
        ("IFC4X2", None),
        ("IFC4X3_RC4", None),
        ("IFC2X2_FINAL", None),
        ("IFC5", None),
    ],
)
def test_schema_to_read_with(declared, read):
    assert readable_schema(declared) == read


def test_readable_schemas_are_read_as_they_are():
    assert all(readable_schema(schema) == schema and not needs_rewriting(schema) for schema in READABLE)


def test_header_over_lines_and_with_other_brackets():
    header = b"FILE_SCHEMA\n(\n ( 'ifc4x3' )\n);\nENDSEC;"
    assert find_schema(header) == "ifc4x3"
    assert rewrite_schema(header, "IFC4X3_ADD2") == b"FILE_SCHEMA\n(\n ( 'IFC4X3_ADD2' )\n);\nENDSEC;"
    assert rewrite_schema(b"nothing", "IFC4") == b"nothing"
