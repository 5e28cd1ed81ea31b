// Nodes and lines drawn by vis-network, from the rows that pyvis wrote.
"use strict";

// Positions are given: vis neither moves anything nor draws a name, it draws and finds what lies under a point.
const Picture = (() => {
  const SHAPE_SCALE = { star: 1.4, triangle: 1.15, triangleDown: 1.15, diamond: 1.15, square: 0.9 };
  const REACH = 5; // CSS pixels around the pointer in which a line is found
  const PLAIN = { chosen: false, selectionWidth: 0, hoverWidth: 0 };
  const rows = JSON.parse(byId("vis").textContent);

  const nodeRow = (look, id) =>
    look
      ? {
          id,
          hidden: false,
          size: look.radius * (SHAPE_SCALE[look.shape] ?? 1),
          opacity: look.opacity,
          borderWidth: look.borderWidth,
          color: { background: look.colour, border: look.border },
        }
      : { id, hidden: true };
  const edgeRow = (look, id) =>
    look
      ? {
          id,
          hidden: false,
          dashes: look.dashes,
          width: look.width,
          color: { color: look.colour, opacity: look.opacity, inherit: false },
        }
      : { id, hidden: true };

  function draw(container, nodeLooks, edgeLooks) {
    const nodes = new vis.DataSet(rows.nodes.map((row, n) => ({ ...row, ...nodeRow(nodeLooks[n], n) })));
    const edges = new vis.DataSet(rows.edges.map((row, n) => ({ ...row, ...edgeRow(edgeLooks[n], n) })));
    const network = new vis.Network(
      container,
      { nodes, edges },
      {
        ...rows.options,
        nodes: { chosen: false, borderWidth: 1.5 },
        edges: { ...rows.options.edges, ...PLAIN },
      },
    );
    return { network, nodes, edges, nodeLooks, edgeLooks };
  }

  // The picture before the model of the page is read, as it is while nobody has chosen anything.
  function first() {
    if (location.hash || !rows.nodes.length) return null;
    const side = (of) => [
      Math.min(...rows.nodes.map((n) => of(n) - n.size)),
      Math.max(...rows.nodes.map((n) => of(n) + n.size)),
    ];
    const [[left, right], [top, bottom]] = [side((n) => n.x), side((n) => n.y)];
    const { x, y, scale } = Scene.fitting({ left, right, top, bottom });
    Scene.grown = Scene.growth(scale);
    const [surface, partner, about] = ["--surface", "--line-partner", "--line-about"].map(cssColour);
    const drawn = draw(
      byId("picture"),
      rows.nodes.map(({ color, shape, size }) => Looks.plainNode(color, shape, size * Scene.grown, surface)),
      rows.edges.map(({ group, width }) => Looks.plainTie(group, width, group === "partner" ? partner : about)),
    );
    drawn.network.moveTo({ position: { x, y }, scale, animation: false });
    return drawn;
  }

  const same = (a, b) => a === b || (a && b && Object.keys(a).every((key) => a[key] === b[key]));

  function open(container, events) {
    let { network, nodes, edges, nodeLooks, edgeLooks } = early ?? {};
    if (network) listen();

    // Only what looks otherwise than before is given to vis, which takes a while for each row.
    function show(newNodeLooks, newEdgeLooks) {
      if (network) {
        nodes.update(newNodeLooks.flatMap((look, n) => (same(look, nodeLooks[n]) ? [] : [nodeRow(look, n)])));
        edges.update(newEdgeLooks.flatMap((look, n) => (same(look, edgeLooks[n]) ? [] : [edgeRow(look, n)])));
        [nodeLooks, edgeLooks] = [newNodeLooks, newEdgeLooks];
      } else {
        ({ network, nodes, edges, nodeLooks, edgeLooks } = draw(container, newNodeLooks, newEdgeLooks));
        listen();
      }
      events.move();
    }

    function listen() {
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

    return {
      get frame() {
        return network?.canvas.frame ?? null;
      },
      show,
      camera: () => ({ ...network.getViewPosition(), scale: network.getScale() }),
      moveTo: ({ x, y, scale }, animated) =>
        network.moveTo({
          position: { x, y },
          scale,
          animation: animated ? { duration: 300, easingFunction: "easeInOutQuad" } : false,
        }),
      toScreen: (point) => network.canvasToDOM(point),
      nodeAt: (point) => network.getNodeAt(point) ?? null,
      edgeAt: (point) => {
        const steps = [
          [0, 0],
          [-REACH, 0],
          [REACH, 0],
          [0, -REACH],
          [0, REACH],
        ];
        return (
          steps
            .map(([x, y]) => network.getEdgeAt({ x: point.x + x, y: point.y + y }))
            .find((tie) => tie !== undefined) ?? null
        );
      },
      close: () => network?.destroy(),
    };
  }

  const early = first();
  return { open };
})();

// `nodes` and `edges` are those of the model, which the rows of pyvis repeat in the words of vis.
const openPicture = (container, nodes, edges, events) => Picture.open(container, events);
