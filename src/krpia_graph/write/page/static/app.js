// What the reader does: choose, search, hide types, change the language.
"use strict";

function choose({ node = null, edge = null, travel = false }) {
  Object.assign(state, { node, edge });
  const ends = edge !== null ? [edges[edge].from, edges[edge].to] : node !== null ? [node] : [];
  ends.forEach((id) => state.hiddenTypes.delete(entities[id].type));
  fillLegend();
  fillPane();
  restyle();
  if (travel && ends.length) {
    const animation = reducedMotion.matches ? false : { duration: 300, easingFunction: "easeInOutQuad" };
    if (edge !== null) network.fit({ nodes: ends, maxZoomLevel: Math.max(network.getScale(), 1), animation });
    else network.focus(node, { scale: Math.max(network.getScale(), 0.9), animation });
    byId("pane").focus({ preventScroll: true });
  }
  announce(ends.length ? described(ends, edge) : say("cleared"));
}

function described(ends, edge) {
  if (edge !== null) return `${nameOf(ends[0])} ${inLanguage(view.edgeTypes[ties[edge].type])} ${nameOf(ends[1])}`;
  return [nameOf(ends[0]), typeOf(ends[0]), caseCount(ends[0]), say("tieCount")(tiesOf.get(ends[0]).length)].join(", ");
}

function onClick({ pointer }) {
  const node = network.getNodeAt(pointer.DOM) ?? labelAt(pointer.DOM);
  const edge = network.getEdgeAt(pointer.DOM);
  if (node !== null) choose({ node });
  else if (edge !== undefined) choose({ edge });
  else if (state.node !== null || state.edge !== null) choose({});
}

function showTooltip(lines, { x, y }) {
  const tooltip = byId("tooltip");
  tooltip.replaceChildren(element("strong", null, lines[0]), ...lines.slice(1));
  tooltip.hidden = false;
  const { clientWidth, clientHeight } = byId("stage");
  tooltip.style.left = `${Math.max(4, Math.min(x + 14, clientWidth - tooltip.offsetWidth - 4))}px`;
  tooltip.style.top = `${Math.max(4, Math.min(y + 14, clientHeight - tooltip.offsetHeight - 4))}px`;
}

function hover(id, point) {
  state.hovered = id;
  byId("network").style.cursor = "pointer";
  showTooltip([nameOf(id), `${typeOf(id)} · ${caseCount(id)}`], point);
}

function unhover() {
  state.hovered = null;
  byId("network").style.cursor = "";
  byId("tooltip").hidden = true;
}

function toggleType(type) {
  const hide = !state.hiddenTypes.has(type);
  if (hide) state.hiddenTypes.add(type);
  else state.hiddenTypes.delete(type);
  byId("legend").querySelector(`[data-type="${CSS.escape(type)}"]`).setAttribute("aria-pressed", String(!hide));
  restyle();
  announce(say(hide ? "hidden" : "shown")(inLanguage(types[type])));
}

function fillLegend() {
  const count = (type) => nodes.filter(({ id }) => entities[id].type === type).length;
  byId("legend").replaceChildren(...Object.keys(types).filter(count).map((type) => element(
    "button",
    { type: "button", "data-type": type, "aria-pressed": String(!state.hiddenTypes.has(type)), onclick: () => toggleType(type) },
    swatch(type), inLanguage(types[type]), element("span", { className: "quiet" }, String(count(type))),
  )));
}

function matches(query) {
  const wanted = fold(query.trim());
  if (!wanted) return [];
  const found = [];
  for (const { id } of nodes) {
    const names = [nameOf(id), entities[id].en, entities[id].ko, ...entities[id].aliases].filter(Boolean);
    const name = names.find((n) => fold(n).startsWith(wanted)) ?? names.find((n) => fold(n).includes(wanted));
    if (name !== undefined) found.push({ id, name, late: fold(name).startsWith(wanted) ? 0 : 1 });
  }
  return found.sort((a, b) => a.late - b.late).slice(0, 8);
}

function suggest() {
  const found = matches(byId("search").value);
  byId("suggestions").replaceChildren(...found.map(({ id, name }, i) => element(
    "li",
    { id: `suggestion-${i}`, role: "option", "aria-selected": "false", "data-id": id, onclick: () => take(id) },
    swatch(entities[id].type),
    element("span", null, nameOf(id)),
    name === nameOf(id) ? null : element("span", { className: "quiet" }, name),
  )));
  openSuggestions(found.length > 0);
  if (byId("search").value.trim()) announce(say("found")(found.length));
}

