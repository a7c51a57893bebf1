"""Tests of speech in and out."""
