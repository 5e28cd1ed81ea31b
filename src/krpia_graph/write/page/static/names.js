// Names beside nodes: the most important first, none over another; drawn on a canvas over the picture.
"use strict";

const Names = (() => {
  const SIZE = 12;
  const LINE_HEIGHT = 14;
  const MARGIN = 36; // pixels around the picture, which names may use
  const LONGEST_LINE = 30;
  const KEY_CASES = 3; // from this number of cases on, a name is shown even over small discs
  const MOST = 400; // names on one screen
  const CELL = 80;
  const ROWS = 1 << 20; // more than a sheet has cells from top to bottom

  function wrapped(text) {
    const lines = [""];
    for (const word of text.split(" ")) {
      const last = lines[lines.length - 1];
      if (last && last.length + word.length > 18) lines.push(word);
      else lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
    const kept = lines.length > 2 ? [lines[0], `${lines[1]} …`] : lines;
    return kept.map((line) =>
      line.length > LONGEST_LINE ? `${Array.from(line).slice(0, LONGEST_LINE).join("")}…` : line,
    );
  }

  // Boxes, to be asked how many of them another box meets; those of its own node do not count.
  function crowd() {
    const cells = new Map();
    let question = 0;
    function visit({ left, top, right, bottom }, look) {
      const [lastX, lastY] = [Math.floor(right / CELL), Math.floor(bottom / CELL)];
      for (let x = Math.floor(left / CELL); x <= lastX; x += 1) {
        for (let y = Math.floor(top / CELL); y <= lastY; y += 1) look(x * ROWS + y);
      }
    }
    function add(box) {
      visit(box, (cell) => {
        if (cells.has(cell)) cells.get(cell).push(box);
        else cells.set(cell, [box]);
      });
    }
    function meeting(box) {
      let count = 0;
      question += 1;
      visit(box, (cell) =>
        cells.get(cell)?.forEach((other) => {
          if (other.asked === question || other.node === box.node) return;
          other.asked = question; // a box that lies in several cells counts once
          if (other.left < box.right && box.left < other.right && other.top < box.bottom && box.top < other.bottom)
            count += 1;
        }),
      );
      return count;
    }
    return { add, meeting };
  }

  function candidates(node, x, y, reach, width, height) {
    const at = (left, top) => ({ node, left, top, right: left + width, bottom: top + height });
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

  function importance(n, { light, strong }) {
    if (strong.includes(n)) return 3;
    if (light?.nodes.has(n)) return 2;
    return model.entities.cases[n].length >= KEY_CASES ? 1 : 0;
  }

  // The best place for a name: not cut off, over no other name, over no disc. Only what the reader asks for may be
  // cut or lie over a name, and only key names over discs.
  function choose(boxes, weight, discs, texts, inside) {
    let [best, least] = [null, Infinity];
    for (const box of boxes) {
      const cut = inside(box) ? 0 : 1;
      if (cut && weight < 2) continue;
      const crossing = texts.meeting(box);
      if (crossing && weight < 3) continue;
      const over = discs.meeting(box);
      if (over && weight === 0) continue;
      const cost = cut * 1e6 + crossing * 1e3 + over;
      if (cost < least) [best, least] = [box, cost];
      if (cost === 0) break;
    }
    return best;
  }

  // Boxes in CSS pixels with the node and its lines; (0, 0) is the origin of the picture. `sheet` is what the
  // names of less important nodes must stay inside.
  function place(measure, looks, scale, sheet, { light, strong }) {
    const { x, y } = model.entities;
    const discs = crowd();
    const texts = crowd();
    const shown = looks.flatMap((look, n) => {
      if (!look) return [];
      const [at, reach] = [{ x: x[n] * scale, y: y[n] * scale }, look.radius * scale];
      const box = { node: n, left: at.x - reach, right: at.x + reach, top: at.y - reach, bottom: at.y + reach };
      if (box.right < sheet.left || box.left > sheet.right || box.bottom < sheet.top || box.top > sheet.bottom)
        return [];
      discs.add(box);
      if (strong.includes(n)) texts.add({ ...box, node: n }); // what was chosen stays in sight
      return [{ n, at, reach: reach + 2, weight: importance(n, { light, strong }) }];
    });
    const wanted = shown.filter(({ n, weight }) => !light || weight > 1 || light.nodes.has(n));
    wanted.sort((a, b) => b.weight - a.weight || looks[b.n].radius - looks[a.n].radius || a.n - b.n);
    const inside = (box) =>
      box.left > sheet.left && box.right < sheet.right && box.top > sheet.top && box.bottom < sheet.bottom;
    const placed = [];
    for (const { n, at, reach, weight } of wanted.slice(0, MOST)) {
      const lines = wrapped(model.name(n));
      const width = Math.max(...lines.map(measure)) + 2;
      const height = lines.length * LINE_HEIGHT;
      const farther = weight ? [0, LINE_HEIGHT, 2 * LINE_HEIGHT] : [0]; // key names may stand apart from their discs
      const boxes = farther.flatMap((more) => candidates(n, at.x, at.y, reach + more, width, height));
      const best = choose(boxes, weight, discs, texts, inside);
      if (best) {
        texts.add({ ...best, node: null });
        placed.push({ ...best, lines });
      }
    }
    return placed;
  }

  const font = () => `${SIZE}px ${getComputedStyle(document.body).fontFamily}`;

  return { SIZE, LINE_HEIGHT, MARGIN, place, font };
})();
