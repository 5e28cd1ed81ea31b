// The picture: how nodes and lines look in each state, and which names stand beside them.
"use strict";

const DASHES = { partner: false, about: false, shared: [2, 4], lexicon: [7, 5] };
const LABEL_SIZE = 12;
const LINE_HEIGHT = 14;
const MARGIN = 36; // pixels around the picture, which names may use
const LONGEST_LINE = 30;
const MANY_EDGES = 3000;
const KEY_CASES = 3; // from this number of cases on, a name is shown even over small discs

const extent = {
  width: 2 * Math.max(1, ...nodes.map(({ x, size }) => Math.abs(x) + size)),
  height: 2 * Math.max(1, ...nodes.map(({ y, size }) => Math.abs(y) + size)),
};
const tiesOf = new Map(nodes.map((node) => [node.id, []]));
for (const edge of edges) {
  tiesOf.get(edge.from).push(edge.id);
  if (edge.to !== edge.from) tiesOf.get(edge.to).push(edge.id);
}

const nodeRows = new vis.DataSet(nodes.map(({ label, ...node }) => node));
const edgeRows = new vis.DataSet(edges);
const network = new vis.Network(byId("network"), { nodes: nodeRows, edges: edgeRows }, {
  ...options,
  nodes: { chosen: false, borderWidth: 1.5 },
  edges: { chosen: false, selectionWidth: 0, hoverWidth: 0 },
});
const isHidden = (id) => state.hiddenTypes.has(entities[id].type);

function highlighted() {
  if (state.edge !== null) return new Set([edges[state.edge].from, edges[state.edge].to]);
  if (state.node === null) return null;
  return new Set([state.node, ...tiesOf.get(state.node).flatMap((i) => [edges[i].from, edges[i].to])]);
}

function restyle() {
  const lit = highlighted();
  const surface = cssColour("--surface");
  const outline = cssColour("--text");
  const partner = cssColour("--line-partner");
  const about = cssColour("--line-about");
  nodeRows.update(nodes.map((node) => ({
    id: node.id,
    hidden: isHidden(node.id),
    opacity: !lit || lit.has(node.id) ? 1 : 0.22,
    borderWidth: node.id === state.node ? 3 : 1.5,
    color: { background: node.color, border: node.id === state.node ? outline : surface },
  })));
  const opacity = !lit && edges.length > MANY_EDGES ? 0.25 : 1;
  edgeRows.update(edges.map((edge) => {
    const { group } = ties[edge.id];
    const chosen = edge.id === state.edge;
    const near = state.edge === null ? !lit || edge.from === state.node || edge.to === state.node : chosen;
    return {
      id: edge.id,
      hidden: isHidden(edge.from) || isHidden(edge.to),
      dashes: DASHES[group],
      width: chosen ? edge.width + 2 : edge.width,
      color: { color: chosen ? outline : group === "partner" ? partner : about, opacity: near ? opacity : 0.18, inherit: false },
    };
  }));
  labels.placed = null;
  network.redraw();
}

// Names: the most important first, none over another.

const labels = { placed: null, key: "" };

function wrapped(text) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length > 18) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  const kept = lines.length > 2 ? [lines[0], `${lines[1]} …`] : lines;
  return kept.map((line) => (line.length > LONGEST_LINE ? `${Array.from(line).slice(0, LONGEST_LINE).join("")}…` : line));
}

function crowd() {
  const cells = new Map();
  const covered = ({ left, top, right, bottom }) => {
    const found = [];
    for (let x = Math.floor(left / 80); x <= Math.floor(right / 80); x += 1) {
      for (let y = Math.floor(top / 80); y <= Math.floor(bottom / 80); y += 1) found.push(`${x},${y}`);
    }
    return found;
  };
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return {
    add: (box) => covered(box).forEach((cell) => cells.set(cell, [...(cells.get(cell) ?? []), box])),
    meeting: (box) => new Set(covered(box).flatMap((cell) => cells.get(cell) ?? []).filter((b) => b.id !== box.id && meets(b, box))).size,
  };
}

function candidates(node, width, height, scale) {
  const x = node.x * scale;
  const y = node.y * scale;
  const reach = node.size * scale + 2;
  const at = (left, top) => ({ id: node.id, left, top, right: left + width, bottom: top + height });
  const beside = reach * 0.7;
  return [
    at(x - width / 2, y + reach),
    at(x + reach + 2, y - height / 2),
    at(x - reach - width - 2, y - height / 2),
    at(x - width / 2, y - reach - height),
    at(x + beside, y + beside),
    at(x - beside - width, y + beside),
    at(x + beside, y - beside - height),
    at(x - beside - width, y - beside - height),
  ];
}

const inSheet = ({ left, right, top, bottom }, scale) => Math.max(-left, right) < (extent.width / 2) * scale + MARGIN
  && Math.max(-top, bottom) < (extent.height / 2) * scale + MARGIN;

function importance(node, lit) {
  if (node.id === state.hovered || node.id === state.node) return 3;
  if (lit?.has(node.id)) return 2;
  return entities[node.id].cases.length >= KEY_CASES ? 1 : 0;
}

function placeLabels(context, scale) {
  const lit = highlighted();
  const discs = crowd();
  const texts = crowd();
  const shown = nodes.filter((node) => !isHidden(node.id));
  for (const node of shown) {
    const reach = node.size * scale;
    const [x, y] = [node.x * scale, node.y * scale];
    discs.add({ id: node.id, left: x - reach, right: x + reach, top: y - reach, bottom: y + reach });
  }
  const wanted = shown.filter((node) => !lit || lit.has(node.id) || node.id === state.hovered);
  wanted.sort((a, b) => importance(b, lit) - importance(a, lit));
  const placed = [];
  for (const node of wanted) {
    const lines = wrapped(nameOf(node.id));
    const width = Math.max(...lines.map((line) => context.measureText(line).width)) * scale + 2;
    const weight = importance(node, lit);
    const choices = candidates(node, width, lines.length * LINE_HEIGHT, scale)
      .map((box) => ({ ...box, lines, over: discs.meeting(box), crossing: texts.meeting(box) }))
      .filter((box) => weight > 1 || inSheet(box, scale))
      .filter((box) => weight === 3 || (box.crossing === 0 && (box.over === 0 || weight > 0)));
    const [best] = choices.sort((a, b) => a.crossing - b.crossing || a.over - b.over);
    if (best) {
      texts.add({ ...best, id: null });
      placed.push(best);
    }
  }
  return placed;
}

function drawLabels(context) {
  const scale = network.getScale();
  const key = [scale, state.language, state.hovered].join("|");
  context.font = `${LABEL_SIZE / scale}px ${getComputedStyle(document.body).fontFamily}`;
  if (!labels.placed || labels.key !== key) {
    labels.placed = placeLabels(context, scale);
    labels.key = key;
  }
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.strokeStyle = cssColour("--surface");
  context.fillStyle = cssColour("--text");
  context.lineWidth = 3.5 / scale;
  for (const box of labels.placed) {
    box.lines.forEach((line, i) => {
      const x = (box.left + box.right) / 2 / scale;
      const y = (box.top + (i + 0.5) * LINE_HEIGHT) / scale;
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
  }
}

function labelAt(point) {
  const scale = network.getScale();
  const { x, y } = network.DOMtoCanvas(point);
  const hit = (labels.placed ?? []).find((box) => box.left <= x * scale && x * scale <= box.right
    && box.top <= y * scale && y * scale <= box.bottom);
  return hit?.id ?? null;
}
