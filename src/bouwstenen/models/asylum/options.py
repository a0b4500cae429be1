"""Choices of a run that are not in the package: what nobody knows, as a switch that the report can show."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from bouwstenen.core.validation import StrictModel

Inflow = Literal["low", "central", "high"]
Strength = Literal["none", "central", "full"]


def _choice(default: Any, flag: str, description: str, **words: str) -> Any:
    extra: dict[str, Any] = {"flag": flag, "words": words} if words else {"flag": flag}
    return Field(default=default, description=description, json_schema_extra=extra)


class Options(StrictModel):
    """Options of the asylum model. The defaults are what the doorrekening uses.

    inflow: applications from 2026 on: lower or upper end of the official forecast, or the mean of five years.
    early_effect: how much of the time won by an early start works as extra years in the Netherlands: none, the
        assumption of the facts, or all of it. Nobody measured it; `none` and `full` are the ends.
    empty_places: which part of the cost of a regular place goes on when it stands empty: none, the assumption of the
        facts, or all of it.
    alternative_finance: who pays for alternative housing. `public`: the government pays the investment and gets
        nothing back. `rent`: tenants' rent covers it, so that no money is booked.
    waits: also imitate persons, to see how unequal waiting is. seed: of that imitation.
    details: also municipalities.
    """

    inflow: Inflow = _choice(
        "central", "--instroom", "Hoeveel mensen asiel aanvragen: de grenzen van de raming of het midden.",
        low="laag", central="midden", high="hoog",
    )  # fmt: skip
    early_effect: Strength = _choice(
        "central", "--vroege-start", "Hoeveel een vroege start met taal en werk helpt; niemand heeft het gemeten.",
        none="niets", central="midden", full="alles",
    )  # fmt: skip
    empty_places: Strength = _choice(
        "central", "--lege-plekken", "Welk deel van de kosten doorloopt als een opvangplek leeg staat.",
        none="niets", central="midden", full="alles",
    )  # fmt: skip
    alternative_finance: Literal["public", "rent"] = _choice(
        "public", "--andere-woonplekken", "Wie andere woonplekken voor statushouders betaalt.",
        public="overheid", rent="huur",
    )  # fmt: skip
    waits: bool = _choice(False, "--wachttijden", "Bootst mensen na: hoe verdeeld is het wachten?")
    seed: int = Field(default=2026, ge=0, description="Zaad van de nabootsing.")
    details: bool = Field(default=True, description="Ook gemeenten.")


def light(options: Options) -> Options:
    """The same without persons and municipalities: for many runs of parts of a package."""
    return options.model_copy(update={"waits": False, "details": False})
