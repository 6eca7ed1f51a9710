"""The layout of a diagram of boxes below boxes."""

from __future__ import annotations

from ksnet.basics.frozen import changeable, field, frozen
from ksnet.rendering.figures.letters import wrap
from ksnet.rendering.figures.shapes import SIZE, PlainShape, rounded, short

SMALL = 12
LINE = 17
SMALL_LINE = 16
PAD = 8
INDENT = 18
BETWEEN = 9
COLUMN_GAP = 16
NARROWEST_COLUMN = 195
ROOT_GAP = 18
TALL = 700  # from this height on a branch that is far longer than the others gets the whole width
CROWDED = 24  # with more boxes than these each says less


@changeable
class _Box:
    """A node with the boxes below it."""

    node: PlainShape
    crowded: bool = False
    below: list[_Box] = field(default_factory=list)

    @property
    def pad(self) -> float:
        """The room above the first and below the last line."""
        return PAD / 2 if self.crowded else PAD

    def texts(self, width: float) -> tuple[list[str], list[str]]:
        inner = width - 2 * PAD
        if self.crowded:
            label = wrap(self.node["label"], inner, SIZE, bold=True, lines=3)
            return label, wrap(" · ".join(self.node["lines"]), inner, SMALL, lines=2)
        label = wrap(self.node["label"], inner, SIZE, bold=True, lines=4)
        return label, [
            part for line in self.node["lines"] for part in wrap(line, inner, SMALL, lines=3)
        ]

    def own_height(self, width: float) -> float:
        label, lines = self.texts(width)
        return len(label) * LINE + len(lines) * SMALL_LINE + 2 * self.pad - 3

    def height(self, width: float) -> float:
        """Return the height with all boxes below, each level indented."""
        return self.own_height(width) + sum(
            box.height(width - INDENT) + BETWEEN for box in self.below
        )


class _Canvas:
    """Collects drawn boxes and the lines between them."""

    def __init__(self) -> None:
        self.boxes: list[PlainShape] = []
        self.paths: list[str] = []

    def path(self, *points: tuple[float, float]) -> None:
        self.paths.append("M" + "L".join(f"{short(x)} {short(y)}" for x, y in points))

    def box(self, box: _Box, x: float, y: float, width: float, *, root: bool = False) -> float:
        """Draw one box and return its lower end."""
        label, lines = box.texts(width)
        height = box.own_height(width)
        placed, base = [], y + box.pad - 4
        for text in label:
            base += LINE
            placed.append({"text": text, "y": base, "bold": True})
        for text in lines:
            base += SMALL_LINE
            placed.append({"text": text, "y": base, "bold": False})
        self.boxes.append(
            {
                "x": x,
                "y": y,
                "width": width,
                "height": height,
                "text_x": x + PAD,
                "texts": placed,
                "dashed": box.node["dashed"],
                "root": root,
            }
        )
        return y + height

    def hanging(
        self, boxes: list[_Box], spine: float, start: float, y: float, width: float
    ) -> float:
        """Draw boxes below each other along a line at `spine` from `start`; return their end."""
        joint = start
        for box in boxes:
            joint = y + min(box.own_height(width) / 2, 17)
            self.path((spine, joint), (spine + INDENT / 2, joint))
            y = self.subtree(box, spine + INDENT / 2, y, width) + BETWEEN
        if boxes:
            self.path((spine, start), (spine, joint))
        return y - BETWEEN

    def subtree(self, box: _Box, x: float, y: float, width: float) -> float:
        end = self.box(box, x, y, width)
        if not box.below:
            return end
        return self.hanging(box.below, x + INDENT / 2, end, end + BETWEEN, width - INDENT)


def tree_layout(drawing: PlainShape, width: float) -> PlainShape:
    """Return boxes and connecting lines: each root over the whole width, its branches in columns.

    Roots with nothing below them come last: in the free room under the shortest column where they
    fit, else in rows.
    """
    canvas, y, free = _Canvas(), 1.0, None
    roots = _roots(drawing["nodes"])
    for root in (root for root in roots if root.below):
        y, free = _rooted(canvas, root, 0.5, y, width - 1)
        y += ROOT_GAP
    if single := [root for root in roots if not root.below]:
        if free and free.bottom - free.top >= sum(
            root.own_height(free.width) + ROOT_GAP for root in single
        ):
            top = free.top
            for root in single:
                top = canvas.box(root, free.x, top + ROOT_GAP, free.width)
        else:
            y = _row(canvas, single, y, width) + ROOT_GAP
    return rounded(
        {
            "width": width,
            "height": y - ROOT_GAP + 1,
            "boxes": canvas.boxes,
            "path": "".join(canvas.paths),
        }
    )


