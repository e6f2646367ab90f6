import pytest
from hypothesis import given
from hypothesis import strategies as st

from kern.errors import InputWrong
from kern.trajectory import Course, Method, Target, assess_trajectory, compute_path

FLEET = Target(2015, 2030, reduction_share=0.40)


def test_target_needs_one_of_the_two_shares():
    with pytest.raises(InputWrong, match="Got neither"):
        Target(2015, 2030)
    with pytest.raises(InputWrong, match="Got both"):
        Target(2015, 2030, reduction_share=0.4, per_year_share=0.025)


def test_target_year_lies_after_base_year():
    with pytest.raises(InputWrong, match="must lie after base year 2030"):
        Target(2030, 2030, reduction_share=0.4)


def test_base_and_target_year_are_exact_in_every_method():
    for method in Method:
        target = Target(2015, 2030, reduction_share=0.40, method=method)
        assert target.allowed_share(2015) == pytest.approx(1.0)
        assert target.allowed_share(2030) == pytest.approx(0.6)
        assert target.allowed_share(2040) == pytest.approx(0.6)


def test_compound_pace_lies_above_the_linear_one():
    compound = Target(2015, 2030, per_year_share=0.025, method=Method.COMPOUND)
    linear = Target(2015, 2030, per_year_share=0.025)
    assert compound.allowed_share(2030) == pytest.approx(0.975**15)
    assert linear.allowed_share(2030) == pytest.approx(0.625)


def test_on_the_path_is_on_course():
    standing = assess_trajectory({2015: 900.0, 2025: 900 * FLEET.allowed_share(2025)}, FLEET, 2025)
    assert standing.course is Course.ON_COURSE
    assert standing.gap == pytest.approx(0)


def test_a_missing_year_is_never_a_saving():
    assert assess_trajectory({2015: 900.0, 2025: None}, FLEET, 2025).course is Course.UNDETERMINED
    assert assess_trajectory({2025: 10.0}, FLEET, 2025).course is Course.UNDETERMINED


def test_required_pace_ends_on_the_target():
    standing = assess_trajectory({2015: 1000.0, 2025: 850.0}, FLEET, 2025)
    assert standing.required_per_year_share is not None
    assert 850 * (1 - standing.required_per_year_share) ** 5 == pytest.approx(600)


def test_trend_needs_three_points():
    assert assess_trajectory({2015: 1.0, 2025: 0.8}, FLEET, 2025).trend_target_year is None
    assert assess_trajectory({2015: 1.0, 2020: 0.9, 2025: 0.8}, FLEET, 2025).trend_target_year == pytest.approx(0.7)


@given(st.floats(1, 1e9), st.floats(0.01, 0.99), st.integers(1, 40), st.sampled_from(list(Method)))
def test_paths_fall_and_scale(base, reduction, term, method):
    target = Target(2000, 2000 + term, reduction_share=reduction, method=method)
    years = list(range(2000, 2001 + term))
    path = compute_path(base, target, years)
    values = [path[year] for year in years]
    assert values == sorted(values, reverse=True)
    assert values[-1] == pytest.approx(base * (1 - reduction))
    assert compute_path(2 * base, target, years)[years[-1]] == pytest.approx(2 * values[-1])


@given(st.permutations([(2015, 10.0), (2019, 9.0), (2022, 8.5), (2025, 8.0)]))
def test_order_of_the_years_does_not_matter(points):
    assert assess_trajectory(dict(points), FLEET, 2025) == assess_trajectory(dict(sorted(points)), FLEET, 2025)
