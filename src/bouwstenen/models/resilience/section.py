"""What the resilience model tells: where points are missing, what fails when, and which measure avoids most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from bouwstenen.core.numbers import amount_of_people, dutch
from bouwstenen.models.resilience.maps import point_map
from bouwstenen.views import Fact, Part, Section, Table, numbers, row, text
from bouwstenen.views.charts import Bar, Line, Segment, bar_chart, line_chart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bouwstenen.views import RunView, TableRow, Words
    from bouwstenen.views.run_view import Value

_ROOM = "resilience."
_PATHS = ("hours_72", "weeks", "long_term")
_MEGA = 1e6
_OPEN = ("open_norm", "planned", "process", "not_computable")
_CURVE_HOURS = 120
_CURVE_STEP = 4


def sections(view: RunView, words: Words) -> Iterator[Section]:
    """One section; none when the model did not run."""
    look = _Look(view, words)
    if view.path(_ROOM + "people_with_kit"):
        yield _section(look)


@dataclass(frozen=True)
class _Look:
    view: RunView
    words: Words

    def one(self, name: str, **keys: str) -> Value | None:
        """The value of the only year of an indicator."""
        path = self.view.path(_ROOM + name, **keys)
        return path[max(path)] if path else None

    @property
    def year(self) -> int:
        """Year of measurement."""
        return max(self.view.path(_ROOM + "people_with_kit"))

    @property
    def norm(self) -> dict[str, float]:
        """Norm that was sought."""
        table = self.view.tables["resilience.norm"]
        return {name: float(table[name][0]) for name in table.columns}

    @property
    def regions(self) -> list[str]:
        """Safety regions that were sought."""
        found = self.view.rows.filter(
            (pl.col("indicator") == _ROOM + "points")
            & (pl.col("reading") == self.view.reading)
            & pl.col("region").str.starts_with("VR")
        )
        return sorted(found["region"].unique().to_list())

    @property
    def measures(self) -> list[tuple[str, str]]:
        """(id, block) of the scored measures in the order of spending."""
        found = self.view.rows.filter(
            (pl.col("indicator") == _ROOM + "spending_order") & (pl.col("reading") == self.view.reading)
        ).sort("package")
        return list(found.select("measure", "block").iter_rows())


def _section(look: _Look) -> Section:
    parts = (_points(look), _fall(look), _test(look), _standing(look))
    return Section(
        key="resilience",
        title="Wie redt zich als het misgaat",
        question="who",
        message=message(look),
        facts=tuple(_facts(look)),
        parts=tuple(part for part in parts if part is not None),
        limits=(
            "Afstanden zijn hemelsbreed tussen middens van postcodegebieden, binnen de eigen veiligheidsregio.",
            "Het lopende plan heeft geen lijst van plaatsen; hier zijn de punten alleen naar inwoners verdeeld.",
            "Een noodsteunpunt telt als open vanaf het eerste uur van een storing: wat het voorkomt is een bovengrens.",
            "Hoe vaak storingen komen is niet bekend: verliezen zijn per storing, niet per jaar.",
            "Persoonsuren van diensten staan naast elkaar en zijn niet opgeteld bij de waarde van stroom in euro.",
            "Dunbevolkt is geteld over hele postcodegebieden met akkers: het aandeel huishoudens is een bovengrens.",
        ),
        missing=tuple(_missing(look)),
    )


def message(look: _Look) -> str:
    """The answer in one sentence: the points, and who lives too far without the package."""
    beyond, points, norm = look.one("beyond"), look.one("points"), look.norm
    if beyond is None or points is None:
        return f"Noodsteunpunten zijn gezocht voor {', '.join(look.regions)}; de rest van het land is niet gerekend."
    people = amount_of_people(beyond.baseline or 0.0)
    if not norm["sought"]:
        return (
            f"Met het lopende plan wonen {people} mensen verder dan {dutch(norm['km'], 1)} km van een noodsteunpunt; "
            "het pakket verandert dat niet."
        )
    extra = points.difference or 0.0
    more = f"vraagt {amount_of_people(extra)} punten meer dan het plan" if extra > 0 else "vraagt geen extra punten"
    left = amount_of_people(beyond.package or 0.0)
    return (
        f"Iedereen binnen {dutch(norm['km'], 1)} km van een noodsteunpunt {more}; met alleen het lopende plan wonen "
        f"{people} mensen verder weg, met het pakket {left}."
    )


def _facts(look: _Look) -> Iterator[Fact]:
    points, kit = look.one("points"), look.one("people_with_kit")
    if points is not None and points.package is not None:
        yield Fact(figure=amount_of_people(points.package), meaning=f"lokale noodsteunpunten in {look.year}")
    old = look.one("beyond", dimension="age", group="p80")
    if old is not None and old.baseline is not None:
        yield Fact(
            figure=amount_of_people(old.baseline), meaning="80-plussers verder dan de norm met alleen het lopende plan"
        )
    if kit is not None and kit.package is not None:
        yield Fact(figure=f"{dutch(kit.package / _MEGA, 1)} mln", meaning=f"inwoners met een noodpakket in {look.year}")


def _points(look: _Look) -> Part:
    rows, bars = [], []
    for code in look.regions:
        key = {"region": code}
        points, beyond = look.one("points", **key), look.one("beyond", **key)
        old = look.one("beyond", dimension="age", group="p80", **key)
        least, bound = look.one("points_needed", **key), look.one("points_bound", **key)
        assert points is not None
        assert beyond is not None
        assert old is not None
        found = [points.baseline, points.package, least and least.package, bound and bound.package, beyond.baseline,
                 old.baseline, beyond.package]  # fmt: skip
        cells = [amount_of_people(v) if v is not None else "–" for v in found]
        rows.append(row(look.words.get(f"region.{code}", code), *cells, values=(None, *found)))
        shown = amount_of_people(beyond.baseline or 0.0)
        bars.append(Bar(code, shown, (Segment("base", beyond.baseline or 0.0),)))
    table = Table(
        caption=f"Noodsteunpunten per veiligheidsregio, {look.year}",
        unit="aantal punten en personen",
        columns=(
            text("Regio"),
            *numbers(
                "plan",
                "met pakket",
                "gevonden",
                "bewezen grens",
                "te ver met plan",
                "80-plus te ver",
                "te ver met pakket",
            ),
        ),
        rows=tuple(rows),
    )
    chart = bar_chart(
        key="beyond", title="Mensen te ver van een noodsteunpunt met alleen het lopende plan", unit="personen",
        description="Per veiligheidsregio het aantal mensen dat verder woont dan de norm.", table=table, bars=bars,
        legend=(("lopend plan", "base"),),
    )  # fmt: skip
    drawn = point_map(look.view.tables["resilience.places"], table)
    return Part(
        key="points", title="Noodsteunpunten", charts=tuple(c for c in (chart, drawn) if c is not None), tables=(table,)
    )


def _fall(look: _Look) -> Part:
    """The example of the document: power out at a distribution centre, at home or not."""
    curve = look.view.tables["resilience.curve"]
    rows = [
        row(
            "alleen bij het distributiecentrum" if case == "centre" else "ook thuis",
            look.words(f"group.service.{node}"),
            f"{start:.0f}",
            f"{end:.0f}",
            values=(None, None, start, end),
        )
        for case, node, start, end in curve.iter_rows()
        if look.words.get(f"group.service.{node}")
    ]
    table = Table(
        caption="Wat valt wanneer uit bij een storing van 72 uur", unit="uren na het begin",
        columns=(text("Storing"), text("Dienst"), *numbers("uit vanaf", "terug op")), rows=tuple(rows),
    )  # fmt: skip
    both = curve.filter(pl.col("case") == "both")
    moments = range(0, _CURVE_HOURS + 1, _CURVE_STEP)
    styles = {"power": "base", "food": "worse", "payments": "other"}
    lines = [
        Line(
            look.words(f"group.service.{node}"),
            look_style,
            {
                h: 0.0
                if both.filter((pl.col("node") == node) & (pl.col("from") <= h) & (pl.col("to") > h)).height
                else 100.0
                for h in moments
            },
        )
        for node, look_style in styles.items()
    ]
    chart = line_chart(
        key="restoration", title="Herstel na een storing van 72 uur", unit="% van de diensten dat werkt",
        description="Stroom, betalen en winkels in het gebied dat zelf uitvalt, per uur na het begin.", table=table,
        lines=lines, x_ticks={h: f"{h} uur" for h in range(0, _CURVE_HOURS + 1, 24)},
    )  # fmt: skip
    losses = Table(
        caption="Persoonsuren zonder dienst, gemiddeld per storing", unit="mln persoonsuren",
        columns=(text("Pad"), text("Dienst"), *numbers("zonder pakket", "met pakket")),
        rows=tuple(_losses(look)),
    )  # fmt: skip
    return Part(
        key="cascade", title="Wat valt uit, en hoe lang", charts=(chart,) if chart else (), tables=(table, losses)
    )


def _losses(look: _Look) -> Iterator[TableRow]:
    for path in _PATHS:
        for service in look.view.groups(_ROOM + "lost", "service", scenario=path):
            value = look.one("lost", scenario=path, dimension="service", group=service)
            assert value is not None
            before, after = (value.baseline or 0.0) / _MEGA, (value.package or 0.0) / _MEGA
            yield row(
                look.words(f"scenario.{path}"), look.words(f"group.service.{service}"), dutch(before, 1),
                dutch(after, 1), doubtful=True, values=(None, None, before, after),
            )  # fmt: skip


def _test(look: _Look) -> Part | None:
    if not look.measures:
        return None
    rows = []
    for place, (measure, block) in enumerate(look.measures, start=1):
        values: list[float | None] = [None]
        cells = [f"{place}. {look.words.get(f'measure.{measure}', measure)}"]
        for path in _PATHS:
            value = look.one("avoided", measure=measure, block=block, scenario=path)
            assert value is not None
            low, mean, high = ((v or 0.0) / _MEGA for v in (value.low, value.difference, value.high))
            cells.append(f"{dutch(mean, 1)} ({dutch(low, 1)} tot {dutch(high, 1)})")
            values.append(mean)
        price = look.one("cost_once", measure=measure, block=block)
        paid = look.one("paid_from_line", measure=measure, block=block)
        cells.append("prijs onbekend" if price is None else f"{dutch(price.low, 1)} tot {dutch(price.high, 1)}")
        cells.append("–" if paid is None else dutch(paid.package, 1))
        rows.append(row(*cells, doubtful=True, values=(*values, None, paid.package if paid else None)))
    order = "naar wat een euro voorkomt" if look.norm["by_score"] else "in de volgorde van het document"
    return Part(
        key="test",
        title="De toets op weerbaarheid",
        words=(
            (
                f"De volgorde is {order}. Elke maatregel telt alleen wat zij toevoegt aan het lopende beleid en aan de "
                f"maatregelen erboven. Tot en met {look.year} is {dutch(look.norm['budget_bn'], 1)} mld euro "
                "beschikbaar; waar dat niet reikt, geldt de score toch voor de hele maatregel."
            ),
            *_power(look),
        ),
        tables=(
            Table(
                caption="Wat een maatregel voorkomt, gemiddeld per storing (10% tot 90% van de storingen)",
                unit="mln persoonsuren; kosten in mld euro, eenmalig, prijzen van 2025",
                columns=(text("Maatregel"), *numbers("72 uur", "weken", "tot een jaar", "kosten", "betaald")),
                rows=tuple(rows),
            ),
        ),
    )


def _power(look: _Look) -> Iterator[str]:
    """The value of the power that households keep: beside the person-hours, not in them."""
    value = look.one("value_of_power")
    if value is not None:
        ends = f"{amount_of_people(value.low or 0.0)} tot {amount_of_people(value.high or 0.0)}"
        yield f"De stroom die huishoudens met het hele pakket houden is {ends} mln euro per storing waard (twijfel)."


def _standing(look: _Look) -> Part:
    rows = []
    for name, unit, scale in (
        ("hospital_distance", "km", 1.0),
        ("behind_one_line", "mln personen", _MEGA),
        ("very_old", "mln personen", _MEGA),
    ):
        value = look.one(name)
        if value is not None and value.baseline is not None:
            shown = value.baseline / scale
            rows.append(row(look.words(f"indicator.{_ROOM}{name}"), f"{dutch(shown, 1)} {unit}", values=(None, shown)))
    helped = look.one("less_self_reliant")
    if helped is not None:
        ends = f"{dutch((helped.low or 0.0) / _MEGA, 1)} tot {dutch((helped.high or 0.0) / _MEGA, 1)} mln personen"
        rows.append(row(look.words(f"indicator.{_ROOM}less_self_reliant"), ends, doubtful=True))
    for days in look.view.rows.filter(pl.col("indicator") == _ROOM + "food_by_stock")["scenario"].unique().sort():
        value = look.one("food_by_stock", scenario=days)
        if value is not None:
            shown = (value.package or 0.0) / _MEGA
            name = f"Zonder winkel, {look.words(f'scenario.{days}')}"
            rows.append(
                row(name, f"{dutch(shown, 1)} mln persoonsuren per storing", doubtful=True, values=(None, shown))
            )
    table = Table(
        caption="Nu, zonder pakket",
        unit="staat bij elke regel",
        columns=(text("Wat"), *numbers("waarde")),
        rows=tuple(rows),
    )
    return Part(key="standing", title="Wat er nu staat", tables=(table,))


def _missing(look: _Look) -> Iterator[str]:
    scored = {measure for measure, _ in look.measures}
    for measure in look.view.package.get("measures", ()):
        if measure["model"] == "resilience" and measure["status"] in _OPEN and measure["id"] not in scored:
            yield f"{measure['id']}: niet gescoord. {measure['why']}"
    yield "Plaatsen van brandweerkazernes: regionale punten zijn naar inwoners verdeeld."
    yield "Uren noodstroom van ziekenhuizen, gemalen en zorglocaties: deze knopen doen niet mee in de keten."
    yield "Plaatsen van distributiecentra: zij tellen met de kans dat ze in het getroffen deel van de provincie staan."
