"""Whole stories."""
