"""How people write categories, fuels, powertrains and the like in a vehicle register."""

from __future__ import annotations

import polars as pl

CATEGORIES = {
    **{code: code for code in ("M1", "M2", "M3", "N1", "N2", "N3")},
    **{f"{code}G": code for code in ("M1", "N1", "N2", "N3")},
    **dict.fromkeys(("L", "L1e", "L2e", "L3e", "L4e", "L5e", "L6e", "L7e", "bromfiets", "motorfiets"), "L"),
    "personenwagen": "M1",
    "auto": "M1",
    "minibus": "M2",
    "autobus": "M3",
    "bus": "M3",
    "bestelwagen": "N1",
    "lichte vracht": "N1",
    "vrachtwagen": "N2",
}

FUELS = {
    **dict.fromkeys(("diesel", "gasolie"), "diesel"),
    **dict.fromkeys(("benzine", "petrol", "gasoline", "essence", "loodvrij"), "petrol"),
    **dict.fromkeys(("lpg", "autogas"), "lpg"),
    **dict.fromkeys(("cng", "aardgas", "cng (aardgas)", "natural gas"), "cng"),
    **dict.fromkeys(("hvo", "hvo100"), "hvo"),
    **dict.fromkeys(("elektriciteit", "elektrisch", "electricity", "electric", "stroom", "ev"), "electricity"),
    **dict.fromkeys(("waterstof", "hydrogen", "h2"), "hydrogen"),
    # A plug-in or hybrid burns the first fuel; the powertrain column says the rest.
    **dict.fromkeys(
        ("benzine/elektrisch", "benzine/elektriciteit", "hybride benzine", "benzine hybride", "elektrisch/benzine"),
        "petrol",
    ),
    **dict.fromkeys(("diesel/elektrisch", "diesel/elektriciteit", "hybride diesel", "diesel hybride"), "diesel"),
    **dict.fromkeys(("cng/benzine", "benzine/cng"), "cng"),
    **dict.fromkeys(("lpg/benzine", "benzine/lpg"), "lpg"),
}

POWERTRAINS = {
    **dict.fromkeys(("ice", "verbranding", "verbrandingsmotor", "thermisch", "klassiek", "diesel", "benzine"), "ice"),
    # A mild hybrid never drives on its battery alone.
    **dict.fromkeys(("mhev", "milde hybride", "mild hybrid"), "ice"),
    **dict.fromkeys(("hev", "hybride", "hybrid", "volledig hybride", "full hybrid", "hev_full"), "hev"),
    **dict.fromkeys(("phev", "plug-in hybride", "plug-in", "plugin hybride", "plug-in hybrid"), "phev"),
    **dict.fromkeys(
        ("bev", "elektrisch", "volledig elektrisch", "batterij-elektrisch", "ev", "electric", "battery electric"), "bev"
    ),
    **dict.fromkeys(("fcev", "waterstof", "brandstofcel", "waterstof-elektrisch", "fuel cell"), "fcev"),
}

OWNERSHIP = {
    **dict.fromkeys(("eigendom", "eigen", "aankoop", "gekocht", "owned"), "owned"),
    **dict.fromkeys(("lease", "leasing", "operationele leasing", "financiële leasing"), "lease"),
    **dict.fromkeys(("huur", "gehuurd", "rent"), "rent"),
}

USE_TYPES = {
    **dict.fromkeys(("pool", "poolwagen", "gedeeld", "deelwagen"), "pool"),
    **dict.fromkeys(("technisch", "dienst technisch", "werkvoertuig", "interventie", "technical"), "technical"),
    **dict.fromkeys(("toegewezen", "persoonsgebonden", "assigned"), "assigned"),
    **dict.fromkeys(("mee naar huis", "naar huis", "thuis", "woon-werk", "take_home", "take home"), "take_home"),
}

STATUS = {
    **dict.fromkeys(("actief", "in gebruik", "in dienst", "active"), "active"),
    **dict.fromkeys(("besteld", "in bestelling", "ordered"), "ordered"),
    **dict.fromkeys(("reserve", "stilstand", "geparkeerd"), "reserve"),
    **dict.fromkeys(("verkocht", "sold"), "sold"),
    **dict.fromkeys(("teruggegeven", "einde lease", "ingeleverd", "returned"), "returned"),
    **dict.fromkeys(("gesloopt", "vernietigd", "total loss", "scrapped"), "scrapped"),
    **dict.fromkeys(("uit dienst", "buiten dienst", "afgevoerd", "inactief"), "retired"),
}

IN_SERVICE = ("active", "reserve")

EUROPEAN_TEXT = (
    pl.col("euro_norm").str.to_lowercase().str.replace(r"^\s*euro\s*-?\s*", "").str.strip_chars().alias("euro_norm")
)
"""`Euro 6d-TEMP` as `6d-temp`."""


def euro_step(column: str = "euro_norm") -> pl.Expr:
    """The number of the Euro norm, Roman numerals of lorries included; null when it is not known.

    >>> pl.DataFrame({"euro_norm": ["6d-temp", "vi", "5b", None]}).select(euro_step())["euro_norm"].to_list()
    [6, 6, 5, None]
    """
    roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "eev": 5}
    text = pl.col(column).str.to_lowercase().str.strip_chars()
    return pl.coalesce(
        text.str.extract(r"^(\d)", 1).cast(pl.Int64), text.replace_strict(roman, default=None, return_dtype=pl.Int64)
    ).alias(column)
