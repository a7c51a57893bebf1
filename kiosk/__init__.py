"""In the Round: the application."""
