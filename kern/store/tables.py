"""The store's own tables: which file brought which rows, what was refused, what was corrected, what is visible."""

from sqlmodel import Field, SQLModel


class Workspace(SQLModel, table=True):
    """One row: which store this is, so that a series folder of another store is never healed away."""

    __tablename__ = "workspace"

    id: int = Field(default=1, primary_key=True)
    store_id: str
    created_at: str = Field(description="UTC, ISO 8601")


class ImportRun(SQLModel, table=True):
    """One file of one load. Files of the same `koers laad` share `batch`."""

    __tablename__ = "import_run"

    id: int | None = Field(default=None, primary_key=True)
    batch: str = Field(index=True)
    started_at: str = Field(description="UTC, ISO 8601: text means the same in every database")
    loaded_by: str = ""
    koers_version: str = ""
    file_name: str = Field(index=True)
    sha256: str = Field(index=True)
    size_bytes: int = 0
    reader: str
    fingerprint: str = Field(default="", description="the reader's settings, such as the mapping in force")
    rows_read: int = 0
    rows_new: int = 0
    rows_same: int = 0
    rows_corrected: int = 0
    rows_quarantined: int = 0
    status: str = Field(default="landed", description="landed or undone")


class ImportCount(SQLModel, table=True):
    """What one file did to one register or series."""

    __tablename__ = "import_count"

    import_id: int = Field(primary_key=True, foreign_key="import_run.id")
    table_name: str = Field(primary_key=True)
    rows_new: int = 0
    rows_same: int = 0
    rows_corrected: int = 0
    rows_quarantined: int = 0


class QuarantineRow(SQLModel, table=True):
    """One refused cell. `reason` and `remedy` are English templates filled with the row's own columns."""

    __tablename__ = "quarantine"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="import_run.id", index=True)
    file_name: str = Field(index=True)
    table_name: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    code: str
    reason: str
    remedy: str = ""
    allowed: str | None = None
    resolved_by: int | None = Field(
        default=None,
        foreign_key="import_run.id",
        description="a later import of the same file, which speaks for itself",
    )


class Correction(SQLModel, table=True):
    """One value that a later row changed. Key and values are JSON."""

    __tablename__ = "correction"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="import_run.id", index=True)
    previous_import_id: int | None = Field(default=None, foreign_key="import_run.id")
    table_name: str = Field(index=True)
    key: str
    column: str
    old_value: str | None = None
    new_value: str | None = None
    source_row: int | None = None
    previous_source_sheet: str | None = None
    previous_source_row: int | None = None


class SeriesVersion(SQLModel, table=True):
    """The Delta version of each series that readers see: the SQL commit that writes this row decides."""

    __tablename__ = "series_version"

    name: str = Field(primary_key=True)
    version: int


class SeriesChange(SQLModel, table=True):
    """Which load changed which series, and the version that was visible before it: what undo goes back to."""

    __tablename__ = "series_change"

    name: str = Field(primary_key=True)
    batch: str = Field(primary_key=True)
    previous_version: int = Field(description="0 is the empty table")


class Publication(SQLModel, table=True):
    """One report as it was published: what it stood on, so that a later change can be told apart."""

    __tablename__ = "publication"

    id: int | None = Field(default=None, primary_key=True)
    made_at: str = Field(description="UTC, ISO 8601")
    year: int = Field(index=True, description="report year")
    koers_version: str = ""
    data_cutoff: str = Field(default="", description="moment of the newest load it stood on, UTC")
    last_import_id: int | None = None
    rules_version: str = Field(default="", description="hash of the reference numbers and rules in data/")
    choices: str = Field(default="", description="options and factor sets, JSON")


class PublishedFigure(SQLModel, table=True):
    """One figure of a publication, as printed."""

    __tablename__ = "published_figure"

    publication_id: int = Field(primary_key=True, foreign_key="publication.id")
    key: str = Field(primary_key=True)
    label: str = ""
    value: float | None = None
    unit: str = ""
    note: str = ""


class PublishedPart(SQLModel, table=True):
    """What a published figure was added up from: one asset, item and year of a room's quantity."""

    __tablename__ = "published_part"

    publication_id: int = Field(primary_key=True, foreign_key="publication.id")
    metric: str = Field(primary_key=True, description="such as primary_energy_kwh")
    asset_code: str = Field(primary_key=True)
    item: str = Field(primary_key=True, description="such as the energy carrier")
    year: int = Field(primary_key=True)
    quantity: float = Field(default=0.0, description="such as kWh used")
    value: float = Field(default=0.0, description="in the unit of the metric")
