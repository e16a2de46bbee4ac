"""The interface in a browser."""
