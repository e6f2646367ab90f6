"""The three rooms as the desk sees them: their inputs, options, sections, checks and traces, imported when asked."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kern.errors import FactorMissing, UsageWrong
from kern.language import N_, _
from kern.report import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from kern.errors import KoersError
    from kern.findings import Finding
    from kern.report import Trace
    from kern.store.store import Store
    from koers.workspace import Workspace


@dataclass(frozen=True)
class Room:
    """One room.

    Args:
        name: Its package.
        options: Name of its options class.
        fill: Function of `koers.wiring` that makes its inputs.
        commands: Command -> function of its `sections` module.
        of_one: Likewise, for commands that need the code of one asset or entity.
    """

    name: str
    options: str
    fill: str
    commands: Mapping[str, str]
    of_one: Mapping[str, str] = field(default_factory=dict)

    def options_class(self) -> type[Any]:
        """Its options class."""
        return getattr(importlib.import_module(f"{self.name}.options"), self.options)  # type: ignore[no-any-return]

    def make_inputs(self, store: Store, folder: Path | None = None) -> Any:
        """Its inputs, from the store and, for what is kept as files, the folder of the workspace."""
        wiring = importlib.import_module("koers.wiring")
        return wiring.with_files(getattr(wiring, self.fill)(store), folder)

    def section(self, workspace: Workspace, name: str, asked: dict[str, Any]) -> Section:
        """The section of a command."""
        command = name.partition(".")[2]
        function = self.commands.get(command) or self.of_one.get(command)
        if function is None:
            known = ", ".join(f"{room.name}.{command}" for room in ROOMS for command in room.commands)
            raise UsageWrong(N_("There is no section {name}. Choose from: {known}."), name=name, known=known)
        make = getattr(importlib.import_module(f"{self.name}.sections"), function)
        asset = asked.pop("asset", None)
        more = {} if asset is None else {"asset_code": asset}
        return make(workspace.inputs(self), workspace.options(self, asked), **more)  # type: ignore[no-any-return]

    def sections(
        self, workspace: Workspace, asked: dict[str, Any], failures: list[KoersError] | None = None
    ) -> list[Section]:
        """Its sections of the annual report.

        Args:
            workspace: The data.
            asked: Options by field name.
            failures: Takes what keeps a section from being made, so that the others are made all the same; a section
                that says so stands in its place. Without it the first such error is raised.
        """
        makers: Sequence[Callable[[Any, Any], Section]] = importlib.import_module(f"{self.name}.sections").SECTIONS
        inputs, options = workspace.inputs(self), workspace.options(self, asked)
        made = []
        for number, make in enumerate(makers, start=1):
            try:
                made.append(make(inputs, options))
            except FactorMissing as error:
                if failures is None:
                    raise
                failures.append(error)
                key = f"{self.name}.ontbreekt.{number}"
                made.append(Section(key, _("A part that could not be made"), str(error), []))
        return made

    def check(self, workspace: Workspace, asked: dict[str, Any]) -> list[Finding]:
        """Its findings on the loaded data."""
        checks = importlib.import_module(f"{self.name}.checks").CHECKS
        inputs, options = workspace.inputs(self), workspace.options(self, asked)
        return [finding for check in checks for finding in check(inputs, options)]

    def trace(self, workspace: Workspace, key: str, asked: dict[str, Any]) -> Trace:
        """Where one of its figures came from."""
        trace = importlib.import_module(f"{self.name}.trace").trace
        return trace(key, workspace.inputs(self), workspace.options(self, asked))  # type: ignore[no-any-return]


ROOMS = (
    Room(
        "energie",
        "EnergyOptions",
        "energy_inputs",
        {
            "traject": "trajectories",
            "verklaring": "explanation",
            "maatregelen": "measures",
            "benchmark": "benchmark",
            "afbouwpad": "pathways",
            "weer": "weather",
            "verbruik": "consumption",
            "uitstoot": "emissions",
            "kwaliteit": "quality",
        },
    ),
    Room(
        "vloot",
        "FleetOptions",
        "fleet_inputs",
        {
            "traject": "trajectory_section",
            "toon": "overview_section",
            "quota": "quota_section",
            "ecoscore": "ecoscore_section",
            "praktijk": "practice_section",
            "vervanging": "replacement_section",
            "controle": "readiness_section",
            "voertuigen": "vehicles_section",
            "mobiliteit": "mobility_section",
        },
    ),
    Room(
        "vastgoed",
        "EstateOptions",
        "estate_inputs",
        {
            "toon": "portfolio",
            "ruimten": "space_use",
            "label": "labels",
            "inkanteling": "transfer",
            "inkanteling plan": "transfer_plan",
            "certificaten": "certificates",
            "milieu": "resources",
            "kalender": "calendar",
            "paspoort": "materials",
        },
        {"dossier": "dossier"},
    ),
)


def room_of(key: str) -> Room:
    """The room a key belongs to, by its first part.

    Raises:
        UsageWrong: No room has that name.
    """
    name = key.partition(".")[0]
    for room in ROOMS:
        if room.name == name:
            return room
    raise UsageWrong(
        N_("{key} begins with no known room. Keys begin with: {rooms}. koers herkomst lists them."),
        key=key,
        rooms=", ".join(room.name for room in ROOMS),
    )
