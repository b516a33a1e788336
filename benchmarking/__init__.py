"""An organisation's place among others, from figures out of which none of the others can be told."""
