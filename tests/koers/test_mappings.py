import tomllib

from koers.mappings import save_mappings
from koers.settings import read_settings, settings_text


def test_a_saved_mapping_is_read_again_and_comments_stay(tmp_path):
    path = tmp_path / "koers.toml"
    path.write_text(settings_text("nl", False) + "\n", encoding="utf-8")
    save_mappings(path, {"energy.meters": {"EAN nummer": "code"}})
    save_mappings(path, {"energy.meters": {"Plaats": "asset_code"}, "fleet.register": {"VIN-code": "vin"}})
    assert read_settings(tmp_path).mappings == {
        "energy.meters": {"EAN nummer": "code", "Plaats": "asset_code"},
        "fleet.register": {"VIN-code": "vin"},
    }
    assert "# basisjaar = 2019" in path.read_text(encoding="utf-8")


def test_a_fresh_file_is_valid_and_explains_itself():
    content = tomllib.loads(settings_text(None, True))
    assert content == {
        "voorbeeld": True,
        "database": "koers.sqlite",
        "reeksen": "reeksen",
        "energie": {},
        "vloot": {},
        "vastgoed": {"agentschap": "ENT01"},
    }
