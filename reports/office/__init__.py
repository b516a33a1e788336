"""The documents as office files: Word, PowerPoint and Excel. The one place that knows python-docx and python-pptx."""
