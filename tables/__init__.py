"""A table that is shown on a page, as a file: CSV, XLSX and JSON of the same rows, and never a live formula in any."""
