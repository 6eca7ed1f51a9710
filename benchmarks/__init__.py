"""Measure how fast ksnet is; see docs/performance.md."""
