"""The shape most commands share: a report year in, one section out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from koers.options import TABEL, Asset, Folder, Format, OutputFormat, Strict, TableName, Year
from koers.show import leave_if_unmet, show

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class SectionCommand:
    """A command that shows one section of a room.

    Args:
        room: Package of the room.
        name: Name of the command.
        help: What it shows, marked with `N_`.
        examples: Lines a user can type.
        asset: Whether it takes the code of one building or object.
        strict: Whether `--streng` means something.
    """

    room: str
    name: str
    help: str
    examples: tuple[str, ...]
    asset: bool = False
    strict: bool = False

    def add_to(self, app: typer.Typer, name: str | None = None) -> None:
        """Add the command to its room's group, under its own name or another."""
        functions: dict[tuple[bool, bool], Callable[..., None]] = {
            (False, False): self._plain,
            (False, True): self._strict,
            (True, False): self._of_asset,
            (True, True): self._of_asset_strict,
        }
        function = functions[self.asset, self.strict]
        app.command(name or self.name, help=self.help, epilog="\n".join(self.examples))(function)

    def _plain(
        self, jaar: Year = None, formaat: Format = TABEL, tabel: TableName = None, folder: Folder = None
    ) -> None:
        self._show(None, jaar, formaat, tabel, folder, strict=False)

    def _strict(
        self,
        jaar: Year = None,
        formaat: Format = TABEL,
        tabel: TableName = None,
        folder: Folder = None,
        streng: Strict = False,
    ) -> None:
        self._show(None, jaar, formaat, tabel, folder, strict=streng)

    def _of_asset(
        self,
        asset: Asset = None,
        jaar: Year = None,
        formaat: Format = TABEL,
        tabel: TableName = None,
        folder: Folder = None,
    ) -> None:
        self._show(asset, jaar, formaat, tabel, folder, strict=False)

    def _of_asset_strict(
        self,
        asset: Asset = None,
        jaar: Year = None,
        formaat: Format = TABEL,
        tabel: TableName = None,
        folder: Folder = None,
        streng: Strict = False,
    ) -> None:
        self._show(asset, jaar, formaat, tabel, folder, strict=streng)

    def _show(
        self,
        asset: str | None,
        year: int | None,
        form: OutputFormat,
        table: str | None,
        folder: Folder,
        *,
        strict: bool,
    ) -> None:
        from koers.workspace import find_workspace

        with find_workspace(folder) as workspace:
            section = workspace.section(f"{self.room}.{self.name}", asset=asset, report_year=year)
        show(section, form, table)
        leave_if_unmet(section, strict)
