"""Use contracts: leases that end over ten years, a few other rights, and the faults such lists have."""

from __future__ import annotations

from datetime import date

from example.assets import Portfolio
from example.defects import FINDING, QUARANTINE, Planted
from example.names import kbo_number
from example.write import Row, stream

CONTRACT_HEADINGS = (
    "VIM gebouwcode", "Contractnummer", "Gebruiksrecht", "Graad", "KBO-nummer", "Startdatum", "Einddatum",
    "Opzegdatum", "Opzegtermijn (maanden)", "Uitgave op jaarbasis (euro)", "Oppervlakte gebruiker (m2)",
)  # fmt: skip


def dotted(kbo: str) -> str:
    """A company number as people write it.

    >>> dotted("0403019261")
    '0403.019.261'
    """
    return f"{kbo[:4]}.{kbo[4:7]}.{kbo[7:]}"


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, at most the 28th.

    >>> months_before(date(2027, 3, 31), 12)
    datetime.date(2026, 3, 28)
    """
    place = day.year * 12 + day.month - 1 - months
    return date(place // 12, place % 12 + 1, min(day.day, 28))


def contract_rows(portfolio: Portfolio, planted: Planted, file: str) -> list[Row]:
    """The sheet "contracten"."""
    random = stream("contracts")
    rows: list[Row] = []
    rented = [b for b in portfolio.buildings if b.rented]
    for place, b in enumerate(rented):
        if place == 6:
            planted.add(file, b.code, "contracten: rented, but without a contract", FINDING)
            continue
        end = b.lease_end or date(2030, 12, 31)
        start = date(end.year - 9, end.month, 1)
        notice = random.choice((6, 12, 12, 18))
        price = random.uniform(105, 175)
        kbo = dotted(b.landlord_kbo)
        if place == 8:
            kbo = kbo[:-1] + str((int(kbo[-1]) + 1) % 10)
            planted.add(file, f"contracten {len(rows) + 2}", f"company number {kbo} fails its check digits", FINDING)
        if place == 3:
            planted.add(file, f"contracten {len(rows) + 2}", f"lease of {b.code} ended on {end:%d-%m-%Y}", FINDING)
        area = round(b.internal_m2 * random.choice((1.0, 1.0, 0.8)))
        rows.append(
            (b.code, f"HC-{2015 + place:04d}-{place + 11:03d}", "huur", 1 + (place == 10), kbo, start, end,
             months_before(end, notice), notice, round(price * area, 2), area)
        )  # fmt: skip
    others = [b for b in portfolio.buildings if b.kind in ("mixed", "museum") and b.code not in portfolio.roles][4:7]
    for place, (b, right, years) in enumerate(
        zip(others, ("erfpacht", "gratis bezetting", "concessie"), (99, 27, 30), strict=True)
    ):
        owner = dotted(kbo_number(9_998_500 + place * 17))
        rows.append(
            (b.code, f"GR-{1999 + place * 6}-{place + 1:03d}", right, 1, owner, date(1999 + place * 6, 1, 1),
             date(1998 + place * 6 + years, 12, 31), None, None, 1.0 if right == "erfpacht" else 0.0, b.internal_m2)
        )  # fmt: skip
    rows.append(
        ("GB-0049", "HC-2026-090", "huur", 2, dotted(kbo_number(9_998_777)), date(2024, 3, 1), "30-02-2027", None, 6,
         18_400.0, 140)
    )  # fmt: skip
    planted.add(file, f"contracten {len(rows) + 1}", "end date 30-02-2027 does not exist", QUARANTINE)
    rows.append(
        ("GB-0997", "HC-2021-091", "huur", 1, dotted(kbo_number(9_998_778)), date(2021, 1, 1), date(2029, 12, 31),
         date(2028, 12, 28), 12, 64_000.0, 510)
    )  # fmt: skip
    planted.add(file, f"contracten {len(rows) + 1}", "building GB-0997 does not exist", QUARANTINE)
    return rows
