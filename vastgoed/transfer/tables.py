"""Registers of the transfer: tasks and staff, costs and their baseline, services, dependencies, decisions, plans."""

from datetime import date

from sqlmodel import Field

from kern.register import Imported, RegisterTable


class TransferTask(Imported, table=True):
    """A task done for a building and the staff behind it. Functions, never names of people."""

    __tablename__ = "transfer_task"

    asset_code: str = Field(primary_key=True, foreign_key="building.asset_code")
    domain: str = Field(primary_key=True, description="code of data/transfer/task_domains.csv")
    staff_function: str = Field(primary_key=True, description="job, as written; empty when only the task is known")
    task_fte: float | None = Field(default=None, description="full-time equivalents that do it now")
    moving_fte: float | None = Field(default=None, description="of which really move to the agency")
    performed_by: str | None = Field(default=None, description="own service, contractor or another entity, as written")
    statute: str | None = Field(default=None, description="statutory or contractual, as written")


class BuildingCost(Imported, table=True):
    """What a building costs in a year, per line; also the credits that move and the one-off cost of the move."""

    __tablename__ = "building_cost"

    asset_code: str = Field(primary_key=True, foreign_key="building.asset_code")
    year: int = Field(primary_key=True)
    cost_line: str = Field(primary_key=True, description="code of data/transfer/cost_lines.csv")
    amount_eur: float
    avoidable_eur: float | None = Field(default=None, description="of which falls away by the move, per year")
    evidence: str | None = None


class CostBaseline(Imported, table=True):
    """The cost of a building as frozen before its transfer. The first one frozen counts; it is never overwritten."""

    __tablename__ = "cost_baseline"

    asset_code: str = Field(primary_key=True, foreign_key="building.asset_code")
    frozen_on: date = Field(primary_key=True)
    cost_line: str = Field(primary_key=True, description="code of data/transfer/cost_lines.csv")
    year: int
    amount_eur: float
    housed_fte: float | None = None
    area_m2: float | None = Field(default=None, description="internal floor area")
    decided_by: str | None = Field(default=None, description="role or service, never a name")


class ServiceContract(Imported, table=True):
    """A contract for a service in a building: cleaning, upkeep, energy, security."""

    __tablename__ = "service_contract"

    service_code: str = Field(primary_key=True)
    asset_code: str = Field(primary_key=True, foreign_key="building.asset_code", index=True)
    subject: str | None = None
    supplier: str | None = None
    contract_end: date | None = None
    notice_period_months: int | None = None
    is_transferable: bool | None = None
    yearly_cost_eur: float | None = None


class TransferDependency(Imported, table=True):
    """What a building, or every building of an entity, must wait for before it can move."""

    __tablename__ = "transfer_dependency"

    applies_to: str = Field(primary_key=True, description="code of a building or of an entity")
    dependency: str = Field(primary_key=True, description="code of data/transfer/dependencies.csv")
    subject: str = Field(primary_key=True, description="which network, contract or decree; empty when there is one")
    ready_on: date | None = Field(default=None, description="day it is done; empty: not known, so the building waits")
    responsible: str | None = Field(default=None, description="role or service, never a name")
    evidence: str | None = None


class TransferDecision(Imported, table=True):
    """A decision that fixes a building on a quarter, or releases it. The last one counts."""

    __tablename__ = "transfer_decision"

    asset_code: str = Field(primary_key=True, foreign_key="building.asset_code")
    decided_on: date = Field(primary_key=True)
    locked_quarter: str | None = Field(default=None, description="such as 2027Q1; empty: released")
    decided_by: str | None = Field(default=None, description="role or service, never a name")
    reason: str | None = None


class TransferPlan(Imported, table=True):
    """A plan as it was decided: one row per building, with the reason of that moment."""

    __tablename__ = "transfer_plan"

    plan_code: str = Field(primary_key=True)
    asset_code: str = Field(primary_key=True, foreign_key="building.asset_code", index=True)
    made_on: date
    quarter: str | None = Field(default=None, description="such as 2027Q1; empty: not planned")
    readiness_pct: float | None = None
    reason_code: str | None = None
    explanation: str | None = None
    settings: str | None = Field(default=None, description="weights and terms the plan was made with")


_OF_BUILDING = {"asset_code": "building.asset_code"}

REGISTERS = (
    RegisterTable(TransferTask, ("asset_code", "domain", "staff_function"), _OF_BUILDING),
    RegisterTable(BuildingCost, ("asset_code", "year", "cost_line"), _OF_BUILDING),
    RegisterTable(CostBaseline, ("asset_code", "frozen_on", "cost_line"), _OF_BUILDING),
    RegisterTable(ServiceContract, ("service_code", "asset_code"), _OF_BUILDING),
    RegisterTable(TransferDependency, ("applies_to", "dependency", "subject")),
    RegisterTable(TransferDecision, ("asset_code", "decided_on"), _OF_BUILDING),
    RegisterTable(TransferPlan, ("plan_code", "asset_code"), _OF_BUILDING),
)
