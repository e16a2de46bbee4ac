"""Anki: packages out."""
