"""Households: who notices a package. Baseline law against package law for every household, and what follows from it."""
