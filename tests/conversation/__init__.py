"""The conversation: every prompt there is, and what a reply to it does."""
