"""Space: a plan of land, hands, grid, nitrogen and money to 2050, by region."""
