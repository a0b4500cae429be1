"""Sections about the run itself, made of rows, named tables and the package: nothing live, nothing of one document."""
