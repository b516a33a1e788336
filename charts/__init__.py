"""Charts as geometry: plain frozen values in, path strings out; one template draws each, for screen and paper."""
