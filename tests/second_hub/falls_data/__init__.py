"""Synthetic data of falls in later life, for a made-up second hub."""
