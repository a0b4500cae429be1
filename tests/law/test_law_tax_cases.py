"""Published and hand-computed outcomes of the tax law."""

from pathlib import Path

import pytest
from tax_helpers import one, taxed

from bouwstenen.core.yaml_file import load_yaml

CASES = Path(__file__).parent / "cases"
WAGE_TAX = load_yaml(CASES / "loonheffing.yaml").data
ROWS = [(table["date"], row) for table in WAGE_TAX["tables"] for row in table["rows"]]
INCOME_TAX = load_yaml(CASES / "inkomstenbelasting.yaml").data["cases"]


@pytest.mark.parametrize(("date", "row"), ROWS, ids=[f"{d[:4]}-{r[0]}" for d, r in ROWS])
def test_wage_tax_equals_the_official_monthly_table(date: str, row: list[float]) -> None:
    wage, plain, credited, credit, aow_plain, aow_credited, old_plain, old_credited = row
    under_aow, from_aow, born_1940 = {}, {"leeftijd": 70}, {"leeftijd": 85, "geboortejaar": 1940}
    expected = [
        (under_aow, plain, credited), (from_aow, aow_plain, aow_credited), (born_1940, old_plain, old_credited),
    ]  # fmt: skip
    for person, without, with_credit in expected:
        for applied, amount in ((False, without), (True, with_credit)):
            month = one(date, "loonheffing", loon=12 * wage, loonheffingskorting=applied, **person) / 12
            assert month == pytest.approx(amount, abs=WAGE_TAX["tolerance"])
    month = one(date, "arbeidskorting_loon", loon=12 * wage) / 12
    assert month == pytest.approx(credit, abs=WAGE_TAX["tolerance"])


@pytest.mark.parametrize("case", INCOME_TAX, ids=[case["id"] for case in INCOME_TAX])
def test_income_tax_equals_the_known_outcome(case: dict) -> None:
    outputs = list(case["expect"])
    results = taxed(case["date"], case["persons"], outputs, case.get("fiscal_partners", ""))
    for name, amounts in case["expect"].items():
        assert results[name] == pytest.approx(amounts, abs=case.get("tolerance", 0.01)), name


def test_every_case_says_where_its_outcome_comes_from() -> None:
    assert {case["status"] for case in INCOME_TAX} == {"official", "published", "arithmetic"}
    assert all(len(case["source"]) > 10 for case in INCOME_TAX if case["status"] != "arithmetic")
    assert len({case["id"] for case in INCOME_TAX}) == len(INCOME_TAX)
