"""The `kiosk` command: flags, sub-commands, exit codes, and what is installed."""
