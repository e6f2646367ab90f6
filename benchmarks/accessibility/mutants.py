"""Single faults in the synthetic building, each with the criteria that are truly not met because of it.

A fault is one change of one measure. What it breaks is known from how the building is drawn, not from any program: the
criterion it is about, and those that cannot be met either (a room too small to turn in has no such space at its door).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from spec import Spec


@dataclass(frozen=True)
class Mutant:
    """One fault.

    Args:
        key: Its name.
        criterion: What it is about; empty for a change that breaks nothing.
        fault: In words.
        changes: Fields of `Spec`.
        element: Name of the element at fault, or of its whole; empty for the building.
        also: What else is truly not met.
    """

    key: str
    criterion: str
    fault: str
    changes: dict[str, Any]
    element: str = ""
    also: frozenset[str] = field(default_factory=frozenset)

    @property
    def spec(self) -> Spec:
        """The building with the fault."""
        return replace(Spec(), **self.changes)

    @property
    def truth(self) -> frozenset[str]:
        """The criteria that are not met."""
        return self.also | ({self.criterion} if self.criterion else set())


BASE_TRUTH = frozenset({"LFT-11"})
"""What the sound building does not meet: A++ asks for a lift with a car, and it has a platform lift too."""


SOUND = Mutant("sound", "", "nothing", {})
"""The building without a fault."""


def _one(key: str, criterion: str, fault: str, element: str = "", also: str = "", **changes: Any) -> Mutant:
    return Mutant(key, criterion, fault, changes, element, frozenset(also.split()))


MUTANTS = (
    # doors
    _one("door-88", "DOR-03", "one door leaves 88 cm", "Deur 0.01", door_lining=0.07),
    _one("door-frame-102", "DOR-03", "a frame of 102 cm leaves 88 cm", "Deur 0.01", "DOR-02", door_width=1.02),
    _one("double-leaf-85", "DOR-03", "one leaf of a double door leaves 85 cm", "Deur 0.02", double_width=1.88),
    _one("door-low", "DOR-01", "one door leaves 205 cm below its frame", "Deur 0.01", door_height=2.10),
    _one("door-no-turn", "DOR-05", "a cupboard stands 120 cm before a door", "Deur 0.11", blocked_door=True),
    _one("door-latch-15", "DOR-06", "15 cm of wall beside the latch", "Deur 0.05", latch_shift=-2.62),
    _one("door-hinge-15", "", "15 cm of wall beside the hinges, which is allowed", hinge_shift=-2.62),
    _one("revolving-only", "DOR-04", "no other door beside the revolving door", "Draaideur", "CHN-01",
         has_door_beside_revolving=False),
    _one("toilet-door-in", "DOR-07", "the door of the adapted toilet opens inward", "Deur 0.08", toilet_inward=True),
    _one("exit-80", "DOR-03", "an emergency exit leaves 66 cm", "Nooduitgang noord", "DOR-02 EVA-01",
         fire_exit_width=0.80),
    _one("entrance-110", "DOR-11", "the main entrance leaves 110 cm", "Hoofdingang", entrance_width=1.20),
    _one("lift-door-low", "LFT-08", "landing doors that leave 205 cm", "Lift 1", lift_door_height=2.10),
    _one("threshold-3", "LVL-02", "a threshold of 3 cm at the entrance", "Hoofdingang", entrance_threshold=0.03),
    _one("door-right", "", "a door hung on the other side", door_opening_left=False),
    # corridor and rooms
    _one("corridor-160", "", "corridors of 160 cm between walls: their finished width is enough", corridor_top=7.70),
    _one("room-without-door", "CHN-01", "a room without a door", room_without_door=True),
    _one("point-85", "COR-03", "a cupboard leaves 85 cm of the corridor over 1 m", "0.00", "COR-05",
         corridor_obstacle=(1.0, 0.95)),
    _one("line-110", "COR-04", "a cupboard leaves 110 cm of the corridor over 2 m", "0.00", "COR-05",
         corridor_obstacle=(2.0, 0.70)),
    _one("room-145", "COR-06", "a room of 145 cm wide has no turning space", "0.01", "DOR-05 DOR-06",
         small_room=1.45),
    _one("ceiling-225", "COR-07", "the rooms of a storey are 225 cm high", "1.01", upper_room_height=2.25),
    _one("step-3", "LVL-01", "a floor lies 3 cm higher than the corridor", "Deur 0.12", "CHN-01 EVA-01",
         raised_room=0.03),
    _one("corridor-145", "COR-02", "a corridor of 145 cm over 24 m", "0.23", "COR-01 COR-06 COR-08 PTH-04",
         side_corridor=1.45),
    _one("corridor-point-85", "COR-03", "walls that leave 85 cm of a corridor over 40 cm", "0.23",
         side_point=(0.40, 0.85)),
    _one("corridor-line-115", "COR-04", "walls that leave 115 cm of a corridor over 2 m", "0.23",
         side_line=(2.00, 1.15)),
    _one("corridor-bench-11m", "COR-08", "cupboards leave 125 cm of a corridor over 11 m", "0.23", "COR-05 PTH-04",
         side_bench=(11.0, 1.25)),
    _one("corridor-bench-9m", "COR-05", "cupboards leave 125 cm of a corridor over 9 m", "0.23",
         side_bench=(9.0, 1.25)),
    _one("corridor-benches-7m", "COR-05", "cupboards leave 125 cm of a corridor over twice 7 m", "0.23",
         side_bench=(7.0, 1.25), side_benches=2),
    # stair
    _one("riser-19", "STR-04", "19 risers of 18.9 cm", "Trap A", "STR-06", risers=19),
    _one("tread-22", "STR-05", "treads of 22 cm", "Trap A", "STR-06", tread=0.22),
    _one("pace-65", "STR-06", "2R + T of 64.7 cm", "Trap A", tread=0.32),
    _one("stair-90", "STR-01", "a stair of 90 cm wide", "Trap A", "STR-03", stair_width=0.90),
    _one("steps-18", "STR-02", "18 steps before the landing", "Trap A", "STR-06", risers=30, first_flight=18,
         tread=0.23),
    _one("landing-90", "STR-03", "a landing of 90 cm", "Trap A", stair_landing=0.90),
    _one("stair-rails-3", "STR-07", "a flight with one handrail", "Trap A", stair_rails=3),
    _one("stair-rail-20", "STR-08", "handrails run on 20 cm", "Trap A", stair_rail_end=0.20),
    _one("stair-one-rail-height", "STR-09", "handrails at one height", "Trap A", stair_low_rail=0.0),
    # ramps
    _one("ramp-8", "RMP-01", "8 cm at 11.4 %", "Helling west", ramp_8_run=0.70),
    _one("ramp-24", "RMP-02", "24 cm at 9.2 %", "Helling ingang", ramp_24_run=2.60),
    _one("ramp-30", "RMP-03", "30 cm at 8.5 %", "Helling binnen", ramp_30_run=3.53),
    _one("ramp-60", "RMP-04", "60 cm at 7.5 %", "Helling noord", ramp_60_run=4.0),
    _one("ramp-in-one", "RMP-07", "60 cm without a landing", "Helling noord", ramp_60_in_one=True),
    _one("ramp-landing-120", "RMP-05", "a landing of 150 x 120 cm", "Helling noord", ramp_landing=(1.2, 1.5)),
    _one("ramp-landing-small", "", "a landing of 120 x 150 cm, which is allowed", ramp_landing=(1.5, 1.2),
         ramp_60_width=1.20),
    _one("ramp-one-rail-height", "RMP-13", "handrails at one height", "Helling binnen", ramp_low_rail=0.0),
    _one("corner-landing-130", "RMP-06", "a landing of 130 cm at a corner", "Helling terras",
         corner_landing=(1.3, 1.5)),
    _one("ramp-foot", "RMP-08", "a cupboard 1 m before the foot of a ramp", "Helling binnen", ramp_foot_blocked=True),
    _one("ramp-110", "RMP-09", "a ramp of 110 cm wide", "Helling binnen", ramp_width=1.10),
    _one("ramp-120", "", "a ramp of 120 cm wide, which is allowed", ramp_width=1.20),
    _one("ramp-kerb-3", "RMP-10", "edge protection of 3 cm", "Helling binnen", ramp_kerb=0.03),
    _one("ramp-rail-1", "RMP-11", "a handrail on one side", "Helling binnen", ramp_rail_sides=1),
    _one("ramp-rail-20", "RMP-12", "handrails run on 20 cm", "Helling binnen", ramp_rail_end=0.20),
    _one("no-ramp", "LVL-03", "30 cm with steps only", also="CHN-01", has_ramp_30=False),
    _one("ramp-cross-3", "RMP-14", "a ramp that slopes 3 % across", "Helling binnen", ramp_cross=0.03),
    # lifts
    _one("lift-100x140", "LFT-02", "a car of 100 x 140 cm", "Lift 1", car=(1.00, 1.40)),
    _one("lift-100x125", "LFT-03", "a car of 100 x 125 cm", "Lift 1", "LFT-02", car=(1.00, 1.25)),
    _one("lift-door-80", "LFT-06", "landing doors that leave 80 cm", "Lift 1", lift_door_width=0.90),
    _one("lift-manual", "LFT-05", "landing doors without a drive", "Lift 1", lift_door_drive=False),
    _one("lift-no-turn", "LFT-04", "a cupboard leaves 120 cm before the lift", "Lift 1", "COR-05", lift_blocked=True),
    _one("no-lift", "LVL-03", "an upper storey with stairs only", also="CHN-01", has_lift=False),
    _one("stair-lift", "LFT-01", "a lift that runs along the stair", "Plateaulift", "LVL-03 CHN-01",
         platform_kind="trapplateaulift"),
    _one("platform-90", "LFT-07", "a platform of 90 x 140 cm", "Plateaulift", platform=(0.90, 1.40)),
    # sanitary
    _one("toilet-none", "SAN-01", "a storey without an adapted toilet", upper_toilet_adapted=False),
    _one("toilet-no-turn", "SAN-02", "a toilet of 145 cm wide", "0.08", "DOR-05 DOR-06 SAN-12 SAN-13",
         toilet_width=1.45),
    _one("toilet-160", "SAN-12", "an adapted toilet of 160 cm wide", "0.08", "DOR-06 SAN-13", toilet_width=1.60),
    _one("toilet-front-100", "SAN-03", "a cupboard 100 cm before the pan", "0.08", toilet_front=0.4),
    _one("toilet-side-82", "SAN-04", "82 cm beside the pan on its wide side", "0.08", "SAN-13", toilet_width=2.0,
         pan_from_wall=0.82),
    _one("toilet-side-72", "SAN-13", "72 cm beside the pan on its narrow side", "0.08", pan_from_wall=1.30),
    _one("basin-75", "SAN-05", "75 cm between pan and basin", "0.08", basin_from_corner=1.60),
    _one("pan-50", "SAN-06", "a pan of 50 cm deep", "0.08", pan_length=0.50),
    _one("basin-outside", "SAN-07", "the basin stands in the next room", "0.08", basin_in_room=False),
    _one("basin-corner-40", "SAN-09", "the basin stands 40 cm from the corner", "0.08", "SAN-05",
         basin_from_corner=0.40),
    _one("one-bar", "SAN-10", "one grab bar", "0.08", grab_bars=1),
    _one("seat-42", "SAN-11", "a seat at 42 cm", "0.08", seat_height=0.42),
    _one("shower-100", "SHW-01", "a shower of 100 x 100 cm", "Douche", shower=(1.0, 1.0)),
    _one("shower-slope-3", "SHW-02", "a shower floor that slopes 3 %", "Douche", shower_slope=0.03),
    # reception
    _one("counter-blocked", "RCP-01", "cupboards 90 cm around the counter", "Balie", "RCP-04", counter_blocked=True),
    _one("counter-85", "RCP-02", "the lowered part of the counter is 85 cm high", "Balie", "RCP-04", counter_low=0.85),
    _one("no-waiting-place", "RCP-06", "benches fill what is left of the hall", "0.03", hall_filled=True),
    # rooms with seats, changing rooms, controls
    _one("seats-one-place", "SEA-01", "one place for a wheelchair beside 40 seats", "0.24", wheelchair_places=1),
    _one("seats-60", "", "60 seats and three places, which is enough", seats=60, wheelchair_places=3),
    _one("seats-60-two", "SEA-02", "two places for wheelchairs beside 60 seats", "0.24", seats=60),
    _one("seats-place-85", "SEA-03", "a place for a wheelchair of 85 cm wide", "Rolstoelplaats",
         wheelchair_place=(0.85, 1.40)),
    _one("changing-none", "CHG-01", "no changing room is adapted", changing_room="Kleedkamer"),
    _one("switch-140", "CTL-01", "a switch at 140 cm", "Schakelaar", switch_height=1.40),
    _one("switch-corner-30", "CTL-02", "a switch 30 cm from the corner", "Schakelaar", switch_from_corner=0.30),
    # parking
    _one("no-adapted-place", "PAR-01", "eleven places, none adapted", adapted_places=0),
    _one("place-320", "PAR-04", "an adapted place of 320 cm", "P1", place=(3.20, 6.00)),
    _one("place-480", "PAR-08", "an adapted place of 480 cm long", "P1", place=(3.50, 4.80)),
    _one("place-along-580", "PAR-05", "an adapted place of 580 cm along the road", "P11", place_along=5.80),
    _one("place-slope-3", "PAR-06", "an adapted place that slopes 3 %", "P1", place_slope=0.03),
    _one("places-141", "", "141 places, six of them adapted, which is enough", adapted_places=5, parking_units=130),
    _one("places-141-five", "PAR-02", "141 places, five of them adapted", adapted_places=4, parking_units=130),
    _one("place-far", "PAR-07", "an adapted place 33 m from the entrance", "P1", place_far=True),
    _one("place-behind-hedge", "PAR-07", "a hedge makes 14 m into 53", "P1", hedge=31.0),
    _one("place-short-hedge", "", "a hedge one easily walks round", hedge=5.0),
    _one("place-no-way", "", "no ground between forecourt and ramp: how far one goes is not known", has_square=False),
    # path
    _one("path-140", "PTH-01", "a path of 140 cm wide", "B.1", "PTH-04", path_width=1.40),
    _one("path-point-85", "PTH-02", "a cupboard leaves 85 cm of the path over 80 cm", "B.1", path_point=(0.80, 0.85)),
    _one("path-line-115", "PTH-03", "bicycles leave 115 cm of the path over 2 m", "B.1", path_line=(2.00, 1.15)),
    _one("path-line-11m", "PTH-04", "bicycles leave 130 cm of the path over 11 m", "B.1", path_line=(11.0, 1.30)),
    _one("path-slope-2", "PTH-05", "a path that climbs 2 % all along", "B.1", path_climb=(0.02, 0.0)),
    _one("path-cross-2", "", "a path that slopes 2 % across, which is allowed", path_climb=(0.0, 0.02)),
    # the chain
    _one("staff-room-undrawn", "CHN-02", "a room for staff that is not drawn", bodiless_room=True),
)  # fmt: skip
