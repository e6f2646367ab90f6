"""The trend's band holds what it says, and the year in which it crosses the path."""

import pytest

from kern.trajectory import Target, assess_trajectory, fit_trend, student_t_90

PROMISE = Target(2015, 2030, reduction_share=0.40)


def test_the_band_of_a_straight_line_is_the_line():
    line = fit_trend({2015: 100.0, 2016: 98.0, 2017: 96.0, 2018: 94.0}, PROMISE, 2018)
    assert line.band(2030) == pytest.approx((70.0, 70.0))


def test_quantiles_against_the_published_table():
    for freedom, t in {1: 6.314, 2: 2.920, 3: 2.353, 5: 2.015, 10: 1.812, 30: 1.697}.items():
        assert student_t_90(freedom) == pytest.approx(t, rel=3e-3), freedom


def test_the_band_holds_the_share_it_promises():
    import numpy as np

    rng = np.random.default_rng(3)
    inside = 0
    for _ in range(600):
        values = {year: 100 - 2 * (year - 2015) + rng.normal(0, 3) for year in range(2015, 2023)}
        low, high = fit_trend(values, PROMISE, 2022).band(2030)
        inside += low <= 70 + rng.normal(0, 3) <= high
    assert inside / 600 == pytest.approx(0.90, abs=0.04)


def test_the_year_in_which_the_trend_is_back_on_the_path_or_leaves_it():
    def crossing(*values):
        return assess_trajectory(dict(enumerate(values, start=2015)), PROMISE, 2014 + len(values))

    leaving = crossing(100.0, 84.0, 86.0, 90.0, 88.0)
    assert (leaving.course.value, leaving.crossing_year) == ("on_course", 2023)
    back = crossing(100.0, 100.0, 97.0, 92.0, 89.5)
    assert (back.course.value, back.crossing_year) == ("off_course", 2022)
    never = crossing(100.0, 100.0, 97.0, 93.0, 90.0)
    assert (never.course.value, never.crossing_year) == ("off_course", None)
