"""What the economy model tells: R&D, regulatory burden, training, what-ifs and people. From rows only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bouwstenen.core.numbers import NOTHING, dutch
from bouwstenen.views import Fact, Part, Section, Table, numbers, row, text
from bouwstenen.views.amounts import band
from bouwstenen.views.charts import Band, Line, line_chart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.views import Chart, RunView, TableRow, Words
    from bouwstenen.views.run_view import Value

ROOM: Final = "economy."
YEAR: Final = 2030
_GOAL_LINE = "rd_total_gap"
_SHARES = ("rd_public", "rd_business", "rd_other", "rd_total")
_SCOPES = ("government", "sme", "claim")
_COUNTINGS = ("financing", "performance", "budget")
_LEVELS = ("goal", "line_held", "line_falls")
_PRICES = "prijzen van 2025"


def sections(view: RunView, words: Words) -> Iterator[Section]:
    """One section; none when the model did not run."""
    look = _Look(view, words)
    if look.path("rd_total"):
        yield _section(look)


@dataclass(frozen=True)
class _Look:
    """A run and the words for its codes."""

    view: RunView
    words: Words

    def path(self, name: str, **keys: str) -> dict[int, Value]:
        """Values of an indicator by year."""
        return self.view.path(ROOM + name, **keys)

    def at(self, name: str, **keys: str) -> Value | None:
        """The value in the year of the section."""
        return self.path(name, **keys).get(YEAR)

    def title(self, name: str) -> str:
        """Words for an indicator."""
        return self.words(f"indicator.{ROOM}{name}")

    @property
    def counting(self) -> str:
        """Words for what counts as public R&D, and for what happens without the package."""
        how = str(self.view.options.get(f"{ROOM}unchanged", "falls"))
        counted = str(self.view.options.get(f"{ROOM}counting", "financing"))
        return f"{self.words(f'economy.counting.{counted}')}, {self.words(f'economy.unchanged.{how}')}"

    def group(self, dimension: str, group: str) -> str:
        """Words for a group."""
        return self.words.group(dimension, group)


def _section(look: _Look) -> Section:
    total, gap = look.path("rd_total")[YEAR], look.path("rd_total_gap")[YEAR]
    parts = (_research(look), _burden(look), _training(look), _regions(look), _what_ifs(look), _people(look))
    return Section(
        key="economy",
        title="Economie: onderzoek, regeldruk, scholing en mensen",
        question="fit",
        message=message(total, gap, look.counting),
        facts=tuple(_facts(look)),
        parts=tuple(part for part in parts if part is not None),
        limits=(
            "Er zijn drie manieren om publieke R&D te tellen; kies --onderzoek voor een andere.",
            "Meer R&D kan de productiviteit verhogen. Dat staat alleen als band ernaast en telt niet mee in het saldo.",
            "De drie tellingen van regeldruk zijn oud en meten elk iets anders: tel ze niet op en middel ze niet.",
        ),
        missing=tuple(_missing(look)),
    )


def message(total: Value, gap: Value, counting: str) -> str:
    """The answer in one sentence, with what counts as public: the numbers differ by it."""
    before, after, short = total.baseline or 0.0, total.package or 0.0, gap.package or 0.0
    said = f"In {YEAR} is R&D met het pakket {dutch(after, 1)}% van het bbp, zonder pakket {dutch(before, 1)}%"
    if round(short, 1) <= 0:
        return f"{said}: het doel wordt gehaald. Publiek is hier {counting}."
    return f"{said}: {dutch(short, 1)} procentpunt onder het doel. Publiek is hier {counting}."


def _facts(look: _Look) -> Iterator[Fact]:
    money = look.at("rd_public_gap_money")
    if money is not None and money.package is not None:
        short = money.package > 0
        meaning = "publiek geld per jaar te weinig voor het publieke doel" if short else "publiek geld boven het doel"
        yield Fact(figure=f"{dutch(abs(money.package), 1)} miljard euro", meaning=f"{meaning} in {YEAR}, {_PRICES}")
    reach = next(iter(look.path("burden_reach", scenario=_SCOPES[0]).values()), None)
    if reach is not None:
        yield Fact(
            figure=f"{dutch(reach.baseline, 0)}%",
            meaning="van de regeldruk komt uit Nederlandse regels; de rest kan een kabinet niet schrappen",
        )
    courses = look.at("llo_courses")
    if courses is not None and courses.difference:
        yield Fact(
            figure=dutch(round(courses.difference, -3), 0),
            meaning=f"korte scholingstrajecten betaalt het pakket in {YEAR} ten hoogste",
        )


def _missing(look: _Look) -> Iterator[str]:
    known = look.path("obligations_known")
    if not any(value.package for value in known.values()):
        yield (
            "Regeldruk per verplichting: tijd, uurtarief en aantal bedrijven ontbreken in de meegeleverde lijst; vul "
            "ze met --verplichtingen."
        )
    yield "Een punt vennootschapsbelasting: de opbrengst van één punt ontbreekt."
    yield "Banen op bedrijventerrein: het aantal banen per hectare ontbreekt."
    asked = set(look.view.groups(f"{ROOM}people_asked", "trade"))
    others = [
        name
        for name in ("care", "childcare", "education", "grid", "reception", "defence", "research")
        if name not in asked
    ]
    names = ", ".join(look.group("trade", name) for name in others)
    yield f"Mensen per vak: van deze vakken is geen vraag uit een model bekend: {names}."
    yield "Deelname aan scholing per arbeidsmarktregio: niet gepubliceerd; trajecten zijn naar inwoners verdeeld."


def _sides(value: Value | None, digits: int = 2) -> tuple[str, str]:
    return (NOTHING, NOTHING) if value is None else (dutch(value.baseline, digits), dutch(value.package, digits))


def _spread(value: Value | None, digits: int = 1) -> str:
    return NOTHING if value is None else band(dutch(value.low, digits), dutch(value.high, digits))


def _research(look: _Look) -> Part:
    rows: list[TableRow] = []
    for name in _SHARES:
        value = look.at(name)
        rows.append(
            row(
                look.title(name),
                *_sides(value),
                _spread(value, 2) if value and value.low is not None else NOTHING,
                kind="total" if name == "rd_total" else "",
            )
        )
    table = Table(
        caption=f"R&D in {YEAR}",
        unit="% bbp",
        columns=(text(""), *numbers("zonder pakket", "met pakket", "band met pakket")),
        rows=tuple(rows),
    )
    chart = _chart(look, table)
    return Part(
        key="research",
        title="Onderzoek en ontwikkeling",
        words=(_where(look),),
        charts=(chart,) if chart else (),
        tables=(table, _readings(look)),
        folded=tuple(_folded(look)),
    )


def _where(look: _Look) -> str:
    undoes, adds = (look.at(name) for name in ("rd_undoes", "rd_adds"))
    if undoes is None and adds is None:
        return "Het pakket verandert de publieke R&D niet."
    one, two = (0.0 if value is None else value.difference or 0.0 for value in (undoes, adds))
    return (
        f"Van het extra publieke geld maakt {dutch(one, 1)} miljard euro in {YEAR} een daling in de begroting "
        f"ongedaan; {dutch(two, 1)} miljard komt er echt bij ({_PRICES})."
    )


def _chart(look: _Look, table: Table) -> Chart | None:
    path = look.path("rd_total")
    last = max(path)
    before, after = path[last].baseline or 0.0, path[last].package or 0.0
    spread = {y: (v.low, v.high) for y, v in path.items() if v.low is not None and v.high is not None}
    return line_chart(
        key="research",
        title="R&D in totaal",
        unit="% bbp",
        table=table,
        description=f"In {last}: zonder pakket {dutch(before, 1)}%, met pakket {dutch(after, 1)}%.",
        lines=[
            Line("zonder pakket", "base", {y: v.baseline or 0.0 for y, v in path.items()}),
            Line("met pakket", "esa", {y: v.package or 0.0 for y, v in path.items()}),
        ],
        bands=[Band("hoe bedrijven reageren, met pakket", "wide", spread)],
    )


def _readings(look: _Look) -> Table:
    rows: list[TableRow] = []
    for counting in _COUNTINGS:
        for how in ("falls", "held"):
            keys = {"scenario": f"{counting}_{how}"}
            gap, money = look.at("rd_public_gap", **keys), look.at("rd_public_gap_money", **keys)
            total = look.at("rd_total", **keys)
            rows.append(row(look.words(f"scenario.{counting}_{how}"), *_sides(gap), *_sides(money, 1), *_sides(total)))
    return Table(
        caption=f"Publieke R&D in {YEAR}: tekort tot het doel, naar wat er wordt geteld",
        unit=f"procentpunt bbp, mld euro per jaar in {_PRICES}, en % bbp",
        columns=(text("telling"), *numbers(*["zonder", "met"] * 3)),
        rows=tuple(rows),
        groups=(("tekort, procentpunt", 2), ("tekort, mld euro", 2), ("R&D in totaal, % bbp", 2)),
    )


def _folded(look: _Look) -> Iterator[Table]:
    rows = [
        row(
            look.words(f"scenario.{counting}"),
            *(
                f"{dutch(value.package)} ({_spread(value, 2)})" if value else NOTHING
                for value in (
                    look.at("rd_settled", scenario=counting, dimension="public_level", group=level) for level in _LEVELS
                )
            ),
        )
        for counting in _COUNTINGS
    ]
    yield Table(
        caption="R&D in totaal als bedrijven helemaal hebben gereageerd",
        unit="% bbp, met band",
        columns=(text("telling"), *numbers(*(look.group("public_level", level) for level in _LEVELS))),
        rows=tuple(rows),
    )
    path = look.path("productivity")
    if path:
        rows = [row(str(year), _spread(value, 2)) for year, value in path.items()]
        yield Table(
            caption="Productiviteit door meer R&D: alleen een band, niet in het saldo",
            unit="% hoger of lager",
            columns=(text("jaar"), *numbers("laagste tot hoogste")),
            rows=tuple(rows),
        )


def _burden(look: _Look) -> Part:
    rows: list[TableRow] = []
    sizes: list[TableRow] = []
    for scope in _SCOPES:
        all_of = look.at("burden", scenario=scope)
        drop = look.at("burden_to_drop", scenario=scope)
        title = f"{look.words(f'scenario.{scope}')}, {_level(look, scope)}"
        rows.append(
            row(
                title,
                *_sides(all_of),
                _spread(all_of),
                *((dutch(drop.difference), _spread(drop)) if drop else (NOTHING, NOTHING)),
            )
        )
        parts = [
            look.at("burden_to_drop", scenario=scope, dimension="firm_size", group=size)
            for size in ("self_employed", "sme", "large")
        ]
        if any(parts):
            sizes.append(row(title, *(dutch(part.difference) if part else NOTHING for part in parts)))
    table = Table(
        caption=f"Regeldruk in {YEAR}, drie tellingen",
        unit="mld euro per jaar, in prijzen van de telling",
        columns=(
            text("telling"),
            *numbers("zonder pakket", "met pakket, doel gehaald", "band", "moet vervallen", "band"),
        ),
        rows=tuple(rows),
    )
    said = (
        "Een doel is een opdracht: wat er echt vervalt, ligt tussen niets (of wat een eerder doel haalde) en "
        "alles. Alleen Nederlandse regels tellen mee. Nieuwe regels komen er ook zonder pakket bij."
    )
    size_table = Table(
        caption="Wat moet vervallen, naar grootte van het bedrijf",
        unit="mld euro per jaar, in prijzen van de telling",
        columns=(
            text("telling"),
            *numbers(*(look.group("firm_size", size) for size in ("self_employed", "sme", "large"))),
        ),
        rows=tuple(sizes),
    )
    return Part(key="burden", title="Regeldruk", words=(said,), tables=(table,), folded=(size_table,) if sizes else ())


def _level(look: _Look, scope: str) -> str:
    import polars as pl

    found = look.view.rows.filter((pl.col("indicator") == f"{ROOM}burden") & (pl.col("scenario") == scope))
    return f"prijzen van {found['price_level'][0]}"


def _training(look: _Look) -> Part | None:
    courses = look.path("llo_courses")
    if not courses:
        return None
    years = [year for year in (2027, 2028, 2030, 2035) if year in courses]
    rows = [
        row(
            look.title("llo_course_money") + f", mld euro in {_PRICES}",
            *(dutch(look.path("llo_course_money")[y].difference) for y in years),
        ),
        row(look.title("llo_courses") + ", duizend", *(_spread(_thousands(courses[y]), 0) for y in years)),
        row(
            look.title("llo_new_participants") + ", duizend",
            *(_spread(_thousands(look.path("llo_new_participants")[y]), 0) for y in years),
            doubtful=True,
        ),
    ]
    table = Table(
        caption="Wat de regel voor scholing betaalt",
        unit="per jaar",
        columns=(text(""), *numbers(*map(str, years))),
        rows=tuple(rows),
    )
    said = (
        "Dit is een bovengrens: uit dezelfde regel komt ook geld voor de gezondheid van werkenden, en een "
        "traject is hier een korte cursus. Lastenverlichting in de regel betaalt geen scholing. Hoeveel "
        "mensen ook zonder dit geld gingen, is in Nederland niet gemeten."
    )
    return Part(key="training", title="Leven lang ontwikkelen", words=(said,), tables=(table,))


def _regions(look: _Look) -> Part | None:
    """The regional labour market: facts, and where courses and centres would land."""
    names = look.view.groups(f"{ROOM}region_working_age", "labour_region")
    if not names:
        return None
    rows: list[TableRow] = []
    for name in names:
        keys = {"dimension": "labour_region", "group": name}
        people, tight = (
            next(iter(look.path(indicator, **keys).values()), None)
            for indicator in ("region_working_age", "region_tightness")
        )
        courses = look.at("llo_courses", **keys)
        rows.append(
            row(
                look.group("labour_region", name),
                dutch((people.baseline or 0.0) / 1e3, 0) if people else NOTHING,
                dutch(tight.baseline, 0) if tight else NOTHING,
                dutch(round(courses.difference or 0.0, -2), 0) if courses else NOTHING,
                doubtful=True,
            )
        )
    table = Table(
        caption="De 35 arbeidsmarktregio's",
        unit="duizend mensen van 15 tot en met 74 jaar (2021), vacatures per 100 werklozen (begin 2024), "
        f"trajecten in {YEAR}",
        columns=(text("regio"), *numbers("mensen", "spanning", "trajecten, ten hoogste")),
        rows=tuple(rows),
    )
    said = (
        "Spanning is maar voor vier provincies gepubliceerd en is geen cijfer van de regio zelf. Trajecten zijn "
        "verdeeld naar mensen van 15 tot en met 74 jaar. Welke acht werkcentra begin 2024 open waren, is niet gevonden."
    )
    return Part(key="regions", title="Regionale arbeidsmarkt", words=(said,), folded=(table,))


def _thousands(value: Value) -> Value:
    return value._replace(**{n: None if (v := getattr(value, n)) is None else v / 1e3 for n in ("low", "high")})


def _what_ifs(look: _Look) -> Part:
    rows = [
        row(
            f"Stroom duurder dan in {look.group('country', country)}, mld euro per jaar (prijzen van 2024)",
            *_sides(look.at("power_gap", dimension="country", group=country), 1),
            NOTHING,
        )
        for country in ("belgium", "germany", "france")
    ]
    rows += [
        row(
            f"{look.title('werkcentra')}, {look.words(f'scenario.{name}')}, %",
            *_sides(look.at("werkcentra", scenario=name), 0),
            NOTHING,
        )
        for name in ("policy", "open")
    ]
    for name, unit in (
        ("business_parks", "ha"),
        ("business_parks_of_stock", "%"),
        ("business_parks_of_need", "%"),
        ("mkb_deals", "mln euro, prijzen van 2020"),
    ):
        value = look.at(name)
        if value is not None:
            rows.append(
                row(
                    f"{look.title(name)}, {unit}",
                    NOTHING,
                    dutch(value.difference, 1),
                    _spread(value) if value.low is not None else NOTHING,
                )
            )
    table = Table(
        caption=f"Wat als, in {YEAR}",
        unit="zie de regel",
        columns=(text(""), *numbers("zonder pakket", "met pakket", "band")),
        rows=tuple(rows),
    )
    return Part(key="what_ifs", title="Wat als", tables=(table,), folded=tuple(_ceilings(look)))


def _ceilings(look: _Look) -> Iterator[Table]:
    topics = dict.fromkeys(
        [*look.view.groups(f"{ROOM}line_spending", "topic"), *look.view.groups(f"{ROOM}line_capital", "topic")]
    )
    if topics:
        rows = [
            row(
                look.group("topic", topic),
                *(
                    dutch(value.difference, 1) if (value := look.at(name, dimension="topic", group=topic)) else NOTHING
                    for name in ("line_spending", "line_capital")
                ),
            )
            for topic in topics
        ]
        yield Table(
            caption=f"Beloften zonder eigen bedrag: wat hun regel in {YEAR} hoogstens kan betalen",
            unit=f"mld euro per jaar, {_PRICES}",
            columns=(text("belofte"), *numbers("uitgaven", "leningen en kapitaal")),
            rows=tuple(rows),
        )


def _people(look: _Look) -> Part | None:
    trades = look.view.groups(f"{ROOM}people_asked", "trade")
    if not trades:
        return None
    rows = [
        row(
            look.group("trade", trade),
            *(_jobs(look.at(name, dimension="trade", group=trade)) for name in ("people_asked", "people_short")),
        )
        for trade in trades
    ]
    said = (
        "Wie er te weinig zijn: wat het pakket vraagt, boven op de mensen die de bouw zonder pakket al zoekt "
        "en niet uit opleidingen krijgt. Alleen investeringen in de regels van het pakket tellen; leningen "
        "niet."
    )
    table = Table(
        caption=f"Handen in {YEAR}",
        unit="voltijdbanen",
        columns=(text("vak"), *numbers("gevraagd", "te weinig")),
        rows=tuple(rows),
    )
    return Part(key="people", title="Past het: mensen", words=(said,), tables=(table,))


def _jobs(value: Value | None) -> str:
    """Hundreds of jobs with their band."""
    if value is None:
        return NOTHING
    middle, low, high = (dutch(round(v or 0.0, -2), 0) for v in (value.difference, value.low, value.high))
    return f"{middle} ({band(low, high)})"
