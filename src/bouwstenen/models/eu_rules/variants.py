"""Rule variants: every choice that the regulation or its application leaves open, each switchable on its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bouwstenen.core.errors import InputError, Where, nearest_key, shown
from bouwstenen.core.validation import StrictModel, validate
from bouwstenen.core.yaml_file import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

DEFAULT_VARIANT = "guidance_2025"


class RuleOptions(StrictModel):
    """The choices of one variant.

    title: Dutch name.
    multiplier: which fiscal multiplier of the facts.
    gap_rule: how the effect on the output gap fades. `closure`: after the first year two thirds of the gap stays each
        year of the adjustment, then it closes along a straight line. `sheet`: the same, but in all forecast years
        only the deviation from the forecast gap fades. `persistent`: an impulse works for three years (1, 2/3, 1/3)
        on top of the forecast gap.
    stress_demand: the lower balance of the stress scenario moves demand too.
    revenue_terms: revenue that changes with ageing after the adjustment: taxes on pensions and property income,
        taxes on pensions (and the column `property_income`) only, or none.
    one_offs: leave one-off measures of the forecast out of the primary balance, or keep them.
    baseline_spb: what the multiplier compares with: the forecast, or the balance of the reference year held.
    ageing: the cost of ageing changes the balance after the adjustment.
    criteria: which criteria count. `guidance`: with debt and deficit under their limits only the deficit and debt at
        the end; else debt must fall in every scenario or stay low in every scenario. `all`: each on its own.
    stochastic_below_limit: in the stochastic criterion debt under its limit is good enough.
    deficit_tolerance: the calculation sheets let the deficit be slightly over its limit; the regulation does not.
    debt_decline: debt must fall in every year, or only from the first to the last.
    debt_safeguard, deficit_resilience, procedure: apply these safeguards where the debt or deficit calls for them.
    resilience_technical: the deficit resilience safeguard also works where no reference trajectory is needed, as in the
        Commission's guidance; article 8 of the regulation names it for reference trajectories only.
    resilience_margin: the calculation sheets let the structural deficit be slightly over that safeguard's limit; the
        regulation does not.
    frontloading: the smallest steps of safeguards come first and lower later ones, and the criteria look at that
        path; else they come on top of the constant step that meets the criteria.
    rounding: round the yearly step up. floor: the yearly step has a lower bound.
    """

    title: str
    multiplier: Literal["ec_2024", "ec_2025"]
    gap_rule: Literal["closure", "sheet", "persistent"]
    stress_demand: bool
    revenue_terms: Literal["tax_and_property", "pensions", "none"]
    one_offs: Literal["none", "forecast"]
    baseline_spb: Literal["forecast", "held"]
    ageing: bool
    criteria: Literal["guidance", "all"]
    stochastic_below_limit: bool
    deficit_tolerance: bool
    debt_decline: Literal["every_year", "endpoints"]
    debt_safeguard: bool
    deficit_resilience: bool
    resilience_technical: bool
    resilience_margin: bool
    procedure: bool
    frontloading: bool
    rounding: bool
    floor: bool


OPTION_NAMES = tuple(name for name in RuleOptions.model_fields if name != "title")
"""Names of the choices, in order; `option.eu_rules.<name>` of the texts says what they are."""


@cache
def variants() -> dict[str, RuleOptions]:
    """The shipped variants by name."""
    file = load_yaml(Path(__file__).parent / "variants.yaml")
    return {name: validate(RuleOptions, file, file.data[name], (name,)) for name in file.data}


def variant(name: str = DEFAULT_VARIANT) -> RuleOptions:
    """A variant by name. Raises InputError with the nearest name."""
    known = variants()
    if name not in known:
        raise InputError(
            f"de variant {shown(name)} bestaat niet.",
            mend=f"Kies uit: {', '.join(known)}.",
            where=Where("", 0, "variant"),
            nearest=nearest_key(name, known),
        )
    return known[name]


def switched(options: RuleOptions, **choices: object) -> RuleOptions:
    """The same variant with other choices.

    Raises:
        InputError: an option or a choice that does not exist.
    """
    for name, choice in choices.items():
        if name not in OPTION_NAMES:
            raise InputError(
                "deze keuze bestaat niet.",
                mend=f"Kies uit: {', '.join(OPTION_NAMES)}.",
                where=Where("", 0, name),
                nearest=nearest_key(name, OPTION_NAMES),
            )
        _check_choice(name, choice)
    return options.model_copy(update=choices)


def chosen(options: RuleOptions, texts: Iterable[str]) -> RuleOptions:
    """The same variant with choices that a user wrote as `name=choice`; `ja` and `nee` stand for true and false.

    Raises:
        InputError: a text without `=`, or an option or a choice that does not exist.
    """
    words: dict[str, object] = {"ja": True, "true": True, "nee": False, "false": False}
    for text in texts:
        name, sign, choice = (part.strip() for part in text.partition("="))
        if not sign:
            problem = f"de keuze {shown(text)} is niet te lezen."
            raise InputError(problem, mend="Schrijf naam=keuze, zoals multiplier=ec_2024.", where=Where("", 0, "keuze"))
        options = switched(options, **{name: words.get(choice, choice)})
    return options


def _check_choice(name: str, choice: object) -> None:
    allowed = getattr(RuleOptions.model_fields[name].annotation, "__args__", (True, False))
    if choice not in allowed or isinstance(choice, bool) != isinstance(allowed[0], bool):
        texts = [str(option).lower() if isinstance(option, bool) else option for option in allowed]
        raise InputError(
            f"de waarde {shown(choice)} kan hier niet.",
            mend=f"Kies uit: {', '.join(texts)}.",
            where=Where("", 0, name),
            nearest=nearest_key(str(choice), texts),
        )
