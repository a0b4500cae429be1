"""Units, years, provenance, errors, strict files and seeded randomness: what every room stands on."""
