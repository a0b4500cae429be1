"""What targets measure: one value a household, from the sample and from the law over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bouwstenen.law.inputs import KINDEROPVANG_SOORT
from bouwstenen.population.schema import (
    ALONE,
    ASSISTANCE,
    COUPLE,
    COUPLE_WITH,
    HUISHOUDTYPE,
    LONE_PARENT,
    MAN,
    OWNED,
    SELF_EMPLOYED,
    SOCIAL,
    UNEMPLOYED,
)
from bouwstenen.population.take_up import may_have_wajong

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bouwstenen.population.amounts import Amounts
    from bouwstenen.population.inputs import PopulationInputs
    from bouwstenen.population.sample import Sample

    Values = dict[str, NDArray[np.float64]]

BILLION = 1e-9
# What follows are the classes of the tables that targets come from.
WORKING_AGES = (15, 75)
"""Ages of the working population, the second not included (CBS 85262NED)."""
YOUNG = (25, 35)
"""Ages of heads of households of `population.owners_25_35_share`, the second not included."""
FULL_TIME = 35.0
"""Hours a week from which CBS calls work full time (85455NED)."""
ASSISTANCE_AGES = (27, 45)
"""First ages of the second and third class of people with bijstand (CBS, December 2025)."""
HIGH_INCOMES = (100_000.0, 200_000.0)
"""Lower bounds of the highest classes of personal income, EUR a year in 2022 (CBS 83931NED)."""
AGE_BAND = 5
OLDEST_BAND = 85
"""Years in a class of age, and the first age of the last class, of the targets of age and sex."""


@dataclass(frozen=True)
class IncomeConcept:
    """What turns disposable income into income by the concept of CBS, and what makes households comparable.

    rental_value: net rental value of an own home, share of its value. savings, investments: return, share a year.
    second_adult, next_adult, child: added to the equivalence factor, a single person being 1.
    low_income: line for a single person, EUR a year.
    wealth_line: EUR, of the targets that count households with little wealth. adult: age of majority.
    """

    rental_value: float
    savings: float
    investments: float
    second_adult: float
    next_adult: float
    child: float
    low_income: float
    wealth_line: float
    adult: float


def measure(sample: Sample, amounts: Amounts, inputs: PopulationInputs) -> Values:
    """All measures of a sample, arrays (households,); counts, EUR, or billions of euros for spending."""
    concept = inputs.concept
    result: Values = {"households": np.ones(sample.households)}
    result |= _structure(sample)
    result |= _work(sample) | _high_incomes(sample, inputs) | _primary_incomes(sample, inputs)
    result |= _benefits(sample, amounts, inputs) | _assistance_ages(sample)
    result |= _homes_and_wealth(sample, concept)
    result |= _study_and_care(sample, amounts, inputs)
    result |= _spending(amounts)
    result |= _incomes(sample, amounts, concept)
    return result


def by_age_and_sex(sample: Sample) -> NDArray[np.float64]:
    """Persons of each household by sex and band of five years, (households, 2 x 18): men first; 85 is 85 and older."""
    bands = OLDEST_BAND // AGE_BAND + 1
    band = np.minimum(sample.person["leeftijd"], OLDEST_BAND) // AGE_BAND
    cell = sample.household_of * 2 * bands + sample.person["geslacht"] * bands + band
    return np.bincount(cell, minlength=sample.households * 2 * bands).reshape(sample.households, -1).astype(np.float64)


def equivalence(sample: Sample, concept: IncomeConcept) -> NDArray[np.float64]:
    """Equivalence factor of each household; a single person is 1."""
    adults = sample.sum_persons((sample.person["leeftijd"] >= concept.adult).astype(np.float64))
    children = sample.sum_persons((sample.person["leeftijd"] < concept.adult).astype(np.float64))
    more = np.maximum(adults - 2.0, 0.0)
    return 1.0 + concept.second_adult * (adults > 1.0) + concept.next_adult * more + concept.child * children


def _structure(sample: Sample) -> Values:
    kind = sample.household["huishoudtype"]
    children = _count(sample, sample.person["is_kind"])
    result = {f"type_{code}": (kind == code).astype(np.float64) for code in HUISHOUDTYPE}
    result["couples"] = result[f"type_{COUPLE}"] + result[f"type_{COUPLE_WITH}"]
    result["children"] = children
    for number in (1, 2, 3):
        exact = children >= number if number == 3 else children == number
        result[f"couples_{number}"] = ((kind == COUPLE_WITH) & exact).astype(np.float64)
        result[f"lone_{number}"] = ((kind == LONE_PARENT) & exact).astype(np.float64)
    return result


def _work(sample: Sample) -> Values:
    person = sample.person
    hours, age = person["uren_per_week"], person["leeftijd"]
    first, last = WORKING_AGES
    inside = (age >= first) & (age < last)
    works, man = (hours > 0.0) & inside, person["geslacht"] == MAN
    starts = sample.starts
    couple = np.isin(sample.household["huishoudtype"], (COUPLE, COUPLE_WITH))
    second = np.minimum(starts + 1, len(age) - 1)
    inside_couple = couple & inside[starts] & inside[second]
    parents, full = sample.household["huishoudtype"] == COUPLE_WITH, works & (hours >= FULL_TIME)
    return {
        "working": _count(sample, works),
        "self_employed": _count(sample, person["arbeidsstatus"] == SELF_EMPLOYED),
        "flexible": _count(sample, person["flexibel"] & works),
        "full_time": _count(sample, works & (hours >= FULL_TIME)),
        "full_time_men": _count(sample, works & man & (hours >= FULL_TIME)),
        "hours": sample.sum_persons(np.where(works, hours, 0.0)),
        "directors": _count(sample, person["directeur"]),
        "wage_bill": BILLION * sample.sum_persons(np.where(person["directeur"], 0.0, person["loon"])),
        "couples_15_75": inside_couple.astype(np.float64),
        "couples_both_work": (inside_couple & works[starts] & works[second]).astype(np.float64),
        "parents_15_75": (inside_couple & parents).astype(np.float64),
        "parents_both_full_time": (inside_couple & parents & full[starts] & full[second]).astype(np.float64),
    }


def _primary_incomes(sample: Sample, inputs: PopulationInputs) -> Values:
    """Primary income of households, about as CBS has it: wage with premiums, profit and dividend; of some types."""
    person, figures, starts = sample.person, inputs.figures, sample.starts
    wage = figures["primary_of_taxed_wage"] * person["loon"]
    income = sample.sum_persons(wage + person["winst"] + person["inkomen_aanmerkelijk_belang"])
    kind, old = sample.household["huishoudtype"], person["leeftijd_maanden"] >= inputs.law["aow_leeftijd_maanden"]
    grown = _count(sample, person["is_kind"] & (person["leeftijd"] >= inputs.law["volwassen_leeftijd"])) > 0.0
    chosen = {
        "alone_young": (kind == ALONE) & ~old[starts],
        "lone_minor": (kind == LONE_PARENT) & ~grown,
        "couple_minor": (kind == COUPLE_WITH) & ~grown,
    }
    result: Values = {}
    for name, those in chosen.items():
        result |= {name: those.astype(np.float64), f"primary_{name}": income * those}
    return result


def _assistance_ages(sample: Sample) -> Values:
    """Persons with bijstand by age, in the classes of CBS."""
    chosen, age = sample.person["arbeidsstatus"] == ASSISTANCE, sample.person["leeftijd"]
    first, last = ASSISTANCE_AGES
    return {
        "persons_bijstand": _count(sample, chosen),
        "persons_bijstand_young": _count(sample, chosen & (age < first)),
        "persons_bijstand_old": _count(sample, chosen & (age >= last)),
    }


def _high_incomes(sample: Sample, inputs: PopulationInputs) -> Values:
    """Persons with a high personal income, in prices of 2022; income of wealth and AOW are no part of it here."""
    person, growth = sample.person, inputs.figures["incomes_2022_2026"]
    income = person["loon"] + person["winst"] + person["uitkering"] + person["pensioen"]
    high, highest = (income >= growth * line for line in HIGH_INCOMES)
    return {"high_incomes": _count(sample, high & ~highest), "highest_incomes": _count(sample, highest)}


def _benefits(sample: Sample, amounts: Amounts, inputs: PopulationInputs) -> Values:
    person = sample.person
    status = person["arbeidsstatus"]
    benefit = person["uitkering"]
    unemployed = (status == UNEMPLOYED) & (benefit > 0.0)
    disabled = (benefit > 0.0) & ~unemployed
    retired = person["leeftijd_maanden"] >= inputs.law["aow_leeftijd_maanden"]
    grown = person["leeftijd"] >= inputs.law["volwassen_leeftijd"]
    younger = amounts["bijstand"] - amounts["aio"]
    return {
        "persons_ww": _count(sample, unemployed),
        "persons_disabled": _count(sample, disabled),
        "persons_wajong": _count(sample, may_have_wajong(sample) & grown & ~retired),
        "persons_aow": _count(sample, retired),
        "persons_anw": _count(sample, person["nabestaande"]),
        "users_bijstand": (younger > 0.0).astype(np.float64),
        "users_aio": (amounts["aio"] > 0.0).astype(np.float64),
        "users_kinderbijslag": (amounts["kinderbijslag"] > 0.0).astype(np.float64),
        "users_huurtoeslag": (amounts["huurtoeslag"] > 0.0).astype(np.float64),
        "disability_benefits": BILLION * sample.sum_persons(np.where(disabled, benefit, 0.0)),
        "ww_benefits": BILLION * sample.sum_persons(np.where(unemployed, benefit, 0.0)),
    }


def _homes_and_wealth(sample: Sample, concept: IncomeConcept) -> Values:
    household, person = sample.household, sample.person
    owner = household["eigendom"] == OWNED
    savings, investments, debts = (sample.sum_persons(person[n]) for n in ("spaargeld", "beleggingen", "schulden"))
    net = savings + investments - debts
    kind, age = household["huishoudtype"], person["leeftijd"][sample.starts]
    young = (age >= YOUNG[0]) & (age < YOUNG[1])
    poor = net <= concept.wealth_line
    return {
        "owners": owner.astype(np.float64),
        "renters": (~owner).astype(np.float64),
        "social_renters": (household["eigendom"] == SOCIAL).astype(np.float64),
        "households_25_35": young.astype(np.float64),
        "owners_25_35": (young & owner).astype(np.float64),
        "mortgages": (sample.sum_persons(person["hypotheekrente"]) > 0.0).astype(np.float64),
        "savings": savings,
        "savings_1": savings * (kind == ALONE),
        "savings_4": savings * (kind == LONE_PARENT),
        "net_wealth": net,
        "renters_poor": (~owner & poor).astype(np.float64),
        "owners_poor": (owner & poor).astype(np.float64),
    }


def _study_and_care(sample: Sample, amounts: Amounts, inputs: PopulationInputs) -> Values:
    person = sample.person
    level, kind = person["onderwijs"], person["kinderopvang_soort"]
    allowed = (amounts.entitled["kinderopvangtoeslag"] > 0.0)[sample.household_of] & (kind > 0)
    grant = person["student"] & (person["leeftijd"] < inputs.law["studiefinanciering_leeftijd_maximum"])
    care = {n: _count(sample, allowed & (kind == code)) for n, code in KINDEROPVANG_SOORT.items()}
    return {
        "students_higher": _count(sample, grant & (level > 1)),
        "mbo_home": _count(sample, grant & (level == 1) & ~person["uitwonend"]),
        "mbo_away": _count(sample, grant & (level == 1) & person["uitwonend"]),
        "daycare": care["dagopvang"],
        "after_school": care["bso"],
        "childminder": care["gastouder"],
        "childcare_children": _count(sample, allowed),
        "childcare_hours": sample.sum_persons(np.where(allowed, person["kinderopvang_uren_per_maand"], 0.0)),
    }


def _spending(amounts: Amounts) -> Values:
    names = (
        "aow", "wajong", "anw", "toeslagenwet", "kinderbijslag", "kindgebonden_budget", "zorgtoeslag",
        "huurtoeslag", "kinderopvangtoeslag", "studiefinanciering",
    )  # fmt: skip
    result = {name: BILLION * amounts[name] for name in names}
    # Gross bijstand is for both: the AIO has the part that it has of the net amount.
    old = amounts["aio"] / np.maximum(amounts["bijstand"], 1.0)
    result["aio"] = BILLION * old * amounts["bijstand_bruto"]
    result["bijstand_gross"] = BILLION * ((1.0 - old) * amounts["bijstand_bruto"] + amounts["ioaw"])
    result["income_tax"] = BILLION * (amounts["inkomensheffing"] - amounts["uitbetaling_heffingskorting"])
    return result


def _incomes(sample: Sample, amounts: Amounts, concept: IncomeConcept) -> Values:
    """Income by the concept of CBS: disposable income with the return on wealth and the net value of an own home.

    Childcare and its allowance are left out, as CBS counts the allowance as care.
    """
    person = sample.person
    wealth = concept.savings * person["spaargeld"] + concept.investments * person["beleggingen"]
    home = concept.rental_value * person["woz_waarde"] - person["hypotheekrente"]
    care = amounts["kosten_kinderopvang"] - amounts["kinderopvangtoeslag"]
    income = amounts["besteedbaar_inkomen"] + care + sample.sum_persons(wealth + home)
    owner, kind = sample.household["eigendom"] == OWNED, sample.household["huishoudtype"]
    standardised = income / equivalence(sample, concept)
    return {
        "income_cbs": income,
        "standardised": standardised,
        "standardised_owners": standardised * owner,
        "standardised_renters": standardised * ~owner,
        "standardised_2": standardised * (kind == COUPLE),
        "standardised_3": standardised * (kind == COUPLE_WITH),
        "low_income": (standardised < concept.low_income).astype(np.float64),
    }


def _count(sample: Sample, chosen: NDArray[Any]) -> NDArray[np.float64]:
    return sample.sum_persons(chosen.astype(np.float64))
