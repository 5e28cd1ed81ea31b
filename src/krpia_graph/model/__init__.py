"""Frozen values that travel from stage to stage, and the errors; no input or output happens here."""
