"""The rules of sociocracy: pure functions from values to values."""
