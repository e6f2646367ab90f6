"""What can be bought in which year, and what it drinks on the road."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Model:
    """A model of vehicle.

    Args:
        make: Make.
        name: Model.
        maker_code: First three signs of its chassis numbers.
        category: M1, N1 or N2.
        powertrain: Key of `POWERTRAINS`.
        per_100_km: Real use in litres (kg for CNG, kWh for electric) per 100 km.
        co2: Type approval. [g/km]
        mass_kg: In service.
        tank_l: Tank, in litres.
        battery_kwh: Battery.
        price_eur: New.
        ecoscore: As the register has it.
    """

    make: str
    name: str
    maker_code: str
    category: str
    powertrain: str
    per_100_km: float
    co2: int
    mass_kg: int
    tank_l: int | None
    battery_kwh: float | None
    price_eur: int
    ecoscore: int


# Fuel and powertrain as the register words them.
POWERTRAINS = {
    "diesel": ("diesel", "verbrandingsmotor"),
    "petrol": ("benzine", "verbrandingsmotor"),
    "cng": ("CNG", "verbrandingsmotor"),
    "hev": ("benzine", "volledig hybride"),
    "phev": ("benzine", "plug-in hybride"),
    "bev": ("elektriciteit", "volledig elektrisch"),
}

MODELS = (
    Model("Volkswagen", "Golf 1.6 TDI", "WVW", "M1", "diesel", 6.3, 105, 1340, 50, None, 23_500, 58),
    Model("Peugeot", "308 HDi", "VF3", "M1", "diesel", 6.1, 99, 1310, 53, None, 22_800, 60),
    Model("Skoda", "Octavia Combi TDI", "TMB", "M1", "diesel", 6.5, 108, 1390, 50, None, 24_900, 57),
    Model("Ford", "Focus 1.0", "WF0", "M1", "petrol", 7.4, 112, 1280, 52, None, 20_400, 67),
    Model("Renault", "Clio TCe", "VF1", "M1", "petrol", 6.9, 104, 1120, 42, None, 16_900, 69),
    Model("Opel", "Astra 1.2", "W0L", "M1", "petrol", 7.2, 110, 1290, 48, None, 21_100, 68),
    Model("Skoda", "Octavia G-Tec", "TMB", "M1", "cng", 4.9, 97, 1420, 9, None, 25_700, 77),
    Model("Toyota", "Corolla Touring Hybrid", "SB1", "M1", "hev", 5.2, 103, 1430, 43, None, 28_900, 74),
    Model("Toyota", "Yaris Hybrid", "VNK", "M1", "hev", 4.7, 92, 1160, 36, None, 22_700, 76),
    Model("Kia", "Niro PHEV", "KNA", "M1", "phev", 6.4, 31, 1590, 37, 8.9, 37_200, 75),
    Model("Volkswagen", "Passat Variant GTE", "WVW", "M1", "phev", 6.9, 34, 1730, 50, 13.0, 44_800, 72),
    Model("Renault", "Zoe", "VF1", "M1", "bev", 18.1, 0, 1580, None, 52.0, 31_500, 85),
    Model("Volkswagen", "ID.3", "WVW", "M1", "bev", 18.9, 0, 1810, None, 58.0, 36_900, 84),
    Model("Kia", "EV3", "KNA", "M1", "bev", 17.8, 0, 1850, None, 58.3, 35_900, 85),
    Model("Citroën", "Berlingo HDi", "VF7", "N1", "diesel", 7.2, 128, 1430, 53, None, 19_800, 54),
    Model("Ford", "Transit Custom", "WF0", "N1", "diesel", 9.3, 178, 2010, 70, None, 29_400, 48),
    Model("Peugeot", "Boxer", "VF3", "N1", "diesel", 10.4, 197, 2090, 90, None, 31_200, 46),
    Model("Fiat", "Doblo CNG", "ZFA", "N1", "cng", 6.2, 129, 1560, 16, None, 23_900, 71),
    Model("Citroën", "e-Berlingo", "VF7", "N1", "bev", 22.8, 0, 1720, None, 50.0, 36_400, 81),
    Model("Ford", "E-Transit Custom", "WF0", "N1", "bev", 27.9, 0, 2470, None, 64.0, 49_800, 78),
    Model("Iveco", "Daily 70C", "ZCF", "N2", "diesel", 19.5, 0, 3400, 100, None, 54_000, 40),
    Model("DAF", "LF 210", "XLR", "N2", "diesel", 22.0, 0, 5200, 185, None, 82_000, 38),
)

# Category -> last year of purchase -> chances in hundredths.
CHOICES: dict[str, tuple[tuple[int, dict[str, int]], ...]] = {
    "M1": (
        (2014, {"diesel": 66, "petrol": 32, "hev": 2}),
        (2018, {"diesel": 48, "petrol": 36, "cng": 6, "hev": 6, "phev": 4}),
        (2020, {"diesel": 24, "petrol": 40, "cng": 8, "hev": 14, "phev": 8, "bev": 6}),
        (2023, {"bev": 36, "phev": 26, "hev": 30, "cng": 8}),
        (2024, {"bev": 62, "phev": 18, "hev": 20}),
        (2025, {"bev": 100}),
    ),
    "N1": (
        (2016, {"diesel": 97, "cng": 3}),
        (2021, {"diesel": 86, "cng": 9, "bev": 5}),
        (2025, {"diesel": 60, "bev": 40}),
    ),
    "N2": ((2025, {"diesel": 100}),),
}


def euro_norm(year: int, category: str) -> str:
    """The norm of a vehicle first registered in a year."""
    if category == "N2":
        return "Euro V" if year < 2014 else "Euro VI"
    steps = ((2010, "Euro 4"), (2015, "Euro 5"), (2018, "Euro 6b"), (2021, "Euro 6d-TEMP"), (2025, "Euro 6d"))
    return next((norm for last, norm in steps if year < last), "Euro 6e")
