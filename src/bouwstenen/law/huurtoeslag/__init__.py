"""Wet op de huurtoeslag: rent allowance, the system until 2025 and that of 2026."""
