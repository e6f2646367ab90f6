"""The report sections of real estate; every command shows one of these, and the report shows the same figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from kern.report import Section
from vastgoed.asset_section import asset_section, with_linked_models
from vastgoed.certificates_section import certificates_section
from vastgoed.deadlines_section import deadlines_section
from vastgoed.dossier_section import dossier_section
from vastgoed.inputs import EstateInputs
from vastgoed.label_section import label_section
from vastgoed.options import EstateOptions
from vastgoed.passport.section import passport, passport_section
from vastgoed.portfolio_section import portfolio_section
from vastgoed.resources_section import resources_section
from vastgoed.space_section import space_section
from vastgoed.transfer_along import along_section
from vastgoed.transfer_asset import transfer_asset_section
from vastgoed.transfer_plan_section import plan_section
from vastgoed.transfer_questions import questions_section
from vastgoed.transfer_section import transfer_section


def portfolio(inputs: EstateInputs, options: EstateOptions, asset_code: str | None = None) -> Section:
    """The portfolio, or one asset of it.

    Raises:
        InputWrong: There is no such asset.
    """
    if asset_code is None:
        return portfolio_section(inputs, options, with_list=True)
    return asset_section(with_linked_models(inputs), options, asset_code)


def labels(inputs: EstateInputs, options: EstateOptions, asset_code: str | None = None) -> Section:
    """The indicative accessibility levels, or everything about one building.

    Raises:
        InputWrong: There is no such asset.
    """
    return label_section(inputs, options, asset_code)


def transfer(inputs: EstateInputs, options: EstateOptions, asset_code: str | None = None) -> Section:
    """Scope and plan of the transfer, or the evidence for one building.

    Raises:
        InputWrong: There is no such asset.
    """
    if asset_code is None:
        return transfer_section(inputs, options, with_list=True)
    return transfer_asset_section(inputs, options, asset_code)


def transfer_plan(inputs: EstateInputs, options: EstateOptions) -> Section:
    """The transfer plan, how good it is, and what changed.

    Raises:
        InputWrong: There is no capacity of a coming quarter.
    """
    return plan_section(inputs, options)


def transfer_along(inputs: EstateInputs, options: EstateOptions, beside: pl.DataFrame) -> Section:
    """What moves along with the planned buildings, and the cost per FTE before and after.

    Args:
        inputs: The registers.
        options: The plan.
        beside: `asset_code`, `meters`, `vehicles`, which other rooms know.
    """
    return along_section(inputs, options, beside)


def transfer_questions(
    inputs: EstateInputs,
    options: EstateOptions,
    verdicts: Sequence[tuple[str, str]] = (),
    vehicles: tuple[int, int] | None = None,
) -> Section:
    """What a minister's office asks, with the answers (see `transfer_questions.questions_section`)."""
    return questions_section(inputs, options, verdicts, vehicles)


def space_use(inputs: EstateInputs, options: EstateOptions) -> Section:
    """Desks beside the norm, area and cost per person, vacancy, for every building."""
    return space_section(inputs, options, with_list=True)


def materials(inputs: EstateInputs, options: EstateOptions, asset_code: str | None = None) -> Section:
    """The material passport of all buildings with a model, or of one with every element.

    Raises:
        InputWrong: There is no such asset, or no loaded model holds its materials.
    """
    return passport(inputs, options, asset_code)


def dossier(inputs: EstateInputs, options: EstateOptions, asset_code: str) -> Section:
    """The transfer dossier of a building, or of all buildings of an entity.

    Raises:
        InputWrong: There is no such building, or the entity manages none.
    """
    return dossier_section(inputs, options, asset_code)


def calendar(inputs: EstateInputs, options: EstateOptions) -> Section:
    """What expires when: contracts, days of notice, accessibility assessments, certificates."""
    return deadlines_section(inputs, options)


def certificates(inputs: EstateInputs, options: EstateOptions) -> Section:
    """Certificates, labels and inspections: what holds, what expires, what is missing."""
    return certificates_section(inputs, options, with_list=True)


def resources(inputs: EstateInputs, options: EstateOptions) -> Section:
    """Water, waste, food and circular purchases, over the portfolio and per building."""
    return resources_section(inputs, options, with_list=True)


SECTIONS: tuple[Callable[[EstateInputs, EstateOptions], Section], ...] = (
    portfolio_section,
    space_section,
    label_section,
    certificates_section,
    resources_section,
    transfer_section,
    passport_section,
)
"""Sections of the annual report, in order."""
