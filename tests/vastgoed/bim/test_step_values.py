"""Values read many at a time out of the text are those of the library, however an exporter writes them."""

import ifcopenshell
import pytest

from vastgoed.bim.step_model import open_step
from vastgoed.bim.type_objects import types_of
from vastgoed.bim.values import StatedValue, read_many, read_values

KINDS = ("IfcSpace", "IfcDoor", "IfcWall", "IfcWindow", "IfcBuilding", "IfcBuildingStorey", "IfcTransportElement")
SAMPLES = (
    "duplex-electrical-feet", "duplex-georeferenced-be", "example-hom", "fzk-haus-ac20-ifc4", "largebuilding-bimwhale",
    "office-a-nibs", "schependomlaan-houten-kozijnen", "tallbuilding-bimwhale", "testmodel-ifc4add2",
)  # fmt: skip
HEAD = "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nFILE_NAME('','',(''),(''),'','','');\n"
RELATED = "#4=IFCRELDEFINESBYPROPERTIES('0000000000000000000004',$,$,$,(#1),#3);\n"


def _sorted(values):
    return sorted(values, key=repr)  # the library gives the sets of an element in no order of its own


@pytest.mark.parametrize("names", [None, ("reference", "area", "height")])
@pytest.mark.parametrize("name", SAMPLES)
def test_values_are_those_of_the_library(sample, name, names):
    path = sample(name)
    library = ifcopenshell.open(str(path))
    model = open_step(path, library.schema_identifier)
    for kind in KINDS:
        theirs = sorted(library.by_type(kind), key=lambda element: element.id())[:60]
        ours = [model.by_id(element.id()) for element in theirs]
        found = list(map(_sorted, read_many(ours, names)))
        assert found == [_sorted(read_values(element, names)) for element in theirs]
        for own, their in zip(ours, theirs, strict=True):
            assert [each.id() for each in types_of(own)] == [each.id() for each in types_of(their)]
    assert not model.damaged


def _both(tmp_path, records, schema="IFC4", number=1):
    path = tmp_path / "a.ifc"
    head = f"{HEAD}FILE_SCHEMA(('{schema}'));\nENDSEC;\nDATA;\n"
    path.write_text(f"{head}{records}ENDSEC;\nEND-ISO-10303-21;\n", newline="")
    library = ifcopenshell.open(str(path))
    model = open_step(path, library.schema_identifier)
    ours = read_values(model.by_id(number))
    assert ours == read_values(library.by_id(number))
    return {value.name: value for value in ours}


SPACE = "#1=IFCSPACE('0000000000000000000001',$,'1',$,$,$,$,$,$,$,$);\n"


def test_every_way_a_value_is_written(tmp_path):
    parts = (
        "#11=IFCPROPERTYSINGLEVALUE('Uitleg','beschrijving, met #12=x',IFCTEXT(' it''s \\X2\\00E9\\X0\\n '),$);\r\n"
        "#12= IFCPROPERTYSINGLEVALUE('Leeg',$,IFCLABEL(''),$);\n"
        "#13=IFCPROPERTYSINGLEVALUE('Niets',$,$,$);\n"
        "#14=IFCPROPERTYSINGLEVALUE('Aantal',$,IFCINTEGER(7),$);\n"
        "#15=IFCPROPERTYSINGLEVALUE(\r\n'Maat',$\r\n,IFCLENGTHMEASURE(\r\n1.5E-2),#30\r\n);\r\n"
        "#16=IFCPROPERTYSINGLEVALUE('Vlag',$,IFCBOOLEAN(.F.),$);\n"
        "#17=IFCPROPERTYSINGLEVALUE('Misschien',$,IFCLOGICAL(.U.),$);\n"
        "#18=IFCPROPERTYENUMERATEDVALUE('Keuze',$,(IFCLABEL('A'),IFCLABEL('B')),$);\n"
        "#19=IFCCOMPLEXPROPERTY('Deel',$,'x',(#14));\n"
        "#20=IFCPROPERTYSINGLEVALUE('Negatief',$,IFCREAL(-3.),$);\n"
        "#30=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.);\n"
    )
    members = ",".join(f"#{number}" for number in range(11, 21))
    sets = f"#3=IFCPROPERTYSET('0000000000000000000003',$,'Eigen','uitleg',(\r\n{members}));\n"
    found = _both(tmp_path, SPACE + sets + RELATED + parts)
    assert {name: value.value for name, value in found.items()} == {
        "Uitleg": "it's én", "Aantal": 7, "Maat": 0.015, "Vlag": False, "Misschien": "UNKNOWN", "Keuze": "A, B",
        "Deel.Aantal": 7, "Negatief": -3.0,
    }  # fmt: skip
    assert found["Maat"] == StatedValue("Eigen", "Maat", 0.015, "IfcLengthMeasure", False, 0.001)


