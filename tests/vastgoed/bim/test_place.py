import pytest

from vastgoed.bim.place import check_place, place_of_model, to_lambert72

HERE = (149_328.0, 165_262.0)
IN_72 = {"state": "lambert_72", "crs_name": "EPSG:31370", "easting_m": 149_328.0, "northing_m": 165_262.0}
IN_2008 = {"state": "lambert_2008", "crs_name": "EPSG:3812", "easting_m": 649_328.0, "northing_m": 665_262.0}
PIN = {"state": "latitude_longitude", "latitude_degrees": 50.7978, "longitude_degrees": 4.3593}
BOSTON = {"state": "default_city", "latitude_degrees": 42.36, "longitude_degrees": -71.06, "default_city": "Boston"}


def _full(row):
    empty = dict.fromkeys(
        ("crs_name", "easting_m", "northing_m", "latitude_degrees", "longitude_degrees", "default_city")
    )
    return {**empty, "reference": "IfcMapConversion", **row}


def test_both_belgian_systems_and_a_pin_are_the_same_place():
    assert to_lambert72(_full(IN_72)) == HERE
    assert to_lambert72(_full(IN_2008)) == pytest.approx(HERE, abs=1.5)
    assert to_lambert72(_full(PIN)) == pytest.approx(HERE, abs=150)


def test_system_that_is_not_named_or_does_not_fit_is_the_one_that_fits():
    assert to_lambert72(_full({**IN_2008, "state": "crs_missing", "crs_name": None})) == pytest.approx(HERE, abs=1.5)
    assert to_lambert72(_full({**IN_72, "state": "crs_contradicted", "crs_name": "EPSG:3812"})) == HERE


def test_other_system_is_told_by_its_number_and_no_place_is_none():
    utm = {"state": "other_crs", "crs_name": "EPSG:25831", "easting_m": 595_800.0, "northing_m": 5_628_300.0}
    found = to_lambert72(_full(utm))
    assert found is not None
    assert found[0] == pytest.approx(149_000, abs=3000)
    assert to_lambert72(_full({**utm, "crs_name": "eigen net"})) is None
    assert to_lambert72(_full({**utm, "crs_name": "EPSG:99999"})) is None
    assert to_lambert72(_full(BOSTON)) is None


def test_place_that_is_worth_most_goes_first():
    row, place = place_of_model([_full(PIN), _full(IN_72)])
    assert (row["state"], place) == ("lambert_72", HERE)
    assert place_of_model([_full(BOSTON)]) is None


def test_far_from_the_register_and_default_city_are_said():
    near, far = {"GB-1": (149_400.0, 165_300.0)}, {"GB-1": (104_000.0, 194_000.0)}
    assert check_place([_full(IN_2008)], near, ["GB-1"]) == []
    assert [each.code for each in check_place([_full(IN_2008)], far, ["GB-1", "GB-2"])] == ["bim.place.far"]
    assert [each.code for each in check_place([_full(BOSTON)], near, ["GB-1"])] == ["bim.place.default_city"]
