"""run: every recipe on every profile, each in a process of its own."""
