"""The levers of block 3 in the compiled law: what the kernel gives with them on is what plain Python gives.

The kernel is the one of the test of the whole law (same outputs), so it comes from the cache.
"""

from typing import Any

import numpy as np

from bouwstenen import law
from bouwstenen.rules import HouseholdData, Population, evaluate, simulate

DATE = "2030-01-01"
LEVERS: list[dict[str, Any]] = [
    {"begrippen.inkomensbegrip_geharmoniseerd": True, "kinderbijslag.samen_met_kindgebonden_budget": True},
    {"begrippen.vermogensbegrip_geharmoniseerd": True, "bijstand.norm_factor": 1.05},
    {"begrippen.partnerbegrip_geharmoniseerd": True, "bijstand.afbouw_heffingskorting_in_norm_stopt": True},
]
# per adres: leeftijd, kind van wie er woont, loon, pensioen, spaargeld, huishouding met een ander, vraagt bijstand aan
ADDRESSES = [
    [(30, False, 0, 0, 0, True, True), (31, False, 9_000, 0, 500, True, True), (4, True, 0, 0, 0, False, True)],
    [(70, False, 0, 1_000, 2_000, True, True), (50, False, 0, 0, 9_000, False, True)],
    [(40, False, 21_000, 0, 0, False, True), (13, True, 0, 0, 0, False, True)],
    [(24, False, 0, 0, 0, False, False)],
]
COLUMNS = ("leeftijd", "is_kind", "loon", "pensioen", "spaargeld", "gezamenlijke_huishouding", "vraagt_bijstand_aan")


def tables() -> tuple[dict[str, Any], list[HouseholdData]]:
    """The addresses as one table and as households; a child joins the first adult, everybody else is a unit."""
    people = [(number, i, row) for number, rows in enumerate(ADDRESSES) for i, row in enumerate(rows)]
    facts: list[dict[str, Any]] = [dict(zip(COLUMNS, row, strict=True)) for _, _, row in people]
    for fact in facts:
        fact |= {"leeftijd_maanden": 12 * fact["leeftijd"], "geboortejaar": 2030 - fact["leeftijd"]}
        fact |= {name: float(fact[name]) for name in ("loon", "pensioen", "spaargeld")}
    family = [0 if fact["is_kind"] else i for fact, (_, i, _) in zip(facts, people, strict=True)]
    own = [i for _, i, _ in people]
    address = np.array([number for number, _, _ in people])
    table: dict[str, Any] = {name: np.array([fact[name] for fact in facts]) for name in facts[0]}
    table |= {"huishouden": address, "gezin": address * 10 + family}
    table |= dict.fromkeys(("toeslagpartners", "fiscale_partners"), address * 10 + own)
    households = []
    for number in range(len(ADDRESSES)):
        rows = np.flatnonzero(address == number)
        seen: dict[int, int] = {}
        gezin = [seen.setdefault(family[row], len(seen)) for row in rows]
        units = {"gezin": gezin, "toeslagpartners": [own[r] for r in rows], "fiscale_partners": [own[r] for r in rows]}
        households.append(HouseholdData([facts[row] for row in rows], {}, units))
    return table, households


def test_the_kernel_with_the_levers_on_is_the_law_in_python() -> None:
    graph = law.law_on(DATE)
    used = {need for node in graph.nodes.values() for need in node.needs}
    outputs = [name for name in graph.nodes if name not in used]
    table, households = tables()
    population = Population(graph, table, {})
    for overlay in LEVERS:
        parameters = law.parameter_set().at(DATE, overlay)
        found = simulate(graph, parameters, population, outputs)
        for name in outputs:
            expected = [value for data in households for value in evaluate(graph, parameters, data, [name])[name]]
            np.testing.assert_allclose(found[name], expected, rtol=1e-9, atol=1e-9, err_msg=f"{name} {overlay}")
    assert "kindregeling" in graph.nodes
