// The same data as a table: entities, ties or cases that are shown, sorted by any column.
"use strict";

const Table = (() => {
  const AT_ONCE = 200;

  const numbersOf = (flags) => flags.flatMap((is, n) => (is ? [n] : []));
  const percent = (sure) => (sure ? sure[0].toFixed(3) : "");
  const firstQuote = (evidence) => model.statements.pieces[evidence[evidence.length - 1][0]].join("");
  const shownTies = (n) => Walks.shownTies(n, Scene.shown).length;

  // Columns: name, what a cell shows, and whether it is a number. Rows open what they are about.
  const tables = {
    entities: {
      rows: () => numbersOf(Scene.shown.nodes),
      open: (n) => Choice.node(n),
      chosen: (n) => n === State.now.node,
      columns: [
        ["name", (n) => model.name(n), false],
        ["type", (n) => inLanguage(model.type(n)), false],
        ["country", (n) => Words.countryName(model.entities.country[n]), false],
        ["cases", (n) => model.entities.cases[n].length, true],
        ["ties", shownTies, true],
        ["betweenness", (n) => model.sizes.betweenness.value[n].toFixed(4), true],
      ],
    },
    ties: {
      rows: () => numbersOf(Scene.shown.ties),
      open: (tie) => Choice.tie(tie),
      chosen: (tie) => tie === State.now.tie,
      columns: [
        ["from", (tie) => model.name(model.ties.subject[tie]), false],
        ["relation", (tie) => model.tieLabel(tie), false],
        ["to", (tie) => model.name(model.ties.object[tie]), false],
        ["cases", (tie) => model.casesOfTie[tie].length, true],
        ["confidence", (tie) => percent(model.ties.sure[tie]), true],
        ["quote", (tie) => firstQuote(model.ties.evidence[tie]), false],
      ],
    },
    cases: {
      rows: () => numbersOf(Scene.shown.cases),
      open: (c) => Choice.node(model.cases.named[c][0][0]),
      chosen: () => false,
      columns: [
        ["header", (c) => model.cases.header[c], false],
        ["section", (c) => model.sections[model.cases.section[c]], false],
        [
          "relations",
          (c) => model.cases.relations[c].map((r) => inLanguage(model.relationTypes[r])).join(", "),
          false,
        ],
        ["years", (c) => model.cases.periods[c].join(", "), false],
        ["confidence", (c) => percent(model.cases.sure[c]), true],
        ["quote", (c) => model.cases.statements[c].map((s) => model.statements.pieces[s].join("")).join(" "), false],
      ],
    },
  };

  function sorted({ rows, columns }) {
    const numbers = rows();
    const [name, down] = State.now.sort ?? [];
    const column = columns.find(([key]) => key === name);
    if (!column) return numbers;
    const [, cell, numeric] = column;
    const collator = new Intl.Collator(State.now.language, { numeric: true });
    const keys = new Map(numbers.map((n) => [n, cell(n)]));
    const compare = numeric
      ? (a, b) => Number(keys.get(a)) - Number(keys.get(b))
      : (a, b) => collator.compare(keys.get(a), keys.get(b));
    return numbers.sort((a, b) => (down ? compare(b, a) : compare(a, b)) || a - b);
  }

  function heading([name, , numeric]) {
    const [by, down] = State.now.sort ?? [];
    const order = by === name ? (down ? "descending" : "ascending") : "none";
    const sort = () => State.change({ sort: [name, by === name ? !down : numeric] });
    return element(
      "th",
      { scope: "col", "aria-sort": order, className: numeric ? "number" : "" },
      element(
        "button",
        { type: "button", "data-column": name, onclick: sort },
        say("columns")[name],
        element(
          "span",
          { "aria-hidden": "true", className: "order" },
          { ascending: " ▲", descending: " ▼", none: "" }[order],
        ),
      ),
    );
  }

  function row(table, n) {
    return element(
      "tr",
      { "data-row": String(n), "aria-current": table.chosen(n) ? "true" : "false", onclick: () => table.open(n) },
      table.columns.map(([, cell, numeric], i) => {
        const text = String(cell(n));
        if (i) return element("td", { className: numeric ? "number" : "" }, text);
        return element(
          "th",
          { scope: "row" },
          element(
            "button",
            {
              type: "button",
              className: "link",
              onclick: (event) => {
                event.stopPropagation();
                table.open(n);
                byId("pane").focus({ preventScroll: true });
              },
            },
            text || "–",
          ),
        );
      }),
    );
  }

  function rows(table, numbers, from) {
    const made = numbers.slice(from, from + AT_ONCE).map((n) => row(table, n));
    const left = numbers.length - from - AT_ONCE;
    if (left <= 0) return made;
    const more = element(
      "tr",
      null,
      element(
        "td",
        { colSpan: table.columns.length },
        element(
          "button",
          { type: "button", onclick: () => more.replaceWith(...rows(table, numbers, from + AT_ONCE)) },
          say("more", left),
        ),
      ),
    );
    return [...made, more];
  }

  function fill() {
    const name = State.now.table;
    byId("table").hidden = name === null;
    byId("stage").hidden = name !== null;
    if (name === null) return byId("table").replaceChildren();
    const focused = document.activeElement?.dataset?.column ?? document.activeElement?.dataset?.table;
    const table = tables[name];
    const tab = (key) =>
      element(
        "button",
        {
          type: "button",
          "data-table": key,
          "aria-pressed": String(key === name),
          onclick: () => State.change({ table: key, sort: null }),
        },
        say(key),
      );
    const numbers = sorted(table);
    byId("table").replaceChildren(
      element("div", { className: "tabs", role: "group", "aria-label": say("table") }, Object.keys(tables).map(tab)),
      element(
        "div",
        { className: "scroll", tabIndex: 0, role: "region", "aria-label": say(name) },
        element(
          "table",
          null,
          element("caption", { className: "offscreen" }, `${say(name)}: ${numbers.length}`),
          element("thead", null, element("tr", null, table.columns.map(heading))),
          element("tbody", null, rows(table, numbers, 0)),
        ),
      ),
    );
    if (focused)
      [...byId("table").querySelectorAll("button")]
        .find((b) => b.dataset.column === focused || b.dataset.table === focused)
        ?.focus();
    return undefined;
  }

  return { fill };
})();
