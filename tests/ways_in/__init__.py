"""The ways in that are lines of text: plain, JSON, and joining a running kiosk."""
