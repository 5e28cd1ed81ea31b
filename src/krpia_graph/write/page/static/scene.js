// The picture on the screen: what is shown, how it looks, the names over it, and where the camera stands.
"use strict";

const Scene = (() => {
  const scene = {
    picture: null,
    shown: null,
    light: null,
    looks: [],
    tieLooks: [],
    placed: [],
    key: "",
    hovered: null,
    cursor: null,
    grown: 1,
  };
  const FULLEST = 1.5; // pixels a unit, where the whole picture is shown
  const SMALL = 0.3; // pixels a unit: where the whole picture is smaller, on a phone, nodes are drawn larger
  const MOST_GROWN = 2;
  let frame = 0;

  function extent(looks = scene.looks) {
    const { x, y } = model.entities;
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    looks.forEach((look, n) => {
      if (!look) return;
      box.left = Math.min(box.left, x[n] - look.radius);
      box.right = Math.max(box.right, x[n] + look.radius);
      box.top = Math.min(box.top, y[n] - look.radius);
      box.bottom = Math.max(box.bottom, y[n] + look.radius);
    });
    return box.left <= box.right ? box : { left: -1, right: 1, top: -1, bottom: 1 };
  }

  // The sheet that all entities stand on, with room for the largest.
  function whole() {
    const { x, y } = model.entities;
    const { radius } = model.sizes.cases;
    const side = (of, way) =>
      of.reduce(
        (far, value, n) => (way < 0 ? Math.min(far, value - radius[n]) : Math.max(far, value + radius[n])),
        way * -Infinity,
      );
    return { left: side(x, -1), right: side(x, 1), top: side(y, -1), bottom: side(y, 1) };
  }

  // What is shown and lit, from the state; the picture follows.
  function refresh() {
    scene.shown = Filters.shown(State.now);
    relight();
  }

  function relight() {
    scene.light = Looks.lit(State.now, scene.shown);
    scene.looks = Looks.nodes(State.now, scene.shown, scene.light);
    scene.tieLooks = Looks.ties(State.now, scene.shown, scene.light);
    scene.key = "";
    if (scene.picture) scene.picture.show(scene.looks, scene.tieLooks);
  }

  function fitting(box = extent()) {
    const { clientWidth, clientHeight } = byId("stage");
    const room = 2 * Names.MARGIN;
    const scale = Math.min(
      (clientWidth - room) / (box.right - box.left),
      (clientHeight - room) / (box.bottom - box.top),
      FULLEST,
    );
    return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, scale: Math.max(scale, 1e-3) };
  }

  const growth = (scale) => Math.min(MOST_GROWN, Math.max(1, SMALL / scale));

  // How large nodes are drawn follows the window, not the camera: zooming in makes room between them.
  function regrow() {
    const grown = growth(fitting(whole()).scale);
    if (Math.abs(grown / scene.grown - 1) < 0.1) return;
    scene.grown = grown;
    relight();
  }

  const moveTo = (camera, animated) => scene.picture?.moveTo(camera, animated && !reducedMotion.matches);
  const fit = (animated) => moveTo(fitting(), animated);

  function zoomBy(factor) {
    const camera = scene.picture.camera();
    moveTo({ ...camera, scale: camera.scale * factor }, true);
  }

  function travelTo(nodes) {
    if (!scene.picture) return;
    const { x, y } = model.entities;
    const camera = scene.picture.camera();
    if (nodes.length === 1)
      return moveTo({ x: x[nodes[0]], y: y[nodes[0]], scale: Math.max(camera.scale, 0.9) }, true);
    const wanted = fitting(extent(scene.looks.map((look, n) => (nodes.includes(n) ? look : null))));
    return moveTo({ ...wanted, scale: Math.min(wanted.scale, Math.max(camera.scale, 1)) }, true);
  }

  // Names and the ring of the keyboard, once a frame however often the picture moves.
  function drawNames() {
    if (!frame)
      frame = requestAnimationFrame(() => {
        frame = 0;
        paintNames();
      });
  }

  function paintNames() {
    const canvas = byId("names");
    const { clientWidth: width, clientHeight: height } = byId("stage");
    const ratio = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    if (!scene.picture) return;
    const { x, y, scale } = scene.picture.camera();
    context.font = Names.font();
    placeNames(context, { x, y, scale }, width, height);
    context.translate(width / 2 - x * scale, height / 2 - y * scale);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = cssColour("--surface");
    context.fillStyle = cssColour("--text");
    for (const { lines, left, right, top } of scene.placed) {
      lines.forEach((line, i) => {
        const at = [(left + right) / 2, top + (i + 0.5) * Names.LINE_HEIGHT];
        context.strokeText(line, ...at);
        context.fillText(line, ...at);
      });
    }
    if (scene.cursor !== null && scene.looks[scene.cursor] && document.activeElement === scene.picture.frame)
      ring(context, scale);
  }

  // Names keep their places while the picture is only moved, unless only a part of them can be placed.
  function placeNames(context, { x, y, scale }, width, height) {
    const box = extent();
    const whole = scene.looks.length <= STAGE_ALL;
    const sheet = whole
      ? {
          left: box.left * scale - Names.MARGIN,
          right: box.right * scale + Names.MARGIN,
          top: box.top * scale - Names.MARGIN,
          bottom: box.bottom * scale + Names.MARGIN,
        }
      : {
          left: x * scale - width / 2,
          right: x * scale + width / 2,
          top: y * scale - height / 2,
          bottom: y * scale + height / 2,
        };
    const key = [scale, State.now.language, scene.hovered, scene.cursor, whole ? "" : [x, y, width, height]].join(
      "|",
    );
    if (key === scene.key) return;
    const strong = [scene.hovered, scene.cursor, State.now.node, ...State.now.path].filter((n) => n !== null);
    scene.placed = Names.place((line) => context.measureText(line).width, scene.looks, scale, sheet, {
      light: scene.light,
      strong,
    });
    scene.key = key;
  }

  function ring(context, scale) {
    const n = scene.cursor;
    for (const [colour, line, gap] of [
      ["--surface", 6, 6],
      ["--accent", 3, 6],
    ]) {
      context.beginPath();
      context.arc(
        model.entities.x[n] * scale,
        model.entities.y[n] * scale,
        scene.looks[n].radius * scale * 1.2 + gap,
        0,
        2 * Math.PI,
      );
      context.lineWidth = line;
      context.strokeStyle = cssColour(colour);
      context.stroke();
    }
  }

  function nameAt(point) {
    const { x, y, scale } = scene.picture.camera();
    const [px, py] = [
      point.x - byId("stage").clientWidth / 2 + x * scale,
      point.y - byId("stage").clientHeight / 2 + y * scale,
    ];
    return (
      scene.placed.find(({ left, right, top, bottom }) => left <= px && px <= right && top <= py && py <= bottom)
        ?.node ?? null
    );
  }

  const nodeAt = (point) => scene.picture.nodeAt(point) ?? nameAt(point);

  return Object.assign(scene, {
    refresh,
    relight,
    regrow,
    growth,
    extent,
    fit,
    fitting,
    zoomBy,
    travelTo,
    moveTo,
    drawNames,
    nodeAt,
  });
})();
