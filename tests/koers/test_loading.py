"""Loading with two small readers of its own: what lands, what is refused, what is said about every row."""

import gzip
import zipfile

import polars as pl
import pytest

import kern.register
import vloot.series
import vloot.tables
from kern.errors import InputWrong, UsageWrong
from kern.intake.contract import Intake, Reader
from kern.intake.fields import Field, read_sheet
from kern.store.store import Store
from koers import open_workspace
from koers.app import run
from koers.loading import Wishes, load_files, parse_mapping
from koers.loading_report import loading_section, say_what_was_kept_out
from koers.render.terminal import section_as_text

ENTITY_FIELDS = (Field("code", ("Code",), required=True), Field("name", ("Naam",), required=True))
ASSET_FIELDS = (
    Field("code", ("Objectcode",), required=True),
    Field("name", ("Naam",), required=True),
    Field("kind", ("Soort",), "choice", required=True, choices={"gebouw": "building", "infra": "infrastructure"}),
    Field("entity_code", ("Entiteit",), required=True),
)


def make_reader(kind, table, fields, wanted):
    def read(head, mapping):
        parsed = read_sheet(head, head.sheets[0], fields, mapping)
        return Intake(
            {table: parsed.frame}, rejected=parsed.rejected, findings=parsed.findings, rows_read=parsed.rows_read
        )

    return Reader(kind, f"{kind} list", lambda head: head.has(*wanted), read, "x.csv", wanted)


READERS = (
    make_reader("test.asset", "managed_asset", ASSET_FIELDS, ("Objectcode", "Soort")),
    make_reader("test.entity", "entity", ENTITY_FIELDS, ("Code", "Naam")),
)
ENTITIES = "Code;Naam\nE1;Een\nE2;Twee\n"
ASSETS = "Objectcode;Naam;Soort;Entiteit\nA1;Huis;gebouw;E1\nA2;Sluis;infra;E2\n"


@pytest.fixture
def store(tmp_path):
    registers = (*kern.register.REGISTERS, *vloot.tables.REGISTERS)
    with Store.open(
        f"sqlite:///{tmp_path / 'k.sqlite'}", tmp_path / "reeksen", registers, vloot.series.SERIES
    ) as opened:
        yield opened


@pytest.fixture
def load(store, tmp_path):
    def run(texts, saved=None, **wishes):
        paths = []
        for name, text in texts.items():
            path = tmp_path / "in" / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            paths.append(path)
        return load_files(store, READERS, paths, saved or {}, Wishes(**wishes), lambda _step: None)

    return run


def test_good_files_land_in_any_order(load, store):
    loading = load({"assets.csv": ASSETS, "entities.csv": ENTITIES})
    assert store.register("managed_asset")["code"].to_list() == ["A1", "A2"]
    assert loading.report.new == 4
    assert not loading.refused
    text = section_as_text(loading_section(loading))
    assert "2 files loaded: 4 rows new, 0 the same, 0 corrected, 0 in quarantine." in text


def test_the_same_file_again_changes_nothing_and_says_so(load, store):
    load({"entities.csv": ENTITIES})
    loading = load({"copy.csv": ENTITIES})
    assert loading.report is None
    assert store.imports().height == 1
    assert "Nothing changed: every file was loaded before." in section_as_text(loading_section(loading))


def test_a_changed_value_is_a_recorded_correction(load, store):
    load({"entities.csv": ENTITIES})
    loading = load({"entities.csv": ENTITIES.replace("Twee", "Deux")})
    assert (loading.report.new, loading.report.same, loading.report.corrected) == (0, 1, 1)
    assert store.corrections()["new_value"].to_list() == ['"Deux"']


def test_bad_rows_go_to_quarantine_with_place_reason_and_remedy(load, capsys):
    loading = load({"entities.csv": ENTITIES, "assets.csv": ASSETS + "A3;Loods;schuur;E1\nA4;Toren;gebouw;E9\n"})
    assert loading.report.rows_quarantined == 2
    table = {block.key: block for block in loading_section(loading).blocks}["quarantaine"]
    assert {row["row"] for row in table.rows} == {4, 5}
    assert "schuur is not a known choice." in [row["reason"] for row in table.rows]
    say_what_was_kept_out(loading)
    assert "Attention: 2 rows are in quarantine; the other rows were loaded." in capsys.readouterr().err


def test_all_or_nothing_lands_nothing_on_a_bad_row(load, store):
    with pytest.raises(InputWrong, match=r"Nothing was loaded: 1 cells were refused"):
        load({"e.csv": ENTITIES, "a.csv": ASSETS + "A3;Loods;schuur;E1\n"}, all_or_nothing=True)
    assert store.register("entity").is_empty()
    assert store.imports().is_empty()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.csv", b"", r"File empty\.csv is empty"),
        ("latin.csv", ENTITIES.replace("Een", "Één").encode("latin-1"), r"not in UTF-8"),
        ("strange.csv", b"Kleur;Smaak\nrood;zoet\n", r"is not recognised"),
        ("page.ifc", b"<!doctype html><html></html>", r"is a web page \(HTML\)"),
        ("cut.csv.gz", gzip.compress(ENTITIES.encode(), mtime=0)[:-12], r"damaged or cut off"),
    ],
)
def test_a_refused_file_is_named_and_the_others_land(load, store, name, content, message):
    loading = load({name: content, "entities.csv": ENTITIES})
    assert len(loading.refused) == 1
    assert loading.refused[0].shown_name.startswith(name.split(".")[0])
    with pytest.raises(InputWrong, match=message):
        raise loading.refused[0].error
    assert store.register("entity").height == 2


