"""What a measure can move, and the compilation of measures into one frozen overlay."""

from bouwstenen.levers.overlay import BudgetEntry, InputChange, LawChange, Overlay, RuleOption

__all__ = ["BudgetEntry", "InputChange", "LawChange", "Overlay", "RuleOption"]
