"""Independent judge of the public fleet benchmark: counts violations by the organiser's error codes, and the cost.

    python benchmarks/fleet_evaluator.py FOLDER plan.csv

Shares nothing with the planner: it reads the organiser's files and the submission, and nothing else. Fuel at its median
price. The codes are those of the statement of the Shell.ai Hackathon 2024: 1 to 7 types, 8 to 14 values, 15 distance
bucket, 16 year of purchase, 17 ten years of life, 18 and 19 demand, 20 fuel, 21 sales, 22 and 23 use, 24 and 25 sale,
26 carbon.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

COLUMNS = ("Year", "ID", "Num_Vehicles", "Type", "Fuel", "Distance_bucket", "Distance_per_vehicle(km)")
TYPES, BUCKETS = ("Buy", "Use", "Sell"), ("D1", "D2", "D3", "D4")
LIFE_YEARS, MOST_SOLD = 10, 0.20
SLACK_KM, SLACK_KG = 0.01, 0.01


@dataclass
class Data:
    """The organiser's files."""

    vehicles: dict[str, dict[str, str]]
    use: dict[tuple[str, str], float]
    fuels: dict[tuple[str, int], tuple[float, float]]
    caps: dict[int, float]
    profiles: dict[int, tuple[float, float, float]]
    demand: dict[tuple[int, str, str], float]

    @property
    def years(self) -> list[int]:
        """Years of the plan."""
        return sorted(self.caps)


@dataclass
class Verdict:
    """What the judge found: cost by part, and every violation as (code, what)."""

    cost: Counter[str] = field(default_factory=Counter)
    violations: list[tuple[int, str]] = field(default_factory=list)

    @property
    def total(self) -> float:
        """Cost over all years."""
        return sum(self.cost.values())


def read_data(folder: Path) -> Data:
    """Read the organiser's files."""

    def rows(name: str) -> list[dict[str, str]]:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def of(row: dict[str, str], start: str) -> str:
        return next(value for name, value in row.items() if name.startswith(start))

    return Data(
        vehicles={row["ID"]: row for row in rows("vehicles.csv")},
        use={(row["ID"], row["Fuel"]): float(of(row, "Consumption")) for row in rows("vehicles_fuels.csv")},
        fuels={
            (row["Fuel"], int(row["Year"])): (float(of(row, "Cost (")), float(of(row, "Emissions")))
            for row in rows("fuels.csv")
        },
        caps={int(row["Year"]): float(of(row, "Carbon")) for row in rows("carbon_emissions.csv")},
        profiles={
            int(row["End of Year"]): (
                float(row["Resale Value %"]) / 100,
                float(row["Insurance Cost %"]) / 100,
                float(row["Maintenance Cost %"]) / 100,
            )
            for row in rows("cost_profiles.csv")
        },
        demand={
            (int(row["Year"]), row["Size"], row["Distance"]): float(of(row, "Demand")) for row in rows("demand.csv")
        },
    )


