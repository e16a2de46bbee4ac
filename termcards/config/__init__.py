"""Where things live and what the learner has set, from the environment and a checked file."""

from termcards.config.places import CONFIG, HOME_VARIABLE, home_folder
from termcards.config.reading import read_config

__all__ = ["CONFIG", "HOME_VARIABLE", "home_folder", "read_config"]
