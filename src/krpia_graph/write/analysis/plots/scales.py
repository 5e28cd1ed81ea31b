"""Values in, their places on a sheet out, with the round values to mark beside them."""

from dataclasses import dataclass
from math import floor, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """From values `low` to `high` to points `start` to `end`, perhaps by their logarithms."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = False

    def __call__(self, value: float) -> float:
        """The place of a value."""
        low, high, value = (log10(v) if self.logarithmic else v for v in (self.low, self.high, value))
        return self.start + (value - low) / ((high - low) or 1.0) * (self.end - self.start)

    def ticks(self, most: int = 6) -> list[float]:
        """Round values from `low` to `high`: of a logarithmic scale 1, 2 and 5 of each power of ten."""
        if self.logarithmic:
            powers = range(floor(log10(self.low)), floor(log10(self.high)) + 1)
            found = [m * 10.0**power for power in powers for m in (1, 2, 5)]
            return [t for t in found if self.low * 0.999 <= t <= self.high * 1.001]
        span = (self.high - self.low) or 1.0
        power = 10.0 ** floor(log10(span / most))
        step = next(m * power for m in (1, 2, 5, 10) if span / (m * power) <= most)
        first = -(-self.low // step)
        count = floor((self.high - first * step) / step + 1e-9)
        return [round((first + i) * step, 10) for i in range(count + 1)]


def tick_text(value: float) -> str:
    """The label of a tick."""
    return f"{value:.10g}"