def _roots(nodes: list[PlainShape]) -> list[_Box]:
    """Return the boxes that are below no other; an unknown parent or a circle also makes a root."""
    boxes = {node["id"]: _Box(node, crowded=len(nodes) > CROWDED) for node in nodes}
    roots: list[_Box] = []
    for ident, box in boxes.items():
        above, seen = box.node["parent"], {ident}
        while above in boxes and above not in seen:
            seen.add(above)
            above = boxes[above].node["parent"]
        parent = boxes.get(box.node["parent"])
        if parent is None or above in seen:
            roots.append(box)
        else:
            parent.below.append(box)
    return roots


def _columns(width: float, wanted: int) -> tuple[int, float]:
    """Return how many columns fit, and how wide each is."""
    count = max(1, min(wanted, int((width + COLUMN_GAP) // (NARROWEST_COLUMN + COLUMN_GAP))))
    return count, (width - (count - 1) * COLUMN_GAP) / count


@frozen
class _Room:
    """The free room under a column that ends before the others."""

    x: float
    width: float
    top: float
    bottom: float


def _rooted(canvas: _Canvas, root: _Box, x: float, y: float, width: float) -> tuple[float, _Room]:
    """Draw a root over the whole width, its branches in columns; return their end and free room."""
    end = canvas.box(root, x, y, width, root=True)
    long = _longest_branch(root, width)
    boxes = [box for box in root.below if box is not long]
    count, wide = _columns(width, len(boxes))
    inner = wide - INDENT / 2
    starts = [x + number * (wide + COLUMN_GAP) for number in range(count)]
    ends = [
        canvas.hanging(column, start, end, end + ROOT_GAP, inner)
        for start, column in zip(starts, _parted(boxes, count, inner), strict=False)
    ] or [end]
    shortest = ends.index(min(ends))
    room = _Room(starts[shortest] + INDENT / 2, inner, ends[shortest], max(ends))
    if long is None:
        return max(ends), room
    top = max(ends) + ROOT_GAP
    canvas.path((x, end), (x, top + 17), (x + INDENT / 2, top + 17))
    return _rooted(canvas, long, x + INDENT / 2, top, width - INDENT / 2)


def _longest_branch(root: _Box, width: float) -> _Box | None:
    """Return a branch longer than all others together and too long for a column, or None."""
    _, wide = _columns(width, len(root.below))
    heights = [box.height(wide - INDENT / 2) for box in root.below]
    if max(heights) < TALL or 2 * max(heights) < sum(heights):
        return None
    longest = root.below[heights.index(max(heights))]
    return longest if len(longest.below) > 1 and _columns(width, 2)[0] > 1 else None


def _row(canvas: _Canvas, boxes: list[_Box], y: float, width: float) -> float:
    """Draw boxes with nothing below them side by side, in rows."""
    count, wide = _columns(width, max(len(boxes), 2))
    for start in range(0, len(boxes), count):
        row = enumerate(boxes[start : start + count])
        ends = [canvas.box(box, 0.5 + n * (wide + COLUMN_GAP), y, wide - 1) for n, box in row]
        y = max(ends) + BETWEEN
    return y - BETWEEN


def _parted(boxes: list[_Box], count: int, width: float) -> list[list[_Box]]:
    """Divide boxes among columns in their order, the highest column as low as possible."""
    if not boxes:
        return []
    heights = [box.height(width) + BETWEEN for box in boxes]
    for limit in sorted(
        {sum(heights[i:j]) for i in range(len(boxes)) for j in range(i + 1, len(boxes) + 1)}
    ):
        columns: list[list[_Box]] = [[]]
        filled = 0.0
        for box, height in zip(boxes, heights, strict=True):
            if columns[-1] and filled + height > limit:
                columns.append([])
                filled = 0.0
            columns[-1].append(box)
            filled += height
        if len(columns) <= count and limit >= max(heights):
            return columns
    return [boxes]
