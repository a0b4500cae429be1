"""What the youth model tells: childcare in hours, people and money, youth care, school buildings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bouwstenen.core.numbers import NBSP, NOTHING, dutch, number
from bouwstenen.models.youth.options import BASELINES, CARE_GROWTHS, COSTS, TAKE_UPS
from bouwstenen.views import Fact, Part, RunView, Section, Table, Words, numbers, row, text
from bouwstenen.views.amounts import euros, thousands
from bouwstenen.views.charts import Line, line_chart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.views import Chart, TableRow
    from bouwstenen.views.run_view import Value

_BN = f"mld{NBSP}euro"
_ROOM = "youth."
_DECADE = 10
_SHOWN = 20
"""Years after the start of the right that the tables show."""


@dataclass(frozen=True, eq=False)
class _Look:
    """What the parts share."""

    view: RunView
    words: Words

    @property
    def year(self) -> int:
        """The headline year of the balance; the first year of the model when that is later."""
        return max(int(self.view.package["headline"]["balance"]), min(self.path("care_users")))

    @property
    def prices(self) -> str:
        """The price level of all amounts."""
        level = self.view.rows.filter(self.view.rows["indicator"] == "youth.care_spending")["price_level"][0]
        return f"prijzen van {level}"

    def path(self, name: str, **keys: str) -> dict[int, Value]:
        """Values by year."""
        return self.view.path(_ROOM + name, **keys)

    def after(self, name: str, year: int | None = None, **keys: str) -> float:
        """Value with the package; 0 when there is none."""
        found = self.view.at(_ROOM + name, year or self.year, **keys)
        return 0.0 if found is None or found.package is None else found.package

    def before(self, name: str, year: int | None = None, **keys: str) -> float:
        """Value without the package."""
        found = self.view.at(_ROOM + name, year or self.year, **keys)
        return 0.0 if found is None or found.baseline is None else found.baseline

    @property
    def start(self) -> int | None:
        """First year of the right to childcare; None when the package has none."""
        return next((year for year, value in self.path("hours_funded").items() if value.package), None)

    def reading(self, take_up: str) -> str:
        """A reading of take-up with its shares."""
        shares = [
            dutch(self.after("take_up", dimension="childcare_age", group=kind, scenario=take_up), 0)
            for kind in ("young", "school")
        ]
        return f"{self.words(f'youth.take_up.{take_up}')}: {shares[0]}% en {shares[1]}%"


def sections(view: RunView, words: Words) -> Iterator[Section]:
    """The section of the youth model; none when it gave no rows."""
    if "youth" not in view.models:
        return
    look = _Look(view, words)
    childcare = tuple(_childcare(look)) if look.start else ()
    yield Section(
        key="youth",
        title="Jeugd: kinderopvang, jeugdzorg en schoolgebouwen",
        question="who",
        message=_message(look),
        facts=tuple(_facts(look)),
        parts=(*childcare, _care(look), _task(look), _buildings(look), _education(look)),
        limits=(
            look.words("youth.limit.supply", bound=dutch(look.after("labour_supply_bound"), 1)),
            *(look.words(f"youth.limit.{name}") for name in ("take_up", "price", "law", "parts", "municipal")),
        ),
        missing=tuple(look.words(f"youth.missing.{name}") for name in _MISSING),
    )


_MISSING = ("work", "costing", "rooms", "kinds", "building", "gap")


def _message(look: _Look) -> str:
    if look.start is None:
        gap = look.after("care_gap")
        how = "komen" if gap >= 0 else "houden"
        end = "tekort" if gap >= 0 else "over"
        return (
            f"Het pakket geeft geen recht op kinderopvang; gemeenten {how} in {look.year} {number(abs(gap))} {_BN} "
            f"{end} op de jeugdzorg ({look.prices})."
        )
    year = max(look.year, look.start)
    gross, net = (number(look.after(f"childcare_{name}", year)) for name in ("gross", "net"))
    people = thousands(look.after("staff_needed", year))
    queue, extra = look.after("hours_queue", year), look.after("hours_extra", year)
    there = (
        "bij de gekozen groei van het personeel zijn zij er niet"
        if queue > extra / 2
        else "bij de gekozen groei van het personeel is een deel er niet"
        if queue > 0
        else "bij de gekozen groei van het personeel zijn zij er"
    )
    return (
        f"Kinderopvang voor elk kind kost de overheid in {year} bruto {gross} {_BN} en netto {net} {_BN} "
        f"({look.prices}); er zijn {people} duizend medewerkers extra voor nodig, en {there}."
    )


def _facts(look: _Look) -> Iterator[Fact]:
    if look.start:
        year = max(look.year, look.start)
        low, high = (look.after("childcare_net", year, scenario=f"{t}.{b}") for t, b in _ends(look, year))
        yield Fact(
            figure=f"{number(low)} tot {number(high)}{NBSP}{_BN}",
            meaning=f"netto kosten in {year} bij de lezingen van het gebruik en de drie vertrekpunten ({look.prices})",
        )
        growth = look.after("staff_growth_needed", year)
        yield Fact(
            figure=f"{dutch(growth, 1)}% per jaar",
            meaning=f"groei van het aantal medewerkers waarmee het plan in {year} lukt",
        )
    gap = look.after("care_gap")
    yield Fact(
        figure=f"{number(abs(gap))}{NBSP}{_BN}",
        meaning=f"{_gap_word(gap)} van gemeenten op de jeugdzorg in {look.year}, minstens ({look.prices})"
        if gap >= 0
        else f"{_gap_word(gap)} van gemeenten op de jeugdzorg in {look.year}, hoogstens ({look.prices})",
    )


def _gap_word(gap: float) -> str:
    return "tekort" if gap >= 0 else "overschot"


def _ends(look: _Look, year: int) -> tuple[tuple[str, str], tuple[str, str]]:
    """The reading and baseline with the lowest and highest net cost."""
    every = [(t, b) for t in TAKE_UPS for b in BASELINES]
    ordered = sorted(every, key=lambda pair: look.after("childcare_net", year, scenario=f"{pair[0]}.{pair[1]}"))
    return ordered[0], ordered[-1]


def _childcare(look: _Look) -> Iterator[Part]:
    hours = _hours_table(look)
    chart = _hours_chart(look, hours)
    yield Part(
        key="childcare_hours",
        title="Kinderopvang: uren, medewerkers en wachtrij",
        words=(look.words("youth.words.hours"),),
        charts=() if chart is None else (chart,),
        tables=(hours, _readings_table(look)),
    )
    yield Part(
        key="childcare_money",
        title="Kinderopvang: bruto en netto naast drie vertrekpunten",
        words=(look.words("youth.words.money"), look.words("youth.words.municipal")),
        tables=(_money_table(look),),
    )
    yield Part(
        key="childcare_who",
        title="Kinderopvang: wie er geld bij krijgt",
        words=(look.words("youth.words.who"),),
        tables=(_who_table(look),),
    )


def _years(look: _Look) -> list[int]:
    assert look.start is not None
    years = [year for year in look.path("hours_funded") if 0 <= year - look.start < _SHOWN]
    return [year for year in years if year - look.start < 4 or year % 5 == 0 or year == look.year]


def _hours_table(look: _Look) -> Table:
    names = ("hours_extra", "hours_served", "hours_queue", "hours_municipal")
    rows: list[TableRow] = []
    for year in _years(look):
        values = [look.after(name, year) for name in names]
        people = [look.after("staff_needed", year), look.after("staff_supply", year) - look.after("staff_now", year)]
        cells = [*(dutch(value, 0) for value in values), *(thousands(value) for value in people)]
        rows.append(row(str(year), *cells, values=(None, *values, *people)))
    return Table(
        caption="Extra uren en medewerkers bij het gekozen gebruik",
        unit="eenheid in de kop",
        columns=(
            text("jaar"),
            *numbers(
                "extra", "met medewerkers", "wachtrij", "nu al via gemeenten", "extra nodig", "over zonder het plan"
            ),
        ),
        groups=(("mln uren per jaar", 4), ("duizend medewerkers", 2)),
        rows=tuple(rows),
    )  # fmt: skip


def _hours_chart(look: _Look, table: Table) -> Chart | None:
    styles = {"low": "document", "central": "esa", "high": "pm"}
    lines = [
        Line(
            look.reading(take_up),
            styles[take_up],
            {y: v.package or 0.0 for y, v in look.path("hours_extra", scenario=take_up).items()},
        )
        for take_up in TAKE_UPS
    ]
    year = max(look.year, look.start or look.year)
    said = "; ".join(
        f"{look.reading(t)}: {dutch(look.after('hours_extra', year, scenario=t), 0)} miljoen uren" for t in TAKE_UPS
    )
    return line_chart(
        key="childcare_hours",
        title="Extra uren kinderopvang, naar gebruik (0 tot 4 jaar en vanaf 4 jaar)",
        unit="mln uren per jaar",
        description=f"In {year}: {said}.",
        table=table,
        lines=lines,
    )


def _readings_table(look: _Look) -> Table:
    year = max(look.year, look.start or look.year)
    rows: list[TableRow] = []
    for take_up in TAKE_UPS:
        hours = look.after("hours_extra", year, scenario=take_up)
        people = look.after("staff_needed", year, scenario=take_up)
        growth = look.after("staff_growth_needed", year, scenario=take_up)
        rows.append(
            row(
                look.reading(take_up), dutch(hours, 0), thousands(people), dutch(growth, 1), doubtful=True,
                values=(None, hours, people, growth),
            )
        )  # fmt: skip
    return Table(
        caption=f"Drie lezingen van het gebruik, {year}",
        unit="eenheid in de kop",
        columns=(
            text("gebruik, 0 tot 4 jaar en vanaf 4 jaar"),
            *numbers("extra uren, mln", "extra medewerkers, duizend", "nodige groei van het personeel, % per jaar"),
        ),
        rows=tuple(rows),
    )


def _money_table(look: _Look) -> Table:
    year = max(look.year, look.start or look.year)
    rows: list[TableRow] = []
    for take_up in TAKE_UPS:
        gross = look.after("childcare_gross", year, scenario=f"{take_up}.today")
        net = [look.after("childcare_net", year, scenario=f"{take_up}.{b}") for b in BASELINES]
        cells = [number(value) for value in (gross, *net)]
        rows.append(row(look.reading(take_up), *cells, doubtful=True, values=(None, gross, *net)))
    freed = look.after("childcare_municipal", year)
    same = [freed] * len(BASELINES)
    cells = ("", *(number(value, signed=True) for value in same))
    rows.append(row("gemeenten, opvang van peuters", *cells, values=(None, None, *same)))
    return Table(
        caption=f"Wat het Rijk in {year} betaalt, en wat gemeenten minder betalen",
        unit=f"{_BN} per jaar, {look.prices}; plus kost geld",
        columns=(
            text("gebruik, 0 tot 4 jaar en vanaf 4 jaar"),
            *numbers("bruto", *(f"netto, {look.words(f'youth.baseline.{b}')}" for b in BASELINES)),
        ),
        rows=tuple(rows),
    )


def _who_table(look: _Look) -> Table:
    year = max(look.year, look.start or look.year)
    rows: list[TableRow] = []
    for group in look.view.groups("youth.own_payment", "income", scenario="today"):
        keys = {"dimension": "income", "group": group}
        now = [look.before("own_payment", year, scenario=b, **keys) for b in BASELINES]
        then = look.after("own_payment", year, scenario="today", **keys)
        cells = [euros(value) for value in (*now, then)]
        rows.append(row(look.words.group("income", group), *cells, values=(None, *now, then)))
    return Table(
        caption=f"Wat werkende ouders in {year} betalen voor de uren van het recht, één kind onder de 4 jaar",
        unit=f"euro per jaar, {look.prices}, tot de hoogste uurprijs",
        columns=(
            text("huishouden"),
            *numbers(*(f"nu, {look.words(f'youth.baseline.{b}')}" for b in BASELINES), "met het pakket"),
        ),
        rows=tuple(rows),
    )


def _care(look: _Look) -> Part:
    first = look.path("care_gap")
    now, then = look.after("care_gap"), look.after("care_gap", min(first))
    ends = [
        year
        for year, value in look.path("care_gap_part", dimension="gap_part", group="booked").items()
        if value.package
    ]
    lines = [
        Line("uitgaven van gemeenten", "esa", {y: v.package or 0.0 for y, v in look.path("care_spending").items()}),
        Line("geld voor jeugdzorg", "document", {y: v.package or 0.0 for y, v in look.path("care_budget").items()}),
    ]
    table = _gap_table(look)
    chart = line_chart(
        key="care_gap",
        title="Jeugdzorg: uitgaven en geld van gemeenten",
        unit=f"{_BN} per jaar, {look.prices}",
        description=(
            f"In {look.year} is het {_gap_word(now)} {number(abs(now))} {_BN}; in {min(first)} is er een "
            f"{_gap_word(then)} van {number(abs(then))} {_BN}."
        ),
        table=table,
        lines=lines,
    )
    return Part(
        key="care_gap",
        title="Jeugdzorg: het tekort in delen",
        words=(look.words("youth.words.gap", year=min(ends, default=look.year)), look.words("youth.words.gap_parts")),
        charts=() if chart is None else (chart,),
        tables=(table, _growth_table(look)),
    )


def _gap_table(look: _Look) -> Table:
    rows: list[TableRow] = []
    for group in ("growth_path", "relief", "booked", "unrealised", "rest"):
        found = look.view.at("youth.care_gap_part", look.year, dimension="gap_part", group=group)
        if found is None or found.package is None:
            continue
        low = found.package if found.low is None else found.low
        shown = number(found.package) if low == found.package else f"{number(low)} tot {number(found.package)}"
        rows.append(row(look.words.group("gap_part", group), shown, doubtful=True, values=(None, found.package)))
    return Table(
        caption=f"Waar het tekort vandaan komt, {look.year}; niet op te tellen",
        unit=f"{_BN} per jaar, {look.prices}",
        columns=(text("deel"), *numbers("bedrag")),
        rows=tuple(rows),
    )


def _growth_table(look: _Look) -> Table:
    rows: list[TableRow] = []
    for growth in CARE_GROWTHS:
        pace = dutch(look.after("care_growth", scenario=growth), 1)
        values = [look.after(name, scenario=growth) for name in ("care_spending", "care_gap")]
        cells = [number(value) for value in values]
        rows.append(row(f"{pace}% per jaar boven inflatie", *cells, doubtful=True, values=(None, *values)))
    return Table(
        caption=f"Groei van prijs en zwaarte per jongere, {look.year}",
        unit=f"{_BN} per jaar, {look.prices}",
        columns=(text("groei"), *numbers("uitgaven", "tekort")),
        rows=tuple(rows),
    )


def _task(look: _Look) -> Part:
    users = [look.before("care_users"), look.after("care_users")]
    task = [look.after("care_task", dimension="leavers", group=group) for group in ("average", "light")]
    count = row("jongeren met jeugdzorg, duizend", thousands(users[0]), thousands(users[1]), values=(None, *users))
    kinds = [
        row(look.words.group("care_kind", kind), thousands(value), NOTHING, kind="part", values=(None, value, None))
        for kind in look.view.groups("youth.care_kind", "care_kind")
        for value in [look.before("care_kind", dimension="care_kind", group=kind)]
    ]
    closed = [look.before("closed_placements"), look.after("closed_placements")]
    placed = row("plaatsingen in gesloten jeugdzorg", *(dutch(v, 0) for v in closed), values=(None, *closed))
    orders = [look.before("out_of_home"), look.after("out_of_home")]
    court = row(
        "beslissingen over uithuisplaatsing", *(dutch(v, 0) for v in orders), doubtful=True, values=(None, *orders)
    )
    table = Table(
        caption=f"Jongeren in {look.year}",
        unit="eenheid in de rij",
        columns=(text("wat"), *numbers("zonder pakket", "met pakket")),
        rows=(count, *kinds, placed, court),
    )
    words = (look.words("youth.words.task"),)
    if users[0] != users[1]:
        bound = " of ".join(number(abs(value)) for value in task)
        code = "youth.words.task_amount" if users[1] < users[0] else "youth.words.task_more"
        words = (look.words(code, amounts=bound, year=look.year, prices=look.prices), *words)
    return Part(key="care_users", title="Jeugdzorg: minder jongeren als opgave", words=words, tables=(table,))


def _buildings(look: _Look) -> Part:
    last = min(look.year + _DECADE, max(look.path("buildings_old_share")))
    rows: list[TableRow] = []
    for cost in COSTS:
        each = number(look.after("building_cost", scenario=cost))
        renewed = look.after("buildings_renewed", scenario=cost)
        shares = [
            look.before("buildings_old_share", last, scenario=cost),
            look.after("buildings_old_share", last, scenario=cost),
        ]
        values = (renewed, *shares)
        cells = (dutch(renewed, 0), *(dutch(v, 0) for v in shares))
        rows.append(row(f"{each} mln euro", *cells, doubtful=True, values=(None, *values)))
    unpaid = {y: v.package for y, v in look.path("buildings_unpaid").items() if v.package}
    words = [look.words("youth.words.buildings")]
    if unpaid:
        words.append(
            look.words("youth.words.unpaid", year=min(unpaid), amount=number(unpaid[min(unpaid)]), prices=look.prices)
        )
    table = Table(
        caption="Schoolgebouwen naar de kosten van een gebouw",
        unit=f"eenheid in de kop; kosten per gebouw in {look.prices}",
        columns=(
            text("kosten per gebouw"),
            *numbers(
                f"vernieuwd in {look.year}, gebouwen", f"ouder dan 40 jaar in {last} zonder pakket, %",
                f"ouder dan 40 jaar in {last} met pakket, %",
            ),
        ),
        rows=tuple(rows),
    )  # fmt: skip
    return Part(key="buildings", title="Schoolgebouwen", words=tuple(words), tables=(table,))


def _education(look: _Look) -> Part:
    rows: list[TableRow] = []
    for group in ("bridge_class", "school_area"):
        value = look.after("education_cut", dimension="education_cut", group=group) * 1e3
        rows.append(row(look.words.group("education_cut", group), dutch(value, 0), doubtful=True, values=(None, value)))
    table = Table(
        caption=f"Bezuinigingen van 2024, {look.year}",
        unit=f"mln euro per jaar, {look.prices}",
        columns=(text("bezuiniging"), *numbers("bedrag")),
        rows=tuple(rows),
    )
    return Part(
        key="education",
        title="Geld voor kansen op school",
        words=(look.words("youth.words.education"),),
        tables=(table,),
    )
