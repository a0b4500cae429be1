"""Zorgverzekeringswet: income-related contributions of employers and people."""
