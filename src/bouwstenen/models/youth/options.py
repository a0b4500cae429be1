"""Choices of a run that are not in the package: what nobody knows, as a switch that people can see."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from bouwstenen.core.validation import StrictModel

TakeUp = Literal["low", "central", "high"]
TAKE_UPS: tuple[TakeUp, ...] = ("low", "central", "high")
Baseline = Literal["today", "bill", "planned"]
BASELINES: tuple[Baseline, ...] = ("today", "bill", "planned")
CareGrowth = Literal["flat", "middle", "high"]
CARE_GROWTHS: tuple[CareGrowth, ...] = ("flat", "middle", "high")
Cost = Literal["low", "central", "high"]
COSTS: tuple[Cost, ...] = ("low", "central", "high")


def _choice(default: Any, flag: str, description: str, **words: str) -> Any:
    extra: dict[str, Any] = {"flag": flag, "words": words}
    return Field(default=default, description=description, json_schema_extra=extra)


class Options(StrictModel):
    """Options of the youth model. The defaults are what the doorrekening uses.

    take_up: share of the children that use the right; readings, not forecasts. baseline: what the State pays for
    childcare without the package: the law of today, the bill of September 2026, or the planned system (unsure).
    hourly_price: whether the State pays the highest rate of the law or the average price. phase_in: years until the
    right is used in full. staff_growth: growth of the number of childcare workers, % a year; None is the figure of the
    facts. only_served: count money only for hours that there are people for. care_growth: growth of price and
    intensity of youth care above inflation. building_cost: cost of a school building. details:
    also municipalities.
    """

    take_up: TakeUp = _choice(
        "central", "--gebruik-opvang", "Welk deel van de kinderen het recht op opvang gebruikt.",
        low="laag", central="midden", high="hoog",
    )  # fmt: skip
    baseline: Baseline = _choice(
        "bill", "--vertrekpunt-opvang", "Wat de overheid zonder het pakket voor kinderopvang betaalt.",
        today="wet-van-nu", bill="wetsvoorstel", planned="gepland-stelsel",
    )  # fmt: skip
    hourly_price: Literal["rate", "average"] = _choice(
        "rate", "--uurprijs-opvang", "Wat de overheid per uur betaalt: de hoogste uurprijs van de wet of de prijs.",
        rate="uurprijs-wet", average="gemiddelde-prijs",
    )  # fmt: skip
    phase_in: int = Field(
        default=1, ge=1, le=10, description="Jaren tot het recht op opvang helemaal wordt gebruikt.",
        json_schema_extra={"flag": "--opbouw-opvang"},
    )  # fmt: skip
    staff_growth: float | None = Field(
        default=None, ge=-10, le=20, description="Groei van het aantal medewerkers in de kinderopvang, % per jaar.",
        json_schema_extra={"flag": "--groei-medewerkers-opvang"},
    )  # fmt: skip
    only_served: bool = Field(
        default=False, description="Tel alleen geld voor uren opvang waarvoor er medewerkers zijn.",
        json_schema_extra={"flag": "--alleen-met-medewerkers"},
    )  # fmt: skip
    care_growth: CareGrowth = _choice(
        "middle", "--groei-jeugdzorg", "Groei van prijs en zwaarte van jeugdzorg boven de inflatie.",
        flat="geen", middle="midden", high="hoog",
    )  # fmt: skip
    building_cost: Cost = _choice(
        "central", "--kosten-schoolgebouw", "Wat een nieuw schoolgebouw kost.",
        low="laag", central="midden", high="hoog",
    )  # fmt: skip
    details: bool = Field(default=True, description="Ook gemeenten.")


def light(options: Options) -> Options:
    """The same without municipalities: for many runs of parts of a package."""
    return options.model_copy(update={"details": False})
