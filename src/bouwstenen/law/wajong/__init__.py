"""Wajong: benefit for people disabled since their youth."""
