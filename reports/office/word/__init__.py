"""Word documents: styles, tables, fields and pictures by code, then the chapters of a report."""
