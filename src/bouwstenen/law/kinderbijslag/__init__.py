"""Algemene Kinderbijslagwet: child benefit."""
