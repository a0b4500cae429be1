"""Single choices as a user writes them."""

import pytest

from bouwstenen.core.errors import InputError
from bouwstenen.models.eu_rules.variants import chosen, switched, variant


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
