"""Watches that count, and that stop the work where a test says."""

from termcards.watching import Stage, StoppedError


class Counting:
    """Hears everything, and says stop at the `stop_at`-th time it is asked, counted from 0."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.asked = 0
        self.stages: list[tuple[Stage, int]] = []
        self.done = 0
        self._stop_at = stop_at

    def begins(self, stage: Stage, parts: int) -> None:
        self.stages.append((stage, parts))
        self.done = 0

    def advances(self, parts: int = 1) -> None:
        if self.asked == self._stop_at:
            raise StoppedError
        self.asked += 1
        self.done += parts
