"""Figures beside those of peers, measured in turn in one run; nothing here is a test."""
