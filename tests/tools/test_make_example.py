"""The example portfolio: what is committed is what the generator makes, and the readers find what was planted."""

import csv
import gzip
import importlib
import re
import sys
import zipfile
from datetime import date
from pathlib import Path

import ifcopenshell
import ifcopenshell.util.placement
import ifcopenshell.util.unit
import ifcopenshell.validate
import polars as pl
import pytest

from kern.intake.archive import open_all

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "data" / "example"
ROOMS = ("vastgoed", "energie", "vloot")


@pytest.fixture(scope="module")
def tool():
    sys.path.insert(0, str(ROOT / "tools"))
    yield importlib.import_module("make_example")
    sys.path.remove(str(ROOT / "tools"))


@pytest.fixture(scope="module")
def fresh(tool, tmp_path_factory):
    folder = tmp_path_factory.mktemp("example")
    return folder, tool.write_example(folder)


@pytest.fixture(scope="module")
def intakes(tmp_path_factory):
    """Every file through the one reader that knows it."""
    readers = [reader for room in ROOMS for reader in importlib.import_module(f"{room}.readers").READERS]
    found = {}
    for head in open_all(
        [EXAMPLE / room for room in ("energie", "vastgoed", "vloot", "toegankelijkheid")],
        tmp_path_factory.mktemp("work"),
    ):
        chosen = [reader for reader in readers if reader.recognise(head)]
        assert len(chosen) == 1, (head.shown_name, [reader.kind for reader in chosen])
        found[head.shown_name] = chosen[0].read(head, {})
    return found


def lines(name):
    path = EXAMPLE / name
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_committed_files_are_what_is_made_now(tool, fresh):
    folder, _made = fresh
    names = {p.relative_to(root).as_posix() for root in (folder, EXAMPLE) for p in root.rglob("*") if p.is_file()}
    assert {name for name in names if not (folder / name).is_file() or not (EXAMPLE / name).is_file()} == set()
    assert [name for name in sorted(names) if tool.content(folder / name) != tool.content(EXAMPLE / name)] == []


def test_size_is_bounded():
    assert sum(path.stat().st_size for path in EXAMPLE.rglob("*") if path.is_file()) < 8_000_000


def test_archives_and_workbooks_carry_no_moment():
    for path in EXAMPLE.rglob("*"):
        if path.suffix in (".zip", ".xlsx"):
            with zipfile.ZipFile(path) as archive:
                assert {info.date_time for info in archive.infolist()} == {(2026, 1, 15, 9, 0, 0)}, path
        if path.suffix == ".gz":
            assert path.read_bytes()[4:8] == b"\0\0\0\0", path


def test_check_says_what_is_stale(tool, fresh, tmp_path, monkeypatch):
    folder, _made = fresh
    monkeypatch.setattr(tool, "write_example", lambda root: (root / "a.csv").write_text("1\n"))
    (tmp_path / "a.csv").write_text("2\n")
    (tmp_path / "b.csv").write_text("")
    assert tool.stale_files(tmp_path) == ["a.csv", "b.csv"]
    assert tool.content(folder / "vloot/tankkaart-2015.csv.gz").startswith(b"Transactienummer;")


def test_codes_have_their_check_digits():
    for row in lines("energie/meters.csv"):
        code = row["EAN-code"]
        if code.isdigit():
            total = sum(int(d) * (3 if at % 2 else 1) for at, d in enumerate(reversed(code)))
            assert (len(code), total % 10) == (18, 0), code
    for row in lines("vastgoed/entiteiten.csv"):
        assert re.fullmatch(r"OVO99\d{4}", row["OVO-code"])
        kbo = row["KBO-nummer"]
        assert int(kbo[8:]) == 97 - int(kbo[:8]) % 97


def test_the_readers_keep_out_what_was_planted_and_nothing_else(intakes, fresh):
    _folder, made = fresh
    planted = {(d.file.removesuffix(".gz"), *_place(d.row)) for d in made.planted.defects if d.expected == "quarantine"}
    kept_out = set()
    for name, intake in intakes.items():
        for sheet, row in intake.rejected.select("sheet", "row").unique().iter_rows():
            several = sheet in ("oppervlakten", "contracten", "metingen")
            kept_out.add((name, sheet if several else None, row))
    assert kept_out <= planted
    # What only shows when registers meet: a building of a contract, meter or charger, and a plate that nobody knows.
    assert {(name.rpartition("/")[2], row) for name, _sheet, row in planted - kept_out} == {
        ("vastgoeddatabank-2025.xlsx", 20),
        ("meters.csv", 224),
        ("laadpunten.csv", 35),
        ("water-afval.csv", 421),
        ("tankkaart-2019-2025.csv", next(int(d.row) for d in made.planted.defects if "1-KRS-404" in d.what)),
    }
    assert 10 <= len(planted) <= 40


