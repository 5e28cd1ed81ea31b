// Where things of the picture lie: the outlines of shapes, the paths of lines, and how far a point is from both.
"use strict";

const Geometry = (() => {
  // A star has corners at `reach` radii from the centre and others between them at `inner` of that; a polygon is
  // a star whose inner corners lie on its sides. The first corner stands at `turn`, clockwise from the right.
  // The figures are those of the legend and of the saved picture, so that all three look alike.
  const polygon = (corners, turn, reach) => star(corners, turn, reach, Math.cos(Math.PI / corners));
  function star(corners, turn, reach, inner) {
    const half = Math.PI / corners;
    const [x, y] = [Math.cos(half) - inner, Math.sin(half)];
    const side = { x: x / Math.hypot(x, y), y: y / Math.hypot(x, y) }; // along a side, from the inner corner out
    return { corners, turn: (turn * Math.PI) / 180, reach, inner, side };
  }
  const SHAPES = {
    dot: { corners: 0, turn: 0, reach: 1, inner: 1, side: { x: 0, y: 1 } },
    square: polygon(4, 45, 1.25),
    triangle: polygon(3, -90, 1.3),
    triangleDown: polygon(3, 90, 1.3),
    diamond: polygon(4, 0, 1.15),
    hexagon: polygon(6, 0, 1.05),
    star: star(5, -90, 1.4, 0.45),
  };
  const FARTHEST = Math.max(...Object.values(SHAPES).map(({ reach }) => reach));
  const STEP = 0.24; // how far a curve is pulled to its side, for each step of its bend, in lengths of the line
  const LEAST_STEP = 24; // and in units, where lines are short
  const PIECES = 16; // of which a curve is drawn

  // From a point beside the centre to the outline, negative inside. All sides are folded onto one half of one.
  function toOutline(name, x, y, radius) {
    const { corners, turn, reach, side } = SHAPES[name];
    const far = Math.hypot(x, y);
    if (corners === 0) return far - radius;
    const half = Math.PI / corners;
    const turned = Math.atan2(y, x) - turn;
    const angle = turned - 2 * half * Math.floor(turned / (2 * half)) - half;
    const corner = { x: radius * reach * Math.cos(half), y: radius * reach * Math.sin(half) };
    const [px, py] = [far * Math.cos(angle) - corner.x, far * Math.abs(Math.sin(angle)) - corner.y];
    const along = Math.min(Math.max(-(px * side.x + py * side.y), 0), corner.y / side.y);
    const [dx, dy] = [px + along * side.x, py + along * side.y];
    return dx < 0 ? -Math.hypot(dx, dy) : Math.hypot(dx, dy);
  }

  // The line from a to b as a quadratic curve, pulled to the left of whoever goes along it. y grows downwards.
  function path(a, b, bend) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = Math.hypot(dx, dy) || 1;
    const pull = (bend * Math.max(STEP * length, LEAST_STEP)) / length;
    return { a, b, via: { x: (a.x + b.x) / 2 + dy * pull, y: (a.y + b.y) / 2 - dx * pull }, straight: bend === 0 };
  }

  // What a path stays within: left, top, right, bottom.
  function box({ a, b, via }) {
    return [
      Math.min(a.x, b.x, via.x),
      Math.min(a.y, b.y, via.y),
      Math.max(a.x, b.x, via.x),
      Math.max(a.y, b.y, via.y),
    ];
  }

  function toPath({ a, b, via, straight }, x, y) {
    if (straight) return toSegment(a.x, a.y, b.x, b.y, x, y);
    let nearest = Infinity;
    let [px, py] = [a.x, a.y];
    for (let piece = 1; piece <= PIECES; piece += 1) {
      const t = piece / PIECES;
      const s = 1 - t;
      const qx = s * s * a.x + 2 * s * t * via.x + t * t * b.x;
      const qy = s * s * a.y + 2 * s * t * via.y + t * t * b.y;
      nearest = Math.min(nearest, toSegment(px, py, qx, qy, x, y));
      [px, py] = [qx, qy];
    }
    return nearest;
  }

  function toSegment(ax, ay, bx, by, x, y) {
    const [dx, dy] = [bx - ax, by - ay];
    const t = Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1), 0), 1);
    return Math.hypot(x - ax - t * dx, y - ay - t * dy);
  }

  return { SHAPES, FARTHEST, PIECES, toOutline, path, box, toPath };
})();
