from vastgoed.options import EstateOptions
from vastgoed.resources_section import resources_section
from vastgoed.trace import trace

OPTIONS = EstateOptions(report_year=2025)


def inputs_of(estate, *rows):
    return estate(
        [{"asset_code": "A", "housed_fte": 10.0, "gross_floor_area_m2": 1000.0}, {"asset_code": "B"}],
        resource_use=[
            {"asset_code": code, "year": year, "kind": kind, "quantity": quantity, "import_id": 3}
            for code, year, kind, quantity in rows
        ],
    )


def test_every_figure_leads_to_its_rows(estate):
    inputs = inputs_of(estate, ("A", 2025, "water_mains", 90.0), ("B", 2025, "water_mains", 50.0))
    section = resources_section(inputs, OPTIONS, with_list=True)
    assert section.message == "2 of 2 buildings reported water, waste or purchases of 2025."
    by_key = {figure.key: figure.value for figure in section.figures()}
    assert by_key["vastgoed.milieu.water_per_vte.2025"] == 9.0
    rows = trace("vastgoed.milieu.water_per_vte.2025", inputs, OPTIONS).rows
    assert rows == [
        {"register": "resource_use", "import_id": 3, "rows": 1, "quantity": 90.0},
        {"register": "building", "import_id": 1, "rows": 1, "housed_fte": 10.0},
    ]


def test_nothing_known_is_said(estate):
    section = resources_section(inputs_of(estate, ("A", 2024, "water_mains", 90.0)), OPTIONS)
    assert "No water, waste or purchases of 2025 are known" in section.message
    assert section.figures() == []
