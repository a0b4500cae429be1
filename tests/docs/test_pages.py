"""What the pages say can be done, can be done: commands, options, links, files, columns and refusals."""

from __future__ import annotations

import json
import re
import shlex
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

import bouwstenen
from bouwstenen.cli import main

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
COMMAND = re.compile(r"`(?:\.venv/bin/)?bouwstenen ([^`\n]+)`|^(?:! )?bouwstenen ([^\n|]+)", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@lru_cache(maxsize=100)
def asked(*words: str) -> str:
    """Help of a command; empty when there is no such command."""
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()), pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    return out.getvalue() if ended.value.code == 0 else ""


@pytest.mark.parametrize("name", NAMES)
def test_commands_and_their_options_exist(name: str) -> None:
    for groups in COMMAND.findall(text(name)):
        line = next(filter(None, groups))
        words = shlex.split(line.replace("…", "").replace("'", ""))
        if words[0].startswith(("-", "OPDRACHT")) or words[0] == "scholen":  # the model that the recipe adds
            continue
        place = words[:2] if words[0] in {"wet", "toets", "cache"} and len(words) > 1 else words[:1]
        told = asked(*place)
        assert told, f"{name}: bouwstenen {line}"
        for flag in (word for word in words if word.startswith("--")):
            # --schooljaar belongs to the model that the recipe adds.
            assert flag == "--schooljaar" or f"{flag} " in f"{told.replace(chr(10), ' ')} ", f"{name}: {line}"


@pytest.mark.parametrize("name", NAMES)
def test_links_and_files_exist(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text(name)):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target
    if page.name in {"CONTRIBUTING.md", "CHANGELOG.md"} or page.parent.name == "decisions":
        return  # names of what a reader makes, and of what was
    for path in re.findall(r"`((?:src|docs|tests|benchmarks)/[\w./-]+\.\w+)`", text(name)):
        assert (ROOT / path).exists(), path


def household_case() -> dict[str, object]:
    (example,) = re.findall(r"```yaml\n(.*?)```", text("docs/household.md"), re.DOTALL)
    case = yaml.safe_load(example)
    case["datum"] = str(case["datum"])
    case["personen"] += [
        {"id": "b", "geboortedatum": "1991-01-01"},
        {"id": "k1", "geboortedatum": "2020-01-01"},
        {"id": "c", "geboortedatum": "1960-01-01", "loon": 10000},
    ]
    case["personen"][0]["geboortedatum"] = "1990-05-01"
    return case


def test_the_household_of_the_page_is_computed() -> None:
    found = bouwstenen.household(household_case(), explain="zorgtoeslag")
    page = text("docs/household.md")
    for key in found:
        assert f"`{key}`" in page or key == "datum", key
    assert found["personen"]["a"]["toetsingsinkomen"] == 45000
    assert found["uitleg"]["naam"] == "zorgtoeslag"
    (names,) = re.findall(r"a tree of `([^`]+)`", page)
    assert set(found["uitleg"]) <= set(names.split(", "))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"geboortedatum": "2010-01-01"}, "partner"),
        ({"lon": 1}, "loon"),
        ({"dagloon": 150}, "dagloon"),
        ({"hypotheekrente": 3000}, "hypotheekrente"),
        ({"startersaftrek": True}, "starter"),
    ],
)
def test_what_the_page_says_is_refused(change: dict[str, object], named: str) -> None:
    case = household_case()
    case["personen"][1].update(change)  # type: ignore[index]
    with pytest.raises(bouwstenen.InputError, match=named):
        bouwstenen.household(case)


def test_columns_and_outcomes_of_the_coverage_ledger(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["dekking", "--json"])
    rows = json.loads(capsys.readouterr().out)
    page = text("docs/coverage.md")
    told = re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE)
    names = {name for cell in told for name in re.findall(r"`(\w+)`", cell)}
    assert set(rows[0]) <= names
    without = {row["outcome"] for row in rows if not row["measures"]}
    assert without <= names, without


def test_statuses_levers_and_options_of_a_package() -> None:
    schema = json.loads(text("docs/package.schema.json"))
    page = text("docs/packages.md")
    told = json.dumps(schema)
    for name in re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE):
        assert f'"{name}"' in told, name


BUDGET = """\
id: ons-plan
title: Ons plan
measures:
  - id: EIGEN-1
    block: 3
    title: Een maatregel
    status: computed
    levers:
      - kind: budget
        part: uitgaven
        column: structural
        {key}: {amount}
        timing: recurring
        price_level: 2025
        phasing: {{profile: ramp, start: 2027, until: 2030}}
        booking: {{instrument: social_benefit}}
        ceiling: social
"""


def remarks(tmp_path: Path, key: str, amount: float) -> tuple[object, ...]:
    """Remarks on a package with one amount. Raises InputError when it is refused."""
    from bouwstenen.agreement.loader import load_package
    from bouwstenen.levers.compile import compile_measures

    file = tmp_path / "mijn_pakket.yaml"
    file.write_text(BUDGET.format(key=key, amount=amount), encoding="utf-8")
    package = load_package(file)
    return compile_measures(package.measures, where=package.where).remarks


def test_a_mistake_gives_the_message_of_the_page(tmp_path: Path) -> None:
    (line,) = re.findall(r"^mijn_pakket.yaml, (.*) …$", text("docs/packages.md"), re.MULTILINE)
    with pytest.raises(bouwstenen.InputError) as refused:
        remarks(tmp_path, "amont_bn", 0.4)
    assert f"mijn_pakket.yaml, {line}" in str(refused.value)


def test_amounts_are_held_against_gdp(tmp_path: Path) -> None:
    page = " ".join(text("docs/packages.md").split())
    assert "an amount above GDP (1,200 billion euro). From 5% of it there is a remark." in page
    assert remarks(tmp_path, "amount_bn", 59) == ()
    assert len(remarks(tmp_path, "amount_bn", 61)) == 1
    with pytest.raises(bouwstenen.InputError, match=r"1\.?200"):
        remarks(tmp_path, "amount_bn", 1201)
