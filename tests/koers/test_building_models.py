"""A model on its own, as the workspace reads it: by the user's own mapping of areas."""

import re
from pathlib import Path

from koers.building_models import delivery_section, model_section
from koers.mappings import save_mappings
from koers.workspace import create_workspace

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example" / "bim" / "kantoor-ouder.ifc"


def _sources(section):
    (table,) = (block for block in section.blocks if block.key.endswith(".herkomst"))
    return {row["source"]: row["basis"] for row in table.rows}


def _area_changes(section):
    rows = [row for block in section.blocks if block.key.endswith(".ruimten") for row in block.rows]
    return [row for row in rows if row["fact"].startswith(("area", "oppervlakte"))]


def test_the_card_reads_areas_as_the_workspace_does(tmp_path):
    model = tmp_path / "model.ifc"
    unnamed = EXAMPLE.read_text().replace("'NetFloorArea'", "'Eigen maat'").replace("'GrossFloorArea'", "'Andere maat'")
    model.write_text(unnamed)
    home = tmp_path / "werkmap"
    create_workspace(home).close()
    own = "BaseQuantities.Eigen maat"
    assert own not in _sources(model_section(model, home))
    save_mappings(home / "koers.toml", {"ifc": {own: "net_floor_area_m2"}})
    assert _sources(model_section(model, home))[own] == "net"


def test_two_deliveries_are_compared_by_the_mapping_of_the_workspace(tmp_path):
    before, after = tmp_path / "voor.ifc", tmp_path / "na.ifc"
    unnamed = EXAMPLE.read_text().replace("'NetFloorArea'", "'Eigen maat'").replace("'GrossFloorArea'", "'Andere maat'")
    before.write_text(unnamed)
    changed = re.sub(r"('Eigen maat',\$,\$,)([0-9.]+)", lambda m: f"{m[1]}{float(m[2]) + 1}", unnamed)
    after.write_text(changed)
    home = tmp_path / "werkmap"
    create_workspace(home).close()
    plain = _area_changes(delivery_section(before, after, home))
    assert plain == []
    save_mappings(home / "koers.toml", {"ifc": {"BaseQuantities.Eigen maat": "net_floor_area_m2"}})
    found = _area_changes(delivery_section(before, after, home))
    assert found
    sizes = [(float(row["before"].replace(",", ".")), float(row["after"].replace(",", "."))) for row in found]
    assert {round(now - old, 2) for old, now in sizes} == {1.0}
