"""The window around the workspace: bars, commands and keys, the palette, messages, the welcome page."""
