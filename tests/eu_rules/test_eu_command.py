"""`toets eu` with single choices and the sensitivity table."""

import json

import pytest

from bouwstenen.cli import main
from bouwstenen.core.errors import InputError
from bouwstenen.models.eu_rules.options import chosen, switched, variant


def test_choices_are_read_as_a_user_writes_them() -> None:
    start = variant("commission_2024")
    wanted = switched(start, multiplier="ec_2025", deficit_tolerance=True, floor=False)
    assert chosen(start, ["multiplier=ec_2025", "deficit_tolerance = ja", "floor=false"]) == wanted
    assert chosen(start, []) == start


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("multiplier", "Schrijf naam=keuze"),
        ("multiplyer=ec_2024", "Bedoelde u 'multiplier'"),
        ("multiplier=0.6", "Kies uit: ec_2024, ec_2025"),
        ("floor=misschien", "Kies uit: true, false"),
    ],
)
def test_a_wrong_choice_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        chosen(variant("commission_2024"), [text])


def test_one_sensitivity_table_has_every_subject(capsys: pytest.CaptureFixture[str]) -> None:
    """Multiplier, interest, growth, cost and edition of ageing, with a choice of its own in the variant."""
    with pytest.raises(SystemExit) as stop:
        main(["toets", "eu", "--trekkingen", "0", "--gevoeligheid", "--keuze", "deficit_tolerance=ja", "--json"])
    assert stop.value.code == 0
    found = json.loads(capsys.readouterr().out)
    assert found["variant"] == "guidance_2025 deficit_tolerance=ja"
    subjects = {row["subject"] for row in found["sensitivity"]}
    assert subjects == {
        "uitgangspunt",
        "multiplier",
        "korte rente over tien jaar",
        "lange rente over tien jaar",
        "potentiële groei",
        "kosten van de vergrijzing",
        "editie van de vergrijzing",
    }
    assert found["differences"] == []
