"""Results in one long table, and who or what caused them."""
