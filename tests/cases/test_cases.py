"""Household cases: the format, its errors, and results that follow from the law by hand."""

import copy
import json
import subprocess
import sys

import pytest

import bouwstenen
from bouwstenen.cases.budget_line import budget_line, parse_range
from bouwstenen.cases.case import read_case
from bouwstenen.cases.compute import HOUSEHOLD_OUTPUTS, PERSON_OUTPUTS, compute
from bouwstenen.cases.openfisca import calculate
from bouwstenen.cases.standard import standard_cases
from bouwstenen.cases.waterfall import waterfall
from bouwstenen.core.yaml_file import YamlFile

SINGLE = {
    "datum": "2026-01-01",
    "personen": [{"id": "a", "geboortedatum": "1990-05-01", "loon": 36000}],
    "woning": {"soort": "huur", "kale_huur_per_maand": 600},
}
FAMILY = {
    "datum": "2026-01-01",
    "personen": [
        {"id": "a", "geboortedatum": "1990-05-01", "loon": 45000},
        {"id": "b", "geboortedatum": "1991-05-01", "loon": 15000},
        {
            "id": "k",
            "geboortedatum": "2020-02-01",
            "kinderopvang": {"soort": "bso", "uren_per_maand": 60, "uurprijs": 9.5},
        },
    ],
    "partners": [["a", "b"]],
    "kinderen": {"k": ["a", "b"]},
}


def test_the_result_has_exactly_the_keys_of_the_contract() -> None:
    found = bouwstenen.household(SINGLE)
    assert set(found) == {"datum", "personen", "huishouden", "ontbreekt"}
    assert set(found["personen"]["a"]) == {*PERSON_OUTPUTS, "marginale_druk"}
    assert set(found["huishouden"]) == set(HOUSEHOLD_OUTPUTS)


def test_wage_tax_of_a_published_example() -> None:
    """45,000 euro of wage in 2026 (worked out in public: 8,386 after credits): see the income tax cases."""
    case = {"datum": "2026-01-01", "personen": [{"id": "a", "geboortedatum": "1990-05-01", "loon": 45000}]}
    assert bouwstenen.household(case)["personen"]["a"]["inkomensheffing"] == pytest.approx(8386, abs=1)


def test_disposable_income_is_the_end_of_the_waterfall() -> None:
    for case in (SINGLE, FAMILY, *standard_cases().values()):
        computed = compute(read_case(YamlFile("geval", case)))
        steps = waterfall(computed)
        assert sum(s.amount for s in steps if not s.total) == pytest.approx(steps[-1].amount, abs=0.005)


def test_given_values_replace_what_would_be_computed() -> None:
    given = {**SINGLE, "gegeven": {"a": {"toetsingsinkomen": 100000.0}}}
    assert bouwstenen.household(SINGLE)["huishouden"]["zorgtoeslag"] > 0
    assert bouwstenen.household(given)["huishouden"]["zorgtoeslag"] == 0


def test_an_assessment_income_that_is_given_rules_out_bijstand_for_the_family() -> None:
    """What is not filled in for the partner does not become bijstand."""
    case = {**FAMILY, "gegeven": {"a": {"toetsingsinkomen": 60000.0}}}
    for person in (0, 1):
        case["personen"] = [{**p, "loon": 0.0} if i == person else p for i, p in enumerate(case["personen"])]
    found = bouwstenen.household(case)
    assert found["huishouden"]["bijstand"] == 0
    assert found["personen"]["b"]["toetsingsinkomen"] == 0


def test_marginal_pressure_is_the_difference_over_the_last_hundred_euro() -> None:
    lower = copy.deepcopy(SINGLE)
    lower["personen"][0]["loon"] = 35900
    kept = (
        bouwstenen.household(SINGLE)["huishouden"]["besteedbaar_inkomen"]
        - bouwstenen.household(lower)["huishouden"]["besteedbaar_inkomen"]
    )
    assert bouwstenen.household(SINGLE)["personen"]["a"]["marginale_druk"] == pytest.approx(1 - kept / 100)


def test_the_explanation_goes_down_to_the_inputs() -> None:
    tree = bouwstenen.household(SINGLE, explain="zorgtoeslag")["uitleg"]
    assert tree["naam"] == "zorgtoeslag"
    found: list[dict] = [tree]
    names: set[str] = set()
    sources: list[str] = []
    while found:
        node = found.pop()
        names.add(node["naam"])
        sources += [p["bron"] for p in node["parameters"].values()]
        found += node["uit"]
    assert {"loon", "toetsingsinkomen"} <= names
    assert all(sources)


def test_money_and_dates_of_python_may_stand_in_a_case() -> None:
    import datetime as dt

    case = {**SINGLE, "datum": dt.date(2026, 1, 1)}
    assert bouwstenen.household(case) == bouwstenen.household(SINGLE)
    assert json.loads(json.dumps(bouwstenen.household(case)))["datum"] == "2026-01-01"


