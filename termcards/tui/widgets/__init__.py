"""The parts of the screens, each of which shows one value."""
