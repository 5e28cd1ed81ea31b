// What is shown and chosen in, how each node and line looks out.
"use strict";

const Looks = (() => {
  const DASHES = { partner: false, about: false, shared: [2, 4], lexicon: [7, 5] };
  const MANY_TIES = 3000; // from here on lines are drawn paler, or they are all that one sees
  const DIM_NODE = 0.22;
  const DIM_TIE = 0.15;
  const PALE_TIE = 0.25;

  // What the choice lights up: entities and ties; null where nothing is chosen.
  function lit(state, shown) {
    if (state.path.length === 2) {
      const ties = Walks.shortest(...state.path, shown) ?? [];
      return {
        nodes: new Set([...state.path, ...ties.flatMap((t) => [model.ties.subject[t], model.ties.object[t]])]),
        ties: new Set(ties),
      };
    }
    if (state.tie !== null) {
      return {
        nodes: new Set([model.ties.subject[state.tie], model.ties.object[state.tie]]),
        ties: new Set([state.tie]),
      };
    }
    if (state.node === null) return null;
    const distance = Walks.around(state.node, state.steps, shown);
    const ties = new Set(
      [...distance].filter(([, far]) => far < state.steps).flatMap(([n]) => Walks.shownTies(n, shown)),
    );
    return { nodes: new Set(distance.keys()), ties };
  }

  const plainNode = (colour, shape, radius, border) => ({
    colour,
    shape,
    radius,
    border,
    borderWidth: 1.5,
    opacity: 1,
  });
  const plainTie = (group, width, colour) => ({ dashes: DASHES[group], width, colour, opacity: 1 });

  function nodes(state, shown, light) {
    const surface = cssColour("--surface");
    const strong = cssColour("--text");
    const { radius } = model.sizes[state.size];
    return shown.nodes.map((is, n) => {
      if (!is) return null;
      const { colour, shape } = model.type(n);
      const look = plainNode(colour, shape, radius[n] * Scene.grown, surface);
      if (light && !light.nodes.has(n)) return { ...look, opacity: DIM_NODE };
      return n === state.node || state.path.includes(n) ? { ...look, border: strong, borderWidth: 3 } : look;
    });
  }

  const width = (tie) => model.ties.width[tie];

  function ties(state, shown, light) {
    const [strong, partner, about] = ["--text", "--line-partner", "--line-about"].map(cssColour);
    const many = shown.ties.filter(Boolean).length > MANY_TIES;
    return shown.ties.map((is, tie) => {
      if (!is) return null;
      const group = model.ties.group[tie];
      const look = plainTie(group, width(tie), group === "partner" ? partner : about);
      if (!light) return many ? { ...look, opacity: PALE_TIE } : look;
      if (!light.ties.has(tie)) return { ...look, opacity: many ? DIM_TIE * PALE_TIE : DIM_TIE };
      return tie === state.tie || state.path.length === 2 ? { ...look, width: look.width + 2, colour: strong } : look;
    });
  }

  return { DASHES, plainNode, plainTie, lit, nodes, ties };
})();
