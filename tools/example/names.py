"""Invented names: entities, streets, people; and towns with where they lie."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Town:
    """A Flemish town.

    Args:
        name: Its name.
        postcode: Of its centre.
        x_m: Lambert 72 easting of the centre, rounded to 500 m. [m]
        y_m: Lambert 72 northing. [m]
    """

    name: str
    postcode: str
    x_m: int
    y_m: int


TOWNS = (
    Town("Brussel", "1000", 149_500, 170_500),
    Town("Antwerpen", "2000", 152_500, 212_000),
    Town("Gent", "9000", 104_500, 193_500),
    Town("Brugge", "8000", 70_000, 212_000),
    Town("Leuven", "3000", 173_500, 173_500),
    Town("Hasselt", "3500", 217_500, 180_500),
    Town("Mechelen", "2800", 157_500, 190_500),
    Town("Kortrijk", "8500", 72_000, 169_000),
    Town("Aalst", "9300", 127_000, 180_500),
    Town("Turnhout", "2300", 190_500, 223_500),
    Town("Genk", "3600", 227_500, 183_500),
    Town("Sint-Niklaas", "9100", 134_500, 206_000),
    Town("Oostende", "8400", 49_000, 214_500),
    Town("Roeselare", "8800", 62_500, 182_500),
    Town("Vilvoorde", "1800", 155_500, 179_500),
    Town("Diest", "3290", 197_500, 186_500),
    Town("Ieper", "8900", 45_500, 172_000),
    Town("Oudenaarde", "9700", 97_000, 170_500),
    Town("Geel", "2440", 191_500, 205_500),
    Town("Tongeren", "3700", 227_500, 163_500),
    Town("Dendermonde", "9200", 131_500, 190_500),
    Town("Herentals", "2200", 181_000, 207_500),
    Town("Lier", "2500", 163_000, 202_500),
    Town("Halle", "1500", 141_500, 158_500),
    Town("Eeklo", "9900", 93_500, 208_500),
    Town("Maaseik", "3680", 250_500, 199_500),
)

STREETS = (
    "Kompaslaan", "Koersstraat", "Vuurtorenweg", "Lisdoddepad", "Wulpenlaan", "Meridiaanplein", "Oude Meetbaan",
    "Zandloperstraat", "Windrooslaan", "Ankerpad", "Kwartierstraat", "Peilschaallaan", "Sterrenwachtstraat",
    "Baken", "Loodslaan", "Graaddaglaan", "Ijkpuntstraat", "Kaartenmakersplein", "Noorderzonlaan", "Sextantstraat",
)  # fmt: skip

BUILDING_NAMES = (
    "Mira Verhulst", "Joris Castelein", "Elisa Bogaert", "Anna Torrekens", "Wannes Rooseveld", "Lena Hazewind",
    "Pieter Zilverberg", "Clara Duinkerke", "Simon Beukelaer", "Nora Winterslag", "Tobias Kwikstaart", "Ida Vlasbloem",
)  # fmt: skip


@dataclass(frozen=True)
class EntityName:
    """An invented entity: its code, name, and how many tenths of the portfolio lean on it."""

    code: str
    name: str


ENTITIES = (
    EntityName("ENT01", "Agentschap Gebouw en Dienst"),
    EntityName("ENT02", "Departement Landschap en Klimaatzorg"),
    EntityName("ENT03", "Agentschap Waterlopen en Sluizen"),
    EntityName("ENT04", "Agentschap Wegen en Lichtpunten"),
    EntityName("ENT05", "Agentschap Werk en Vorming"),
    EntityName("ENT06", "Agentschap Erfgoedzorg"),
    EntityName("ENT07", "Agentschap Bos en Beemd"),
    EntityName("ENT08", "Departement Leren en Kennis"),
    EntityName("ENT09", "Agentschap Zorgwijzer"),
    EntityName("ENT10", "Agentschap Proef en Meting"),
    EntityName("ENT11", "Agentschap Lokale Ondersteuning"),
    EntityName("ENT12", "Agentschap Landbouwproeven"),
)

FIRST_NAMES = (
    "Aagje", "Bavo", "Cosima", "Dries", "Eline", "Floris", "Goedele", "Hendrik", "Ilse", "Jelle", "Katrijn", "Lowie",
    "Maurits", "Nele", "Octaaf", "Paulien", "Quinten", "Roos", "Stijn", "Tine", "Ulrike", "Veerle", "Wout", "Yannick",
)  # fmt: skip
LAST_NAMES = (
    "Appelmoes", "Boterbloem", "Distelvink", "Eikenschors", "Fazantenveer", "Goudvink", "Hagelslag", "Ijsvogel",
    "Kievitsbloem", "Lindebast", "Meidoorn", "Notelaar", "Ooievaar", "Perenboom", "Rietkraag", "Spechtgat",
    "Torenvalk", "Uilenspiegel", "Vlierbes", "Wespendief", "Zeekraal",
)  # fmt: skip


def kbo_number(first_eight: int) -> str:
    """A company number with its check digits: 97 minus the rest of the first eight by 97.

    >>> kbo_number(4030192)
    '0403019261'
    """
    return f"{first_eight:08d}{97 - first_eight % 97:02d}"


def ean18(first_seventeen: int) -> str:
    """A connection code with its GS1 check digit.

    >>> ean18(54144800000000001)
    '541448000000000011'
    """
    digits = f"{first_seventeen:017d}"
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return digits + str(-total % 10)
