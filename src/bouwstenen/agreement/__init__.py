"""The agreement as data: measures, the coverage ledger and the source text they point at."""
