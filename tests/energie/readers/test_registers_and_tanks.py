"""Tables of meter readings and of deliveries, as people keep them in a spreadsheet."""

from energie.readers import READERS
from energie.readers.register_readings import READER as READINGS
from energie.readers.tanks import READER as TANKS
from kern.intake.head import open_file
from kern.intake.recognise import recognise


def load(tmp_path, reader, *lines):
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines) + "\n")
    head = open_file(path)
    assert recognise(head, READERS) is reader
    return reader.read(head, {})


def test_meter_readings(tmp_path):
    intake = load(
        tmp_path,
        READINGS,
        "Metercode;Datum;Meterstand;Eenheid;Energiedrager;Register;Soort;Meternummer;Aantal cijfers;Objectcode",
        "G-1;01/01/2025;99.950,5;m³;aardgas;;;A1;5;G1",
        "G-1;01/02/2025;;m³;aardgas;;gemist;A1;5;G1",
        "E-1;01/01/2025;100;kWh;elektriciteit;Dag;;;;G1",
        "E-1;01/01/2025;200;kWh;elektriciteit;Afname Nacht;geschat;;;G1",
        "E-1;01/02/2025;1;kWh;elektriciteit;Warmte;;;;G1",
        "E-1;01/02/2025;1;l;elektriciteit;;;;;G1",
        "E-2;01/02/2025;1;kWh;elektriciteit;;;;;G1",
        "E-2;01/02/2025;2;kWh;elektriciteit;;;;;G1",
    )
    rows = intake.frames["register_reading"]
    assert rows.select("meter", "register_name", "kind", "reading").rows() == [
        ("G-1", "offtake", "read", 99950.5),
        ("G-1", "offtake", "read", None),
        ("E-1", "offtake_day", "read", 100.0),
        ("E-1", "offtake_night", "estimated", 200.0),
    ]
    assert dict(intake.rejected.select("row", "code").iter_rows()) == {
        6: "energy.history.register", 7: "energy.invoice.unit", 8: "energy.register.twice", 9: "energy.register.twice",
    }  # fmt: skip


def test_deliveries_and_levels(tmp_path):
    intake = load(
        tmp_path,
        TANKS,
        "Tank;Objectcode;Energiedrager;Datum;Soort;Hoeveelheid;Eenheid;Bedrag (euro);Leveringsbon",
        "T1;G1;stookolie;01/01/2025;peiling;2000;liter;;",
        "T1;G1;stookolie;10/02/2025;levering;3;m3;3100;B1",
        "T2;G1;pellets;10/02/2025;levering;2,5;ton;700;B2",
        "T2;G1;pellets;10/02/2025;levering;5;kWh;700;B3",
    )
    rows = intake.frames["tank_record"]
    assert rows.select("tank", "kind", "quantity", "unit").rows() == [
        ("T1", "level", 2000.0, "l"), ("T1", "delivery", 3000.0, "l"), ("T2", "delivery", 2500.0, "kg"),
    ]  # fmt: skip
    assert intake.rejected["row"].to_list() == [5]
