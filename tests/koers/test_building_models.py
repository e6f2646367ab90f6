"""A model on its own, as the workspace reads it: by the user's own mapping of areas."""

from pathlib import Path

from koers.building_models import model_section
from koers.mappings import save_mappings
from koers.workspace import create_workspace

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example" / "bim" / "kantoor-ouder.ifc"


def _sources(section):
    (table,) = (block for block in section.blocks if block.key.endswith(".herkomst"))
    return {row["source"]: row["basis"] for row in table.rows}


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
