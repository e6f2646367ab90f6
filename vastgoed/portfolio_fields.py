"""The columns of the property database, under the headings of both generations of its definitions."""

from __future__ import annotations

from functools import lru_cache

from kern.intake.fields import Field
from vastgoed.code_lists import choices

CODE = Field("asset_code", ("VIM gebouwcode", "VIM-gebouwcode", "Gebouwcode", "VIM code"), required=True)


@lru_cache(maxsize=1)
def building_fields() -> tuple[Field, ...]:
    """One row per building (portfolio-and-transfer 1.2). Numbers behind the names are those of that table."""
    return (
        CODE,  # f01
        Field("building_id", ("gebouwID", "Gebouw ID")),  # f02
        Field("building_unit_ids", ("gebouweenheidID", "Gebouweenheid ID", "Gebouweenheden")),  # f03
        Field("oidn_number", ("OIDN-nummer", "OIDN")),  # f04
        Field("parcel_capakeys", ("CaPaKey", "Capakey", "Perceel", "Kadastraal perceel")),
        Field("map_location_correct", ("Correcte locatie op de webkaart?",), "boolean"),  # f05
        Field("name", ("Naam", "Naam gebouw", "Gebouwnaam", "Benaming")),
        Field("address", ("Adres", "Adres (straat, huisnummer, postcode, gemeente)")),  # f06
        Field("street", ("Straat", "Straatnaam")),
        Field("house_number", ("Huisnummer", "Nummer", "Huisnr")),
        Field("box_number", ("Busnummer", "Bus")),  # f07
        Field("postcode", ("Postcode", "Postnummer")),
        Field("municipality", ("Gemeente", "Stad of gemeente", "Plaats")),
        Field("x_lambert72_m", ("Lambert72 X (m)", "X Lambert 72", "X-coördinaat", "Lambert X"), "number"),
        Field("y_lambert72_m", ("Lambert72 Y (m)", "Y Lambert 72", "Y-coördinaat", "Lambert Y"), "number"),
        Field("service_code", ("Dienstverleningscode",)),  # f08
        Field("part_of_building", ("Deelgebouw", "Deelgebouw van", "Hoofdgebouw")),  # f09
        Field("is_virtual", ("Virtueel gebouw", "Virtueel"), "boolean"),  # f10
        Field("entity_code", ("Beheerder", "Beheerder (entiteit)", "Beherende entiteit", "Entiteitcode")),  # f11
        Field("last_changed_at", ("Laatst gewijzigd op", "Laatst gewijzigd"), "date"),  # f12
        Field("ownership_right", ("Eigendomsrechten", "Eigendomsrecht"), "choice", choices=choices("ownership_right")),
        Field("is_co_owned", ("Zit het vastgoed in een mede-eigendom?", "Mede-eigendom"), "boolean"),  # f14
        Field("is_encumbered", ("Bezwarende rechten gevestigd?", "Bezwarende rechten"), "boolean"),  # f15
        Field("encumbrances", ("Bezwarende rechten: welke", "Welke bezwarende rechten")),
        Field("use_right", ("Gebruiksrecht",)),  # f16, list not confirmed
        Field("building_function", ("Functie gebouw", "Gebouwfunctie", "Hoofdfunctie")),  # f30, list not confirmed
        Field("construction_year", ("Bouwjaar",), "integer"),  # f24
        Field(
            "last_major_change_year",
            ("Jaar laatste grondige wijziging", "Jaar laatste grondige renovatie"),
            "integer",
        ),  # f23
        _area("gross_floor_area_m2", "Bruto vloeroppervlakte (BVO)", "BVO (m2)", "Bruto vloeroppervlakte (m2)"),
        _area("internal_floor_area_m2", "Interne vloeroppervlakte (IFA)", "IFA (m2)", "Interne vloeroppervlakte (m2)"),
        _area("net_floor_area_m2", "Netto vloeroppervlakte (NVO)", "NVO (m2)", "Netto vloeroppervlakte (m2)"),
        _area(
            "energy_floor_area_m2",
            "Energieoppervlakte (m2)",
            "EPC-oppervlakte (m2)",
            "Bruikbare vloeroppervlakte EPC (m2)",
        ),
        _area("net_office_area_m2", "Netto kantooroppervlakte (m2)", "Netto kantooroppervlakte (PA)"),  # f25
        _count("desks_count", "Aantal (individuele) werkplekken", "Aantal werkplekken", "Werkplekken"),  # f31
        Field("housed_fte", ("VTE gehuisvest", "VTE", "Aantal VTE"), "number", minimum=0),  # f48
        _count("heads_count", "Koppen", "Aantal koppen", "Personeelsleden"),  # f48
        _count(
            "adapted_parking_count",
            "Aantal aangepaste parkeerplaatsen",
            "Aantal aangepaste parkeerplaatsen voor gehandicapten",
        ),  # f32
        _count("showers_count", "Aantal douches", "Douches"),  # f33
        Field(
            "long_term_strategy",
            ("Strategie op termijn", "Langetermijnstrategie"),
            "choice",
            choices=choices("long_term_strategy"),
        ),  # f34
        Field(
            "property_status", ("Vastgoedstatus HFB", "Vastgoedstatus"), "choice", choices=choices("property_status")
        ),
        Field("has_electricity", ("Elektriciteit aanwezig", "Elektriciteit"), "boolean"),  # f35
        Field("has_gas", ("Gas aanwezig", "Gas", "Aardgas aanwezig"), "boolean"),
        Field("saving_works_type", ("Energiebesparende werken: type", "Energiebesparende werken")),  # f36
        Field("renewable_type", ("Hernieuwbare energie: type", "Hernieuwbare energie")),  # f37
        Field(
            "heritage_status",
            ("Beschermd erfgoed", "Beschermd erfgoed / inventaris", "Erfgoedstatus", "Erfgoed"),
            "choice",
            choices=choices("heritage_status"),
        ),  # f41
        Field("vacant_since", ("Leegstand sinds", "Leegstaand sinds"), "date"),  # f45
        Field("vacancy_reason", ("Leegstand reden", "Reden leegstand")),
        Field("register_status", ("Gebouwstatus",), "choice", choices=choices("register_status")),  # f46
        Field("unit_status", ("Gebouweenheid: status",), "choice", choices=choices("unit_status")),  # f47
        Field("unit_function", ("Gebouweenheid: functie",)),
        Field("transfer_status", ("Inkanteling: status",), "choice", choices=choices("transfer_status")),  # f50
        Field("transfer_quarter", ("Inkanteling: kwartaal",)),
        Field("transfer_dossier", ("Inkanteling: dossier",)),
        Field("entity_asks_transfer", ("Inkanteling: entiteit vraagt", "Entiteit vraagt inkanteling"), "boolean"),
        Field("business_case_positive", ("Inkanteling: businesscase positief", "Businesscase positief"), "boolean"),
        Field("valid_from", ("Geldig van",), "date"),
        Field("valid_until", ("Geldig tot",), "date"),
    )


