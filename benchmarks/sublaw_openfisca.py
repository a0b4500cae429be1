"""The sub-law as a small OpenFisca country package, written by us for this comparison only.

OpenFisca-Core is a development dependency under the AGPL: no lock file names it, and nothing in `src` imports it.
Formulas keep to what OpenFisca does fast: sums and counts per unit, `where`, and a partner's value as the sum of the
pair minus one's own (`value_from_partner` sorts the population for each call and is slower).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from sublaw_population import DATE, OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    Array = NDArray[Any]

YEAR = DATE[:4]
Person = build_entity(key="person", plural="persons", label="Person", is_person=True)
Pair = build_entity(key="pair", plural="pairs", label="Partners", roles=[{"key": "member"}])
Family = build_entity(key="family", plural="families", label="Gezin", roles=[{"key": "member"}])
Home = build_entity(key="home", plural="homes", label="Huishouden", roles=[{"key": "member"}])
UNITS = {"pair": "toeslagpartners", "family": "gezin", "home": "huishouden"}
PERSON_INPUTS = {
    "leeftijd": int,
    "leeftijd_maanden": int,
    "geboortejaar": int,
    "is_kind": bool,
    "zorgverzekerd": bool,
    "loon": float,
    "uitkering": float,
    "pensioen": float,
    "alimentatie_ontvangen": float,
    "spaargeld": float,
}
HOME_INPUTS = {"woning_soort": int, "kale_huur_per_maand": float, "servicekosten_per_maand": float}


FORMULAS: list[type[Variable]] = []


def as_class(name: str, kind: type, entity: Any, more: Mapping[str, Any]) -> type[Variable]:
    """A variable in the form that OpenFisca wants: a class with its own attributes."""
    return type(name, (Variable,), {"value_type": kind, "entity": entity, "definition_period": DateUnit.YEAR, **more})


def variable(kind: type, entity: Any) -> Callable[[Callable[..., Array]], None]:
    """Make a formula a variable of the country package, called by its name."""

    def keep(formula: Callable[..., Array]) -> None:
        FORMULAS.append(as_class(formula.__name__, kind, entity, {"formula": formula}))

    return keep


def half_up(values: Array, steps: float) -> Array:
    return np.floor(values * steps + (0.5 + 1e-6)) / steps


def falling(income: Array, highest: Any, start: float, share: Any) -> Array:
    return np.maximum(0.0, highest - share * np.maximum(0.0, income - start))


# Who somebody is


@variable(bool, Person)
def adult(person: Any, period: Any, parameters: Any) -> Array:
    return person("leeftijd", period) >= parameters(period).volwassen_leeftijd


@variable(bool, Person)
def old(person: Any, period: Any, parameters: Any) -> Array:
    return person("leeftijd_maanden", period) >= parameters(period).aow_leeftijd_maanden


@variable(bool, Person)
def minor(person: Any, period: Any) -> Array:
    return person("is_kind", period) * ~person("adult", period)


@variable(int, Pair)
def adults(pair: Any, period: Any) -> Array:
    return pair.sum(pair.members("adult", period))


@variable(int, Family)
def children(family: Any, period: Any) -> Array:
    return family.sum(family.members("minor", period))


@variable(int, Family)
def parents(family: Any, period: Any) -> Array:
    return family.sum(~family.members("minor", period))


# Income tax of box 1 and premiums


@variable(float, Person)
def income(person: Any, period: Any) -> Array:
    benefits = person("uitkering", period) + person("pensioen", period)
    return person("loon", period) + benefits + person("alimentatie_ontvangen", period)


@variable(float, Person)
def tested_income(person: Any, period: Any) -> Array:
    return np.maximum(0.0, person("income", period))


@variable(float, Person)
def wage(person: Any, period: Any) -> Array:
    return np.maximum(0.0, person("loon", period))


@variable(float, Person)
def levy(person: Any, period: Any, parameters: Any) -> Array:
    p, amount, is_old = parameters(period), person("income", period), person("old", period)
    early = is_old * (person("geboortejaar", period) < p.schijf1_geboortejaar_grens)
    limit = np.where(early, p.schijf1_grens_voor_1946, p.schijf1_grens)
    premium = np.where(is_old, 0.0, p.premie_aow) + (p.premie_anw + p.premie_wlz)
    low = np.maximum(0.0, np.minimum(amount, limit)) * (p.schijf1_tarief + premium)
    middle = np.maximum(0.0, np.minimum(amount, p.schijf2_grens) - limit) * p.schijf2_tarief
    return low + middle + np.maximum(0.0, amount - p.schijf2_grens) * p.schijf3_tarief


@variable(float, Person)
def algemene_heffingskorting(person: Any, period: Any, parameters: Any) -> Array:
    p, is_old = parameters(period), person("old", period)
    highest = np.where(is_old, p.algemene_heffingskorting_maximum_aow, p.algemene_heffingskorting_maximum)
    share = np.where(is_old, p.algemene_heffingskorting_afbouw_aow, p.algemene_heffingskorting_afbouw)
    return falling(person("income", period), highest, p.algemene_heffingskorting_afbouw_vanaf, share)


@variable(float, Person)
def arbeidskorting(person: Any, period: Any, parameters: Any) -> Array:
    p, earned, is_old = parameters(period), person("wage", period), person("old", period)

    def by_age(name: str) -> Array:
        return np.where(is_old, p[f"arbeidskorting_{name}_aow"], p[f"arbeidskorting_{name}"])

    credit = np.minimum(by_age("bedrag_1"), by_age("opbouw_1") * earned)
    more = by_age("opbouw_2") * np.maximum(0.0, earned - p.arbeidskorting_grens_1)
    credit = np.minimum(by_age("bedrag_2"), credit + more)
    more = by_age("opbouw_3") * np.maximum(0.0, earned - p.arbeidskorting_grens_2)
    credit = np.minimum(by_age("maximum"), credit + more)
    less = by_age("afbouw") * np.maximum(0.0, earned - p.arbeidskorting_grens_3)
    return np.maximum(0.0, credit - less)


@variable(bool, Family)
def has_young_child(family: Any, period: Any, parameters: Any) -> Array:
    young = family.members("leeftijd", period) < parameters(period).combinatiekorting_leeftijd_kind
    return family.any(family.members("is_kind", period) * young)


@variable(float, Pair)
def pair_wage(pair: Any, period: Any) -> Array:
    return pair.sum(pair.members("wage", period) * pair.members("adult", period))


@variable(int, Pair)
def pair_months(pair: Any, period: Any) -> Array:
    return pair.sum(pair.members("leeftijd_maanden", period) * pair.members("adult", period))


@variable(float, Person)
def inkomensafhankelijke_combinatiekorting(person: Any, period: Any, parameters: Any) -> Array:
    p, earned, is_old = parameters(period), person("wage", period), person("old", period)
    months = person("leeftijd_maanden", period)
    other = person.pair("pair_wage", period) - earned
    other_months = person.pair("pair_months", period) - months
    tie = np.where(months > other_months, 1.0, np.where(months < other_months, 0.0, 0.5))
    share = np.where(earned < other - 1e-6, 1.0, np.where(earned > other + 1e-6, 0.0, tie))
    share = np.where(person.pair("adults", period) > 1, share, 1.0)
    rate = np.where(is_old, p.combinatiekorting_opbouw_aow, p.combinatiekorting_opbouw)
    highest = np.where(is_old, p.combinatiekorting_maximum_aow, p.combinatiekorting_maximum)
    credit = np.minimum(highest, rate * np.maximum(0.0, earned - p.combinatiekorting_drempel))
    entitled = person.family("has_young_child", period) * ~person("is_kind", period)
    return np.where(entitled, share * credit, 0.0)


@variable(float, Person)
def ouderenkorting(person: Any, period: Any, parameters: Any) -> Array:
    p, start = parameters(period), parameters(period).ouderenkorting_afbouw_vanaf
    credit = falling(person("income", period), p.ouderenkorting_maximum, start, p.ouderenkorting_afbouw)
    return np.where(person("old", period), credit, 0.0)


@variable(float, Person)
def inkomensheffing(person: Any, period: Any) -> Array:
    due = person("levy", period)
    credit = person("algemene_heffingskorting", period) + person("arbeidskorting", period)
    credit = credit + person("inkomensafhankelijke_combinatiekorting", period)
    return due - np.minimum(due, credit + person("ouderenkorting", period))


@variable(float, Person)
def zvw_bijdrage(person: Any, period: Any, parameters: Any) -> Array:
    p = parameters(period)
    room = np.maximum(0.0, p.maximumpremieloon - person("loon", period) - person("uitkering", period))
    pension = np.minimum(room, person("pensioen", period))
    alimony = np.minimum(np.maximum(0.0, person("alimentatie_ontvangen", period)), room - pension)
    return np.where(person("zorgverzekerd", period), p.zvw_bijdrage_tarief * (pension + alimony), 0.0)


# Zorgtoeslag


@variable(float, Pair)
def pair_wealth(pair: Any, period: Any) -> Array:
    return pair.sum(pair.members("spaargeld", period))


@variable(float, Pair)
def zorgtoeslag_pair(pair: Any, period: Any, parameters: Any) -> Array:
    p, two = parameters(period), pair("adults", period) > 1
    insured = pair.sum(pair.members("zorgverzekerd", period) * pair.members("adult", period))
    over = np.maximum(0.0, pair.sum(pair.members("tested_income", period)) - p.drempelinkomen)
    share = np.where(two, p.normpremie_deel_partners, p.normpremie_deel_alleen)
    own = share * p.drempelinkomen + p.normpremie_deel_boven_drempel * over
    amount = np.maximum(0.0, np.where(two, 2.0, 1.0) * p.standaardpremie - own)
    amount = np.where(two * (insured < 2), amount / 2.0, amount)
    limit = np.where(two, p.toeslag_vermogensgrens_partners, p.toeslag_vermogensgrens_alleen)
    nothing = (insured == 0) + (pair("pair_wealth", period) > limit)
    amount = half_up(np.where(nothing, 0.0, amount), 100.0)
    return np.where(half_up(amount, 1.0) >= p.toeslag_kleinste_bedrag, amount, 0.0)


@variable(float, Home)
def zorgtoeslag(home: Any, period: Any) -> Array:
    amount, number = home.members.pair("zorgtoeslag_pair", period), home.members.pair.nb_persons()
    return half_up(home.sum(amount / number), 100.0)


# Kindgebonden budget


@variable(float, Family)
def kindgebonden_budget_family(family: Any, period: Any, parameters: Any) -> Array:
    p, number, two = parameters(period), family("children", period), family("parents", period) > 1
    is_minor, age = family.members("minor", period), family.members("leeftijd", period)
    teenager = is_minor * (age >= p.kgb_leeftijd_verhoging_1)
    oldest = family.sum(is_minor * (age >= p.kgb_leeftijd_verhoging_2))
    middle = family.sum(teenager) - oldest
    most = number * p.kgb_bedrag_kind + middle * p.kgb_verhoging_12_15 + oldest * p.kgb_verhoging_16_17
    most = np.where(number > 0, most + np.where(two, 0.0, p.kgb_alleenstaande_ouder), 0.0)
    counted = family.sum(family.members("tested_income", period) * ~is_minor)
    start = np.where(two, p.kgb_drempel_partners, p.drempelinkomen)
    amount = np.maximum(0.0, most - p.afbouwpercentage * np.maximum(0.0, counted - start))
    limit = np.where(two, p.toeslag_vermogensgrens_partners, p.toeslag_vermogensgrens_alleen)
    rich = family.sum(family.members("spaargeld", period) * ~is_minor) > limit
    amount = half_up(np.where(rich, 0.0, amount), 100.0)
    return np.where(half_up(amount, 1.0) >= p.toeslag_kleinste_bedrag, amount, 0.0)


@variable(float, Home)
def kindgebonden_budget(home: Any, period: Any) -> Array:
    amount, number = home.members.family("kindgebonden_budget_family", period), home.members.family.nb_persons()
    return half_up(home.sum(amount / number), 100.0)


# Huurtoeslag


@variable(float, Person)
def counted_income(person: Any, period: Any, parameters: Any) -> Array:
    p, amount = parameters(period), person("tested_income", period)
    child = person("is_kind", period) * (person("leeftijd", period) < p.huurtoeslag_leeftijd_kind)
    return np.where(child, np.maximum(0.0, amount - p.huurtoeslag_vrijstelling_kind), amount)


@variable(bool, Pair)
def too_rich_for_huurtoeslag(pair: Any, period: Any, parameters: Any) -> Array:
    limit = np.maximum(1, pair("adults", period)) * parameters(period).huurtoeslag_vermogensgrens
    return pair("pair_wealth", period) > limit


@variable(float, Home)
def basishuur(home: Any, period: Any, parameters: Any) -> Array:
    p, total = parameters(period), home.sum(home.members("counted_income", period))
    alone, elderly = home.nb_persons() == 1, home.any(home.members("old", period))

    def kind(name: str) -> Array:
        young = np.where(alone, p[f"normhuur_{name}_alleen"], p[f"normhuur_{name}_samen"])
        older = np.where(alone, p[f"normhuur_{name}_alleen_ouder"], p[f"normhuur_{name}_samen_ouder"])
        return np.where(elderly, older, young)

    least = kind("minimum")
    norm = np.maximum(least, kind("a") * total * total + kind("b") * total)
    norm = np.where(total <= kind("ijkpunt"), least, norm)
    return np.maximum(0.0, np.ceil(norm * 100.0 - 1e-6) / 100.0 + p.normhuur_opslag)


@variable(float, Home)
def rekenhuur(home: Any, period: Any, parameters: Any) -> Array:
    highest = parameters(period).huurtoeslag_servicekosten_maximum
    return home("kale_huur_per_maand", period) + np.minimum(home("servicekosten_per_maand", period), highest)


@variable(bool, Home)
def recht_op_huurtoeslag(home: Any, period: Any, parameters: Any) -> Array:
    p, rent = parameters(period), home("rekenhuur", period)
    grown = home.members("leeftijd", period) >= p.huurtoeslag_jongerenleeftijd
    grown = home.any(home.members("is_kind", period) + grown)
    highest = np.where(grown, p.huurtoeslag_maximale_huurgrens, p.huurtoeslag_kwaliteitskortingsgrens)
    rich = home.any(home.members.pair("too_rich_for_huurtoeslag", period))
    rents = (home("woning_soort", period) == 1) * (rent > 0.0) * (rent <= highest)
    return rents * home.any(home.members("adult", period)) * ~rich


@variable(float, Home)
def huurtoeslag(home: Any, period: Any, parameters: Any) -> Array:
    p, rent, base = parameters(period), home("rekenhuur", period), home("basishuur", period)
    size, quality = home.nb_persons(), p.huurtoeslag_kwaliteitskortingsgrens
    large = size >= p.huurtoeslag_grote_huishouden
    cap = np.where(large, p.huurtoeslag_aftoppingsgrens_hoog, p.huurtoeslag_aftoppingsgrens_laag)
    part_a = np.maximum(0.0, np.minimum(rent, quality) - base)
    part_b = p.huurtoeslag_deel_b * np.maximum(0.0, np.minimum(rent, cap) - np.maximum(base, quality))
    part_c = p.huurtoeslag_deel_c * np.maximum(0.0, rent - np.maximum(base, cap))
    for_all = (size == 1) + home.any(home.members("old", period)) + p.huurtoeslag_c_voor_iedereen
    month = np.where(home("recht_op_huurtoeslag", period), part_a + part_b + part_c * for_all, 0.0)
    year = 12.0 * month
    return half_up(np.where(half_up(year, 1.0) >= p.toeslag_kleinste_bedrag, year, 0.0), 100.0)


def country(values: Mapping[str, Any], *, double: bool = False) -> TaxBenefitSystem:
    """The tax-benefit system with our law's amounts. double: compute in float64; OpenFisca's own choice is float32."""
    system = TaxBenefitSystem([Person, Pair, Family, Home])
    system.cache_blacklist = None
    numbers = {name: value for name, value in values.items() if not isinstance(value, tuple)}
    entries = {name: {"values": {f"{YEAR}-01-01": {"value": value}}} for name, value in numbers.items()}
    system.parameters = ParameterNode("", data=entries)
    for entity, inputs in ((Person, PERSON_INPUTS), (Home, HOME_INPUTS)):
        for name, kind in inputs.items():
            system.add_variable(as_class(name, kind, entity, {}))
    for formula in FORMULAS:
        system.add_variable(formula)
    if double:
        for computed in system.variables.values():
            computed.dtype = np.float64 if computed.dtype is np.float32 else computed.dtype
    return system


def set_up(system: TaxBenefitSystem, person: Mapping[str, Array], household: Mapping[str, Array]) -> Simulation:
    """A simulation with its units and inputs, the fastest way that OpenFisca offers: roles as numbers, no JSON.

    The numbers of units must run on without gaps, as those of `make_households` do.
    """
    builder = SimulationBuilder()
    builder.create_entities(system)
    rows = len(person["loon"])
    builder.declare_person_entity("person", range(rows))
    no_roles = np.zeros(rows, dtype=np.int64)
    for unit, key in UNITS.items():
        keys = person[key]
        population = builder.declare_entity(unit, range(int(keys[0]), int(keys[-1]) + 1))
        builder.join_with_persons(population, keys, roles=no_roles)
    simulation = builder.build(system)
    for table, names in ((person, PERSON_INPUTS), (household, HOME_INPUTS)):
        for name in names:
            simulation.set_input(name, YEAR, table[name])
    return simulation


def calculate(simulation: Simulation) -> dict[str, Array]:
    """The amounts of the sub-law. OpenFisca keeps results: a second call on one simulation only reads them."""
    return {name: simulation.calculate(name, YEAR) for name in OUTPUTS}
