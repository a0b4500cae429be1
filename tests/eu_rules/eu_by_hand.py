"""A second, small implementation of the debt analysis: plain loops for one path, with nothing of the engine in it.

Written from the Commission's description (Debt Sustainability Monitor 2023, annex A3; guidance of 2024) as
`docs/models/eu_rules.md` gives it in chapters 2 and 3. It reads the table itself. Used to check the engine's
equations on all countries, so that what then remains against published outcomes is a matter of input.
"""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).parent / "data"
MULTIPLIER = 0.75
SCENARIOS = ("adjustment", "lower_spb", "adverse_r_g", "financial_stress")


class HandCountry:
    """One country of a table: `c` constants, `s` series by name and year."""

    def __init__(self, edition: str, country: str) -> None:
        lines = [x for x in (DATA / f"countries_{edition}.csv").read_text().splitlines() if not x.startswith("#")]
        self.c: dict[str, float] = {}
        self.s: dict[str, dict[int, float]] = {}
        for row in csv.DictReader(lines):
            if row.pop("COUNTRY") != country:
                continue
            year = int(row.pop("YEAR"))
            for name, cell in row.items():
                if cell:
                    if year == 0:
                        self.c[name] = float(cell)
                    else:
                        self.s.setdefault(name, {})[year] = float(cell)

    def held(self, name: str, year: int) -> float:
        """The series; its last value after its last year; zero without a series."""
        values = self.s.get(name, {})
        return values[min(year, max(values))] if values else 0.0


def line(points: dict[int, float], year: int) -> float:
    """Straight line between known years, flat outside them."""
    known = sorted(points)
    if year <= known[0]:
        return points[known[0]]
    for a, b in pairwise(known):
        if year <= b:
            return points[a] + (points[b] - points[a]) * (year - a) / (b - a)
    return points[known[-1]]


def market(h: HandCountry, t0: int) -> dict[str, dict[int, float]]:
    """Known points of short rate, long rate and inflation with their expectations."""
    first = min([t0, *h.s.get("INTEREST_RATE_LT", {}), *h.s.get("INTEREST_RATE_ST", {})])
    found: dict[str, dict[int, float]] = {}
    for series, ten, thirty, anchor in (
        ("INTEREST_RATE_ST", "FWD_RATE_3M10Y", "INTEREST_RATE_ST_T30", 2.0),
        ("INTEREST_RATE_LT", "FWD_RATE_10Y10Y", "INTEREST_RATE_LT_T30", 4.0),
        ("GDP_DEFLATOR_PCH", "FWD_INFL_5Y5Y", "INFLATION_T30", 2.0),
    ):
        found[series] = {first + 30: h.c.get(thirty, anchor), first + 10: h.c[ten]} | h.s.get(series, {})
    return found


def gaps(h: HandCountry, t0: int, end: int, last: int, spb: list[float]) -> list[float]:
    """Output gap: the forecast's in T+1 less the impulse, then two thirds stays; closed in three years after E."""
    real, potential = h.s["REAL_GDP"], h.s["POTENTIAL_GDP"]
    known = {y: (real[y] / potential[y] - 1) * 100 for y in real if y in potential}
    known[max(max(known) + 1, t0 + 5)] = 0.0
    out = [line(known, t0)]
    for t in range(1, last - t0 + 1):
        forecast = h.held("STRUCTURAL_PRIMARY_BALANCE", t0 + t) - h.held("STRUCTURAL_PRIMARY_BALANCE", t0 + t - 1)
        impulse = MULTIPLIER * (spb[t] - spb[t - 1] - forecast)
        if t > end - t0:
            out.append(out[end - t0] * max(0.0, 1 - (t - (end - t0)) / 3))
        else:
            out.append((line(known, t0 + 1) if t == 1 else out[-1] * 2 / 3) - impulse)
    return out


def repaid_share(h: HandCountry, t0: int, year: int, debt_start: float, debt_t0: float) -> float:
    """Share of long debt repaid in a year: official loans by their profile, the rest with the maturing share."""
    start = h.c["DEBT_LT_MATURING_SHARE"]
    m = line({t0: start, t0 + 10: h.c.get("DEBT_LT_MATURING_AVG_SHARE", start)}, year)
    flows = h.s.get("ESM_REPAYMENT", {})

    def left(y: int) -> float:
        later, before = (sum(v for k, v in flows.items() if (k >= y) is side) for side in (True, False))
        return max(later, -before, 0.0)

    long_t0, long = ((1 - h.c["DEBT_ST_SHARE"]) * d for d in (debt_t0, debt_start))
    if left(t0) <= 0 or long_t0 <= left(t0):
        return m
    mean = sum(max(flows.get(y, 0.0), 0.0) for y in range(t0, t0 + 10)) / 10
    m = min(max((m * long_t0 - mean) / (long_t0 - left(t0)), 0.0), 1.0)
    if left(year) <= 0 or long <= left(year):
        return m
    due = min(max(flows.get(year, 0.0), 0.0), left(year))
    return min(max((m * (long - left(year)) + due) / long, 0.0), 1.0)


