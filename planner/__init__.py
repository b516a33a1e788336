"""Which points are cheapest: what each step would add, what-if scenarios, and the best set of steps for an effort."""
