"""Own production and exported electricity after EN ISO 52000-1: two steps, and k_exp in the open.

Step A weighs what is delivered and produced for the site: what is exported is taken off again with the factor of what
it was made from. Step B adds what the exported electricity avoids elsewhere: k_exp times the difference between the
factor of the grid and that of what it was made from. With k_exp = 0 export counts for nothing, with 1 in full; only
then can primary energy become negative.

    E = delivered x f_grid + produced x f_site - exported x f_site - k_exp x exported x (f_grid - f_site)

For solar power f_site is 1 renewable, 0 non-renewable and 0 kg; a factor set without that split has it at 0. For
cogeneration f_site is the fuel that stands for a kWh of electricity times the factor of that fuel.

Source: EN ISO 52000-1:2017, Annex J, worked cases J1 to J3 as in cteepbd (`tests/worked_cases/energy.yaml`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """What a kilowatt-hour weighs.

    Args:
        renewable_kwh: Renewable primary energy [kWh per kWh].
        nonrenewable_kwh: Non-renewable primary energy [kWh per kWh].
        co2_kg: CO2 [kg per kWh].
    """

    renewable_kwh: float
    nonrenewable_kwh: float
    co2_kg: float

    def times(self, kwh: float) -> Weights:
        """The weight of an amount of energy."""
        return Weights(self.renewable_kwh * kwh, self.nonrenewable_kwh * kwh, self.co2_kg * kwh)

    def plus(self, other: Weights) -> Weights:
        """Two weights together."""
        return Weights(
            self.renewable_kwh + other.renewable_kwh,
            self.nonrenewable_kwh + other.nonrenewable_kwh,
            self.co2_kg + other.co2_kg,
        )


SUN = Weights(1.0, 0.0, 0.0)
"""Solar power: what it is made from is renewable, on the site."""


def weigh(use_kwh: float, produced_kwh: float, grid: Weights, export_factor: float, site: Weights = SUN) -> Weights:
    """Weighted energy of a site that uses, produces and exports electricity in a period.

    Args:
        use_kwh: Electricity used.
        produced_kwh: Electricity produced on the site; what is not used is exported.
        grid: Weights of the grid.
        export_factor: k_exp, 0..1.
        site: Weights of what is produced; its fuel is weighed here and nowhere else.

    >>> weigh(100, 140, Weights(0.5, 2.0, 0.42), 1.0)
    Weights(renewable_kwh=120.0, nonrenewable_kwh=-80.0, co2_kg=-16.8)
    """
    own = min(use_kwh, produced_kwh)
    exported = produced_kwh - own
    step_a = grid.times(use_kwh - own).plus(site.times(produced_kwh)).plus(site.times(-exported))
    avoided = grid.plus(site.times(-1)).times(-export_factor * exported)
    return step_a.plus(avoided)


def chp_site(fuel: Weights, fuel_kwh: float, electricity_kwh: float, heat_kwh: float) -> Weights:
    """What a kilowatt-hour of own cogeneration weighs: its part of the fuel, divided by energy content.

    Args:
        fuel: Weights of the fuel.
        fuel_kwh: Fuel burnt.
        electricity_kwh: Electricity produced.
        heat_kwh: Useful heat produced.

    >>> chp_site(Weights(0.0, 1.1, 0.22), 100, 35, 50).nonrenewable_kwh
    1.2941176470588236
    """
    return fuel.times(fuel_kwh / (electricity_kwh + heat_kwh))


def exported_weight(injected: float, made_from_fuel: float, grid: float, fuel: float, export_factor: float) -> float:
    """What exported electricity changes in one metric of a site whose fuel and offtake are counted at their meters.

    Args:
        injected: All electricity given to the grid [kWh].
        made_from_fuel: The part of it made by cogeneration [kWh].
        grid: Factor of the grid, per kWh.
        fuel: Factor of the fuel behind a kWh of cogeneration; 0 where it is not known.
        export_factor: k_exp.

    >>> exported_weight(40, 0, 2.5, 0.0, 1.0), exported_weight(40, 40, 2.5, 1.3, 0.0)
    (-100.0, -52.0)
    """
    return -made_from_fuel * fuel - export_factor * (injected * grid - made_from_fuel * fuel)
