"""Charts: what the specification says, and what is drawn of it."""

import itertools
import json
import math
import re
import time

import pytest

from bouwstenen.report.draw import draw
from bouwstenen.views import Chart, Table, numbers, row, text
from bouwstenen.views.chart_style import STYLES, nice_ticks
from bouwstenen.views.charts import Band, Bar, Limit, Line, Segment, bar_chart, line_chart
from bouwstenen.views.spread_charts import Cloud, Spread, cloud_chart, spread_chart

TABLE = Table(caption="c", unit="% bbp", columns=(text("jaar"), *numbers("saldo")), rows=(row("2030", "−1,0"),))
WORDS = {"key": "saldo", "title": "EMU-saldo", "unit": "% bbp", "description": "Het daalt.", "table": TABLE}


def made(chart: Chart | None) -> Chart:
    assert chart is not None
    return chart


def drawn_texts(chart: Chart) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", draw(chart))


def path_of(svg: str, colour: str) -> list[tuple[float, float]]:
    """Points of the drawn line with a colour, in units of the drawing; y runs down."""
    paths = re.findall(rf'<path[^>]*d="([^"]*)"[^>]*stroke="{colour}"', svg)
    longest = max(paths, key=len)
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", longest)]


def simple(values: dict[int, float], **more: object) -> Chart:
    return made(line_chart(**WORDS, lines=[Line("met pakket", "esa", values)], **more))


def test_a_higher_value_is_drawn_higher_and_years_run_to_the_right() -> None:
    points = path_of(draw(simple({2026: -3.0, 2027: -1.0, 2036: -2.0})), STYLES["esa"].colour)
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    first, second, third = (y for _, y in points)
    assert second < third < first
    # −2 lies halfway between −3 and −1; 2027 lies a tenth of the way from 2026 to 2036.
    assert third == pytest.approx((first + second) / 2, abs=0.02)
    left, mid, right = (x for x, _ in points)
    assert (mid - left) / (right - left) == pytest.approx(0.1, abs=0.001)


def test_numbers_at_the_axis_are_dutch_and_not_rounded() -> None:
    shown = drawn_texts(simple({2026: 0.0, 2030: 12000.5}))
    assert {"0", "2.500", "12.500"} <= set(shown)
    assert {"2,5", "7,5", "12,5"} <= set(drawn_texts(simple({2026: 0.0, 2030: 10.1})))


def test_the_axis_holds_zero_and_every_limit() -> None:
    ticks = simple({2026: -4.0, 2030: -3.5}, limits=[Limit("grens van 3%", -3.0), Limit("doel", 6.0)])
    domain = ticks.spec["layer"][-1]["encoding"]["y"]["scale"]["domain"]
    assert domain[0] <= -4.0
    assert domain[1] >= 6.0
    assert {"grens van 3%", "doel"} <= set(drawn_texts(ticks))


def test_the_last_line_is_drawn_last_and_lines_differ_in_dashes() -> None:
    lines = [
        Line("zonder pakket", "base", {2026: 1.0, 2030: 1.0}),
        Line("met pakket", "esa", {2026: 1.0, 2030: 1.0}),
        Line("met PM", "pm", {2026: 1.0, 2030: 1.0}),
    ]
    svg = draw(made(line_chart(**WORDS, lines=lines)))
    marks = re.findall(r'<path[^>]*stroke="(#[0-9a-f]{6})"[^>]*stroke-width="2.25"[^>]*>', svg.split("role-legend")[0])
    assert marks == [STYLES[name].colour for name in ("base", "esa", "pm")]
    dashes = {STYLES[line.style].dash for line in lines}
    assert len(dashes) == 3


def test_years_without_a_ten_show_both_ends() -> None:
    assert drawn_texts(simple({2026: 1.0, 2036: 2.0}))[:3] == ["2026", "2030", "2036"]
    assert "2070" in drawn_texts(simple({2026: 1.0, 2070: 2.0}))


def test_own_marks_of_the_axis_keep_their_words() -> None:
    assert {"jan", 'de "12e"'} <= {
        text.replace("&quot;", '"')
        for text in drawn_texts(simple({1: 1.0, 12: 2.0}, x_ticks={1: "jan", 12: 'de "12e"'}))
    }


@pytest.mark.parametrize("points", [{}, {2030: 1.0}])
def test_no_line_chart_without_two_years(points: dict[int, float]) -> None:
    assert line_chart(**WORDS, lines=[Line("a", "esa", points)]) is None


