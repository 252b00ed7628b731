"""The command line: the same actions as the window, for scripts and machines without a display. Never imports Qt."""

from __future__ import annotations

COMMANDS = (
    "new",
    "add",
    "import",
    "export",
    "check",
    "stats",
    "tagset",
    "undo",
    "assign",
    "agree",
    "adjudicate",
    "merge",
    "package",
    "withdraw",
    "backups",
    "formats",
    "readers",
)
"""What `rubricator` understands as its first word. Anything else is a path for the window."""
