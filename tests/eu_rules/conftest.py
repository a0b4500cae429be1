"""Facts, figures of the rules and country tables that the tests of this room share."""

from pathlib import Path

import pytest

from bouwstenen.facts import Facts, load_facts
from bouwstenen.models.eu_rules.editions import edition_table
from bouwstenen.models.eu_rules.parameters import Parameters, parameters
from bouwstenen.models.eu_rules.table import CountryTable, read_table, table_from_facts

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def facts() -> Facts:
    """The default vintage."""
    return load_facts()


@pytest.fixture(scope="session")
def figures(facts: Facts) -> Parameters:
    """Figures of the rules."""
    return parameters(facts)


@pytest.fixture(scope="session")
def spring_2025() -> CountryTable:
    """The Netherlands, spring forecast 2025 with market rates of May 2025: the input of the published runs."""
    return table_from_facts(load_facts("2025_05"))


@pytest.fixture(scope="session")
def spring_2024() -> CountryTable:
    """The Netherlands, spring forecast 2024, with market rates of April 2024."""
    return edition_table("2024_04")


@pytest.fixture(scope="session")
def autumn_2024() -> CountryTable:
    """The Netherlands, autumn forecast 2024, with market rates of November 2024."""
    return edition_table("2024_11")


@pytest.fixture(scope="session")
def finland() -> CountryTable:
    """Finland, guidance of 2024: every input of a Commission calculation sheet, not rounded."""
    return read_table(DATA / "FIN_2024.csv")


@pytest.fixture(scope="session")
def france() -> CountryTable:
    """France, guidance of 2024: a country with a reference trajectory."""
    return read_table(DATA / "FRA_2024.csv")
