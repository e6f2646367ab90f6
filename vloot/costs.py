"""What a vehicle costs per year: capital, insurance, upkeep and energy, in euro of one price year."""

from __future__ import annotations

import math


def annuity(amount_eur: float, years: float, rate_share: float) -> float:
    """The equal yearly amount [EUR] that pays off a sum with interest.

    Args:
        amount_eur: The sum.
        years: Over how many years.
        rate_share: Interest per year.

    >>> round(annuity(10_000, 5, 0.0), 2), round(annuity(10_000, 5, 0.03), 2)
    (2000.0, 2183.55)
    """
    if rate_share == 0:
        return amount_eur / years
    return amount_eur * rate_share / -math.expm1(-years * math.log1p(rate_share))


def value_left(price_eur: float, age_years: float, kept_share_per_year: float) -> float:
    """What a vehicle is worth at an age [EUR].

    >>> round(value_left(30_000, 2, 0.8))
    19200
    """
    return float(price_eur * kept_share_per_year ** max(0.0, age_years))


def capital_of_new(price_eur: float, life_years: float, kept_share_per_year: float, rate_share: float) -> float:
    """Yearly capital cost of a new vehicle held its whole life: price less value left, with interest [EUR].

    >>> round(capital_of_new(38_000, 8, 0.82, 0.03))
    4540
    """
    left = value_left(price_eur, life_years, kept_share_per_year) / (1 + rate_share) ** life_years
    return annuity(price_eur - left, life_years, rate_share)


def capital_of_used(price_eur: float, age_years: float, kept_share_per_year: float, rate_share: float) -> float:
    """Capital cost of keeping a used vehicle one more year: the value it loses, and interest on what it is worth.

    >>> round(capital_of_used(30_000, 6, 0.82, 0.03))
    1915
    """
    now = value_left(price_eur, age_years, kept_share_per_year)
    return now - value_left(price_eur, age_years + 1, kept_share_per_year) + now * rate_share
