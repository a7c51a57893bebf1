"""What the pages of documentation say is so."""