def test_a_band_alone_is_drawn_between_its_edges() -> None:
    chart = made(line_chart(**WORDS, lines=[], bands=[Band("band", "wide", {2026: (1.0, 2.0), 2027: (2.0, 4.0)})]))
    values = chart.spec["layer"][0]["data"]["values"]
    assert [(v["value"], v["high"]) for v in values] == [(1.0, 2.0), (2.0, 4.0)]
    assert f'fill="{STYLES["wide"].colour}"' in draw(chart)


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        simple({2026: 1.0, 2030: math.nan})


def test_a_style_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="'esaa'.*base, document, esa"):
        line_chart(**WORDS, lines=[Line("a", "esaa", {2026: 1.0, 2027: 1.0})])


def bars() -> Chart:
    return made(
        bar_chart(
            **WORDS,
            bars=[
                Bar("Ruimte", "−3.000,2", (Segment("worse", -3000.2),)),
                Bar("Economie", "+1.200,2", (Segment("better", 1000.2), Segment("pm", 200.0))),
                Bar("Niets", "0,0", ()),
            ],
            legend=[("slechter", "worse"), ("beter", "better"), ("met PM", "pm"), ("ongebruikt", "base")],
        )
    )


def test_bars_go_to_the_side_of_their_sign_and_segments_stack() -> None:
    svg = draw(bars())
    boxes = {
        colour: (float(x), float(width))
        for x, width, colour in re.findall(r'd="M(-?[\d.]+),[\d.]+h(-?[\d.]+)v14h-?[\d.]+Z" fill="(#\w+)"', svg)
    }
    zero = boxes[STYLES["better"].colour][0]
    x, width = boxes[STYLES["worse"].colour]
    assert x == pytest.approx(0.0)
    assert x + width == pytest.approx(zero, abs=0.05)
    assert boxes[STYLES["pm"].colour][0] == pytest.approx(zero + boxes[STYLES["better"].colour][1], abs=0.05)
    assert width / boxes[STYLES["better"].colour][1] == pytest.approx(3000.2 / 1000.2, rel=0.01)


def test_numbers_in_words_stay_as_they_were_given() -> None:
    shown = drawn_texts(bars())
    assert {"−3.000,2", "+1.200,2", "slechter", "beter", "met PM"} <= set(shown)
    assert "ongebruikt" not in shown


def test_long_labels_take_more_lines_and_push_the_rows_below_down() -> None:
    long = "een heel lange naam van een blok met toeslagen en bijstand en nog meer"
    bars_of = [Bar(long, "+1,0", (Segment("better", 1.0),)), Bar("kort", "+1,0", (Segment("better", 1.0),))]
    chart = made(bar_chart(**WORDS, bars=bars_of, legend=[(f"{long}, beter", "better")]))
    words = " ".join(re.findall(r"<t(?:ext|span)[^>]*>([^<]+)<", draw(chart)))
    assert long in words
    assert f"{long}, beter" in words
    first, second = chart.spec["layer"][2]["data"]["values"]
    assert first["label"].replace("\n", " ") == long
    assert first["label"].count("\n") == 1
    # A row is 36 units; a second line takes 15 more.
    assert second["text_at"] - first["text_at"] == 36 + 15
    assert chart.spec["height"] == 2 * 36 + 15
    pieces = chart.spec["layer"][0]["data"]["values"]
    assert pieces[1]["top"] - pieces[0]["top"] == 36


def test_no_bars_without_a_value() -> None:
    assert bar_chart(**WORDS, bars=[Bar("a", "0", (Segment("worse", 0.0),))], legend=[]) is None
    assert bar_chart(**WORDS, bars=[], legend=[]) is None


def test_bars_without_a_legend_keep_their_colours() -> None:
    chart = made(bar_chart(**WORDS, bars=[Bar("a", "1", (Segment("better", 1.0),))], legend=[]))
    assert f'fill="{STYLES["better"].colour}"' in draw(chart)


def test_spreads_show_their_label_number_and_both_ranges() -> None:
    chart = made(spread_chart(**WORDS, spreads=[Spread("laagste 20%", "−0,5", (-2.0, -1.0, -0.5, 1.0, 3.0))]))
    assert {"laagste 20%", "−0,5", "5% tot 95%", "25% tot 75%"} <= set(drawn_texts(chart))
    wide, narrow = chart.spec["layer"][0]["data"]["values"]
    assert (wide["part"], wide["from"], wide["to"]) == ("5% tot 95%", -2.0, 3.0)
    assert (narrow["part"], narrow["from"], narrow["to"]) == ("25% tot 75%", -1.0, 1.0)
    assert chart.spec["layer"][2]["data"]["values"][0]["median"] == -0.5
    assert spread_chart(**WORDS, spreads=[Spread("a", "0", (0.0,) * 5)]) is None


