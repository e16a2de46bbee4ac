"""Libraries that log what they meet in other people's files: our own errors say what matters."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_log(*names: str) -> Iterator[None]:
    """Nothing of these loggers is heard while this runs; unheard, it would go to standard error."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
