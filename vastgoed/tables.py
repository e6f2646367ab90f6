"""Registers of the real-estate room: buildings, areas, contracts, audits, the transfer plan, building models."""

from datetime import date

from sqlmodel import Field

from kern.register import Imported, RegisterTable
from vastgoed.bim_detail_tables import DETAIL_REGISTERS
from vastgoed.material_tables import MATERIAL_REGISTERS
from vastgoed.transfer.tables import REGISTERS as TRANSFER_REGISTERS


class Building(Imported, table=True):
    """A building of the property database; name, entity, municipality and validity stand in `ManagedAsset`.

    The columns follow the published definitions of the database, both generations.
    """

    __tablename__ = "building"

    asset_code: str = Field(primary_key=True, foreign_key="managed_asset.code", description="VIM building code")
    building_id: int | None = Field(default=None, index=True, description="number in the Flemish building register")
    building_unit_ids: str | None = Field(default=None, description="numbers of its units, separated by spaces")
    oidn_number: int | None = Field(default=None, description="outline in the base map, older generation")
    parcel_capakeys: str | None = Field(default=None, description="cadastral parcels, separated by spaces")
    map_location_correct: bool | None = None
    street: str | None = None
    house_number: str | None = None
    box_number: str | None = None
    postcode: str | None = None
    x_lambert72_m: float | None = None
    y_lambert72_m: float | None = None
    service_code: str | None = Field(default=None, description="who does the works, on which budget")
    part_of_building: str | None = Field(default=None, description="VIM code of the main building")
    is_virtual: bool | None = None
    last_changed_at: date | None = None
    ownership_right: str | None = Field(default=None, description="code of data/vastgoed/ownership_rights.csv")
    is_co_owned: bool | None = None
    is_encumbered: bool | None = None
    encumbrances: str | None = Field(default=None, description="which rights burden it, as written")
    use_right: str | None = Field(default=None, description="code of data/vastgoed/use_rights.csv, else as written")
    building_function: str | None = Field(
        default=None, description="code of data/transfer/functions.csv, else as written"
    )
    construction_year: int | None = None
    last_major_change_year: int | None = None
    gross_floor_area_m2: float | None = None
    internal_floor_area_m2: float | None = None
    net_floor_area_m2: float | None = None
    net_office_area_m2: float | None = None
    energy_floor_area_m2: float | None = Field(default=None, description="as the energy certificate counts it")
    desks_count: int | None = None
    housed_fte: float | None = None
    heads_count: int | None = None
    adapted_parking_count: int | None = None
    showers_count: int | None = None
    long_term_strategy: str | None = Field(default=None, description="code of data/vastgoed/strategies.csv")
    property_status: str | None = Field(default=None, description="the agency's own status, same codes")
    has_electricity: bool | None = None
    has_gas: bool | None = None
    saving_works_type: str | None = Field(default=None, description="codes of energy_works.csv, separated by ;")
    renewable_type: str | None = Field(default=None, description="codes of energy_works.csv, separated by ;")
    heritage_status: str | None = Field(default=None, description="code of data/vastgoed/heritage_statuses.csv")
    vacant_since: date | None = None
    vacancy_reason: str | None = None
    register_status: str | None = Field(default=None, description="code of data/vastgoed/register_statuses.csv")
    unit_status: str | None = Field(default=None, description="of its unit in the register, same kind of code")
    unit_function: str | None = Field(default=None, description="of its unit in the register, as written")
    transfer_status: str | None = Field(default=None, description="code of data/transfer/statuses.csv")
    transfer_quarter: str | None = Field(default=None, description="such as 2027Q1")
    transfer_dossier: str | None = None
    entity_asks_transfer: bool | None = Field(default=None, description="a mixed building comes in only when asked")
    business_case_positive: bool | None = None


class Infrastructure(Imported, table=True):
    """A piece of technical infrastructure; everything else about it stands in `ManagedAsset`."""

    __tablename__ = "infrastructure"

    asset_code: str = Field(primary_key=True, foreign_key="managed_asset.code")
    sort: str | None = Field(default=None, description="road lighting, lock, pumping station …, as written")


class FunctionArea(Imported, table=True):
    """The internal floor area of a building that serves one function."""

    __tablename__ = "function_area"

    asset_code: str = Field(primary_key=True, foreign_key="building.asset_code")
    function: str = Field(primary_key=True, description="code of data/transfer/functions.csv")
    area_m2: float
    method: str | None = Field(default=None, description="how it was measured, as written")
    error_share: float | None = Field(default=None, description="0.05 for an area known within 5 %")


class Contract(Imported, table=True):
    """A right to use a building over a period. One contract may cover several buildings."""

    __tablename__ = "contract"

    contract_code: str = Field(primary_key=True)
    asset_code: str = Field(primary_key=True, foreign_key="building.asset_code", index=True)
    use_right: str | None = Field(default=None, description="code of data/vastgoed/use_rights.csv, else as written")
    lease_degree: int | None = Field(default=None, description="1 for the owner's own tenant")
    kbo_number: str | None = Field(default=None, description="of the other party, ten digits")
    contract_start: date | None = None
    contract_end: date | None = Field(default=None, description="last day of the contract")
    notice_date: date | None = Field(default=None, description="last day to give notice")
    notice_period_months: int | None = None
    yearly_cost_eur: float | None = None
    user_area_m2: float | None = Field(default=None, description="internal floor area taken by the user")
    extension_planned: bool | None = None
    is_natural_person: bool | None = Field(default=None, description="the other party is no company; no name is kept")
    rent_adjustment: str | None = Field(default=None, description="how the rent is indexed, as written")


