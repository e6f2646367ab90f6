import pytest

from vastgoed.bim.extract import Request, extract_model


def rows(maker, path):
    return extract_model(Request(str(maker.write(path)), details=True)).details["georeference"]


def conversion(made, east, north, name="EPSG:31370", unit=None, **turned):
    crs = made.make("IfcProjectedCRS", Name=name, MapUnit=unit)
    made.make(
        "IfcMapConversion",
        SourceCRS=made.context, TargetCRS=crs, Eastings=east, Northings=north, OrthogonalHeight=12.0, **turned,
    )  # fmt: skip


def test_map_conversion_in_lambert_72_is_read_in_metres(maker, tmp_path):
    made = maker(unit="m")
    conversion(made, 104_046.0, 194_130.0, XAxisAbscissa=0.0, XAxisOrdinate=1.0)
    (row,) = rows(made, tmp_path / "a.ifc")
    assert (row["reference"], row["crs_name"], row["state"]) == ("IfcMapConversion", "EPSG:31370", "lambert_72")
    assert (row["easting_m"], row["northing_m"], row["height_m"]) == (104_046.0, 194_130.0, 12.0)
    assert row["rotation_degrees"] == pytest.approx(90)


def test_map_unit_missing_means_the_unit_of_the_project(maker, tmp_path):
    made = maker(unit="mm")
    conversion(made, 649_328_000.0, 665_262_000.0, "ETRS89 / Belgian Lambert 2008")
    (row,) = rows(made, tmp_path / "a.ifc")
    assert (row["easting_m"], row["state"], row["map_unit_doubtful"]) == (649_328.0, "lambert_2008", False)


def test_metres_in_a_millimetre_model_are_taken_as_metres_and_doubted(maker, tmp_path):
    made = maker(unit="mm")
    conversion(made, 104_046.0, 194_130.0)
    (row,) = rows(made, tmp_path / "a.ifc")
    assert (row["easting_m"], row["state"], row["map_unit_doubtful"]) == (104_046.0, "lambert_72", True)


@pytest.mark.parametrize("place", ["project", "site"])
def test_property_sets_of_ifc2x3_are_read_on_project_and_site(maker, tmp_path, place):
    made = maker(schema="IFC2X3", unit="mm")
    made.properties(
        getattr(made, place),
        {
            "ePSet_MapConversion.Eastings": ("IfcReal", 104_046.0),
            "ePSet_MapConversion.Northings": ("IfcReal", 194_130.0),
            "ePSet_ProjectedCRS.Name": ("IfcLabel", "EPSG:31370"),
        },
    )
    (row,) = rows(made, tmp_path / "a.ifc")
    assert row["state"] == "lambert_72"
    assert row["reference"] == f"{'IfcProject' if place == 'project' else 'IfcSite'}.ePSet_MapConversion"


def test_default_city_of_an_exporter_is_no_place(maker, tmp_path):
    made = maker()
    made.site.RefLatitude, made.site.RefLongitude = (42, 21, 31, 181945), (-71, -3, -24, -263305)
    (row,) = rows(made, tmp_path / "a.ifc")
    assert (row["state"], row["default_city"]) == ("default_city", "Boston")


def test_model_without_a_place_has_no_row(maker, tmp_path):
    made = maker()
    made.site.RefLatitude, made.site.RefLongitude = (0, 0, 0), (0, 0, 0)
    assert rows(made, tmp_path / "a.ifc") == []


def test_foreign_system_within_belgian_bounds_is_not_taken_for_lambert(sample):
    request = Request(str(sample("duplex-georeferenced-be")), details=True, geometry="never")
    found = extract_model(request).details["georeference"]
    assert [(row["state"], row.get("crs_name")) for row in found] == [
        ("other_crs", "EPSG:9897"),
        ("default_city", None),
    ]
