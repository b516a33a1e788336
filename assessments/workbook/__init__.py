"""The answers of an assessment, or of one's own sheet, as a workbook (XLSX) to fill without a connection.

``layout`` says which columns and choices there are, ``writer``, ``pages`` and ``start`` fill the sheets, ``marks``
keeps what the file was made from on a hidden sheet, and ``reader`` reads it back, whoever saved it.
"""
