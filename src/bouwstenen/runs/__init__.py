"""The run: models in order, in every reading, with what they hand on, their causes, and the run as a folder."""
