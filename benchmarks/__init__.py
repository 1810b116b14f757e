"""benchmarks: how fast, against what, on one command each."""
