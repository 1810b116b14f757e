"""The exit codes, as they are promised."""

FINE, FOUND, WRONG, BROKEN = 0, 1, 2, 3
