"""Households: a synthetic population from public figures, or users' own microdata, and the law over them."""