function openSuggestions(open) {
  byId("suggestions").hidden = !open;
  byId("search").setAttribute("aria-expanded", String(open));
  byId("search").removeAttribute("aria-activedescendant");
}

function moveInSuggestions(step) {
  const items = [...byId("suggestions").children];
  if (!items.length) return;
  const now = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const next = items[(now + step + items.length + (now < 0 && step < 0 ? 1 : 0)) % items.length];
  items.forEach((item) => { item.setAttribute("aria-selected", String(item === next)); });
  next.scrollIntoView({ block: "nearest" });
  byId("search").setAttribute("aria-activedescendant", next.id);
}

function take(id) {
  byId("search").value = "";
  openSuggestions(false);
  choose({ node: id, travel: true });
}

function onSearchKey(event) {
  const items = [...byId("suggestions").children];
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    moveInSuggestions(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && !byId("suggestions").hidden) {
    take((items.find((item) => item.getAttribute("aria-selected") === "true") ?? items[0]).dataset.id);
  }
}

function zoomBy(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: reducedMotion.matches ? false : { duration: 150 } });
}

function onMapKey(event) {
  const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const zooms = { "+": 1.3, "=": 1.3, "-": 1 / 1.3 };
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in directions) {
    const [right, down] = directions[event.key];
    const { x, y } = network.getViewPosition();
    const step = 60 / network.getScale();
    network.moveTo({ position: { x: x + right * step, y: y + down * step } });
  } else if (event.key in zooms) zoomBy(zooms[event.key]);
  else if (event.key === "0") showAll(!reducedMotion.matches);
  else return;
  event.preventDefault();
}

function showAll(animation) {
  const { clientWidth, clientHeight } = byId("stage");
  const fitting = Math.min((clientWidth - 2 * MARGIN) / extent.width, (clientHeight - 2 * MARGIN) / extent.height);
  network.moveTo({ position: { x: 0, y: 0 }, scale: Math.min(fitting, 1.5), animation });
}

function fillZoom() {
  byId("zoom").setAttribute("aria-label", say("zoom"));
  const button = (sign, key, action) => element("button", { type: "button", "aria-label": say(key), title: say(key), onclick: action }, sign);
  byId("zoom").replaceChildren(
    button("+", "zoomIn", () => zoomBy(1.4)),
    button("−", "zoomOut", () => zoomBy(1 / 1.4)),
    button("⤢", "fit", () => showAll(!reducedMotion.matches)),
  );
}

function setLanguage(language) {
  state.language = language;
  unhover();
  document.documentElement.lang = language;
  byId("search").placeholder = say("search");
  byId("search").setAttribute("aria-label", say("search"));
  byId("language").textContent = say("other");
  byId("language").lang = language === "en" ? "ko" : "en";
  byId("legend").setAttribute("aria-label", say("legend"));
  byId("pane").setAttribute("aria-label", say("pane"));
  network.canvas.frame.setAttribute("aria-label", say("map"));
  fillLegend();
  fillZoom();
  fillPane();
  restyle();
}

function onEscape(event) {
  if (event.key !== "Escape") return;
  byId("search").value = "";
  openSuggestions(false);
  choose({});
}

network.on("afterDrawing", drawLabels);
network.on("click", onClick);
network.on("doubleClick", onClick); // what vis makes of two quick clicks, even on different things
network.on("hoverNode", ({ node, pointer }) => hover(node, pointer.DOM));
network.on("hoverEdge", ({ edge, pointer }) => {
  const { from, to } = edges[edge];
  showTooltip([inLanguage(view.edgeTypes[ties[edge].type]), `${nameOf(from)} – ${nameOf(to)}`], pointer.DOM);
});
network.on("blurNode", unhover);
network.on("blurEdge", unhover);
network.on("dragStart", unhover);
network.on("zoom", unhover);
network.canvas.frame.setAttribute("role", "application");
network.canvas.frame.addEventListener("keydown", onMapKey);
byId("search").addEventListener("input", suggest);
byId("search").addEventListener("keydown", onSearchKey);
byId("language").addEventListener("click", () => setLanguage(state.language === "en" ? "ko" : "en"));
document.addEventListener("keydown", onEscape);
document.addEventListener("click", ({ target }) => { if (!target.closest(".search")) openSuggestions(false); });
darkScheme.addEventListener("change", restyle);

setLanguage("en");
showAll(false);
