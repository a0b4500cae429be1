"""Wet op de zorgtoeslag: allowance for the premium of the care insurance."""
