import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT.parent / "shared" / "samples" / "fleet-benchmark"


def load(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


evaluator = load("fleet_evaluator")


def small():
    """Two years, one size, one truck model per year."""
    told = {"Vehicle": "Diesel", "Size": "S1", "Cost ($)": "100", "Yearly range (km)": "10", "Distance": "D2"}
    names = {f"Diesel_S1_{year}": str(year) for year in (2023, 2024)}
    vehicles = {name: {"ID": name, "Year": year, **told} for name, year in names.items()}
    return evaluator.Data(
        vehicles=vehicles,
        use={(name, "B20"): 1.0 for name in vehicles},
        fuels={("B20", year): (2.0, 3.0) for year in (2023, 2024)}
        | {("LNG", year): (1.0, 1.0) for year in (2023, 2024)},
        caps={2023: 100.0, 2024: 100.0},
        profiles={1: (0.9, 0.05, 0.01), 2: (0.8, 0.06, 0.03)},
        demand={(year, "S1", "D1"): 15.0 for year in (2023, 2024)},
    )


def row(year, kind, number=2, name=None, fuel="", bucket="", km=0.0):
    return {
        "Year": str(year), "ID": name or "Diesel_S1_2023", "Num_Vehicles": str(number), "Type": kind, "Fuel": fuel,
        "Distance_bucket": bucket, "Distance_per_vehicle(km)": str(km),
    }  # fmt: skip


def use(year, number=2, **told):
    return row(year, "Use", number, **{"fuel": "B20", "bucket": "D1", "km": 7.5, **told})


GOOD = [row(2023, "Buy"), use(2023), use(2024)]


def codes(plan):
    return sorted({code for code, _what in evaluator.judge(small(), plan).violations})


def test_cost_of_a_good_plan():
    verdict = evaluator.judge(small(), GOOD)
    assert verdict.violations == []
    assert verdict.cost["buy"] == 200
    assert verdict.cost["insurance"] == pytest.approx(200 * 0.05 + 200 * 0.06)
    assert verdict.cost["maintenance"] == pytest.approx(200 * 0.01 + 200 * 0.03)
    assert verdict.cost["fuel"] == pytest.approx(2 * 15 * 2)


def test_resale_is_by_age():
    verdict = evaluator.judge(small(), [row(2023, "Buy", 10), use(2023), use(2024), row(2023, "Sell", 2)])
    assert verdict.violations == []
    assert verdict.cost["resale"] == -2 * 100 * 0.9


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        ([row("x", "Buy"), *GOOD], 1),
        ([row(2023, "Buy", "1.5"), *GOOD], 3),
        ([use(2023, km="far"), *GOOD], 7),
        ([row(2050, "Buy"), *GOOD], 8),
        ([row(2023, "Buy", name="Bus"), *GOOD], 9),
        ([row(2023, "Buy", 0), *GOOD], 10),
        ([row(2023, "Lend"), *GOOD], 11),
        ([use(2023, fuel="Wind"), *GOOD], 12),
        ([use(2023, bucket="D9"), *GOOD], 13),
        ([use(2023, km=11.0), *GOOD], 14),
        ([use(2023, bucket="D3"), *GOOD], 15),
        ([row(2024, "Buy"), *GOOD], 16),
        ([row(2023, "Buy"), use(2023)], 18),
        ([row(2023, "Buy"), use(2023), use(2024, km=1.0)], 19),
        ([use(2023, fuel="LNG"), *GOOD], 20),
        ([*GOOD, row(2023, "Sell", 1)], 21),
        ([*GOOD, use(2023, 1, name="Diesel_S1_2024")], 22),
        ([*GOOD, use(2023, 1)], 23),
        ([*GOOD, row(2023, "Sell", 1, name="Diesel_S1_2024")], 24),
        ([*GOOD, row(2024, "Sell", 3)], 25),
        ([row(2023, "Buy", 9), use(2023, 9), use(2024)], 26),
    ],
)
def test_each_error_code_has_its_case(plan, code):
    assert code in codes(plan)


def test_a_vehicle_older_than_ten_years_is_a_violation():
    data = small()
    years = range(2023, 2035)
    data.caps = dict.fromkeys(years, 1000.0)
    data.fuels = {("B20", year): (2.0, 3.0) for year in years}
    data.profiles = dict.fromkeys(range(1, 11), (0.3, 0.05, 0.01))
    data.demand = {}
    assert 17 in {code for code, _what in evaluator.judge(data, [row(2023, "Buy")]).violations}


needs_samples = pytest.mark.skipif(not SAMPLES.exists(), reason="the benchmark's files are not here")


@needs_samples
def test_the_organisers_sample_costs_what_is_published():
    verdict = evaluator.judge(evaluator.read_data(SAMPLES), evaluator.read_plan(SAMPLES / "sample_submission.csv"))
    assert round(verdict.total) == 226_602_116
    assert verdict.violations == []


@needs_samples
def test_the_planner_reproduces_the_published_relaxation_and_proves_a_higher_bound():
    from dataclasses import replace

    sys.modules.setdefault("benchmarks.fleet_evaluator", evaluator)
    transition = load("fleet_transition")
    from vloot.planner.highs import solve_model
    from vloot.planner.model import build_model

    model = build_model(transition.make_problem(evaluator.read_data(SAMPLES)))
    plain = replace(model, rows=[row for row in model.rows if row[0][0] != "needed"])
    assert solve_model(plain, relaxed=True).objective == pytest.approx(186_263_709, abs=1)
    assert solve_model(model, relaxed=True).objective == pytest.approx(191_212_022, abs=1)
