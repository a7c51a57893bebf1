"""One conversation, many ways in: prompts out, replies in."""