def _place(text):
    sheet, _space, row = text.rpartition(" ")
    return sheet or None, int(row)


def test_counts_of_assets_vehicles_and_audits(intakes):
    frames = {}
    for intake in intakes.values():
        for name, frame in intake.frames.items():
            frames.setdefault(name, []).append(frame)
    assets = pl.concat([f.select("code", "kind") for f in frames["managed_asset"]]).unique()
    assert dict(assets.group_by("kind").len().iter_rows()) == {"building": 96, "infrastructure": 24}
    assert frames["entity"][0].height == 12
    assert frames["vehicle"][0].height == 240
    assert frames["audit"][0].height == 10
    assert frames["transfer_capacity"][0].height == 12


def test_areas_are_in_order_and_functions_add_up(intakes):
    frames = intakes["vastgoed/vastgoeddatabank-2025.xlsx"].frames
    buildings = frames["building"]
    gross, internal, net, office = (
        pl.col(name)
        for name in ("gross_floor_area_m2", "internal_floor_area_m2", "net_floor_area_m2", "net_office_area_m2")
    )
    assert buildings.filter(~((gross >= internal) & (internal >= net) & (net >= office))).is_empty()
    sums = frames["function_area"].group_by("asset_code").agg(pl.col("area_m2").sum())
    joined = buildings.join(sums, on="asset_code", how="left")
    off = joined.filter(((pl.col("area_m2") / internal - 1).abs() > 0.01) | pl.col("area_m2").is_null())
    assert sorted(off["asset_code"]) == ["GB-0059", "GB-0063", "GB-0083"]


def test_quarters_of_2025_agree_with_the_invoices(intakes):
    invoices = intakes["energie/facturen-2019-2025.csv"].series["readings"].lazy().collect()
    of_2025 = invoices.filter(pl.col("year") == 2025).group_by("meter").agg(pl.col("consumption_kwh").sum())
    for name, intake in intakes.items():
        if "/fluvius/" not in name:
            continue
        readings = intake.series["readings"].lazy().collect()
        offtake = readings.filter(pl.col("register").cast(pl.String).str.starts_with("offtake"))
        meter = offtake["meter"][0]
        billed = of_2025.filter(pl.col("meter") == meter)["consumption_kwh"][0]
        assert offtake["consumption_kwh"].sum() == pytest.approx(billed, rel=0.01), name


def test_a_year_of_quarters_is_complete(intakes):
    for name, intake in intakes.items():
        if "kwartiertotalen" in name:
            readings = intake.series["readings"].lazy().collect()
            offtake = readings.filter(pl.col("register").cast(pl.String).str.starts_with("offtake"))
            assert offtake.height == 35_040
            assert offtake["start_utc"].n_unique() == 35_040
            days = offtake.group_by(pl.col("start_utc").dt.convert_time_zone("Europe/Brussels").dt.date()).len()
            assert sorted(days["len"].unique()) == [92, 96, 100]


def test_totals_on_the_page_follow_from_the_rows(intakes, fresh):
    _folder, made = fresh
    files = [intakes[f"energie/{name}"] for name in ("facturen-2015.xlsx", "facturen-2019-2025.csv")]
    columns = ("meter", "carrier", "year", "consumption_kwh")
    rows = pl.concat([intake.series["readings"].lazy().collect().select(columns) for intake in files])
    known = {row["EAN-code"] for row in lines("energie/meters.csv")}
    gas = rows.filter((pl.col("carrier") == "natural_gas") & pl.col("meter").is_in(sorted(known)))
    by_year = dict(gas.group_by("year").agg(pl.col("consumption_kwh").sum()).iter_rows())
    for year in (2015, 2019, 2023):
        assert made.energy[year]["aardgas"] == pytest.approx(by_year[year], rel=1e-9)


def test_course_of_the_example_is_worth_showing(fresh):
    _folder, made = fresh
    primary = {year: values["primary"] for year, values in made.energy.items()}
    co2 = {year: values["co2"] for year, values in made.energy.items()}
    assert 0.86 < primary[2025] / primary[2019] < 0.90  # path 0.85: a little off course
    assert 0.66 < co2[2025] / co2[2015] < 0.733  # path 0.733: on course
    factors = {"diesel": 2.64, "petrol": 2.392, "cng": 2.69}
    fuel = {year: sum(made.fleet.quantity[year, name] * f for name, f in factors.items()) for year in (2015, 2025)}
    assert 0.735 < fuel[2025] / fuel[2015] < 0.78  # path 0.733: a little off course