@lru_cache(maxsize=1)
def area_fields() -> tuple[Field, ...]:
    """One row per building and function (f29)."""
    return (
        CODE,
        Field("function", ("Functie",), "choice", required=True, choices=choices("function")),
        Field("area_m2", ("Oppervlakte (m2)",), "number", required=True, minimum=0),
        Field("method", ("Meetmethode",)),
    )


@lru_cache(maxsize=1)
def contract_fields() -> tuple[Field, ...]:
    """One row per contract and building (f16 to f21, f44)."""
    return (
        CODE,
        Field("contract_code", ("Contractnummer", "Contract", "Huurcontract"), required=True),
        Field("use_right", ("Gebruiksrecht",)),
        Field("lease_degree", ("Graad",), "integer", minimum=1, maximum=9),
        Field("kbo_number", ("KBO-nummer", "Ondernemingsnummer")),
        Field("contract_start", ("Startdatum", "Start", "Aanvang"), "date"),
        Field("contract_end", ("Einddatum", "Einde"), "date"),
        Field("notice_date", ("Opzegdatum",), "date"),
        Field("notice_period_months", ("Opzegtermijn (maanden)",), "integer", minimum=0, maximum=120),
        Field("extension_planned", ("Verlenging gepland", "Verlenging"), "boolean"),
        Field("is_natural_person", ("Natuurlijke persoon (NP)", "Natuurlijke persoon"), "boolean"),  # f19
        Field("rent_adjustment", ("Indexering", "Huurprijsaanpassing")),  # f44
        Field("yearly_cost_eur", ("Uitgave op jaarbasis (euro)",), "number", minimum=0),
        Field("user_area_m2", ("Oppervlakte gebruiker (m2)",), "number", minimum=0),
    )


def _area(name: str, *headings: str) -> Field:
    return Field(name, headings, "number", minimum=0)


def _count(name: str, *headings: str) -> Field:
    return Field(name, headings, "integer", minimum=0)
