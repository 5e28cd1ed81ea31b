// The panel: which part of the network, which cases, what size means; each choice with its count.
"use strict";

const Panel = (() => {
  const SHORT = 8; // choices of a facet before "more"
  const HISTOGRAM = { width: 200, height: 48 };
  const opened = new Set(); // facets whose whole list is shown

  const choices = {
    sections: () => model.sections.map((section) => [section, section || say("unstated")]),
    relations: () => [...model.relationTypes.map((term) => [term.id, inLanguage(term)]), ["", say("unstated")]],
    companies: () => entitiesOf("companies"),
    regions: () => entitiesOf("regions"),
  };
  const entitiesOf = (facet) =>
    model.entities.id.flatMap((id, n) => (model.type(n).facet === facet ? [[id, model.name(n)]] : []));

  function select(id, label, options, value, change) {
    return element(
      "label",
      { className: "choice" },
      label,
      element(
        "select",
        { id, onchange: ({ target }) => change(target.value) },
        options.map(([key, text]) => element("option", { value: key, selected: key === value }, text)),
      ),
    );
  }

  function views() {
    const options = model.views.map((view) => [view.id, inLanguage(view)]);
    return select("view-choice", say("view"), options, State.now.view, (view) => State.change({ view }));
  }

  function sizes() {
    const options = Object.entries(model.sizes).map(([id, { estimated }]) => [
      id,
      say("sizes")[id] + (estimated ? ` (${say("estimated")})` : ""),
    ]);
    return select("size-choice", say("size"), options, State.now.size, (size) => State.change({ size }));
  }

  // A facet is made once a language; afterwards only its counts and ticks change, so that the focus stays.
  function facet(name, counts) {
    const all = choices[name]().filter(([id]) => counts.get(id) || State.now[name].has(id));
    all.sort(([a], [b]) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
    const kept = opened.has(name) ? all : all.filter(([id], i) => i < SHORT || State.now[name].has(id));
    const rest = all.length - kept.length;
    return element(
      "fieldset",
      { "data-facet": name },
      element("legend", null, say(name)),
      kept.map(([id, text]) =>
        element(
          "label",
          { className: "tick" },
          element("input", {
            type: "checkbox",
            value: id,
            checked: State.now[name].has(id),
            onchange: ({ target }) => tick(name, id, target.checked),
          }),
          element("span", null, text),
          element("span", { className: "count quiet" }, String(counts.get(id) ?? 0)),
        ),
      ),
      rest || (opened.has(name) && all.length > SHORT)
        ? element(
            "button",
            {
              type: "button",
              className: "link",
              "data-more": name,
              onclick: () => {
                opened[rest ? "add" : "delete"](name);
                fill();
              },
            },
            rest ? say("showMore", rest) : say("showFewer"),
          )
        : null,
    );
  }

  function tick(name, id, on) {
    const chosen = new Set(State.now[name]);
    if (on) chosen.add(id);
    else chosen.delete(id);
    State.change({ [name]: chosen });
  }

  function years() {
    if (!model.years)
      return element(
        "fieldset",
        { "data-facet": "years" },
        element("legend", null, say("years")),
        element("p", { className: "quiet" }, say("noYears")),
      );
    const [low, high] = model.years;
    const { byYear, undated } = Filters.histogram(State.now);
    const [from, to] = State.now.years ?? [low, high];
    const range = (id, label, value, change) =>
      element("input", {
        type: "range",
        id,
        min: low,
        max: high,
        step: 1,
        value,
        "aria-label": say(label),
        "aria-valuetext": String(value),
        oninput: ({ target }) => change(Number(target.value)),
      });
    const setYears = (a, b) => State.change({ years: a === low && b === high ? null : [a, b] });
    return element(
      "fieldset",
      { "data-facet": "years" },
      element("legend", null, say("years")),
      histogram(byYear, low, high, from, to),
      element(
        "div",
        { className: "ranges" },
        range("first-year", "firstYear", from, (year) => setYears(Math.min(year, to), to)),
        range("last-year", "lastYear", to, (year) => setYears(from, Math.max(year, from))),
      ),
      element("p", { className: "span" }, from === to ? String(from) : `${from} – ${to}`),
      element(
        "label",
        { className: "tick" },
        element("input", {
          type: "checkbox",
          id: "undated",
          checked: State.now.undated,
          onchange: ({ target }) => State.change({ undated: target.checked }),
        }),
        element("span", null, say("undated")),
        element("span", { className: "count quiet" }, String(undated)),
      ),
    );
  }

  function histogram(byYear, low, high, from, to) {
    const { width, height } = HISTOGRAM;
    const count = high - low + 1;
    const most = Math.max(1, ...[...byYear].filter(([year]) => year !== null).map(([, n]) => n));
    const bars = Array.from({ length: count }, (_, i) => {
      const [year, cases] = [low + i, byYear.get(low + i) ?? 0];
      const tall = (cases / most) * (height - 2);
      return svg(
        "rect",
        {
          x: (i * width) / count + 0.5,
          y: height - tall,
          width: Math.max(1, width / count - 1),
          height: tall,
          class: year >= from && year <= to ? "bar" : "bar off",
        },
        svg("title", null, document.createTextNode(`${year}: ${say("caseCount", cases)}`)),
      );
    });
    const told = [...byYear]
      .filter(([year]) => year !== null)
      .sort(([a], [b]) => a - b)
      .map(([year, n]) => `${year}: ${n}`)
      .join(", ");
    return svg(
      "svg",
      {
        viewBox: `0 0 ${width} ${height}`,
        class: "histogram",
        role: "img",
        "aria-label": `${say("years")}. ${told}`,
        preserveAspectRatio: "none",
      },
      bars,
    );
  }

  function fill() {
    const focus = keyOf(document.activeElement);
    const counts = Filters.counts(State.now);
    const parts = [
      Stage.control(),
      views(),
      sizes(),
      years(),
      ...["sections", "relations", "companies", "regions"].map((name) => facet(name, counts[name])),
      element(
        "button",
        {
          type: "button",
          id: "clear-filters",
          disabled: !State.filtered(),
          onclick: () => State.change(State.unfiltered()),
        },
        say("clearFilters"),
      ),
    ];
    byId("panel").replaceChildren(...parts.filter((part) => part !== null));
    if (focus) [...byId("panel").querySelectorAll("input, select, button")].find((e) => keyOf(e) === focus)?.focus();
  }

  // What a control is for, so that the focus returns to the one made anew for the same thing.
  function keyOf(control) {
    if (!control || !byId("panel").contains(control)) return null;
    return [control.closest("[data-facet]")?.dataset.facet, control.id, control.value, control.dataset.more].join(
      "|",
    );
  }

  return { fill };
})();
