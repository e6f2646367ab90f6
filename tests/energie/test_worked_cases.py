"""The worked cases of tests/worked_cases/energy.yaml."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import yaml

from energie.carriers import kwh_per_unit
from energie.ean import check_digit
from energie.emissions import METRICS, compute_emissions
from energie.export import Weights, chp_site, exported_weight, weigh
from energie.spreading import normal_degree_days
from kern.sources import factor
from kern.trajectory import Method, Target

CASES = yaml.safe_load(
    (Path(__file__).resolve().parents[1] / "worked_cases" / "energy.yaml").read_text(encoding="utf-8")
)


def emissions(carrier, year, consumption_kwh, green=False):
    month = pl.DataFrame(
        {
            "asset_code": ["A"], "carrier": [carrier], "year": [year], "month": [6], "green": [green],
            "consumption_kwh": [float(consumption_kwh)], "missing_kwh": [0.0],
        },
        schema_overrides={"year": pl.Int32, "month": pl.Int8},
    )  # fmt: skip
    return compute_emissions(month).frame.select(METRICS).row(0, named=True)


def reduction_pct(per_year_pct, years, method):
    return Target(2015, 2015 + years, per_year_share=per_year_pct / 100, method=Method(method)).end_share * 100


def weights(carrier):
    keys = {
        "renewable_kwh": ("primary_energy", f"primary_energy.{carrier}_renewable"),
        "nonrenewable_kwh": ("primary_energy", f"primary_energy.{carrier}_nonrenewable"),
        "co2_kg": (
            "emission",
            f"co2.{carrier}.location.direct" if carrier == "electricity" else f"co2.{carrier}.direct",
        ),
    }
    day = date(2024, 1, 1)
    return Weights(**{n: factor(f"factors/{t}.csv", k, day, "iso_52000_annex_j").value for n, (t, k) in keys.items()})


def iso_52000(**given):
    return asdict(weigh(grid=weights("electricity"), **given))


def iso_52000_chp(fuel_kwh, electricity_kwh, heat_kwh, exported_kwh, export_factor):
    fuel = chp_site(weights("natural_gas"), fuel_kwh, electricity_kwh, heat_kwh).nonrenewable_kwh
    grid = weights("electricity").nonrenewable_kwh
    return {"nonrenewable_kwh": exported_weight(exported_kwh, exported_kwh, grid, fuel, export_factor)}


COMPUTE = {
    "iso_52000": iso_52000,
    "iso_52000_chp": iso_52000_chp,
    "check_digit": check_digit,
    "reduction_pct": reduction_pct,
    "emissions": emissions,
    "kwh_per_unit": lambda carrier, unit: kwh_per_unit(carrier, unit, date(2024, 1, 1))[0],
    "normal_degree_days": lambda: sum(normal_degree_days().values()),
    "degree_day_share_pct": lambda month: normal_degree_days()[month] / sum(normal_degree_days().values()) * 100,
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_worked_case(case):
    assert case["source"]
    got = COMPUTE[case["compute"]](**case["input"])
    expected = case["output"]
    if isinstance(expected, dict):
        got = {name: got[name] for name in expected}
    assert got == pytest.approx(expected, abs=case.get("tolerance", 0) or 1e-9)
