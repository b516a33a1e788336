"""What the floors above are asked and told of, for assessments know nothing of them."""

from django.dispatch import Signal

dates_looked_at = Signal()
"""Sent with ``today`` whenever dates that come near are looked for; a receiver tells of those that are its own."""

cleared_away = Signal()
"""Sent with ``now`` whenever what nobody needs is cleared away; a receiver clears away what is its own."""

place_asked = Signal()
"""Sent with ``notice``; a receiver whose notice it is returns the path of what it tells of, others None."""
