"""When each card comes back: pure rules over the log, with time and chance as arguments."""
