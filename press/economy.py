"""Does once what WeasyPrint would do twice: a line of text that was shaped to be measured stays so until it is drawn.

The library drops each line's shape to save memory in books of thousands of pages, and shapes it again to draw it. That
is a tenth of a report's time; a report's lines are a few megabytes, and the child is gone a moment later.
"""

from typing import Any

from weasyprint.text import line_break


class Shaped(line_break.Layout):
    """A line of text that keeps its shape."""

    def deactivate(self) -> None:
        """Keep it."""

    def reactivate(self, style: Any) -> None:
        """Shape it anew only where it would come out otherwise: in another style, spread out, or cut into lines."""
        if style is not self.style or self.justification_spacing or self.get_first_line()[1] is not None:
            super().reactivate(style)


def keep_shapes() -> None:
    """Let every document of this process be set with lines that keep their shape."""
    line_break.Layout = Shaped  # type: ignore[misc]  # the library has no setting for it
