"""Commands on the workspace: make one, load files, check the data, ask where a figure came from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kern.language import N_, _
from koers.options import (
    TABEL,
    BaseYear,
    Boundary,
    Folder,
    Format,
    OutputFormat,
    PathMethod,
    Strict,
    TableName,
    TargetSet,
    Year,
)
from koers.screen import progress, talk


def add_to(app: typer.Typer) -> None:
    """Add the commands of the workspace to the root."""
    app.command(
        "demo",
        help=N_(
            "Make a workspace with the example portfolio, load it through the same readers and checks as your own "
            "files, compute everything and write the annual report."
        ),
        epilog="koers demo\nkoers demo ./voorbeeld --taal nl",
    )(demo)
    app.command(
        "nieuw",
        help=N_("Make an empty workspace: koers.toml with the choices, a database and a store for the readings."),
        epilog="koers nieuw ./portefeuille",
    )(nieuw)
    app.command(
        "laad",
        help=N_(
            "Load files. Each is recognised by its content and checked; good rows land in one go, bad rows go to "
            "quarantine with place, reason and remedy. Folders, .zip and .gz are opened."
        ),
        epilog="koers laad vastgoeddatabank.xlsx meters/ tankkaart.csv.gz\nkoers laad meters/ --alles-of-niets\n"
        'koers laad meters.csv --soort energy.meters --kaart "EAN nummer=code"\n'
        "koers laad --toon-kaart export-ems.csv\nkoers laad --bewaar-kaart export-ems.csv && koers laad export-ems.csv",
        no_args_is_help=True,
    )(laad)
    app.command(
        "controle",
        help=N_("What is wrong or doubtful in the loaded data: completeness, gaps, outliers, contradictions."),
        epilog="koers controle\nkoers controle --quarantaine --formaat csv > quarantaine.csv",
    )(controle)
    app.command(
        "herkomst",
        help=N_(
            "Where a figure came from: files with their hash, rows, factors with their source, and rules. "
            "Without a key it lists the figures you can ask for."
        ),
        epilog="koers herkomst energie.co2.2025\nkoers herkomst",
    )(herkomst)
    app.command(
        "invoer",
        help=N_("What was loaded, when, from which file, and what happened with its rows."),
        epilog="koers invoer\nkoers invoer --ongedaan",
    )(invoer)


def nieuw(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="MAP", help=N_("Folder of the new workspace."))],
    formaat: Format = TABEL,
    tabel: TableName = None,
) -> None:
    """Make an empty workspace."""
    from koers.provenance import workspace_section
    from koers.show import show
    from koers.workspace import create_workspace

    with create_workspace(folder, language=context.obj["language"]) as workspace:
        show(workspace_section(workspace), formaat, tabel)
    talk(_("Next: koers laad FILE… --map {folder}").format(folder=folder))


def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="MAP", help=N_("Folder of the example workspace."))] = Path(
        "koers-demo"
    ),
    formaat: Format = TABEL,
    tabel: TableName = None,
) -> None:
    """Make, load and report on the example portfolio."""
    from koers.demo import run_demo
    from koers.show import show

    show(run_demo(folder, context.obj["language"]), formaat, tabel)


def laad(
    files: Annotated[list[Path], typer.Argument(metavar="BESTAND…", help=N_("Files, folders, .zip or .gz."))],
    alles_of_niets: Annotated[
        bool, typer.Option("--alles-of-niets", help=N_("Load nothing at all when one row is wrong."))
    ] = False,
    kaart: Annotated[
        list[str] | None,
        typer.Option(
            "--kaart",
            metavar="KOP=VELD",
            help=N_("Read this heading as that field; saved in koers.toml for the next time. May be repeated."),
        ),
    ] = None,
    soort: Annotated[
        str | None,
        typer.Option("--soort", metavar="SOORT", help=N_("Read the files as this kind, when their headings are new.")),
    ] = None,
    codering: Annotated[
        str | None,
        typer.Option("--codering", metavar="NAAM", help=N_("Encoding of text files that are not in UTF-8.")),
    ] = None,
    toon_kaart: Annotated[
        bool,
        typer.Option(
            "--toon-kaart",
            help=N_(
                "Store nothing: show how an unknown file of readings would be read, as lines ready for koers.toml, "
                "with its first ten readings."
            ),
        ),
    ] = False,
    bewaar_kaart: Annotated[
        bool,
        typer.Option("--bewaar-kaart", help=N_("Like --toon-kaart, and put the proposed lines in koers.toml.")),
    ] = False,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Load files."""
    if toon_kaart or bewaar_kaart:
        _propose_mappings(files, bewaar_kaart, codering, formaat, tabel, folder)
        return
    from koers.loading import Wishes, parse_mapping
    from koers.loading_report import loading_section, say_what_was_kept_out
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace, progress(_("Loading")) as step:
        wishes = Wishes(parse_mapping(kaart or ()), soort, codering, alles_of_niets)
        loading = workspace.load(files, wishes, on_step=step)
    show(loading_section(loading, cut=formaat is TABEL), formaat, tabel)
    say_what_was_kept_out(loading)
    if loading.refused:
        raise typer.Exit(1)


