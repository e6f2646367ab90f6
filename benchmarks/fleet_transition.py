"""The public fleet benchmark: the planner against every published solution, judged by the independent evaluator.

    python benchmarks/fleet_transition.py ../shared/samples/fleet-benchmark --seconds 600

Heavy trucks over sixteen years, in dollars: a test of the planner, not fleet data. Published, all feasible at median
fuel price: 226 602 116 (organiser's sample), 238 449 015 and 246 496 281 (two teams), 193 254 643 (rolling horizon,
19 minutes). Published bounds: 186 263 709 (without whole numbers) and 186 914 196 (500 s of search).

A vehicle serves one distance bucket on one fuel in a year (codes 3 and 23 of the statement: whole numbers, no more
used than owned). So each demand takes its kilometres divided by the yearly range, rounded up, in vehicles. With those
rows the relaxed model alone proves that no plan costs less than 191 212 022: the older bounds cannot be reached.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.fleet_evaluator import BUCKETS, COLUMNS, LIFE_YEARS, MOST_SOLD, Data, judge, read_data, read_plan
from vloot.planner.plan import Plan, solve_problem
from vloot.planner.problem import Cohort, Duty, Energy, Problem

PUBLISHED = {
    "organiser's sample": 226_602_116,
    "team oregontoni": 238_449_015,
    "MartinLaskowski, AMPL and Gurobi": 246_496_281,
    "rolling horizon": 193_254_643,
}
OLDER_BOUND = 186_914_196


def make_problem(data: Data) -> Problem:
    """The benchmark as a planning problem."""
    years = tuple(data.years)
    fuels = sorted({fuel for fuel, _year in data.fuels})
    return Problem(
        years=years,
        cohorts=[_cohort(data, name) for name in data.vehicles],
        duties=[
            Duty(f"{size}:{bucket}", {year: data.demand[year, size, bucket] for year in years})
            for size, bucket in sorted({(size, bucket) for _year, size, bucket in data.demand})
        ],
        energies=[
            Energy(fuel, {y: data.fuels[fuel, y][0] for y in years}, {y: data.fuels[fuel, y][1] for y in years})
            for fuel in fuels
        ],
        co2_limit_kg=data.caps,
        most_sold_share=MOST_SOLD,
    )


def _cohort(data: Data, name: str) -> Cohort:
    vehicle = data.vehicles[name]
    first, price = int(vehicle["Year"]), float(vehicle["Cost ($)"])
    ages = {first + age - 1: data.profiles[age] for age in range(1, LIFE_YEARS + 1)}
    return Cohort(
        name=name,
        first_year=first,
        last_year=first + LIFE_YEARS - 1,
        bought_eur=price,
        owned_eur={year: price * (insurance + upkeep) for year, (_value, insurance, upkeep) in ages.items()},
        sold_eur={year: price * value for year, (value, _insurance, _upkeep) in ages.items()},
        range_km=float(vehicle["Yearly range (km)"]),
        duties=tuple(f"{vehicle['Size']}:{bucket}" for bucket in BUCKETS if bucket <= vehicle["Distance"]),
        use_per_km={fuel: use for (vehicle_name, fuel), use in data.use.items() if vehicle_name == name},
    )


def write_submission(data: Data, plan: Plan, path: Path) -> None:
    """Write a plan as the organiser wants it."""
    rows: list[tuple[object, ...]] = []
    for (_family, name, *_rest), number in plan.of("buy"):
        rows.append((int(data.vehicles[str(name)]["Year"]), name, round(number), "Buy", "", "", 0.0))
    driven: dict[tuple[object, ...], float] = defaultdict(float)
    for key, km in plan.of("km"):
        driven[key[1:]] = km
    for key, number in plan.of("use"):
        _family, name, year, duty, fuel = key
        each = driven[key[1:]] / number
        rows.append((year, name, round(number), "Use", fuel, str(duty).partition(":")[2], each))
    for (_family, name, year), number in plan.of("sell"):
        rows.append((year, name, round(number), "Sell", "", "", 0.0))
    order = {"Buy": 0, "Use": 1, "Sell": 2}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(sorted(rows, key=lambda row: (int(str(row[0])), order[str(row[3])], str(row[1]), str(row[5]))))


def main() -> None:
    """Solve, judge, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--keep", type=Path, help="where to write the plan")
    options = parser.parse_args()
    data = read_data(options.folder)
    sample = judge(data, read_plan(options.folder / "sample_submission.csv"))
    print(f"organiser's sample {sample.total:,.0f}, {len(sample.violations)} violations")
    started = time.perf_counter()
    plan = solve_problem(make_problem(data), options.seconds)
    spent = time.perf_counter() - started
    with tempfile.TemporaryDirectory(prefix="koers-benchmark-") as folder:
        path = options.keep or Path(folder) / "plan.csv"
        write_submission(data, plan, path)
        verdict = judge(data, read_plan(path))
    parts = ", ".join(f"{part} {amount:,.0f}" for part, amount in sorted(verdict.cost.items()))
    print(f"our plan {verdict.total:,.0f}, {len(verdict.violations)} violations, {spent:.0f} s ({parts})")
    gap = (plan.gap_share or 0) * 100
    print(f"our proven bound {plan.bound_eur:,.0f}: the plan is at most {gap:.2f} % above the best there is")
    print(f"above the older bound {OLDER_BOUND:,}: {(verdict.total / OLDER_BOUND - 1) * 100:.2f} %")
    for who, cost in PUBLISHED.items():
        print(f"  {who}: {cost:,} ({(verdict.total / cost - 1) * 100:+.1f} %)")
    raise SystemExit(1 if verdict.violations else 0)


if __name__ == "__main__":
    main()
