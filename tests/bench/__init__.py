"""Benchmarks: ratios and CPU seconds within one run. `make bench` prints them; no test is timed."""
