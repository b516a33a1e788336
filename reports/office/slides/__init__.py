"""PowerPoint slides: a master of our own, charts and tables that can be edited, then the slides of a summary."""
