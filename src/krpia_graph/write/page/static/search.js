// Search: a few letters in, the entities of that name or alias in either language out, to be taken.
"use strict";

const Search = (() => {
  const MOST = 8;
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  let index = null;

  // Folded once: every name and alias of every entity.
  function names() {
    const { en, ko, aliases } = model.entities;
    index ??= en.map((_, n) => [en[n], ko[n], ...aliases[n]].filter(Boolean).map((name) => [fold(name), name]));
    return index;
  }

  // Names that begin so first, then names with a word that does, then the rest; more cases first.
  function matches(query) {
    const wanted = fold(query.trim());
    if (!wanted) return [];
    const found = [];
    names().forEach((all, n) => {
      let best = null;
      for (const [folded, name] of all) {
        const at = folded.indexOf(wanted);
        const late = at < 0 ? 3 : at === 0 ? 0 : /[\p{L}\p{N}]/u.test(folded[at - 1]) ? 2 : 1;
        if (late < (best?.late ?? 3)) best = { n, name, late };
      }
      if (best) found.push(best);
    });
    return found.sort((a, b) => a.late - b.late || a.n - b.n);
  }

  function suggest() {
    const query = byId("search").value;
    const found = matches(query);
    byId("suggestions").replaceChildren(
      ...found
        .slice(0, MOST)
        .map(({ n, name }, i) =>
          element(
            "li",
            {
              id: `suggestion-${i}`,
              role: "option",
              "aria-selected": "false",
              "data-entity": n,
              onclick: () => take(n),
            },
            swatch(model.type(n)),
            element("span", null, model.name(n)),
            name === model.name(n) ? null : element("span", { className: "quiet" }, name),
            Scene.shown.nodes[n] ? null : element("span", { className: "quiet" }, say("notShown")),
          ),
        ),
    );
    open(found.length > 0);
    if (query.trim()) announce(found.length ? say("found", found.length) : say("noMatch"));
  }

  function open(is) {
    byId("suggestions").hidden = !is;
    byId("search").setAttribute("aria-expanded", String(is));
    byId("search").removeAttribute("aria-activedescendant");
  }

  function move(step) {
    const items = [...byId("suggestions").children];
    if (!items.length) return;
    const at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
    const next = items[(at + step + items.length + (at < 0 && step < 0 ? 1 : 0)) % items.length];
    items.forEach((item) => {
      item.setAttribute("aria-selected", String(item === next));
    });
    next.scrollIntoView({ block: "nearest" });
    byId("search").setAttribute("aria-activedescendant", next.id);
  }

  function take(n) {
    clear();
    Choice.node(n, { travel: true });
  }

  function clear() {
    byId("search").value = "";
    open(false);
  }

  function onKey(event) {
    const items = [...byId("suggestions").children];
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !byId("suggestions").hidden) {
      take(Number((items.find((item) => item.getAttribute("aria-selected") === "true") ?? items[0]).dataset.entity));
    }
  }

  function start() {
    byId("search").addEventListener("input", suggest);
    byId("search").addEventListener("keydown", onKey);
    document.addEventListener("click", ({ target }) => {
      if (!target.closest(".search")) open(false);
    });
  }

  return { start, clear };
})();