def _propose_mappings(
    files: list[Path], save: bool, encoding: str | None, form: OutputFormat, table: str | None, folder: Path | None
) -> None:
    """Show how files would be read; with `save` also write it in koers.toml."""
    from koers.mapping_proposal import as_toml, mapping_section, saved_lines, show_mappings
    from koers.mappings import save_mappings
    from koers.settings import FILE_NAME, find_folder, read_settings
    from koers.show import show
    from koers.wiring import readers
    from koers.workspace import find_workspace

    home = find_folder(folder)
    saved = read_settings(home).mappings if home else {}
    shown = show_mappings(files, readers(None), saved, encoding)
    if form is TABEL:
        typer.echo("\n".join(as_toml(one) for one in shown), nl=False)
    else:
        show(mapping_section(shown), form, table)
    if save:
        with find_workspace(folder) as workspace:
            save_mappings(workspace.settings.folder / FILE_NAME, saved_lines(shown))
        talk(_("Saved in koers.toml. Next: koers laad FILE…"))


def controle(
    quarantaine: Annotated[
        bool, typer.Option("--quarantaine", help=N_("Show every quarantined cell instead of the findings."))
    ] = False,
    jaar: Year = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
    streng: Strict = False,
) -> None:
    """Check the loaded data."""
    from koers.checks import findings_section, quarantine_section, unmet
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        section = quarantine_section(workspace) if quarantaine else findings_section(workspace, jaar)
    show(section, formaat, tabel)
    if streng and unmet(section):
        raise typer.Exit(3)


def herkomst(
    key: Annotated[
        str | None, typer.Argument(metavar="CIJFER", help=N_("Key of a figure, such as energie.co2.2025."))
    ] = None,
    jaar: Year = None,
    doelset: TargetSet = None,
    methode: PathMethod = None,
    basisjaar: BaseYear = None,
    grens: Boundary = None,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Trace a figure to files, rows, factors and rules."""
    from koers.provenance import keys_section, trace_section
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        asked = {"target_set": doelset, "method": methode, "base_year": basisjaar, "boundary": grens}
        section = trace_section(workspace, key, **asked) if key else keys_section(workspace, jaar)
    show(section, formaat, tabel)


def invoer(
    ongedaan: Annotated[
        bool, typer.Option("--ongedaan", help=N_("Take back the last load: its rows leave, old values return."))
    ] = False,
    formaat: Format = TABEL,
    tabel: TableName = None,
    folder: Folder = None,
) -> None:
    """Show the history of imports, or take one back."""
    from koers.provenance import imports_section
    from koers.show import show
    from koers.workspace import find_workspace

    with find_workspace(folder) as workspace:
        if ongedaan:
            taken = workspace.undo()
            talk(_("Taken back: {count} files of the last load.").format(count=len(taken)))
        show(imports_section(workspace), formaat, tabel)
