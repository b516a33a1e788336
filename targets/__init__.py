"""Where an organisation wants to be: targets by element, dimension or total, and the gap in points."""
