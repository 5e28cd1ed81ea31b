// What happens when something is chosen: an entity, a tie, a path; what is off the stage is brought onto it.
"use strict";

const Choice = (() => {
  function node(n, { travel = false } = {}) {
    if (State.now.path.length === 1 && State.now.path[0] !== n) return path([State.now.path[0], n]);
    reveal([n]);
    State.change({ node: n, tie: null, path: [] });
    Scene.cursor = n;
    if (travel) arrive([n]);
    return announce(described(n));
  }

  function tie(t, { travel = false } = {}) {
    const ends = [model.ties.subject[t], model.ties.object[t]];
    reveal(ends);
    State.change({ node: null, tie: t, path: [] });
    if (travel) arrive(ends);
    announce(`${model.name(ends[0])} ${model.tieLabel(t)} ${model.name(ends[1])}`);
  }

  function path(ends) {
    reveal(ends);
    State.change({ node: null, tie: null, path: ends });
    const ties = ends.length === 2 ? Walks.shortest(...ends, Scene.shown) : null;
    if (ends.length === 1) announce(say("pathPick", model.name(ends[0])));
    else announce(ties ? `${say("path")}: ${say("pathLength", ties.length)}` : say("noPath"));
    if (ties?.length) Scene.travelTo([...Scene.light.nodes]);
  }

  function clear() {
    if (State.now.node === null && State.now.tie === null && !State.now.path.length) return;
    State.change({ node: null, tie: null, path: [] });
    announce(say("cleared"));
  }

  // Shows the types of entities that someone asks for, and puts these on the stage.
  function reveal(nodes) {
    const hiddenTypes = new Set(State.now.hiddenTypes);
    const hidden = nodes.filter((n) => hiddenTypes.delete(model.type(n).id));
    const { stage } = State.now;
    const absent = stage === null ? [] : nodes.filter((n) => n >= stage && !State.now.added.has(n));
    if (hidden.length || absent.length)
      State.change({ hiddenTypes, added: new Set([...State.now.added, ...absent]) });
  }

  function arrive(nodes) {
    Scene.travelTo(nodes);
    byId("pane").focus({ preventScroll: true });
  }

  function described(n) {
    const cases = say("caseCount", model.entities.cases[n].length);
    return [
      model.name(n),
      inLanguage(model.type(n)),
      say("linkCount", Walks.neighbours(n, Scene.shown).length),
      cases,
    ].join(", ");
  }

  return { node, tie, path, clear, described };
})();