def run(h: HandCountry, t0: int, length: int, step: float, scenario: str) -> tuple[list[float], list[float]]:
    """Debt and balance from T to ten years after the adjustment, % of GDP."""
    end, last = t0 + length, t0 + length + 10
    spb = [h.s["STRUCTURAL_PRIMARY_BALANCE"][t0] + step * min(t, length) for t in range(last - t0 + 1)]
    gap, points = gaps(h, t0, end, last, spb), market(h, t0)
    forecast = h.s["IMPLICIT_INTEREST_RATE"]
    a, elasticity = h.c["DEBT_ST_SHARE"], h.c["BUDGET_BALANCE_ELASTICITY"]
    gdp = h.s["NOMINAL_GDP"][t0]
    debt = debt_t0 = h.s["DEBT_TOTAL"][t0] / gdp * gdp
    if "DEBT_RATIO" in h.s:
        debt = debt_t0 = h.s["DEBT_RATIO"][t0] / 100 * gdp
    debts, balances = [debt / gdp * 100], [h.s["FISCAL_BALANCE"][t0]]
    long_interest = new_long = repaid = 0.0
    for t in range(1, last - t0 + 1):
        y = t0 + t
        after = y > end
        real = (1 + gap[t] / 100) / (1 + gap[t - 1] / 100) * (1 + h.s["POTENTIAL_GDP_GROWTH"][y] / 100)
        growth = real * (1 + line(points["GDP_DEFLATOR_PCH"], y) / 100) - 1
        short, long = (line(points[name], y) / 100 for name in ("INTEREST_RATE_ST", "INTEREST_RATE_LT"))
        if scenario == "adverse_r_g" and after:
            growth, short, long = growth - 0.005, short + 0.005, long + 0.005
        if scenario == "financial_stress" and y == end + 1:
            extra = 0.01 + 0.0006 * max(debt / gdp * 100 - 90, 0)
            short, long = short + extra, long + extra
        balance = spb[t] + elasticity * gap[t]
        if after:
            balance -= h.held("AGEING_COST", y) - h.held("AGEING_COST", end)
            balance += h.held("TAX_AND_PROPERTY_INCOME", y) - h.held("TAX_AND_PROPERTY_INCOME", end)
        if scenario == "lower_spb" and after:
            years = 3 if length == 7 else 2
            balance -= 0.5 * min(y - end, years) / years
        interest = short * a * debt + (1 - repaid) * long_interest + long * new_long
        if y in forecast:
            interest = forecast[y] / 100 * debt
        long_interest = interest - short * a * debt
        gdp *= 1 + growth
        flow = h.s.get("STOCK_FLOW_RATIO", {}).get(y)
        flow_bn = h.s["STOCK_FLOW"].get(y, 0.0) if flow is None else flow / 100 * gdp
        repaid = repaid_share(h, t0, y, debt, debt_t0)
        before, debt = debt, debt + interest - balance / 100 * gdp + flow_bn
        new_long = (1 - a) * (debt - (1 - repaid) * before)
        debts.append(debt / gdp * 100)
        balances.append(balance - interest / gdp * 100)
    return debts, balances


def meets(h: HandCountry, t0: int, length: int, step: float, criterion: str) -> bool:
    """Whether a constant step meets a criterion: debt falls every year or ends at 60 at most; deficit at most 3%."""
    debts, balances = run(h, t0, length, step, "adjustment" if criterion == "deficit" else criterion)
    if criterion == "deficit":
        return min(balances[length:]) >= -3
    tail = debts[length:]
    return tail[-1] <= 60 or all(b <= a for a, b in pairwise(tail))


def smallest_step(h: HandCountry, t0: int, length: int, criterion: str) -> float | None:
    """Down from +4 to the first step that fails, then by halves; None when +4 fails or -4 is enough."""
    if not meets(h, t0, length, 4.0, criterion):
        return None
    enough = 4.0
    while meets(h, t0, length, enough - 0.05, criterion):
        enough -= 0.05
        if enough < -4:
            return None
    fails = enough - 0.05
    for _ in range(12):
        middle = (enough + fails) / 2
        enough, fails = (middle, fails) if meets(h, t0, length, middle, criterion) else (enough, middle)
    return enough