def test_quantities_of_every_kind(tmp_path):
    kinds = ("LENGTH", "AREA", "VOLUME", "COUNT", "WEIGHT", "TIME")
    parts = "".join(
        f"#{11 + n}=IFCQUANTITY{kind}('{kind}',{'$' if n % 2 else chr(39) + 'x' + chr(39)},$,{n}.5,$);\n"
        for n, kind in enumerate(kinds)
    )
    members = ",".join(f"#{11 + n}" for n in range(len(kinds)))
    sets = f"#3=IFCELEMENTQUANTITY('0000000000000000000003',$,'Qto',$,$,({members}));\n"
    found = _both(tmp_path, SPACE + sets + RELATED + parts)
    assert [value.value for value in found.values()] == [n + 0.5 for n in range(len(kinds))]
    assert all(value.is_quantity for value in found.values())
    assert found["AREA"].measure == "IfcAreaMeasure"


def test_values_of_the_type_and_a_set_of_sets(tmp_path):
    records = (
        "#3=IFCPROPERTYSET('0000000000000000000003',$,'Eigen',$,(#11));\n"
        "#5=IFCPROPERTYSET('0000000000000000000005',$,'Eigen',$,(#12,#13));\n"
        "#6=IFCPROPERTYSET('0000000000000000000006',$,$,$,(#13));\n"
        "#4=IFCRELDEFINESBYPROPERTIES('0000000000000000000004',$,$,$,(#1),IFCPROPERTYSETDEFINITIONSET((#3,#6)));\n"
        "#7=IFCSPACETYPE('0000000000000000000007',$,'Type',$,$,(#5),$,$,$,.SPACE.,$);\n"
        "#8=IFCRELDEFINESBYTYPE('0000000000000000000008',$,$,$,(#1),#7);\n"
        "#11=IFCPROPERTYSINGLEVALUE('A',$,IFCLABEL('eigen'),$);\n"
        "#12=IFCPROPERTYSINGLEVALUE('A',$,IFCLABEL('type'),$);\n"
        "#13=IFCPROPERTYSINGLEVALUE('B',$,IFCLABEL('b'),$);\n"
    )
    assert {name: value.value for name, value in _both(tmp_path, SPACE + records).items()} == {"A": "eigen", "B": "b"}


def test_broken_property_takes_no_other_with_it(tmp_path):
    records = (
        "#3=IFCPROPERTYSET('0000000000000000000003',$,'Eigen',$,(#11,#12,#99));\n" + RELATED +
        "#11=IFCPROPERTYSINGLEVALUE('A',$,IFCLABEL('a),$);\n"
        "#12=IFCPROPERTYSINGLEVALUE('B',$,IFCLABEL('b'),$);\n"
    )  # fmt: skip
    path = tmp_path / "a.ifc"
    path.write_text(f"{HEAD}FILE_SCHEMA(('IFC4'));\nENDSEC;\nDATA;\n{SPACE}{records}ENDSEC;\nEND-ISO-10303-21;\n")
    model = open_step(path, "IFC4")
    assert [value.name for value in read_values(model.by_id(1))] == ["B"]
    assert model.damaged == {11}
