"""People in care, older people, general practitioners, habits, and how long people live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bouwstenen.models.care.sections.look import VARIANTS, Look, shown, year_table
from bouwstenen.views import Part, Table, numbers, row, text

if TYPE_CHECKING:
    from bouwstenen.views.run_view import Value

_HABITS = ("smokers", "drinkers", "overweight")
_THOUSAND = 1e3


def staff_part(look: Look) -> Part:
    """People needed by variant, people there are when the same share of 20-64 works in care, published shortages."""
    years = [y for y in look.years("staff_supply") if y <= 2040]
    lines = []
    for code in VARIANTS:
        path = look.path("staff", scenario=code)
        lines.append((look.variant(code), [_part(path[y].package) for y in years], 0))
    supply, gap = look.path("staff_supply"), look.path("staff_gap")
    lines.append(("mensen bij hetzelfde deel van 20 tot 65 jaar", [_part(supply[y].package) for y in years], 0))
    lines.append(
        (f"tekort op het pad '{look.variant(look.about['variant'])}'", [_part(gap[y].package) for y in years], 0)
    )
    table = year_table("Mensen die de zorg nodig heeft, met pakket", "duizend mensen", "pad", years, lines)
    shortage = [
        (name, _part(look.value("published_shortage", year, dimension="forecast", group=name)))
        for name, year in (("near", 2033), ("reference", 2035), ("accords", 2035))
    ]  # fmt: skip
    published = Table(
        caption="Gepubliceerde tekorten: om naast ons getal te leggen, niet om op te tellen",
        unit="duizend mensen",
        columns=(text("raming"), *numbers("tekort")),
        rows=tuple(
            row(look.say.group("forecast", name), shown(value, 0), values=(None, value)) for name, value in shortage
        ),
    )
    return Part(
        key="staff",
        title="Mensen in de zorg",
        words=(f"Wat er in {look.about['price_level']} al te weinig is, zit niet in ons tekort.", _time(look)),
        tables=(table, published),
    )


def _time(look: Look) -> str:
    year = look.headline
    before, after = look.value("client_time", year, "baseline"), look.value("client_time", year)
    if before is None or after is None or before == after:
        return "Het pakket verandert de tijd voor administratie niet."
    more = "meer" if after > before else "minder"
    return (
        f"Langdurige zorg: tijd voor cliënten van {shown(before, 0)}% naar {shown(after, 0)}% van de werktijd in "
        f"{year}; dat is {shown(abs(after / before - 1) * 100, 1)}% {more} tijd. Hoeveel banen dat zijn, is niet te "
        "zeggen: het aantal gewerkte uren in de langdurige zorg ontbreekt."
    )


def older_part(look: Look) -> Part:
    """Nursing homes and homes for older people."""
    years = [y for y in look.years("nursing_need") if y <= 2050]
    lines = []
    for name in ("nursing_need", "nursing_places", "nursing_at_home", "elderly_homes"):
        path = look.path(name)
        title = look.say(f"indicator.care.{name}")
        lines.append((f"{title}, zonder pakket", [_part(path[y].baseline) for y in years], 0))
        if look.moved(name):
            lines.append((f"{title}, met pakket", [_part(path[y].package) for y in years], 0))
    return Part(
        key="older",
        title="Verpleeghuis of thuis",
        words=(
            (
                "De vraag groeit mee met het aantal ouderen en het gebruik van nu. Zonder pakket komen er geen plekken "
                "bij. Wie geen plek heeft, woont thuis met zware zorg; het aantal woningen is een bovengrens."
            ),
        ),
        tables=(year_table("Ouderen met zware zorg", "duizend", "wat", years, lines),),
    )


def measures_part(look: Look) -> Part:
    """What single measures do in the years that count."""
    years = [y for y in (2027, 2028, 2030, 2035, 2040) if y in look.path("maternity_own_payment")]
    lines: list[tuple[str, list[float | None], int]] = []
    for name, digits in (
        ("maternity_own_payment", 1), ("maternity_per_birth", 0), ("uncontracted", 0), ("tuition", 1),
        ("pandemic_budget", 0), ("fund_share", 2), ("fund_growth", 2), ("fund_jobs", 0), ("without_gp_low", 0),
        ("without_gp_high", 0), ("gps_missing_low", 0), ("gps_missing_high", 0),
    ):  # fmt: skip
        title, unit = look.say(f"indicator.care.{name}"), look.say(f"care.unit.{name}")
        for side, word in (("baseline", "zonder"), ("package", "met")):
            values = [look.value(name, y, side) for y in years]
            if any(value is not None for value in values):
                lines.append((f"{title} ({unit}), {word}", values, digits))
    table = year_table("Maatregelen, zonder en met pakket", "per regel genoemd", "wat", years, lines)
    return Part(
        key="measures", title="Wat losse maatregelen doen", words=(_maternity(look), _thumb(look)), tables=(table,)
    )


def _maternity(look: Look) -> str:
    year = look.headline
    value: Value | None = look.path("maternity_per_birth").get(year)
    if value is None or not value.difference:
        return "De eigen bijdrage voor kraamzorg verandert niet."
    hours = shown(look.about["maternity_hours"], 0)
    word = "minder" if value.difference < 0 else "meer"
    return (
        f"Kraamzorg: een gezin betaalt in {year} per geboorte {shown(abs(value.difference), 0)} euro {word} "
        f"({look.prices}, {hours} uur). De premie van iedereen betaalt dat."
    )


def _thumb(look: Look) -> str:
    wage = look.value("wage_step", look.about["price_level"])
    first = look.value("obesity_drugs", 2024, dimension="users", group="obesity_drug_users")
    group = look.value("obesity_drugs", 2024, dimension="users", group="obesity_drug_group")
    return (
        f"Vuistregels. Lonen in de zorg 1% hoger: {shown(wage, 0)} mln euro per jaar ({look.prices}, ruwe schatting). "
        f"Obesitasmedicijnen voor wie nu in beeld is: {shown(first, 0)} mln euro per jaar; voor iedereen onder de "
        f"Europese toelating: {shown(group, 0)} mln euro (prijzen van 2024)."
    )


def health_part(look: Look) -> Part:
    """Habits in people and share, and life expectancy by group."""
    years = [y for y in look.years("smokers") if y <= 2040]
    lines = []
    for name in _HABITS:
        people, share = look.path(name), look.path(f"{name}_share")
        title = look.say(f"indicator.care.{name}")
        for side, word in (("baseline", "zonder pakket"), ("package", "met pakket")):
            if side == "package" and not look.moved(name):
                continue
            lines.append((f"{title}, {word}: % van de volwassenen", [getattr(share[y], side) for y in years], 1))
            lines.append((f"{title}, {word}: duizend mensen", [_part(getattr(people[y], side)) for y in years], 0))
    habits = year_table(
        "Roken, drinken en overgewicht: doelen, geen uitkomsten", "per regel genoemd", "groep", years, lines
    )
    return Part(
        key="health",
        title="Gezondheid",
        words=(
            (
                "Minder rokers of minder overgewicht staan er in mensen, niet in euro's: een bruikbaar Nederlands "
                "bedrag per persoon is niet gevonden, en in gewonnen levensjaren krijgen mensen ook zorg."
            ),
        ),
        tables=(habits, _lives(look)),
    )


def _lives(look: Look) -> Table:
    year = look.about["price_level"]
    rows = []
    for division, names in (("education", ("low", "middle", "high")), ("wealth", ("q1", "q2", "q3", "q4", "q5"))):
        rows.append(row(look.say(f"dimension.{division}"), kind="group"))
        for name in names:
            values = [
                look.value("life_expectancy", year, dimension=division, group=f"{sex}.{name}")
                for sex in ("men", "women")
            ]
            label = look.say(f"care.group.{division}.{name}")
            rows.append(
                row(label, *(shown(v, 1) for v in values), doubtful=division == "education", values=(None, *values))
            )
    return Table(
        caption=f"Levensverwachting bij geboorte naar groep, sterftetafel van {year}",
        unit="jaar",
        columns=(text("groep"), *numbers("mannen", "vrouwen")),
        rows=tuple(rows),
    )


def certainty_part(look: Look) -> Part:
    """Growth by demography beside what was published; nothing is fitted on it."""
    cases = look.view.tables["care.hindcasts"].iter_rows(named=True)
    rows = tuple(
        row(
            look.say(f"care.hindcast.{case['name']}"), f"{case['first']}-{case['last']}",
            shown(case["own"], 2), shown(case["published"], 2), shown(case["own"] - case["published"], 2, signed=True),
            values=(None, None, case["own"], case["published"], case["own"] - case["published"]),
        )
        for case in cases
    )  # fmt: skip
    table = Table(
        caption="Groei door bevolking alleen, naast gepubliceerde groei",
        unit="% per jaar",
        columns=(text("wat"), text("jaren"), *numbers("ons model", "gepubliceerd", "verschil")),
        rows=rows,
    )
    return Part(key="certainty", title="Hoe zeker is dit?", tables=(table,))


def _part(value: float | None) -> float | None:
    return None if value is None else value / _THOUSAND
