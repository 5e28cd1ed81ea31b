// Nodes and lines drawn by vis-network, from the rows that pyvis wrote.
"use strict";

// Positions are given: vis neither moves anything nor draws a name, it draws and finds what lies under a point.
// `nodes` and `edges` are those of the model, which the rows of pyvis repeat in the words of vis.
function openPicture(container, nodes, edges, events) {
  const rows = JSON.parse(byId("vis").textContent);
  const SHAPE_SCALE = { star: 1.4, triangle: 1.15, triangleDown: 1.15, diamond: 1.15, square: 0.9 };
  const REACH = 5;
  let network = null;
  let nodeRows;
  let edgeRows;

  const nodeLook = (look, id) => (look ? {
    id,
    hidden: false,
    size: look.radius * (SHAPE_SCALE[look.shape] ?? 1),
    opacity: look.opacity,
    borderWidth: look.borderWidth,
    color: { background: look.colour, border: look.border },
  } : { id, hidden: true });
  const edgeLook = (look, id) => (look ? {
    id,
    hidden: false,
    dashes: look.dashes,
    width: look.width,
    color: { color: look.colour, opacity: look.opacity, inherit: false },
  } : { id, hidden: true });

  function show(nodeLooks, edgeLooks) {
    if (network) {
      nodeRows.update(nodeLooks.map(nodeLook));
      edgeRows.update(edgeLooks.map(edgeLook));
    } else open(nodeLooks, edgeLooks);
    events.move();
  }

  function open(nodeLooks, edgeLooks) {
    nodeRows = new vis.DataSet(rows.nodes.map((row, n) => ({ ...row, ...nodeLook(nodeLooks[n], n) })));
    edgeRows = new vis.DataSet(rows.edges.map((row, n) => ({ ...row, ...edgeLook(edgeLooks[n], n) })));
    network = new vis.Network(container, { nodes: nodeRows, edges: edgeRows }, {
      ...rows.options,
      nodes: { chosen: false, borderWidth: 1.5 },
      edges: { chosen: false, selectionWidth: 0, hoverWidth: 0 },
    });
    picture.frame = network.canvas.frame;
    network.on("click", ({ pointer }) => events.click(pointer.DOM));
    network.on("doubleClick", ({ pointer }) => events.click(pointer.DOM)); // two quick clicks, even on different things
    network.on("afterDrawing", events.move);
    network.on("dragStart", events.leave);
    network.on("zoom", events.leave);
    container.addEventListener("pointermove", ({ clientX, clientY, buttons }) => {
      const { left, top } = container.getBoundingClientRect();
      if (!buttons) events.hover({ x: clientX - left, y: clientY - top });
    });
    container.addEventListener("pointerleave", events.leave);
  }

  const picture = {
    frame: null,
    show,
    camera: () => ({ ...network.getViewPosition(), scale: network.getScale() }),
    moveTo: ({ x, y, scale }, animated) => network.moveTo({
      position: { x, y }, scale, animation: animated ? { duration: 300, easingFunction: "easeInOutQuad" } : false,
    }),
    toScreen: (point) => network.canvasToDOM(point),
    nodeAt: (point) => network.getNodeAt(point) ?? null,
    edgeAt: (point) => {
      const steps = [[0, 0], [-REACH, 0], [REACH, 0], [0, -REACH], [0, REACH]];
      return steps.map(([x, y]) => network.getEdgeAt({ x: point.x + x, y: point.y + y })).find((tie) => tie !== undefined) ?? null;
    },
    close: () => network?.destroy(),
  };
  return picture;
}
