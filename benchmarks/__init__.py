"""What the product costs, measured against a bare view on the same stack: ``python -m benchmarks``."""
