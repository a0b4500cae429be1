"""What the population model tells: how many people live here, of which age, and how sure that is. From rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from bouwstenen.core.numbers import NOTHING, dutch, number
from bouwstenen.models.demography.settings import settings
from bouwstenen.views import Fact, Part, Section, Table, numbers, row, text
from bouwstenen.views.charts import Band, Bar, Line, Segment, bar_chart, line_chart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.views import Chart, RunView, TableRow, Words
    from bouwstenen.views.run_view import Value

ROOM = "demography."
_THOUSAND, _MILLION = 1e3, 1e6
_UNIT = "duizend, tenzij anders staat"
_ENDS = ("p02.5", "p97.5")
_MAIN = (("population", _THOUSAND), ("households", _THOUSAND), ("labour_force", _THOUSAND), ("grey_pressure", 1.0))
_FLOWS = ("births", "deaths", "immigration", "emigration", "net_migration")
_BAND = 10
_OLDEST = 90


def sections(view: RunView, words: Words) -> Iterator[Section]:
    """One section; none when the model did not run."""
    look = _Look(view, words)
    if look.path("population"):
        yield _section(look)


@dataclass(frozen=True)
class _Look:
    """A run and the words for its codes."""

    view: RunView
    words: Words

    def path(self, name: str, **keys: str) -> dict[int, Value]:
        """Values of an indicator by year."""
        return self.view.path(ROOM + name, **keys)

    def title(self, name: str) -> str:
        """Words for an indicator."""
        return self.words(f"indicator.{ROOM}{name}")

    @property
    def years(self) -> list[int]:
        """Years of tables: those of the settings that the run reaches, its first and last year too."""
        known = list(self.path("population"))
        return [year for year in known if year in {known[0], known[-1], *settings().table_years}]

    @property
    def year(self) -> int:
        """The year that the message is about: the last headline year that the run reaches, else its last."""
        known = self.path("population")
        return max((year for year in settings().headline_years if year in known), default=max(known))

    @property
    def flow_years(self) -> list[int]:
        """Years of tables that have births, deaths and migration."""
        return [year for year in self.years if year in self.path("births")]


def _section(look: _Look) -> Section:
    parts = (_people(look), _ages(look), _migration(look), _uncertainty(look), _scenarios(look), _targets(look))
    return Section(
        key="demography",
        title="Hoeveel mensen wonen er",
        question="who",
        message=message(look.year, look.path("population")[look.year]),
        facts=tuple(_facts(look)),
        parts=tuple(part for part in parts if part is not None),
        limits=(
            *_chosen(look),
            "Bevolking, huishoudens en beroepsbevolking zijn standen op 1 januari; de rest telt in het jaar zelf.",
            "De verdeling van immigratie over redenen is geschat: na 2018 zijn er weinig cijfers.",
            "Aantallen per gemeente zijn een indicatie: bouwplannen en opvanglocaties tellen niet mee.",
        ),
        missing=tuple(_missing(look)),
    )


def _chosen(look: _Look) -> Iterator[str]:
    """Which baseline was chosen, when it is not the usual one."""
    scenario = str(look.view.options.get("demography.scenario", "baseline"))
    if scenario != "baseline":
        yield f"Het vertrekpunt is het scenario: {look.words(f'scenario.{scenario}')}."
    own = {"net_migration": "migratiesaldo", "fertility_rate": "kindertal", "life_expectancy": "levensverwachting"}
    for name, title in own.items():
        path = look.view.options.get(f"demography.{name}")
        if path:
            yield f"Eigen pad voor {title}: {path}."


def message(year: int, value: Value) -> str:
    """The answer in one sentence."""
    people = f"{dutch((value.package or 0.0) / _MILLION, 2)} miljoen mensen"
    change = difference(value.difference)
    if change is None:
        return f"Het pakket verandert het aantal inwoners niet: in {year} wonen er {people}."
    return f"In {year} wonen er met het pakket {people}: {change} dan zonder het pakket."


def difference(change: float | None) -> str | None:
    """`15.000 minder` or `15.000 meer`, in hundreds; None when that is nothing."""
    rounded = round(change or 0.0, -2)
    return f"{dutch(abs(rounded), 0)} {'minder' if rounded < 0 else 'meer'}" if rounded else None


def _facts(look: _Look) -> Iterator[Fact]:
    year = look.year
    low, high = (look.path("population_quantile", dimension="quantile", group=end).get(year) for end in _ENDS)
    if low is not None and high is not None and low.package is not None and high.package is not None:
        ends = f"{dutch(low.package / _MILLION, 1)} tot {dutch(high.package / _MILLION, 1)}"
        yield Fact(figure=f"{ends} miljoen", meaning=f"inwoners in {year} in 95% van de trekkingen, met het pakket")
    for name, unit in (("households", "huishoudens"), ("labour_force", "mensen in de beroepsbevolking")):
        value = look.path(name).get(year)
        change = difference(value.difference) if value else None
        if change:
            yield Fact(figure=change, meaning=f"{unit} in {year} dan zonder het pakket")
    grey = look.path("grey_pressure").get(year)
    if grey is not None and grey.package is not None:
        yield Fact(
            figure=number(grey.package), meaning=f"65-plussers per 100 mensen van 20 tot en met 64 jaar in {year}"
        )


def _pair(value: Value | None, scale: float) -> str:
    """One number when the package changes nothing, else both."""
    if value is None or value.baseline is None or value.package is None:
        return NOTHING
    one, two = (
        number(side / scale) if scale < _THOUSAND else dutch(side / scale, 0)
        for side in (value.baseline, value.package)
    )
    return one if one == two else f"{one} → {two}"


def _line(label: str, path: dict[int, Value], years: list[int], scale: float) -> TableRow:
    return row(label, *(_pair(path.get(year), scale) for year in years))


def _heads(years: list[int], first: str = "") -> tuple:
    return (text(first), *numbers(*(str(year) for year in years)))


def _people(look: _Look) -> Part:
    table = Table(
        caption="Bevolking: zonder en met pakket",
        unit=_UNIT,
        columns=_heads(look.years),
        rows=tuple(_line(look.title(name), look.path(name), look.years, scale) for name, scale in _MAIN),
    )
    chart, readings = _population_chart(look, table), _readings(look)
    return Part(
        key="people",
        title="Inwoners, huishoudens en werk",
        charts=(chart,) if chart else (),
        tables=(table, *((readings,) if readings else ())),
    )


def _population_chart(look: _Look, table: Table) -> Chart | None:
    path = look.path("population")
    low, high = (look.path("population_quantile", dimension="quantile", group=end) for end in _ENDS)
    band = {
        year: ((low[year].package or 0.0) / _MILLION, (high[year].package or 0.0) / _MILLION)
        for year in path
        if year in low and year in high
    }
    last = max(path)
    before, after = ((side or 0.0) / _MILLION for side in path[last][:2])
    return line_chart(
        key="population",
        title=f"{look.title('population')} van Nederland",
        unit="miljoen",
        description=f"In {last}: zonder pakket {dutch(before, 2)}, met pakket {dutch(after, 2)} miljoen.",
        table=table,
        lines=[
            Line("zonder pakket", "base", {y: (v.baseline or 0.0) / _MILLION for y, v in path.items()}),
            Line("met pakket", "esa", {y: (v.package or 0.0) / _MILLION for y, v in path.items()}),
        ],
        bands=[Band("95% van de trekkingen, met pakket", "wide", band)] if band else [],
    )


def _readings(look: _Look) -> Table | None:
    """What the package changes in the reading that was chosen, and at the two ends of all readings."""
    year = look.year
    rows: list[TableRow] = []
    for name, _ in _MAIN[:3]:
        value = look.path(name).get(year)
        if value is None or value.low is None or value.high is None or value.baseline is None:
            continue
        ends = (value.low - value.baseline, value.difference or 0.0, value.high - value.baseline)
        if ends[0] != ends[2]:
            said = (dutch(end / _THOUSAND, 1, signed=True) for end in ends)
            rows.append(row(look.title(name), *said, values=(None, *ends)))
    if not rows:
        return None
    return Table(
        caption=f"Wat het pakket in {year} verandert, naar lezing van vage tekst",
        unit="duizend, verschil met zonder pakket",
        columns=(text(""), *numbers("laagste", "gekozen lezing", "hoogste")),
        rows=tuple(rows),
    )


def _ages(look: _Look) -> Part | None:
    groups = look.view.groups(f"{ROOM}age_group", "age_group")
    table = Table(
        caption="Bevolking naar leeftijd: zonder en met pakket",
        unit="duizend",
        columns=_heads(look.years, "leeftijd"),
        rows=tuple(
            _line(
                look.words.group("age_group", group),
                look.path("age_group", dimension="age_group", group=group),
                look.years,
                _THOUSAND,
            )
            for group in groups
        ),
    )
    chart = pyramid(look.view.tables.get(f"{ROOM}pyramid"))
    return Part(key="ages", title="Leeftijd", charts=(chart,) if chart else (), folded=(table,))


def pyramid(people: pl.DataFrame | None) -> Chart | None:
    """Men (left) and women (right) by ten-year age group in the last year of the table, with the package."""
    if people is None or people["year"].n_unique() < 2:
        return None
    first, last = int(people["year"].min()), int(people["year"].max())  # pyright: ignore[reportArgumentType]
    bands = people.with_columns(low=(pl.col("age") // _BAND * _BAND).clip(upper_bound=_OLDEST))
    sums = {
        (year, sex, low): sides
        for year, sex, low, *sides in bands.group_by("year", "sex", "low")
        .agg(pl.col("baseline", "package").sum() / _THOUSAND)
        .iter_rows()
    }
    bars: list[Bar] = []
    rows: list[TableRow] = []
    for low in range(_OLDEST, -1, -_BAND):
        label = f"{low} tot {low + _BAND} jaar" if low < _OLDEST else f"{_OLDEST} jaar en ouder"
        men, women = (sums[last, sex, low][1] for sex in ("male", "female"))
        shown = f"{dutch(men, 0)} en {dutch(women, 0)}"
        bars.append(Bar(label, shown, (Segment("better", -men), Segment("worse", women))))
        sides = [value for sex in ("male", "female") for value in (sums[first, sex, low][0], *sums[last, sex, low])]
        rows.append(row(label, *(dutch(side, 0) for side in sides), values=(None, *sides)))
    heads = (str(first), f"{last} zonder pakket", f"{last} met pakket")
    table = Table(
        caption=f"Bevolking naar leeftijd en geslacht, in {first} en in {last}",
        unit="duizend",
        columns=(text("leeftijd"), *numbers(*heads, *heads)),
        rows=tuple(rows),
        groups=(("mannen", 3), ("vrouwen", 3)),
    )
    total = float(people.filter(pl.col("year") == last)["package"].sum()) / _MILLION
    return bar_chart(
        key="pyramid",
        title=f"Leeftijdsopbouw in {last} met het pakket",
        unit="duizend mannen en vrouwen",
        description=f"In {last} wonen er {dutch(total, 2)} miljoen mensen. Links mannen, rechts vrouwen.",
        table=table,
        bars=bars,
        legend=(("mannen", "better"), ("vrouwen", "worse")),
    )


def _migration(look: _Look) -> Part:
    years = look.flow_years
    flows = Table(
        caption="Geboorte, sterfte en migratie: zonder en met pakket",
        unit="duizend mensen per jaar",
        columns=_heads(years),
        rows=tuple(_line(look.title(name), look.path(name), years, _THOUSAND) for name in _FLOWS),
    )
    motives = look.view.groups(f"{ROOM}immigration", "motive")
    arrivals = Table(
        caption="Immigratie naar reden: zonder en met pakket",
        unit="duizend mensen per jaar",
        columns=_heads(years, "reden"),
        rows=tuple(
            row(
                look.words.group("motive", motive),
                *(_fine(look.path("immigration", dimension="motive", group=motive).get(year)) for year in years),
            )
            for motive in motives
        ),
    )
    stock = _stock(look)
    return Part(
        key="migration",
        title="Geboorte, sterfte en migratie",
        tables=(flows,),
        folded=(arrivals, *((stock,) if stock else ())),
    )


def _fine(value: Value | None) -> str:
    """A pair in thousands with one decimal."""
    if value is None or value.baseline is None or value.package is None:
        return NOTHING
    one, two = (dutch(side / _THOUSAND, 1) for side in (value.baseline, value.package))
    return one if one == two else f"{one} → {two}"


def _stock(look: _Look) -> Table | None:
    path = look.path("eu_labour_stock")
    if not any(value.difference for value in path.values()):
        return None
    changes = [path[year].difference for year in look.flow_years]
    cells = (dutch((change or 0.0) / _THOUSAND, 1, signed=True) for change in changes)
    return Table(
        caption="Werknemers uit de EU die hier wonen, aan het eind van het jaar",
        unit="duizend, verschil met zonder pakket",
        columns=_heads(look.flow_years),
        rows=(row("wie zelf kwam, zonder hier geboren kinderen", *cells, values=(None, *changes)),),
    )


def _uncertainty(look: _Look) -> Part | None:
    groups = look.view.groups(f"{ROOM}population_quantile", "quantile")
    if not groups:
        return None
    rows: list[TableRow] = []
    for group in groups:
        path = look.path("population_quantile", dimension="quantile", group=group)
        rows.append(_line(look.words.group("quantile", group), path, look.years, _THOUSAND))
    table = Table(
        caption="Hoe onzeker het aantal inwoners is: zonder en met pakket",
        unit="duizend",
        columns=_heads(look.years),
        rows=tuple(rows),
    )
    said = (
        "De trekkingen volgen hoe onzeker het CBS zijn eigen prognose noemt: over migratie, kindertal en sterfte. "
        "Zonder en met pakket zijn de fouten gelijk."
    )
    return Part(key="uncertainty", title="Onzekerheid", words=(said,), folded=(table,))


def _scenarios(look: _Look) -> Part | None:
    rows: list[TableRow] = []
    for scenario in settings().shown_scenarios:
        for name in ("population", "net_migration"):
            path = look.path(name, scenario=scenario)
            if path:
                values = [path[year].baseline if year in path else None for year in look.years]
                cells = (NOTHING if v is None else dutch(v / _THOUSAND, 0) for v in values)
                label = f"{look.words(f'scenario.{scenario}')}: {look.title(name).lower()}"
                rows.append(row(label, *cells, values=(None, *values)))
    if not rows:
        return None
    table = Table(
        caption="Bevolking en migratiesaldo per scenario, zonder pakket",
        unit="duizend; migratiesaldo: duizend per jaar",
        columns=_heads(look.years),
        rows=tuple(rows),
    )
    said = (
        "Laag en hoog volgen elk jaar de grens van het 67%-interval van het CBS voor het migratiesaldo; gematigd is "
        "een saldo van 50.000, het midden van wat de Staatscommissie Demografische Ontwikkelingen noemt."
    )
    solver = _solver(look)
    return Part(key="scenarios", title="Scenario's", words=(said,), tables=(table, *((solver,) if solver else ())))


def _solver(look: _Look) -> Table | None:
    found = look.view.tables.get(f"{ROOM}solver")
    if found is None or not found.height:
        return None
    targets = found["target"].unique(maintain_order=True).to_list()
    rows: list[TableRow] = []
    for (_, fertility), answers in found.group_by("fertility_scenario", "fertility", maintain_order=True):
        values = answers["net_migration"].to_list()
        rows.append(
            row(f"kindertal {dutch(float(fertility))}", *(dutch(v, 0) for v in values), values=(None, *values))  # pyright: ignore[reportArgumentType]
        )
    year, start = found["year"][0], found["start"][0]
    mean, reached = found["baseline_net"][0], found["baseline"][0]
    heads = (f"{dutch(target / _MILLION, 1).removesuffix(',0')} miljoen" for target in targets)
    return Table(
        caption=f"Welk migratiesaldo hoort bij het aantal inwoners in {year}? Vertrekpunt: gemiddeld {dutch(mean, 0)} "
        f"per jaar en {dutch(reached, 0)} inwoners",
        unit=f"mensen per jaar, elk jaar evenveel vanaf {start}",
        columns=(text("aantal kinderen per vrouw"), *numbers(*heads)),
        rows=tuple(rows),
    )


def _targets(look: _Look) -> Part | None:
    rows: list[TableRow] = []
    for group in look.view.groups(f"{ROOM}required_net_migration", "inhabitants"):
        for year, value in look.path("required_net_migration", dimension="inhabitants", group=group).items():
            label = f"{dutch(float(group), 0)} inwoners in {year}"
            sides = (value.baseline, value.package)
            rows.append(row(label, *(dutch(side, 0) for side in sides), values=(None, *sides)))
    if not rows:
        return None
    table = Table(
        caption="Migratiesaldo dat bij een streefgetal van het pakket hoort",
        unit="mensen per jaar",
        columns=(text("streefgetal"), *numbers("saldo zonder pakket", "saldo dat nodig is")),
        rows=tuple(rows),
    )
    said = "Een streefgetal verandert de bevolking niet; dit is het saldo dat ervoor nodig is."
    return Part(key="targets", title="Streefgetallen", words=(said,), tables=(table,))


def _missing(look: _Look) -> Iterator[str]:
    cut = look.path("third_country_workers_cut")
    if cut and all(value.difference is None for value in cut.values()):
        yield (
            "Hoeveel werknemers van buiten de EU niet komen als er geen woonruimte voor hen is: het aantal vrije "
            "woningen is niet bekend. Geef het met --woningen-arbeidsmigranten."
        )
