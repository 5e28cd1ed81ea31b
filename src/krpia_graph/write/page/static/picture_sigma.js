// Nodes and lines drawn by sigma, for pictures too large for vis-network; see `openPicture` for what it offers.
"use strict";

// Throws an error named NoWebGL, before anything is drawn, where the browser has no WebGL 2.
//
// nodes: [{x, y}], edges: [{from, to, bend}] in units of the picture, y downwards; a line from a node to itself
// is not drawn. events: {click(point), hover(point), leave(), move()}, points in CSS pixels of the container.
// Widths, borders and dashes are in units too, but no line gets thinner and no dash shorter than they are at one
// pixel a unit or so, and no node smaller than can be seen.
function openPicture(container, nodes, edges, events) {
  const REACH = 5; // CSS pixels around the pointer in which a line is found, and a small node
  const TRAVEL = 300; // milliseconds
  const MANY_LINES = 2000; // from here on they are left out while the picture moves, where there is no graphics card
  const leaveOut = isSoftware() && edges.length > MANY_LINES;
  const programs = sigmaPrograms();
  const paths = edges.map(({ from, to, bend }) => Geometry.path(nodes[from], nodes[to], bend));
  const boxes = Float64Array.from(paths.flatMap(Geometry.box));
  const graph = asGraph();
  const frame = document.createElement("div");
  Object.assign(frame.style, { position: "relative", width: "100%", height: "100%", overflow: "hidden" });
  frame.tabIndex = 0;
  container.append(frame);

  let nodeLooks = null;
  let edgeLooks = null;
  let lost = 0;
  let sigma = start({ x: 0, y: 0, scale: 1 });

  // Whether there is no graphics card, so that the browser draws by itself.
  function isSoftware() {
    const gl = typeof Explorer === "undefined" ? null : document.createElement("canvas").getContext("webgl2");
    if (!gl) throw Object.assign(new Error("this browser has no WebGL 2"), { name: "NoWebGL" });
    const told = gl.getExtension("WEBGL_debug_renderer_info");
    const renderer = gl.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
    gl.getExtension("WEBGL_lose_context")?.loseContext(); // a browser has only so many of them
    return /swiftshader|llvmpipe|softpipe|basic render/i.test(renderer);
  }

  // Numbers are the keys. sigma's y grows upwards; `circle`, `line` and `arrow` are its own programs, replaced.
  function asGraph() {
    const made = new Explorer.MultiDirectedGraph();
    nodes.forEach(({ x, y }, n) => made.addNode(n, { x, y: -y }));
    edges.forEach(({ from, to }, n) =>
      made.addEdgeWithKey(n, from, to, {
        path: paths[n],
        type: paths[n].straight ? "line" : "arrow",
      }),
    );
    return made;
  }

  function seen(look, data) {
    return look ? { ...data, look, zIndex: look.opacity } : { ...data, hidden: true };
  }

  function start(camera) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const stage = document.createElement("div");
    Object.assign(stage.style, { position: "absolute", inset: "0" });
    frame.append(stage);
    const made = new Explorer.Sigma(new Explorer.MultiDirectedGraph(), stage, {
      allowInvalidContainer: true, // the stage is out of sight while the table is read
      defaultNodeType: "circle",
      nodeProgramClasses: { circle: programs.Nodes },
      edgeProgramClasses: { arrow: programs.Curved, line: programs.Straight },
      nodeReducer: (key, data) => seen(nodeLooks[key], data),
      edgeReducer: (key, data) => seen(edgeLooks[key], data),
      hideEdgesOnMove: leaveOut,
      zIndex: true, // what is lit lies over what is dimmed
      renderLabels: false,
      enableCameraRotation: false,
      stagePadding: 0,
      zoomDuration: still ? 1 : 250,
      inertiaDuration: still ? 1 : 200,
      inertiaRatio: still ? 0 : 3,
    });
    made.getNodeAtPosition = () => null; // would wait for the graphics card at each move of the pointer
    made.pickingLayers.clear(); // and for that, get a new texture at each frame
    made.setCustomBBox({ x: [0, 1], y: [0, 1] }); // sigma's measure is then that of the picture
    let side = shortSide(made);
    made.on("resize", () => {
      const { ratio } = made.getCamera().getState();
      made.getCamera().setState({ ratio: (ratio * shortSide(made)) / side });
      side = shortSide(made);
    });
    made.on("afterRender", () => events.move());
    made.on("clickStage", ({ event }) => events.click({ x: event.x, y: event.y }));
    made.on("doubleClickStage", ({ event, preventSigmaDefault }) => {
      preventSigmaDefault(); // two quick clicks, even on different things
      events.click({ x: event.x, y: event.y });
    });
    made.getCamera().setState(stateOf(made, camera));
    stage.addEventListener("webglcontextlost", contextLost, true);
    stage.addEventListener("webglcontextrestored", contextRestored, true);
    if (nodeLooks) made.setGraph(graph);
    return made;
  }

  function contextLost(event) {
    event.preventDefault(); // so that it will be restored
    lost += 1;
  }

  function contextRestored() {
    lost -= 1;
    if (lost > 0) return;
    const camera = picture.camera();
    sigma.kill();
    frame.replaceChildren();
    sigma = start(camera);
  }

  // sigma counts from the shorter side of the stage, which has 1 / ratio units.
  function shortSide(made) {
    const { width, height } = made.getDimensions();
    return Math.min(width, height);
  }

  function stateOf(made, { x, y, scale }) {
    return { x, y: -y, angle: 0, ratio: shortSide(made) / scale };
  }

  function show(newNodeLooks, newEdgeLooks) {
    const first = nodeLooks === null;
    nodeLooks = newNodeLooks;
    edgeLooks = newEdgeLooks;
    if (first) sigma.setGraph(graph);
    else sigma.scheduleRefresh();
  }

  function camera() {
    const { x, y, ratio } = sigma.getCamera().getState();
    return { x, y: -y, scale: shortSide(sigma) / ratio };
  }

  function moveTo(wanted, animated) {
    const state = stateOf(sigma, wanted);
    const own = sigma.getCamera();
    if (animated) own.animate(state, { duration: TRAVEL, easing: "quadraticInOut" });
    else {
      if (own.isAnimated()) own.animate(state, { duration: 1e-6 }); // ends the journey under way
      own.setState(state);
    }
  }

  function toScreen(point) {
    const { x, y, scale } = camera();
    const { width, height } = sigma.getDimensions();
    return { x: width / 2 + (point.x - x) * scale, y: height / 2 + (point.y - y) * scale };
  }

  function toUnits(point) {
    const { x, y, scale } = camera();
    const { width, height } = sigma.getDimensions();
    return { x: x + (point.x - width / 2) / scale, y: y + (point.y - height / 2) / scale, scale };
  }

  // The uppermost node there. All are looked at: the slowest that was seen, for 20,000, is five milliseconds.
  function nodeAt(point) {
    if (!nodeLooks) return null;
    const { x, y, scale } = toUnits(point);
    const reach = REACH / scale;
    let found = null;
    for (let n = 0; n < nodes.length; n += 1) {
      const look = nodeLooks[n];
      if (!look) continue;
      const [dx, dy] = [x - nodes[n].x, y - nodes[n].y];
      const room = Math.max(look.radius * Geometry.FARTHEST, reach);
      if (Math.abs(dx) > room || Math.abs(dy) > room) continue;
      if (Geometry.toOutline(look.shape, dx, dy, look.radius) > Math.max(0, reach - look.radius)) continue;
      if (found === null || look.opacity >= nodeLooks[found].opacity) found = n;
    }
    return found;
  }

  // The nearest line there. Lines of hidden nodes are hidden with them.
  function edgeAt(point) {
    if (!edgeLooks) return null;
    const { x, y, scale } = toUnits(point);
    let [found, nearest] = [null, Infinity];
    for (let n = 0; n < edges.length; n += 1) {
      const look = edgeLooks[n];
      if (!look) continue;
      const reach = REACH / scale + look.width / 2;
      const box = n * 4;
      if (x < boxes[box] - reach || x > boxes[box + 2] + reach) continue;
      if (y < boxes[box + 1] - reach || y > boxes[box + 3] + reach) continue;
      if (!nodeLooks[edges[n].from] || !nodeLooks[edges[n].to]) continue;
      const away = Geometry.toPath(paths[n], x, y);
      if (away <= reach && away < nearest) [found, nearest] = [n, away];
    }
    return found;
  }

  frame.addEventListener("pointermove", ({ clientX, clientY, buttons }) => {
    const { left, top } = frame.getBoundingClientRect();
    if (buttons) events.leave();
    else events.hover({ x: clientX - left, y: clientY - top });
  });
  frame.addEventListener("pointerleave", () => events.leave());
  frame.addEventListener("wheel", () => events.leave(), { capture: true, passive: true });
  const resized = new ResizeObserver(() => sigma.scheduleRender());
  resized.observe(frame);

  function close() {
    resized.disconnect();
    sigma.kill();
    frame.remove();
  }

  const picture = { frame, show, camera, moveTo, toScreen, nodeAt, edgeAt, close };
  return picture;
}
