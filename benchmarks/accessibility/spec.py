"""What the synthetic building is made of: sound as it stands, and each field can make one thing wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Spec:
    """The measures of the building. Lengths in m.

    The defaults meet every criterion of the regulation that a model can carry. A mutant changes one or two fields.
    """

    # doors
    door_width: float = 1.06
    door_lining: float = 0.05
    door_height: float = 2.17
    door_opening_left: bool = True
    latch_shift: float = 0.0
    hinge_shift: float = 0.0
    double_width: float = 2.08
    entrance_width: float = 1.50
    entrance_threshold: float = 0.0
    has_door_beside_revolving: bool = True
    fire_exit_width: float = 1.10
    blocked_door: bool = False
    # corridor and rooms
    corridor_obstacle: tuple[float, float] = (0.0, 0.0)  # length along, depth across
    corridor_top: float = 7.90
    small_room: float = 6.0
    room_without_door: bool = False
    upper_room_height: float = 2.8
    raised_room: float = 0.0
    # stair
    risers: int = 22
    tread: float = 0.28
    stair_width: float = 1.40
    first_flight: int = 0
    stair_landing: float = 0.0
    stair_rails: int = 4
    stair_rail_end: float = 0.4
    stair_low_rail: float = 0.65
    # ramps: over 8, 24, 30 and 2 x 30 cm
    ramp_8_run: float = 0.90
    ramp_24_run: float = 3.20
    ramp_30_run: float = 5.00
    ramp_60_run: float = 6.20
    ramp_60_in_one: bool = False
    ramp_60_width: float = 1.50
    ramp_width: float = 1.50
    ramp_rail_sides: int = 2
    ramp_rail_end: float = 0.4
    ramp_kerb: float = 0.08
    ramp_low_rail: float = 0.72
    ramp_cross: float = 0.0
    ramp_landing: tuple[float, float] = (1.50, 1.50)
    corner_landing: tuple[float, float] = (1.50, 1.50)
    ramp_foot_blocked: bool = False
    has_ramp_30: bool = True
    # lifts
    has_lift: bool = True
    car: tuple[float, float] = (1.10, 1.40)
    lift_door_width: float = 1.00
    lift_door_drive: bool = True
    lift_door_height: float = 2.17
    lift_blocked: bool = False
    platform: tuple[float, float] = (1.10, 1.40)
    platform_kind: str = "verticale plateaulift"
    # sanitary
    pan_from_wall: float = 0.95
    pan_length: float = 0.70
    seat_height: float = 0.48
    basin_from_corner: float = 2.30
    basin_in_room: bool = True
    grab_bars: int = 2
    toilet_width: float = 2.40
    toilet_front: float = 0.0  # depth of a cupboard opposite the pan
    toilet_inward: bool = False
    upper_toilet_adapted: bool = True
    shower: tuple[float, float] = (1.20, 1.20)
    shower_slope: float = 0.015
    changing_room: str = "Aangepaste kleedkamer"
    # wing: its corridor, where its walls stand closer and cupboards along it (length, what is left), the auditorium
    side_corridor: float = 1.80
    side_point: tuple[float, float] = (0.40, 1.05)
    side_line: tuple[float, float] = (2.00, 1.30)
    side_bench: tuple[float, float] = (0.0, 0.0)
    side_benches: int = 1
    bodiless_room: bool = False
    seats: int = 40
    wheelchair_places: int = 2
    wheelchair_place: tuple[float, float] = (0.90, 1.40)
    # reception and controls
    counter_low: float = 0.78
    counter_blocked: bool = False
    hall_filled: bool = False
    switch_height: float = 1.00
    switch_from_corner: float = 0.60
    # parking
    adapted_places: int = 1
    place: tuple[float, float] = (3.50, 6.00)
    place_slope: float = 0.0
    place_far: bool = False
    hedge: float = 0.0  # along the forecourt, between the places and the entrance
    place_along: float = 6.00
    parking_units: int = 0
    # path outside: two narrowings (length, what they leave) and its slope
    path_width: float = 1.90
    path_point: tuple[float, float] = (0.80, 1.05)
    path_line: tuple[float, float] = (2.00, 1.30)
    path_climb: tuple[float, float] = (0.0, 0.0)  # along and across, as ratios
    has_square: bool = True
