"""Dialogs outside the annotating loop: settings, export, import preview, keys, about."""
