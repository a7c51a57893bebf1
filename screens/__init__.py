"""Textual views of prompts."""