def test_no_driver_outside_the_fuel_card():
    drivers = {row["Bestuurder"] for row in lines("vloot/tankkaart-2019-2025.csv.gz")} - {""}
    assert len(drivers) > 50
    for path in EXAMPLE.rglob("*"):
        if path.is_file() and not path.name.startswith("tankkaart"):
            content = path.read_bytes()
            if path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as archive:
                    content = b"".join(archive.read(name) for name in archive.namelist())
            assert not any(name.encode() in content for name in drivers), path


def test_plates_hold_one_vehicle_at_a_time(intakes):
    plates = intakes["vloot/voertuigen.xlsx"].frames["vehicle_plate"]
    until = pl.col("valid_until").fill_null(pl.date(2099, 1, 1))
    pairs = plates.join(plates, on="plate", suffix="_other").filter(pl.col("vin") < pl.col("vin_other"))
    assert pairs.height > 25
    clash = pairs.filter(
        (pl.col("valid_from") < pl.col("valid_until_other").fill_null(pl.date(2099, 1, 1)))
        & (pl.col("valid_from_other") < until)
    )
    assert clash.is_empty()


@pytest.mark.parametrize("path", sorted((EXAMPLE / "bim").glob("*.ifc")), ids=lambda path: path.stem)
def test_models_are_valid_and_every_door_leads_somewhere(path):
    model = ifcopenshell.open(str(path))
    said = ifcopenshell.validate.json_logger()
    ifcopenshell.validate.validate(model, said)
    assert said.statements == []
    scale = ifcopenshell.util.unit.calculate_unit_scale(model)
    rooms = []
    for space in model.by_type("IfcSpace"):
        x, y, z = ifcopenshell.util.placement.get_local_placement(space.ObjectPlacement)[:3, 3] * scale
        size = space.Representation.Representations[0].Items[0].SweptArea
        rooms.append((space.Name, x, y, x + size.XDim * scale, y + size.YDim * scale, z))
    for door in model.by_type("IfcDoor"):
        matrix = ifcopenshell.util.placement.get_local_placement(door.ObjectPlacement)
        sides = []
        for away in (0.5, -0.5):
            x, y, z, _one = matrix @ [door.OverallWidth / 2, away / scale, 0, 1] * scale
            sides.append(
                [n for n, x0, y0, x1, y1, level in rooms if x0 <= x <= x1 and y0 <= y <= y1 and abs(z - level) < 0.5]
            )
        inside = [len(side) for side in sides]
        assert inside == [1, 1] if door.Name.startswith("Deur") else sorted(inside) == [0, 1], (door.Name, sides)


def test_model_areas_against_the_register(tool):
    from example.bim.buildings import FLOORS, gross_area_m2, net_area_m2
    from example.portfolio import make_portfolio

    portfolio = make_portfolio()
    shares = {code: portfolio.building(code).gross_m2 / gross_area_m2(code) for code in FLOORS}
    assert shares == pytest.approx({"GB-0030": 1.0, "GB-0034": 1.042, "GB-0069": 1.111}, abs=0.001)
    assert portfolio.building("GB-0030").net_m2 == pytest.approx(net_area_m2("GB-0030"), abs=0.5)


def test_audits_reach_what_they_are_meant_to_reach(intakes):
    from vastgoed.accessibility.criteria import read_criteria
    from vastgoed.accessibility.portfolio import assess_portfolio

    frames = intakes["toegankelijkheid/audits.xlsx"].frames
    audits = frames["audit"].select("audit_code", "asset_code", "audited_on")
    values = frames["audit_value"].join(audits, on="audit_code")
    on = date(2025, 12, 31)
    labels = assess_portfolio(values, read_criteria(on), on)
    assert dict(labels.select("asset_code", "level").iter_rows()) == {
        "GB-0030": "a_plus_plus",
        **dict.fromkeys(("GB-0004", "GB-0018"), "a_plus"),
        **dict.fromkeys(("GB-0007", "GB-0015"), "a"),
        **dict.fromkeys(("GB-0019", "GB-0022", "GB-0034", "GB-0036", "GB-0041"), "none"),
    }
    weakest = dict(labels.select("asset_code", "weakest_criterion").iter_rows())
    assert {code: weakest[code] for code in ("GB-0019", "GB-0034", "GB-0036")} == {
        "GB-0019": "LVL-03",
        "GB-0034": "LVL-02",
        "GB-0036": "SAN-02",
    }
