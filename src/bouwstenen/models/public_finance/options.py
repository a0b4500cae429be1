"""Choices of a run that are not in the package: each is one of the document's ambiguities or a bureau's convention."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from bouwstenen.core.validation import StrictModel

PmLevel = Literal["none", "low", "central", "high"]
PM_LEVELS: tuple[PmLevel, ...] = ("none", "low", "central", "high")


def _choice(default: Any, flag: str, description: str, **words: str) -> Any:
    extra: dict[str, Any] = {"flag": flag, "words": words} if words else {"flag": flag}
    return Field(default=default, description=description, json_schema_extra=extra)


class Options(StrictModel):
    """Options of the public-finance model. The defaults are what the doorrekening uses.

    indexation: index amounts from their price level with the GDP deflator, or take them as nominal.
    interest_rate: `market` (short and long rates of the facts, with roll-over) or `document` (its fixed rate).
    interest_base: charge interest on all extra debt, or, as the document does, only on the money of its column
        'ten laste van schuld' and without interest on interest (`debt_column`).
    interest_in_lines: a line of the document may already hold the interest on its own loans. `replace` leaves that
        part out, as the model computes interest itself; `add` counts both.
    pm: which value of the PM entries counts in the ledgers. Totals for all values are always given.
    temporary_as_structural: CPB's convention: spending that is not incidental by nature goes on after its last year.
    feedback: `none` is ex ante; `ec_2025` and `ec_2024` are the multipliers of the Commission's guidance.
    feedback_persistence: effect on demand over three years (1, 2/3, 1/3), or the Commission's recursion.
    benefits: compute the benefits channel too; the gross ledgers never contain it.
    benefits_elasticity: which elasticity of GDP to public capital.
    crowding_out: reduce the benefits by the private investment that is displaced.
    ceiling_mapping: which expenditure ceiling counts for entries that the document puts in two.
    windfall_revision: revision of the forecast balance since the previous forecast, % GDP (positive is better).
    windfall_netting: net setbacks in some years with windfalls in others.
    nii_leverage: debt of the investment institution per euro of equity (the document gives none).
    draws: number of draws of the fan of the debt; 0 leaves it out. seed: of those draws.
    """

    indexation: Literal["deflator", "none"] = _choice(
        "deflator", "--prijzen", "Bedragen stijgen met de prijzen mee (lopend) of niet.", deflator="lopend", none="vast"
    )
    interest_rate: Literal["market", "document"] = _choice(
        "market", "--rente", "Rente op extra schuld: van de markt, of vast zoals de tekst.",
        market="markt", document="document",
    )  # fmt: skip
    interest_base: Literal["all_debt", "debt_column"] = _choice(
        "all_debt", "--rente-over", "Rente over alle extra schuld, of alleen over geld ten laste van schuld.",
        all_debt="alles", debt_column="schuldkolom",
    )  # fmt: skip
    interest_in_lines: Literal["replace", "add"] = _choice(
        "replace", "--rente-in-regels", "Rente die al in een regel zit: vervangen door de berekende, of optellen.",
        replace="vervangen", add="optellen",
    )  # fmt: skip
    pm: PmLevel = _choice(
        "none", "--pm", "Welk bedrag de PM-posten krijgen.",
        none="geen", low="laag", central="midden", high="hoog",
    )  # fmt: skip
    temporary_as_structural: bool = _choice(
        False, "--tijdelijk-als-structureel", "Tijdelijke uitgaven lopen door, zoals het CPB ze telt."
    )
    feedback: Literal["none", "ec_2025", "ec_2024"] = _choice(
        "none", "--doorwerking", "Doorwerking op de economie (multiplier).", none="geen", ec_2025="0.6", ec_2024="0.75"
    )
    feedback_persistence: Literal["three_years", "ec"] = _choice(
        "three_years", "--duur-doorwerking", "Hoe lang de doorwerking duurt: drie jaar, of zoals de Commissie rekent.",
        three_years="drie-jaar", ec="commissie",
    )  # fmt: skip
    benefits: bool = _choice(False, "--inverdieneffecten", "Toon ook de baten van investeringen, apart.")
    benefits_elasticity: Literal["low", "published", "high"] = _choice(
        "published", "--elasticiteit", "Hoe sterk publiek kapitaal het bbp verhoogt.",
        low="laag", published="gepubliceerd", high="hoog",
    )  # fmt: skip
    crowding_out: bool = _choice(True, "--verdringing", "Baten verminderen met verdrongen private investeringen.")
    ceiling_mapping: Literal["central", "alternative"] = _choice(
        "central", "--kader", "Kader van regels die in twee uitgavenkaders passen.",
        central="midden", alternative="anders",
    )  # fmt: skip
    windfall_revision: float = Field(
        default=0.0,
        ge=-20.0,
        le=20.0,
        description="Hoeveel de raming van het saldo is verbeterd, in % bbp.",
        json_schema_extra={"flag": "--meevaller"},
    )
    windfall_netting: bool = _choice(True, "--salderen", "Tegenvallers in sommige jaren van meevallers aftrekken.")
    nii_leverage: float = Field(
        default=0.0,
        ge=0.0,
        le=50.0,
        description="Schuld van de investeringsinstelling per euro kapitaal.",
        json_schema_extra={"flag": "--hefboom-instelling"},
    )
    draws: int = Field(default=10_000, ge=0, le=1_000_000, description="Aantal trekkingen voor de schuld.")
    seed: int = Field(default=2026, ge=0, description="Zaad van de trekkingen.")


def light(options: Options) -> Options:
    """The same without the fan of the debt: for many runs of parts of a package."""
    return options.model_copy(update={"draws": 0})
