"""One file a speech engine."""
