"""What is done to get there: actions, the cheapest points, scenarios, and what it would all bring."""
