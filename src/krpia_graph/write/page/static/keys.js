// The keyboard: ways around the map, and keys that work everywhere.
"use strict";

const Keys = (() => {
  const ARROWS = { ArrowRight: 0, ArrowDown: 90, ArrowLeft: 180, ArrowUp: 270 };
  const visited = new Map(); // when the ring was last around an entity
  const trail = []; // where it came from
  let clock = 0;

  function angleBetween(a, b) {
    const { x, y } = model.entities;
    return (Math.atan2(y[b] - y[a], x[b] - x[a]) * 180) / Math.PI;
  }
  const apart = (a, b) => Math.abs(((a - b + 540) % 360) - 180);
  const sector = (angle) => Object.keys(ARROWS).find((key) => apart(angle, ARROWS[key]) <= 45);

  // The neighbour in the quarter that an arrow points to: one not visited yet, or longest ago, so that pressing
  // again and again leads to each of them.
  function neighbour(n, key) {
    const found = Walks.neighbours(n, Scene.shown).filter((other) => sector(angleBetween(n, other)) === key);
    const off = (other) => apart(angleBetween(n, other), ARROWS[key]);
    return found.sort((a, b) => (visited.get(a) ?? 0) - (visited.get(b) ?? 0) || off(a) - off(b) || a - b)[0] ?? null;
  }

  function goTo(n) {
    Scene.cursor = n;
    clock += 1;
    visited.set(n, clock);
    const { x, y } = model.entities;
    const at = Scene.picture.toScreen({ x: x[n], y: y[n] });
    const { clientWidth, clientHeight } = byId("stage");
    if (at.x < 40 || at.y < 40 || at.x > clientWidth - 40 || at.y > clientHeight - 40) {
      Scene.moveTo({ ...Scene.picture.camera(), x: x[n], y: y[n] }, true);
    }
    Scene.drawNames();
    announce(Choice.described(n));
  }

  const isShown = (n) => n !== null && Scene.shown.nodes[n];

  function enter() {
    if (!isShown(Scene.cursor))
      Scene.cursor = isShown(State.now.node) ? State.now.node : (Walks.groups(Scene.shown)[0] ?? null);
    if (Scene.cursor !== null) goTo(Scene.cursor);
  }

  function group(step) {
    const firsts = Walks.groups(Scene.shown);
    const mine = new Set(Walks.around(Scene.cursor, Infinity, Scene.shown).keys());
    const at = firsts.findIndex((first) => mine.has(first));
    return firsts[(at + step + firsts.length) % firsts.length];
  }

  function onMap(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !isShown(Scene.cursor)) return;
    if (event.key in ARROWS) {
      const next = neighbour(Scene.cursor, event.key);
      if (next !== null) {
        trail.push(Scene.cursor);
        goTo(next);
      }
    } else if (event.key === "Backspace") {
      const back = trail.pop();
      if (isShown(back ?? null)) goTo(back);
    } else if (event.key === "PageDown" || event.key === "PageUp") {
      trail.push(Scene.cursor);
      goTo(group(event.key === "PageDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      Choice.node(Scene.cursor);
      byId("pane").focus({ preventScroll: true });
    } else return;
    event.preventDefault();
  }

  const typing = ({ target }) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "checkbox";

  function onPage(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    if (event.key === "Escape") return leave();
    if (typing(event)) return;
    const actions = {
      "/": () => byId("search").focus(),
      "?": () => byId("help").showModal(),
      t: () => byId("table-button").click(),
      "+": () => Scene.zoomBy(1.3),
      "=": () => Scene.zoomBy(1.3),
      "-": () => Scene.zoomBy(1 / 1.3),
      0: () => Scene.fit(true),
    };
    if (!Object.hasOwn(actions, event.key) || ("+=-0".includes(event.key) && !Scene.picture)) return;
    event.preventDefault();
    actions[event.key]();
  }

  function leave() {
    Search.clear();
    byId("export").open = false;
    Choice.clear();
  }

  function start() {
    document.addEventListener("keydown", onPage);
  }

  function attach(frame) {
    frame.id = "map";
    frame.tabIndex = 0;
    frame.setAttribute("role", "application");
    frame.addEventListener("keydown", onMap);
    frame.addEventListener("focus", () => {
      if (frame.matches(":focus-visible")) enter();
    });
    frame.addEventListener("blur", Scene.drawNames);
  }

  function fillHelp() {
    byId("help").setAttribute("aria-label", say("helpTitle"));
    byId("help").replaceChildren(
      element("h2", null, say("helpTitle")),
      element(
        "dl",
        null,
        say("keys").flatMap(([keys, text]) => [
          element("dt", null, element("kbd", null, keys)),
          element("dd", null, text),
        ]),
      ),
      element("button", { type: "button", onclick: () => byId("help").close() }, say("close")),
    );
  }

  return { start, attach, fillHelp };
})();
