"""Row order and the way rows are spread over files change nothing, and neither does loading a second time."""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from kern.store.store import Store
from koers.loading import Wishes, load_files
from koers.wiring import readers, registers, series

BRUSSELS = ZoneInfo("Europe/Brussels")
UTC = ZoneInfo("UTC")
EAN = "541448000000000011"


HISTORY = (
    "Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip);EAN-code;Meter;Metertype;Register;Volume;Eenheid;"
    "Validatiestatus;Omschrijving"
)


def history():
    """Five days of quarters around the October change, with an estimate and an empty value."""
    start = datetime(2023, 10, 27, tzinfo=BRUSSELS).astimezone(UTC)
    rows = []
    for place in range(5 * 96 + 4):
        begin, end = ((start + timedelta(minutes=15 * p)).astimezone(BRUSSELS) for p in (place, place + 1))
        value = "" if place == 9 else f"{place / 8:.3f}".replace(".", ",")
        status = "Geen verbruik" if place == 9 else "Geschat" if place == 10 else "Gevalideerd"
        moments = f"{begin:%d-%m-%Y;%H:%M:%S};{end:%d-%m-%Y;%H:%M:%S}"
        rows.append(f'{moments};="{EAN}";1SAG1;Digitale meter;Afname Dag;{value};kWh;{status};')
    return HISTORY, rows


def invoices():
    header = "EAN-code;Energiedrager;Periode van;Periode tot;Hoeveelheid;Eenheid;Soort;Bedrag (euro);Factuurnummer"
    rows = []
    for meter, unit in ((EAN, "m³"), ("M2", "MWh")):
        first = date(2022, 1, 10)
        for number in range(20):
            last = first + timedelta(days=37)
            rows.append(
                f"{meter};aardgas;{first:%d/%m/%Y};{last:%d/%m/%Y};{100 + 7 * number};{unit};afrekening;12,5;F{number}"
            )
            first = last + timedelta(days=1)
    return header, rows


def stands():
    header = "Metercode;Datum;Meterstand;Eenheid;Energiedrager;Soort;Aantal cijfers"
    rows = [
        f"S1;{date(2022, 1, 1) + timedelta(days=31 * n):%d/%m/%Y};{(99000 + 137 * n) % 100000};kWh;elektriciteit;;5"
        for n in range(20)
    ]
    return header, rows


def tanks():
    header = "Tank;Datum;Soort;Hoeveelheid;Eenheid;Energiedrager;Leveringsbon"
    rows = []
    for number in range(12):
        kind, quantity = ("levering", 1500) if number % 2 else ("peiling", 3000 - 10 * number)
        day = date(2022, 1, 1) + timedelta(days=30 * number)
        rows.append(f"T1;{day:%d/%m/%Y};{kind};{quantity};liter;stookolie;B{number}")
    return header, rows


def energy(folder, files):
    """Load files one by one, the last one twice; consumption per meter and month."""
    from energie.inputs import EnergyInputs

    with Store.open(f"sqlite:///{folder / 'k.sqlite'}", folder / "reeksen", registers(), series()) as store:
        for number, (header, rows) in enumerate(files):
            path = folder / f"{number}.csv"
            path.write_text("\n".join([header, *rows]) + "\n")
            for _time in range(2 if number == len(files) - 1 else 1):
                loading = load_files(store, readers(None), [path], {}, Wishes(), lambda _step: None)
                assert not loading.refused
                assert loading.quarantine.is_empty()
        inputs = EnergyInputs(
            readings=store.series("readings"),
            register_readings=store.register("register_reading"),
            tank_records=store.register("tank_record"),
        )
        sums = inputs.months.counted.group_by("meter", "year", "month").agg(
            pl.col("consumption_kwh", "estimated_kwh", "covered_days").sum().round(6)
        )
        return sums.sort("meter", "year", "month")


@pytest.mark.parametrize("make", [history, invoices, stands, tanks])
def test_order_split_and_loading_again_change_nothing(tmp_path, make):
    header, rows = make()
    whole = tmp_path / "whole"
    parts = tmp_path / "parts"
    whole.mkdir()
    parts.mkdir()
    expected = energy(whole, [(header, rows)])
    assert expected.height
    mixed = list(rows)
    if make is history:
        # The repeated hour has no marker, so its pairs must stay in order and in one file; days may be anywhere.
        days = {}
        for row in rows:
            days.setdefault(row[:10], []).append(row)
        groups = list(days.values())
        random.Random(1).shuffle(groups)
        pieces = [[r for group in groups[:2] for r in group], [r for group in groups[2:] for r in group]]
    else:
        random.Random(1).shuffle(mixed)
        pieces = [mixed[:7], mixed[7:]]
    found = energy(parts, [(header, piece) for piece in pieces])
    assert found.equals(expected)
