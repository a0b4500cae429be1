"""Wet op het kindgebonden budget: means-tested child allowance."""