class Certificate(Imported, table=True):
    """A certificate, label or inspection of a building, with its term."""

    __tablename__ = "certificate"

    asset_code: str = Field(primary_key=True, foreign_key="building.asset_code")
    kind: str = Field(primary_key=True, description="code of data/vastgoed/certificate_kinds.csv")
    issued_on: date = Field(primary_key=True)
    valid_until: date | None = Field(default=None, description="last day; empty when the certificate names none")
    level: str | None = Field(default=None, description="label, class or level as granted")
    reference: str | None = None
    document: str | None = None


class ResourceUse(Imported, table=True):
    """What a building used or gave off of one stream in a year: water, waste, food, paper, purchases."""

    __tablename__ = "resource_use"

    asset_code: str = Field(primary_key=True, foreign_key="building.asset_code")
    year: int = Field(primary_key=True)
    kind: str = Field(primary_key=True, description="code of data/vastgoed/resource_kinds.csv")
    quantity: float = Field(description="in the unit of the stream")
    unit: str | None = None
    document: str | None = None


class Audit(Imported, table=True):
    """An accessibility audit of a building on a day. The auditor is a role, never a name."""

    __tablename__ = "audit"

    audit_code: str = Field(primary_key=True)
    asset_code: str = Field(foreign_key="building.asset_code", index=True)
    audited_on: date
    auditor_role: str | None = None


class AuditValue(Imported, table=True):
    """One measured value of an audit, in the unit of its criterion (see data/README.md for its notation)."""

    __tablename__ = "audit_value"

    audit_code: str = Field(primary_key=True, foreign_key="audit.audit_code")
    criterion_id: str = Field(primary_key=True, description="criterion, or the name of a context such as rise_cm")
    element: str = Field(primary_key=True, description="the door, ramp or room; empty for the building")
    scope: str = Field(primary_key=True, description="visitor or staff")
    value: str | None = Field(default=None, description="text: 88, true, 118x150, 2/40, 100;72")
    unit: str | None = None
    remark: str | None = None


class LabelCriterion(Imported, table=True):
    """A criterion of the agency's own workbook, as texts; an empty cell keeps the value that comes with Koers."""

    __tablename__ = "label_criterion"

    id: str = Field(primary_key=True)
    part: str | None = None
    theme: str | None = None
    article: str | None = None
    quantity_nl: str | None = None
    quantity: str | None = None
    condition: str | None = None
    rule: str | None = None
    value_rough: str | None = None
    value_finished: str | None = None
    unit: str | None = None
    basis: str | None = None
    level_a: str | None = None
    level_aplus: str | None = None
    level_aplusplus: str | None = None
    basis_a: str | None = None
    basis_aplus: str | None = None
    basis_aplusplus: str | None = None
    satisfied_by: str | None = None
    scope: str | None = None
    mandatory: str | None = None
    in_force: str | None = Field(default=None, description="false takes the criterion out")
    valid_from: str | None = None
    note: str | None = None


class TransferReadiness(Imported, table=True):
    """How far one part of the preparation of one building is, with its evidence."""

    __tablename__ = "transfer_readiness"

    asset_code: str = Field(primary_key=True, foreign_key="building.asset_code")
    part: str = Field(primary_key=True, description="code of data/transfer/readiness.csv")
    status_share: float
    evidence: str | None = None
    assessed_on: date | None = None


class TransferCapacity(Imported, table=True):
    """What the agency can take in during a quarter."""

    __tablename__ = "transfer_capacity"

    quarter: str = Field(primary_key=True, description="such as 2027Q1")
    buildings_count: int | None = None
    area_m2: float | None = None
    staff_fte: float | None = None
    budget_eur: float | None = None


class BimModel(Imported, table=True):
    """A building model as it was read; columns as in `vastgoed.bim.columns.BIM_MODEL`."""

    __tablename__ = "bim_model"

    model_hash: str = Field(primary_key=True)
    file_name: str | None = None
    project_guid: str | None = None
    project_name: str | None = None
    schema_declared: str | None = None
    schema_read: str | None = None
    authoring_application: str | None = None
    written_at: str | None = None
    length_unit: str | None = None
    length_unit_m: float | None = None
    area_unit: str | None = None
    area_unit_m2: float | None = None
    building_count: int | None = None
    storey_count: int | None = None
    space_count: int | None = None
    door_count: int | None = None
    window_count: int | None = None
    stair_count: int | None = None
    ramp_count: int | None = None
    lift_count: int | None = None
    counted_space_count: int | None = None
    spaces_with_area_count: int | None = None
    space_area_covered_share: float | None = None
    complete: bool | None = None


