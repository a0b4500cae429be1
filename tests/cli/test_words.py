"""Dutch words of every choice, written down by hand: a word that is swapped gives another answer in silence."""

import pytest

from bouwstenen.cli.run_options import help_text, to_code, to_word
from bouwstenen.runs.describe import options

WORDS = {
    "reading": "narrow=krap central=midden wide=ruim",
    "macro.baseline": "current_policy=huidig-beleid spb_held=saldo-vast",
    "demography.scenario": (
        "baseline=vertrekpunt low=laag moderate=gematigd high=hoog cbs_2022=cbs-2022 cbs_2023=cbs-2023"
    ),
    "asylum.inflow": "low=laag central=midden high=hoog",
    "asylum.early_effect": "none=niets central=midden full=alles",
    "asylum.empty_places": "none=niets central=midden full=alles",
    "asylum.alternative_finance": "public=overheid rent=huur",
    "public_finance.indexation": "deflator=lopend none=vast",
    "public_finance.interest_rate": "market=markt document=document",
    "public_finance.interest_base": "all_debt=alles debt_column=schuldkolom",
    "public_finance.interest_in_lines": "replace=vervangen add=optellen",
    "public_finance.pm": "none=geen low=laag central=midden high=hoog",
    "public_finance.feedback": "none=geen ec_2025=0.6 ec_2024=0.75",
    "public_finance.feedback_persistence": "three_years=drie-jaar ec=commissie",
    "public_finance.benefits_elasticity": "low=laag published=gepubliceerd high=hoog",
    "public_finance.ceiling_mapping": "central=midden alternative=anders",
    "eu_rules.variant": "guidance_2025=richtsnoeren-2025 commission_2024=richtsnoeren-2024 persistent=letterlijk",
    "eu_rules.adjustment_years": "4=4 7=7",
    "eu_rules.compare_with": (
        "none=geen guidance_2025=richtsnoeren-2025 commission_2024=richtsnoeren-2024 persistent=letterlijk"
    ),
    "space.scale": "corop=corop province=provincie",
    "space.nitrogen": "recovery=eerst-herstel shared=gedeeld",
    "space.band": "none=geen draws=trekkingen",
    "space.limits": "lifted=los none=niet",
    "care.variant": (
        "demography=bevolking residual_low=laag residual_cpb=cpb residual_cpb_price=cpb-prijs residual_vtv=rivm "
        "healthy_half=half-gezond healthy_full=gezond"
    ),
    "youth.take_up": "low=laag central=midden high=hoog",
    "youth.baseline": "today=wet-van-nu bill=wetsvoorstel planned=gepland-stelsel",
    "youth.hourly_price": "rate=uurprijs-wet average=gemiddelde-prijs",
    "youth.care_growth": "flat=geen middle=midden high=hoog",
    "youth.building_cost": "low=laag central=midden high=hoog",
    "economy.counting": "financing=financiering performance=uitvoering budget=begroting",
    "economy.unchanged": "falls=daalt held=gelijk",
}
"""Code and word of every choice, by flat name; a new choice is added here."""
CHOICES = {item.name: item for item in options() if item.kind == "choice"}


def test_every_choice_is_in_the_table() -> None:
    assert CHOICES.keys() - WORDS.keys() == set()


@pytest.mark.parametrize("name", sorted(CHOICES.keys() & WORDS.keys()))
def test_words_and_codes_go_both_ways(name: str) -> None:
    for pair in WORDS[name].split():
        code, _, word = pair.partition("=")
        assert to_code(CHOICES[name], word) == code
        assert to_word(CHOICES[name], code) == word
    assert len(CHOICES[name].words) == len(WORDS[name].split())


def test_every_option_says_what_it_is_and_what_it_takes() -> None:
    for item in options():
        assert item.flag.startswith("--")
        assert item.help.endswith((".", "?", "].", "]")), item.flag
        if item.low is not None:
            assert "een getal van" in help_text(item).lower()
