"""The record on disk, and the shipped words."""
