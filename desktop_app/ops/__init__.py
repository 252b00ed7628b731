"""The verbs: everything that a person can ask for, as plain functions on an open project. Each is one step to undo."""
