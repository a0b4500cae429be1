"""Names that the format and the models share stand in one place."""

from pathlib import Path
from typing import get_args

import bouwstenen.models
from bouwstenen.agreement.schema import MODEL_NAMES, Payer, Purpose
from bouwstenen.levers.overlay import BudgetEntry
from bouwstenen.models import protocol

PLANNED = {"care", "youth", "economy", "space", "resilience"}
"""Models that are still to come. A folder may have been made for one of them."""
NOT_NAMED = {"macro"}
"""Models that no measure can name: nothing of them can be moved."""


def test_every_model_can_be_named() -> None:
    folders = {path.parent.name for path in Path(bouwstenen.models.__path__[0]).glob("*/__init__.py")}
    assert folders - NOT_NAMED <= set(MODEL_NAMES)
    assert set(MODEL_NAMES) - folders <= PLANNED | {"law"}
    assert len(set(MODEL_NAMES)) == len(MODEL_NAMES)


def test_payers_are_those_of_the_rows() -> None:
    assert set(get_args(Payer)) == set(get_args(protocol.Payer))


def test_money_is_general_and_of_the_state_unless_said() -> None:
    defaults = BudgetEntry.__dataclass_fields__
    assert (defaults["purpose"].default, defaults["payer"].default) == ("general", "state")
    assert {"defence", "investment_institution", "social"} < set(get_args(Purpose))