def read_plan(path: Path) -> list[dict[str, str]]:
    """Read a submission."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def judge(data: Data, plan: list[dict[str, str]]) -> Verdict:
    """Count every violation and the cost of a submission."""
    verdict = Verdict()
    good = [row for number, row in enumerate(plan, start=2) if _row_holds(data, row, number, verdict)]
    by_year: dict[int, list[dict[str, str]]] = defaultdict(list)
    for row in good:
        by_year[int(row["Year"])].append(row)
    fleet: Counter[str] = Counter()
    for year in data.years:
        _year(data, year, by_year[year], fleet, verdict)
    return verdict


def _is_whole(text: str) -> bool:
    try:
        return float(text) == int(float(text))
    except ValueError:
        return False


def _row_holds(data: Data, row: dict[str, str], number: int, verdict: Verdict) -> bool:
    """Codes 1 to 16 and 20, each row on its own."""
    before = len(verdict.violations)

    def wrong(code: int) -> None:
        verdict.violations.append((code, f"row {number}"))

    if not _is_whole(row["Year"]):
        wrong(1)
    elif int(float(row["Year"])) not in data.years:
        wrong(8)
    if row["ID"] not in data.vehicles:
        wrong(9)
    if not _is_whole(row["Num_Vehicles"]):
        wrong(3)
    elif int(float(row["Num_Vehicles"])) <= 0:
        wrong(10)
    if row["Type"] not in TYPES:
        wrong(11)
    if len(verdict.violations) > before:
        return False
    vehicle = data.vehicles[row["ID"]]
    if row["Type"] == "Buy" and int(vehicle["Year"]) != int(float(row["Year"])):
        wrong(16)
    if row["Type"] == "Use":
        _use_holds(data, row, vehicle, wrong)
    return len(verdict.violations) == before


def _use_holds(data: Data, row: dict[str, str], vehicle: dict[str, str], say: Callable[[int], None]) -> None:
    if row["Fuel"] not in {fuel for fuel, _year in data.fuels}:
        say(12)
    elif (row["ID"], row["Fuel"]) not in data.use:
        say(20)
    if row["Distance_bucket"] not in BUCKETS:
        say(13)
    elif row["Distance_bucket"] > vehicle["Distance"]:
        say(15)
    try:
        km = float(row["Distance_per_vehicle(km)"])
    except ValueError:
        say(7)
    else:
        if not 0 <= km <= float(vehicle["Yearly range (km)"]) + SLACK_KM:
            say(14)


def _year(data: Data, year: int, rows: list[dict[str, str]], fleet: Counter[str], verdict: Verdict) -> None:
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in TYPES}
    for row in rows:
        counts[row["Type"]][row["ID"]] += int(float(row["Num_Vehicles"]))
    for name, number in counts["Buy"].items():
        fleet[name] += number
        verdict.cost["buy"] += number * float(data.vehicles[name]["Cost ($)"])
    whole = sum(fleet.values())
    for name, number in fleet.items():
        age = year - int(data.vehicles[name]["Year"]) + 1
        if number and age > LIFE_YEARS:
            verdict.violations.append((17, f"{year} {name}"))
        elif number:
            price = float(data.vehicles[name]["Cost ($)"])
            verdict.cost["insurance"] += number * price * data.profiles[age][1]
            verdict.cost["maintenance"] += number * price * data.profiles[age][2]
    _use_and_demand(data, year, rows, counts["Use"], fleet, verdict)
    if sum(counts["Sell"].values()) > MOST_SOLD * whole + 1e-9:
        verdict.violations.append((21, f"{year}"))
    for name, number in counts["Sell"].items():
        if not fleet[name]:
            verdict.violations.append((24, f"{year} {name}"))
        elif number > fleet[name]:
            verdict.violations.append((25, f"{year} {name}"))
        else:
            age = year - int(data.vehicles[name]["Year"]) + 1
            value = data.profiles[age][0] if age in data.profiles else 0.0
            verdict.cost["resale"] -= number * float(data.vehicles[name]["Cost ($)"]) * value
        fleet[name] -= number


def _use_and_demand(
    data: Data, year: int, rows: list[dict[str, str]], used: Counter[str], fleet: Counter[str], verdict: Verdict
) -> None:
    driven: Counter[tuple[str, str]] = Counter()
    emitted = 0.0
    for row in rows:
        if row["Type"] != "Use":
            continue
        km = int(float(row["Num_Vehicles"])) * float(row["Distance_per_vehicle(km)"])
        units = km * data.use[row["ID"], row["Fuel"]]
        price, carbon = data.fuels[row["Fuel"], year]
        verdict.cost["fuel"] += units * price
        emitted += units * carbon
        driven[data.vehicles[row["ID"]]["Size"], row["Distance_bucket"]] += km
    for name, number in used.items():
        if not fleet[name]:
            verdict.violations.append((22, f"{year} {name}"))
        elif number > fleet[name]:
            verdict.violations.append((23, f"{year} {name}"))
    for (when, size, bucket), demand in data.demand.items():
        if when != year:
            continue
        if (size, bucket) not in driven:
            verdict.violations.append((18, f"{year} {size} {bucket}"))
        elif driven[size, bucket] < demand - SLACK_KM:
            verdict.violations.append((19, f"{year} {size} {bucket}"))
    if emitted > data.caps[year] + SLACK_KG:
        verdict.violations.append((26, f"{year}"))


def main() -> None:
    """Judge a submission from the command line."""
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        raise SystemExit(2)
    verdict = judge(read_data(Path(sys.argv[1])), read_plan(Path(sys.argv[2])))
    for part, amount in sorted(verdict.cost.items()):
        print(f"{part:12} {amount:16,.0f}")
    print(f"{'total':12} {verdict.total:16,.0f}")
    print(f"violations   {len(verdict.violations)}")
    for code, what in verdict.violations[:20]:
        print(f"  code {code}: {what}")
    raise SystemExit(1 if verdict.violations else 0)


if __name__ == "__main__":
    main()
