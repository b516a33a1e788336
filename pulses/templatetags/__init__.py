"""Tags and filters of the pulses app."""
