from vastgoed.bim.extract import Request, extract_model


def test_sites_zones_fixtures_and_classifications(tmp_path, maker, room):
    made = maker()
    building, (storey,), spaces = made.building([room("1"), room("2")])
    zone = made.root("IfcZone", Name="Kantoren")
    made.root("IfcRelAssignsToGroup", RelatedObjects=[spaces[1]], RelatingGroup=zone)
    made.root("IfcZone", Name="Leeg")
    made.door(storey, "IfcSanitaryTerminal")
    system = made.make("IfcClassification", Name="NL-SfB")
    reference = made.make("IfcClassificationReference", Identification="21.1", Name="Wand", ReferencedSource=system)
    made.root("IfcRelAssociatesClassification", RelatedObjects=[building], RelatingClassification=reference)
    rows = extract_model(Request(str(made.write(tmp_path / "a.ifc")), details=True))
    (site,) = rows.details["sites"]
    assert site["site_name"] == "Terrein"
    zones = [(row["zone_name"], row.get("space_step_id")) for row in rows.details["zones"]]
    assert zones == [("Kantoren", spaces[1].id()), ("Leeg", None)]
    assert [row["category"] for row in rows.spaces] == [None, "Kantoren"]
    assert [row["kind"] for row in rows.details["elements"]] == ["sanitary"]
    (about,) = rows.details["classifications"]
    assert (about["ifc_class"], about["system"], about["code"]) == ("IfcBuilding", "NL-SfB", "21.1")


def test_fixture_of_the_older_schema_is_told_by_its_type(tmp_path, maker):
    made = maker(schema="IFC2X3", unit="mm")
    _building, (storey,), _spaces = made.building([])
    fixture, other = (made.door(storey, "IfcFlowTerminal") for _ in range(2))
    kind = made.root("IfcSanitaryTerminalType", Name="WC", PredefinedType="WCSEAT")
    made.root("IfcRelDefinesByType", RelatedObjects=[fixture], RelatingType=kind)
    rows = extract_model(Request(str(made.write(tmp_path / "a.ifc")), details=True))
    assert [row["element_step_id"] for row in rows.details["elements"]] == [fixture.id()]
    assert other.id() not in {row["element_step_id"] for row in rows.details["elements"]}
