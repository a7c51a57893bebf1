"""Tests of the rules: stories, and an oracle that watches circles of every kind."""