class BimBuilding(Imported, table=True):
    """A building in a model; columns as in `vastgoed.bim.columns.BIM_BUILDING`."""

    __tablename__ = "bim_building"

    model_hash: str = Field(primary_key=True, foreign_key="bim_model.model_hash")
    building_step_id: int = Field(primary_key=True)
    building_guid: str | None = None
    asset_code: str | None = Field(default=None, index=True)
    building_name: str | None = None
    building_long_name: str | None = None
    building_reference: str | None = None
    site_guid: str | None = None
    site_name: str | None = None
    address: str | None = None
    storey_count: int | None = None
    space_count: int | None = None
    counted_space_count: int | None = None
    spaces_with_area_count: int | None = None
    space_area_covered_share: float | None = None
    space_area_m2: float | None = None
    space_net_area_m2: float | None = None
    space_gross_area_m2: float | None = None
    space_unknown_area_m2: float | None = None
    stated_gross_area_m2: float | None = None
    stated_net_area_m2: float | None = None
    storeys_gross_area_m2: float | None = None
    gross_room_area_m2: float | None = None
    door_count: int | None = None
    window_count: int | None = None
    stair_count: int | None = None
    ramp_count: int | None = None
    lift_count: int | None = None


class BimStorey(Imported, table=True):
    """A storey in a model; columns as in `vastgoed.bim.columns.BIM_STOREY`."""

    __tablename__ = "bim_storey"

    model_hash: str = Field(primary_key=True, foreign_key="bim_model.model_hash")
    storey_step_id: int = Field(primary_key=True)
    storey_guid: str | None = None
    building_step_id: int | None = None
    building_guid: str | None = None
    asset_code: str | None = Field(default=None, index=True)
    storey_name: str | None = None
    storey_long_name: str | None = None
    elevation_m: float | None = None
    space_count: int | None = None
    counted_space_count: int | None = None
    spaces_with_area_count: int | None = None
    space_area_covered_share: float | None = None
    space_area_m2: float | None = None
    space_net_area_m2: float | None = None
    space_gross_area_m2: float | None = None
    space_unknown_area_m2: float | None = None
    stated_gross_area_m2: float | None = None
    stated_net_area_m2: float | None = None
    door_count: int | None = None
    window_count: int | None = None


class BimSpace(Imported, table=True):
    """A space in a model; columns as in `vastgoed.bim.columns.BIM_SPACE`."""

    __tablename__ = "bim_space"

    model_hash: str = Field(primary_key=True, foreign_key="bim_model.model_hash")
    space_step_id: int = Field(primary_key=True)
    space_guid: str | None = None
    building_step_id: int | None = None
    building_guid: str | None = None
    storey_step_id: int | None = None
    storey_guid: str | None = None
    asset_code: str | None = Field(default=None, index=True)
    space_name: str | None = None
    space_long_name: str | None = None
    space_type: str | None = None
    predefined_type: str | None = None
    location: str | None = None
    category: str | None = None
    classification: str | None = None
    area_m2: float | None = None
    area_basis: str | None = None
    area_method: str | None = None
    area_source: str | None = None
    area_unit_m2: float | None = None
    area_confidence: str | None = None
    area_crosscheck: str | None = None
    stated_net_area_m2: float | None = None
    stated_gross_area_m2: float | None = None
    geometric_area_m2: float | None = None
    height_m: float | None = None
    counted: bool | None = None
    counted_reason: str | None = None


_OF_BUILDING = {"asset_code": "building.asset_code"}
_OF_MODEL = {"model_hash": "bim_model.model_hash"}

REGISTERS = (
    RegisterTable(Building, ("asset_code",), {"asset_code": "managed_asset.code"}),
    RegisterTable(Infrastructure, ("asset_code",), {"asset_code": "managed_asset.code"}),
    RegisterTable(FunctionArea, ("asset_code", "function"), _OF_BUILDING),
    RegisterTable(Contract, ("contract_code", "asset_code"), _OF_BUILDING),
    RegisterTable(Certificate, ("asset_code", "kind", "issued_on"), _OF_BUILDING),
    RegisterTable(ResourceUse, ("asset_code", "year", "kind"), _OF_BUILDING),
    RegisterTable(Audit, ("audit_code",), _OF_BUILDING),
    RegisterTable(AuditValue, ("audit_code", "criterion_id", "element", "scope"), {"audit_code": "audit.audit_code"}),
    RegisterTable(LabelCriterion, ("id",)),
    RegisterTable(TransferReadiness, ("asset_code", "part"), _OF_BUILDING),
    RegisterTable(TransferCapacity, ("quarter",)),
    *TRANSFER_REGISTERS,
    RegisterTable(BimModel, ("model_hash",)),
    RegisterTable(BimBuilding, ("model_hash", "building_step_id"), _OF_MODEL),
    RegisterTable(BimStorey, ("model_hash", "storey_step_id"), _OF_MODEL),
    RegisterTable(BimSpace, ("model_hash", "space_step_id"), _OF_MODEL),
    *MATERIAL_REGISTERS,
    *DETAIL_REGISTERS,
)
