"""Published and hand-computed outcomes of the benefit laws."""

from pathlib import Path

import pytest
from benefit_helpers import evaluated

from bouwstenen.core.yaml_file import load_yaml

FOLDER = Path(__file__).parent / "cases"
CASES = [case for name in ("toeslagen", "uitkeringen") for case in load_yaml(FOLDER / f"{name}.yaml").data["cases"]]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_benefit_equals_the_known_outcome(case: dict) -> None:
    partners = (0, 1) if case.get("partners") else ()
    expected = case["expect"]
    result = evaluated(case["date"], case["persons"], list(expected), partners=partners, **case.get("home", {}))
    for name, amount in expected.items():
        assert result[name][0] == pytest.approx(amount, abs=case.get("tolerance", 0.006)), name


def test_every_case_says_where_its_outcome_comes_from() -> None:
    assert {case["status"] for case in CASES} == {"official", "published", "arithmetic"}
    assert all(case.get("work") if case["status"] == "arithmetic" else len(case["source"]) > 10 for case in CASES)
    assert len({case["id"] for case in CASES}) == len(CASES)