def cloud(*points: tuple[float, float]) -> Chart | None:
    return cloud_chart(**WORDS, clouds=[Cloud("werk", "work", points)], x_range=(0.0, 10.0), y_range=(-5.0, 5.0))


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (((1.0, 1.0),), "Het daalt."),
        (((1.0, 9.0), (2.0, 2.0)), "Het daalt. 1 punt ligt buiten beeld en staat aan de rand."),
        (((1.0, 9.0), (20.0, 2.0)), "Het daalt. 2 punten liggen buiten beeld en staan aan de rand."),
    ],
)
def test_points_outside_the_ranges_are_counted_in_the_words(points: tuple[tuple[float, float], ...], said: str) -> None:
    chart = made(cloud(*points))
    assert chart.description == said
    values = chart.spec["layer"][1]["data"]["values"]
    # Steps of 2 widen −5..5 to −6..6.
    assert all(0.0 <= v["x"] <= 10.0 and -6.0 <= v["y"] <= 6.0 for v in values)
    assert cloud() is None


def test_the_drawing_says_what_it_shows_and_takes_the_width_it_gets() -> None:
    svg = draw(simple({2026: 1.0, 2030: 2.0}).model_copy(update={"title": 'Saldo <"& nieuw">'}))
    head = svg[: svg.index(">") + 1]
    assert 'role="img"' in head
    assert 'aria-label="Saldo &lt;&quot;&amp; nieuw&quot;&gt; (% bbp). Het daalt."' in head
    assert " width=" not in head
    assert re.search(r'viewBox="0 0 380 \d+"', head)
    assert "font-family" not in svg
    assert "http" not in svg


def test_labels_from_a_package_cannot_break_out_of_the_drawing() -> None:
    svg = draw(made(bar_chart(**WORDS, bars=[Bar("<script>x</script>", "1", (Segment("worse", 1.0),))], legend=[])))
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def test_a_notebook_gets_the_specification_and_the_words() -> None:
    chart = simple({2026: 1.0, 2030: 2.0})
    shown = chart._repr_mimebundle_(include=None, exclude=None)
    assert shown == {"application/vnd.vegalite.v5+json": chart.spec, "text/plain": "EMU-saldo (% bbp). Het daalt."}


@pytest.mark.parametrize("hidden", ["\x1b", "\x00", "\ud800", "\ufffe", "\u202e", "\x9b"])
def test_a_hidden_character_in_a_label_does_not_end_the_process(hidden: str) -> None:
    chart = made(bar_chart(**WORDS, bars=[Bar(f"a{hidden}b", "1", (Segment("worse", 1.0),))], legend=[]))
    assert "ab" in drawn_texts(chart.model_copy(update={"title": f"t{hidden}"}))
    assert hidden not in draw(chart)


def test_nothing_is_fetched() -> None:
    chart = simple({2026: 1.0, 2030: 2.0})
    spec = {**chart.spec, "layer": [{**chart.spec["layer"][-1], "data": {"url": "https://example.org/x.json"}}]}
    with pytest.raises(ValueError, match=r"(?i)access denied|not allowed|denied"):
        draw(chart.model_copy(update={"spec": spec}))


def test_a_stored_chart_is_drawn_the_same_and_twenty_take_less_than_the_time_of_a_page() -> None:
    charts = [simple({2026: 1.0 + i, 2030: 2.0, 2070: 3.0}) for i in range(20)]
    draw(bars())
    start = time.process_time()
    first = [draw(chart) for chart in charts]
    assert time.process_time() - start < 5.0
    assert [draw(Chart.model_validate_json(chart.model_dump_json())) for chart in charts] == first
    assert len(set(first)) == 20
    assert json.loads(charts[0].model_dump_json())["spec"]["$schema"].endswith("vega-lite/v5.json")


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (-3.2, 0.0), (0.0, 12006.0), (-0.013, 0.04), (0.0, 0.0)])
def test_ticks_hold_the_values_in_round_steps(low: float, high: float) -> None:
    ticks = nice_ticks(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 8
    steps = [b - a for a, b in itertools.pairwise(ticks)]
    assert max(steps) == pytest.approx(min(steps))