@pytest.mark.parametrize("content", [b"", b"Kleur;Smaak\nrood;zoet\n"])
def test_a_wholly_refused_call_leaves_the_workspace_as_it_was(load, store, content, tmp_path):
    before = (tmp_path / "k.sqlite").stat().st_size
    loading = load({"x.csv": content})
    assert loading.report is None
    assert loading.refused
    assert store.imports().is_empty()
    assert (tmp_path / "k.sqlite").stat().st_size == before


def test_all_or_nothing_refuses_when_a_file_is_refused(load, store):
    with pytest.raises(
        InputWrong, match=r"Nothing was loaded, because all or nothing was asked for\. File x\.csv is empty"
    ):
        load({"x.csv": b"", "entities.csv": ENTITIES}, all_or_nothing=True)
    assert store.register("entity").is_empty()


def test_folders_and_archives_are_opened(store, tmp_path):
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "notes.md").write_text("x")
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("deep/entities.csv", ENTITIES)
    (folder / "assets.csv.gz").write_bytes(gzip.compress(ASSETS.encode()))
    loading = load_files(store, READERS, [folder], {}, Wishes(), lambda _step: None)
    assert [file.shown_name for file in loading.report.files] == ["map/all.zip!deep/entities.csv", "map/assets.csv"]
    assert [finding.code for finding in loading.skipped] == ["intake.file.skipped"]


def test_archives_given_one_by_one_do_not_meet(load):
    loading = load({"a.csv.gz": gzip.compress(ASSETS.encode()), "e.csv.gz": gzip.compress(ENTITIES.encode())})
    assert {file.reader_kind for file in loading.report.files} == {"test.asset", "test.entity"}


def test_new_headings_are_read_with_a_kind_and_a_mapping(load, store):
    texts = {"e.csv": ENTITIES.replace("Code", "Afkorting")}
    assert load(texts).refused
    loading = load(texts, mapping={"Afkorting": "code"}, kind="test.entity")
    assert store.register("entity").height == 2
    assert loading.mappings == {"test.entity": {"Afkorting": "code"}}


def test_a_saved_mapping_says_which_kind_a_file_is(load, store):
    load({"e.csv": ENTITIES.replace("Code", "Afkorting")}, saved={"test.entity": {"Afkorting": "code"}})
    assert store.register("entity").height == 2


def test_a_mapping_given_once_reads_the_next_file_with_the_same_headings(tmp_path, capsys):
    headings = "VIM-gebouwcode;Gebouwnaam;Beherende entiteit;Functie van het gebouw;Bouw jaar\n"
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text(headings + "S1;Een;E1;kantoor;1951\n", encoding="utf-8")
    second.write_text(headings + "S2;Twee;E1;kantoor;1952\n", encoding="utf-8")
    entities = tmp_path / "e.csv"
    entities.write_text("Entiteitcode;Naam;OVO-code;KBO-nummer\nE1;Eerste;OVO000001;\n", encoding="utf-8")
    folder = ["--map", str(tmp_path / "w")]
    kinds = ["--kaart", "Functie van het gebouw=building_function", "--kaart", "Bouw jaar=construction_year"]
    assert run(["nieuw", str(tmp_path / "w")]) == 0
    assert run(["laad", str(entities), *folder]) == 0
    assert run(["laad", str(first), *folder]) == 1
    assert '--soort estate.portfolio --kaart "Gebouwnaam=name"' in capsys.readouterr().err
    assert run(["laad", str(first), "--soort", "estate.portfolio", *folder]) == 1
    assert "needs at least 2 of the columns" in capsys.readouterr().err
    assert run(["laad", str(first), "--soort", "estate.portfolio", *kinds, *folder]) == 0
    assert run(["laad", str(second), *folder]) == 0
    with open_workspace(tmp_path / "w") as workspace:
        assert workspace.register("building")["construction_year"].to_list() == [1951, 1952]


def test_an_unknown_kind_names_the_known_ones(load):
    with pytest.raises(UsageWrong, match=r"Kind x is not known\. Choose from: test\.asset, test\.entity\."):
        load({"e.csv": ENTITIES}, kind="x")


def test_a_mapping_has_an_equals_sign():
    assert parse_mapping(["a = b=c"]) == {"a = b": "c"}
    with pytest.raises(UsageWrong, match="not of the form heading=field"):
        parse_mapping(["a"])


def test_more_than_twenty_cells_are_counted():
    cells = pl.DataFrame({name: ["x"] * 233 for name in ("file_name", "sheet", "column", "value", "reason", "remedy")})
    from koers.loading_report import quarantine_table

    table = quarantine_table(cells.with_columns(row=1, allowed=pl.lit("")), 20)
    assert len(table.rows) == 20
    assert table.note == "and 213 more; koers controle --quarantaine shows all"


def test_a_damaged_archive_in_a_folder_keeps_no_other_file_back(store, tmp_path):
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "a.zip").write_bytes(b"PK\x03\x04 cut off")
    (folder / "b.csv").write_text(ENTITIES)
    loading = load_files(store, READERS, [folder], {}, Wishes(), lambda _step: None)
    assert [refused.shown_name for refused in loading.refused] == ["map/a.zip"]
    assert "1 file loaded: 2 rows new" in section_as_text(loading_section(loading))