def _changed(path: str, value: object) -> dict:
    case = copy.deepcopy(FAMILY)
    target: object = case
    *parents, last = path.split(".")
    for part in parents:
        target = target[int(part)] if isinstance(target, list) else target[part]  # type: ignore[index]
    target[last] = value  # type: ignore[index]
    return case


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("datum", "2026-02-30", "2026-02-30 bestaat niet"),
        ("datum", "2023-01-01", "de wet niet bekend"),
        ("personen.0.loom", 3, "Bedoelde u 'loon'"),
        ("personen.0.loon", "veel", "geen getal"),
        ("personen.0.loon", -5, "buiten de grenzen"),
        ("personen.0.loon", float("nan"), "geen getal"),
        ("personen.0.geboortedatum", "1850-01-01", "ouder dan 130"),
        ("personen.0.geboortedatum", "2030-01-01", "ligt na 2026-01-01"),
        ("personen.0.aow_opbouw", 1.5, "buiten de grenzen"),
        ("personen.0.onderwijs", "havo", "Kies uit: mbo, hbo, wo"),
        ("personen.1.id", "a", "kan hier niet nog eens"),
        ("personen.2.kinderopvang", {"soort": "creche", "uren_per_maand": 1, "uurprijs": 1}, "dagopvang"),
        ("partners", [["a", "c"]], "'c' staat niet bij personen"),
        ("partners", [["a", "a"]], "twee partners of zichzelf"),
        ("partners", [], "niet bekend hoe die bij het huishouden hoort"),
        ("kinderen", {"k": ["x"]}, "'x' staat niet bij personen"),
        ("kinderen", {"k": ["k"]}, "ouder van zichzelf"),
        ("medebewoners", ["b"], "kan geen medebewoner zijn"),
        ("woning", {"soort": "kasteel"}, "Kies uit: huur, koop"),
        ("woning", {"soort": "huur", "kale_huur": 600}, "Bedoelde u 'kale_huur_per_maand'"),
        ("gegeven", {"a": {"toetsingsinkome": 1.0}}, "Bedoelde u 'toetsingsinkomen'"),
        ("gegeven", {"z": {"toetsingsinkomen": 1.0}}, "'z' staat niet bij personen"),
        ("extra", 1, "onbekend"),
    ],
)
def test_a_wrong_case_names_field_and_mend(path: str, value: object, words: str) -> None:
    with pytest.raises(bouwstenen.InputError) as error:
        bouwstenen.household(_changed(path, value))
    assert words in str(error.value)


def test_the_budget_line_agrees_with_single_cases() -> None:
    computed = compute(read_case(YamlFile("geval", SINGLE)))
    points = budget_line(computed, 0, "loon", (35000.0, 36000.0, 500.0))
    assert [point.at for point in points] == [35000, 35500, 36000]
    assert points[-1].amounts["besteedbaar_inkomen"] == pytest.approx(
        bouwstenen.household(SINGLE)["huishouden"]["besteedbaar_inkomen"]
    )


@pytest.mark.parametrize("text", ["", "1:2", "a:b:c", "5:1:1", "0:100:0", "0:1000000:1", "-5:10:1"])
def test_a_wrong_range_is_refused(text: str) -> None:
    with pytest.raises(bouwstenen.InputError, match="--verloop"):
        parse_range(text)


def test_openfisca_requests_give_the_same_amounts() -> None:
    inputs = {"leeftijd": {"2026": 35}, "geboortejaar": {"2026": 1990}, "leeftijd_maanden": {"2026": 428}}
    request = {
        "persons": {"a": {**inputs, "loon": {"2026": 36000.0}, "inkomensheffing": {"2026": None}}},
        "huishoudens": {
            "h": {
                "bewoners": ["a"],
                "woning_soort": {"2026": 1},
                "kale_huur_per_maand": {"2026": 600.0},
                "zorgtoeslag": {"2026": None},
                "huurtoeslag": {"2026": None},
            }
        },
    }
    answer = calculate(request)
    direct = bouwstenen.household(SINGLE)
    assert answer["persons"]["a"]["inkomensheffing"]["2026"] == pytest.approx(
        direct["personen"]["a"]["inkomensheffing"]
    )
    for name in ("zorgtoeslag", "huurtoeslag"):
        assert answer["huishoudens"]["h"][name]["2026"] == pytest.approx(direct["huishouden"][name])
    assert request["huishoudens"]["h"]["zorgtoeslag"]["2026"] is None, "the request itself stays as it was"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"personen": {}}, "persons"),
        ({"huishoudens": {"h": {"bewoners": ["b"]}}}, "staat niet bij persons"),
        ({"huishoudens": {"h": {"bewoners": []}}}, "in 0 huishoudens"),
        ({"persons": {"a": {"loon": {"2026": 1.0}, "aow": {"2025": None}}}}, "2 data"),
        ({"persons": {"a": {"loon": {"vandaag": 1.0}}}}, "geen datum"),
        ({"persons": {"a": {"lon": {"2026": 1.0}, "aow": {"2026": None}}}}, "loon"),
        ({"persons": {"a": {"huurtoeslag": {"2026": None}}}}, "hoort bij huishouden"),
    ],
)
def test_wrong_openfisca_requests(change: dict, words: str) -> None:
    request = {"persons": {"a": {"loon": {"2026": 1.0}}}, "huishoudens": {"h": {"bewoners": ["a"]}}}
    with pytest.raises(bouwstenen.InputError) as error:
        calculate({**request, **change})
    assert words in str(error.value)


def test_import_is_light() -> None:
    heavy = "{'numba', 'numpy', 'polars', 'scipy', 'pydantic'}"
    code = f"import sys, bouwstenen; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
