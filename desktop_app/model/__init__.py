"""The nouns: frozen records and pure functions on them. No files, no database, no Qt."""
