"""The table of results: a line as soon as a figure is known, and which ones miss their limit."""

WIDTH = 62


class Table:
    def __init__(self, out=print):
        self.out = out
        self.rows = []

    def head(self):
        self.out(f"{'figure':<{WIDTH}} {'value':>9}      limit")

    def note(self, name, value, unit, most=None, least=None):
        """One figure. `most` and `least` are limits that it may reach, but not pass."""
        fine = (most is None or value <= most) and (least is None or value >= least)
        limit = f"<= {most:g}" if most is not None else f">= {least:g}" if least is not None else ""
        outcome = "" if not limit else "ok" if fine else "MISSED"
        self.rows.append((name, fine))
        digits = 2 if unit == "x" else 1
        self.out(f"{name:<{WIDTH}} {value:>9.{digits}f} {unit:<4} {limit:<8} {outcome}".rstrip())

    def missed(self):
        return [name for name, fine in self.rows if not fine]
