"""The shape of every trajectory: a base value, a path down to a target year, the gap and the verdict.

Knows no kilowatt-hours and no vehicles. The Flemish texts publish no formula for "x % per year", so the
method is explicit and printed with every result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kern.errors import InputWrong
from kern.language import N_


class Method(StrEnum):
    """How a yearly percentage or an end value becomes a path.

    linear_on_base: each year the same slice of the base value.
    compound: each year the same share of the year before.
    average: only the mean over the whole term counts; the path is the linear one, the verdict is
        given on the cumulative mean saving per year up to now.
    """

    LINEAR_ON_BASE = "linear_on_base"
    COMPOUND = "compound"
    AVERAGE = "average"


class Course(StrEnum):
    """The answer to "are we on course?"."""

    ON_COURSE = "on_course"
    OFF_COURSE = "off_course"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True)
class Target:
    """What was promised: less of something by a year, against a base year.

    Args:
        base_year: The year the promise is measured against.
        target_year: The year it must be reached.
        reduction_share: Reduction in the target year against the base year (0.40 is −40 %); or None when
            the promise is a yearly pace.
        per_year_share: Yearly pace (0.025 is −2.5 % a year); or None when the promise is an end value.
        method: How the pace becomes a path.

    Raises:
        InputWrong: Both or neither of the two shares are given, or the years do not follow each other.

    >>> Target(2019, 2030, per_year_share=0.025).end_share
    0.275
    >>> round(Target(2015, 2030, per_year_share=0.025, method=Method.COMPOUND).end_share, 4)
    0.316
    """

    base_year: int
    target_year: int
    reduction_share: float | None = None
    per_year_share: float | None = None
    method: Method = Method.LINEAR_ON_BASE

    def __post_init__(self) -> None:
        if (self.reduction_share is None) == (self.per_year_share is None):
            raise InputWrong(
                N_("A target needs either a reduction in the target year or a pace per year. Got {got}."),
                got="both" if self.reduction_share is not None else "neither",
            )
        if self.target_year <= self.base_year:
            raise InputWrong(
                N_("Target year {target} must lie after base year {base}."),
                target=self.target_year,
                base=self.base_year,
            )

    @property
    def end_share(self) -> float:
        """The reduction in the target year as a share of the base value."""
        if self.reduction_share is not None:
            return self.reduction_share
        return self._reduction_at_pace(self.target_year - self.base_year)

    def _reduction_at_pace(self, years: int) -> float:
        pace = self.per_year_share or 0.0
        if self.method is Method.COMPOUND:
            return float(1 - (1 - pace) ** years)
        return pace * years

    def allowed_share(self, year: int) -> float:
        """What the path allows in a year, as a share of the base value; never below zero.

        >>> Target(2015, 2030, reduction_share=0.40).allowed_share(2025)
        0.7333333333333334
        """
        years = min(max(year - self.base_year, 0), self.target_year - self.base_year)
        if self.reduction_share is None:
            return max(0.0, 1 - self._reduction_at_pace(years))
        term = self.target_year - self.base_year
        if self.method is Method.COMPOUND:
            return float((1 - self.reduction_share) ** (years / term))
        return 1 - self.reduction_share * years / term


def compute_path(base_value: float, target: Target, years: range | list[int]) -> dict[int, float]:
    """The path in each year, in the unit of the base value.

    >>> compute_path(1000, Target(2015, 2030, reduction_share=0.40), [2015, 2030])
    {2015: 1000.0, 2030: 600.0}
    """
    return {year: base_value * target.allowed_share(year) for year in years}


@dataclass(frozen=True)
class Assessment:
    """Where a trajectory stands in a year.

    Values are in the unit of the actual values; a part that cannot be known is None. `trend_low` and `trend_high`
    bound the trend in the target year (90 % of the lines that scatter like the known years). `crossing_year` is the
    first year after `year`, up to the target year, in which the trend line is on the other side of the path.
    """

    year: int
    base_value: float | None
    actual: float | None
    path: float | None
    gap: float | None
    target_value: float | None
    change_share: float | None
    required_per_year_share: float | None
    trend_target_year: float | None
    course: Course
    course_at_target: Course
    trend_low: float | None = None
    trend_high: float | None = None
    crossing_year: int | None = None


def assess_trajectory(actuals: Mapping[int, float | None], target: Target, year: int) -> Assessment:
    """Compare the actual value of a year with the path, and the trend with the end value.

    The trend is the straight least-squares line through the base year and all later known years up to
    `year` (at least three points), read off in the target year. What is required is the yearly share of
    the actual value that must go, year after year, to end on the target.

    Args:
        actuals: Year -> value; None or absent is unknown and makes the verdict undetermined.
        target: The promise.
        year: The year to judge.

    >>> standing = assess_trajectory({2015: 1000.0, 2020: 900.0, 2025: 800.0}, Target(2015, 2030, 0.40), 2025)
    >>> standing.course.value, round(standing.gap or 0, 1), standing.trend_target_year
    ('off_course', 66.7, 700.0)
    """
    base, actual = actuals.get(target.base_year), actuals.get(year)
    target_value = None if base is None else base * (1 - target.end_share)
    path = None if base is None else base * target.allowed_share(year)
    line = fit_trend(actuals, target, year)
    trend = None if line is None else line.at(target.target_year)
    low, high = (None, None) if line is None else line.band(target.target_year)
    required = None
    if actual is not None and target_value is not None and actual > 0 and year < target.target_year:
        required = 0.0 if actual <= target_value else 1 - (target_value / actual) ** (1 / (target.target_year - year))
    return Assessment(
        year=year,
        base_value=base,
        actual=actual,
        path=path,
        gap=None if actual is None or path is None else actual - path,
        target_value=target_value,
        change_share=None if actual is None or not base else actual / base - 1,
        required_per_year_share=required,
        trend_target_year=trend,
        course=_course(actual, path),
        course_at_target=_course(actual if year >= target.target_year else trend, target_value),
        trend_low=low,
        trend_high=high,
        crossing_year=None if line is None or base is None else _crossing(line, base, actual, path, target, year),
    )


def _course(value: float | None, limit: float | None) -> Course:
    if value is None or limit is None:
        return Course.UNDETERMINED
    # A hair of tolerance: a value that is the path up to rounding noise is on the path.
    return Course.ON_COURSE if value <= limit * (1 + 1e-9) + 1e-9 else Course.OFF_COURSE


@dataclass(frozen=True)
class TrendLine:
    """A straight least-squares line through known years.

    Args:
        mean_year: Middle of the years.
        mean_value: Mean of the values.
        slope_per_year: Change per year.
        spread: Sum of squared distances of the years to their middle.
        scatter: Standard error of the values around the line; 0 with two free points or less.
        points: How many years are known.
    """

    mean_year: float
    mean_value: float
    slope_per_year: float
    spread: float
    scatter: float
    points: int

    def at(self, year: int) -> float:
        """The line in a year; never below zero."""
        return max(0.0, self.mean_value + self.slope_per_year * (year - self.mean_year))

    def band(self, year: int) -> tuple[float, float]:
        """Between what a single year lies with a chance of 90 %, when it scatters like the known ones.

        >>> low, high = TrendLine(2020.0, 100.0, -2.0, 10.0, 1.0, 5).band(2025)
        >>> round(low, 1), round(high, 1)
        (85.5, 94.5)
        """
        away = self.scatter * (1 + 1 / self.points + (year - self.mean_year) ** 2 / self.spread) ** 0.5
        half = student_t_90(self.points - 2) * away
        middle = self.mean_value + self.slope_per_year * (year - self.mean_year)
        return max(0.0, middle - half), max(0.0, middle + half)


def student_t_90(freedom: int) -> float:
    """Student's t with 5 % above it: exact for one and two degrees of freedom, else the Cornish-Fisher expansion.

    >>> round(student_t_90(1), 3), round(student_t_90(5), 3), round(student_t_90(1000), 3)
    (6.314, 2.015, 1.646)
    """
    exact = {1: 6.3138, 2: 2.92}
    if freedom in exact:
        return exact[freedom]
    z, n = 1.644854, float(max(freedom, 1))
    first = (z**3 + z) / (4 * n)
    second = (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
    fourth = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * n**4)
    return z + first + second + third + fourth


def fit_trend(actuals: Mapping[int, float | None], target: Target, year: int) -> TrendLine | None:
    """The line through the base year and all later known years up to a year; None with fewer than three points."""
    points = [(y, v) for y, v in sorted(actuals.items()) if v is not None and target.base_year <= y <= year]
    if len(points) < 3:
        return None
    count = len(points)
    mean_year = sum(y for y, _ in points) / count
    mean_value = sum(v for _, v in points) / count
    spread = sum((y - mean_year) ** 2 for y, _ in points)
    slope = sum((y - mean_year) * (v - mean_value) for y, v in points) / spread
    squares = sum((v - mean_value - slope * (y - mean_year)) ** 2 for y, v in points)
    return TrendLine(mean_year, mean_value, slope, spread, (squares / max(count - 2, 1)) ** 0.5, count)


def _crossing(
    line: TrendLine, base: float, actual: float | None, path: float | None, target: Target, year: int
) -> int | None:
    """The year in which the trend changes sides: back under the path, or over it."""
    if actual is None or path is None:
        return None
    is_under = _course(actual, path) is Course.ON_COURSE
    for ahead in range(year + 1, target.target_year + 1):
        under = _course(line.at(ahead), base * target.allowed_share(ahead)) is Course.ON_COURSE
        if under != is_under:
            return ahead
    return None
