"""Framework content as a YAML file, read to and written from a ``FrameworkDefinition``.

The format is ``cxmaturity-framework/1``; ``fixtures/`` holds examples.
"""

from frameworks.content.compose import CHARACTERS_LIMIT
from frameworks.content.reader import ContentFaults, read_content
from frameworks.content.writer import write_content

__all__ = ["CHARACTERS_LIMIT", "ContentFaults", "read_content", "write_content"]
