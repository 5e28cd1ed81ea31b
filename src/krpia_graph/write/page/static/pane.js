// The pane: what is known of the chosen entity, tie or path, with every sentence behind it.
"use strict";

const Pane = (() => {
  const CASES_AT_ONCE = 100;

  const button = (text, onclick, properties = {}) =>
    element("button", { type: "button", onclick, ...properties }, text);
  const nodeLink = (n) => button(model.name(n), () => Choice.node(n, { travel: true }), { className: "link" });
  const tieLink = (tie, text) => button(text, () => Choice.tie(tie, { travel: true }), { className: "link" });
  const closeButton = () => button("✕", () => Choice.clear(), { id: "close", "aria-label": say("close") });
  const note = (text) => element("p", { className: "quiet" }, text);
  const top = (...title) => element("div", { className: "top" }, element("h2", null, ...title), closeButton());

  const sure = ([mean, low]) => say("confidence", mean.toFixed(3), low.toFixed(3));
  const ruleNote = (number) =>
    `${model.rules.name[number]} (${sure([model.rules.mean[number], model.rules.low[number]])})`;
  const header = (c) => [model.sections[model.cases.section[c]], model.cases.header[c]].filter(Boolean).join(" › ");

  function quote(number, marks, found, c) {
    const { id, kind, start, end, pieces, source } = model.statements;
    const lit = new Set(marks);
    const position = say("position", start[number], end[number]);
    return element(
      "div",
      { className: "quote" },
      element(
        "blockquote",
        { className: kind[number], lang: model.sources.language[source[number]], "data-statement": id[number] },
        pieces[number].map((piece, i) => (lit.has(i) ? element("mark", null, piece) : piece)),
      ),
      element(
        "p",
        { className: "quiet" },
        sourceName(source[number]),
        `, ${position} `,
        button(say("cite"), () => cite(number, c), { className: "link cite" }),
      ),
      found.length
        ? element("p", { className: "found quiet" }, `${say("foundBy")}: ${found.map(ruleNote).join(", ")}`)
        : null,
    );
  }

  function sourceName(number) {
    const { url, title, path } = model.sources;
    if (!/^https?:\/\//i.test(url[number])) return element("span", { title: title[number] }, path[number]);
    return element(
      "a",
      { href: url[number], rel: "noopener noreferrer", target: "_blank", title: title[number] },
      path[number],
    );
  }

  // The quote, where it stands, and enough to check that the document is the same one.
  function citation(number, c) {
    const { start, end, pieces, source } = model.statements;
    const { title, publisher, url, path, retrieved, sha256 } = model.sources;
    const s = source[number];
    return [
      `“${pieces[number].join("")}”`,
      [c >= 0 ? header(c) : "", [publisher[s], title[s]].filter(Boolean).join(": ")].filter(Boolean).join(". "),
      [url[s], retrieved[s] ? say("retrieved", retrieved[s]) : ""].filter(Boolean).join(", "),
      `${path[s]}, ${say("position", start[number], end[number])}, SHA-256 ${sha256[s]}`,
    ]
      .filter(Boolean)
      .join("\n");
  }

  async function cite(number, c) {
    announce(say((await copy(citation(number, c))) ? "cited" : "copyFailed"));
  }

  function caseBlock(c, quotes) {
    const { relations, shown, periods, amounts, named } = model.cases;
    const words = [
      ...relations[c].map((r, i) =>
        element("span", { title: ruleNote(shown[c][i]) }, inLanguage(model.relationTypes[r])),
      ),
      ...[...periods[c], ...amounts[c]].map((word) => element("span", null, word)),
    ];
    return element(
      "article",
      { className: "case", "data-case": model.cases.id[c] },
      element("h4", null, header(c)),
      words.length ? element("div", { className: "chips" }, words) : null,
      model.cases.sure[c]
        ? element("p", { className: "sure quiet" }, `${say("caseIs")}: ${sure(model.cases.sure[c])}`)
        : null,
      quotes,
      element(
        "ul",
        { className: "named quiet" },
        named[c].map(([n, role]) =>
          element("li", null, swatch(model.type(n)), nodeLink(n), ` ${inLanguage(model.roles[role])}`),
        ),
      ),
    );
  }

  function tieCases(tie) {
    const grouped = new Map();
    for (const [statement, c, marks, found] of model.ties.evidence[tie]) {
      if (!grouped.has(c)) grouped.set(c, []);
      grouped.get(c).push(quote(statement, marks, found, c));
    }
    return [...grouped].map(([c, quotes]) =>
      c >= 0
        ? caseBlock(c, quotes)
        : element("article", { className: "case" }, element("p", null, say("lexiconNote")), quotes),
    );
  }

  function overview() {
    if (!model.count) return [element("p", null, say("none"))];
    const { nodes, ties, cases } = Scene.shown;
    const number = (flags) => flags.filter(Boolean).length;
    const first = nodes.flatMap((is, n) => (is ? [n] : [])).slice(0, 10);
    return [
      element("h2", null, say("totals", number(nodes), number(ties), number(cases))),
      first.length ? element("p", null, say("intro")) : element("p", { className: "notice" }, say("nothingLeft")),
      model.leftOut ? element("p", { className: "notice" }, say("leftOut", model.leftOut)) : null,
      first.length ? element("h3", null, say("most")) : null,
      element(
        "ul",
        { className: "ranking" },
        first.map((n) =>
          element(
            "li",
            null,
            swatch(model.type(n)),
            nodeLink(n),
            element("span", { className: "quiet" }, say("caseCount", model.entities.cases[n].length)),
          ),
        ),
      ),
      element("h3", null, say("lines")),
      element(
        "div",
        { className: "lines" },
        Object.entries(say("groups")).flatMap(([group, text]) => [
          svg(
            "svg",
            { viewBox: "0 0 44 10", "aria-hidden": "true" },
            svg("line", {
              x1: 0,
              y1: 5,
              x2: 44,
              y2: 5,
              "stroke-width": 2,
              "stroke-dasharray": (Looks.DASHES[group] || []).join(" ") || "none",
              stroke: `var(--line-${group === "partner" ? "partner" : "about"})`,
            }),
          ),
          element("span", null, text),
        ]),
      ),
    ];
  }

  function facts(n) {
    const { country, aliases, identifiers } = model.entities;
    const rows = [
      [say("country"), Words.countryName(country[n])],
      [say("aliases"), aliases[n].join(", ")],
      ...identifiers[n],
    ].filter(([, value]) => value);
    return rows.length
      ? element(
          "dl",
          null,
          rows.flatMap(([name, value]) => [element("dt", null, name), element("dd", null, value)]),
        )
      : null;
  }

  function directed(tie, n) {
    if (model.edgeTypes[model.ties.type[tie]].symmetric) return model.tieLabel(tie);
    return `${model.ties.subject[tie] === n ? "→" : "←"} ${model.tieLabel(tie)}`;
  }

  function tieRow(tie, n) {
    const other = model.otherEnd(tie, n);
    const count = model.casesOfTie[tie].length;
    return element(
      "li",
      null,
      swatch(model.type(other)),
      nodeLink(other),
      element("span", { className: "quiet" }, directed(tie, n)),
      tieLink(tie, count ? say("caseCount", count) : say("lexicon")),
    );
  }

  // Ties of an entity: partners first, most cases first.
  function tieList(n) {
    const rank = (tie) => Object.keys(Looks.DASHES).indexOf(model.ties.group[tie]);
    const sorted = [...model.tiesOf[n]].sort(
      (a, b) => rank(a) - rank(b) || model.casesOfTie[b].length - model.casesOfTie[a].length || a - b,
    );
    return element(
      "ul",
      { className: "ties" },
      sorted.map((tie) => tieRow(tie, n)),
    );
  }

  function surroundings(n) {
    const step = (steps) =>
      button(say("steps", steps), () => State.change({ steps }), {
        "aria-pressed": String(State.now.steps === steps),
      });
    return element(
      "div",
      { className: "actions", role: "group", "aria-label": say("around") },
      element("span", { className: "quiet" }, say("around")),
      step(1),
      step(2),
      button(say("pathFrom"), () => Choice.path([n]), { id: "path-from" }),
      Stage.expandButton(n),
    );
  }

  function nodePane(n) {
    const { en, ko, cases } = model.entities;
    const second = State.now.language === "ko" ? en[n] : ko[n];
    return [
      top(model.name(n)),
      second && second !== model.name(n) ? note(second) : null,
      element(
        "p",
        { className: "kind quiet" },
        swatch(model.type(n)),
        `${inLanguage(model.type(n))} · ${say("caseCount", cases[n].length)}`,
      ),
      Scene.shown.nodes[n] ? null : filteredNotice(),
      surroundings(n),
      facts(n),
      model.tiesOf[n].length ? element("h3", null, `${say("ties")} (${model.tiesOf[n].length})`) : null,
      tieList(n),
      element("h3", null, `${say("cases")} (${cases[n].length})`),
      nodeCases(n, 0),
    ];
  }

  function filteredNotice() {
    return element(
      "p",
      { className: "notice" },
      `${say("notShown")} `,
      button(say("clearFilters"), () => State.change(State.unfiltered())),
    );
  }

  function nodeCases(n, from) {
    const numbers = model.entities.cases[n];
    const said = new Map(model.entities.said[n].map(([statement, ...rest]) => [statement, rest]));
    const blocks = numbers.slice(from, from + CASES_AT_ONCE).map((c) =>
      caseBlock(
        c,
        model.cases.statements[c].map((s) => quote(s, ...(said.get(s) ?? [[], []]), c)),
      ),
    );
    const left = numbers.length - from - CASES_AT_ONCE;
    if (left <= 0) return blocks;
    const more = button(say("more", left), () => more.replaceWith(...nodeCases(n, from + CASES_AT_ONCE)));
    return [...blocks, more];
  }

  function tiePane(tie) {
    const { subject, object, group, relations } = model.ties;
    const parallel = model.tiesOf[subject[tie]].filter(
      (other) => other !== tie && model.otherEnd(other, subject[tie]) === object[tie],
    );
    return [
      top(nodeLink(subject[tie]), ` ${model.tieLabel(tie)} `, nodeLink(object[tie])),
      note(say("groups")[group[tie]]),
      Scene.shown.ties[tie] ? null : filteredNotice(),
      model.ties.sure[tie]
        ? element("p", { className: "sure" }, `${say("lineIs")}: ${sure(model.ties.sure[tie])}`)
        : null,
      relations[tie].length
        ? element(
            "div",
            { className: "chips" },
            relations[tie].map((r) => element("span", null, inLanguage(model.relationTypes[r]))),
          )
        : null,
      element("h3", null, say("statements")),
      tieCases(tie),
      parallel.length ? element("h3", null, say("parallel")) : null,
      parallel.length
        ? element(
            "ul",
            { className: "ties" },
            parallel.map((other) =>
              element("li", null, tieLink(other, `${directed(other, subject[tie])} ${model.name(object[tie])}`)),
            ),
          )
        : null,
    ];
  }

  function pathPane(ends) {
    if (ends.length === 1) {
      return [
        top(say("path")),
        element("p", { className: "notice" }, say("pathPick", model.name(ends[0]))),
        button(say("cancel"), () => Choice.node(ends[0])),
      ];
    }
    const ties = Walks.shortest(...ends, Scene.shown);
    const stops = (ties ?? []).reduce((all, tie) => [...all, model.otherEnd(tie, all[all.length - 1])], [ends[0]]);
    return [
      top(`${model.name(ends[0])} – ${model.name(ends[1])}`),
      note(ties ? `${say("path")}: ${say("pathLength", ties.length)}` : say("noPath")),
      ties
        ? element(
            "ol",
            { className: "path" },
            ties.map((tie, i) =>
              element(
                "li",
                null,
                element("h3", null, nodeLink(stops[i]), ` ${directed(tie, stops[i])} `, nodeLink(stops[i + 1])),
                tieCases(tie),
              ),
            ),
          )
        : element("p", null, nodeLink(ends[0]), " · ", nodeLink(ends[1])),
    ];
  }

  function fill() {
    const { node, tie, path } = State.now;
    const content = path.length
      ? pathPane(path)
      : tie !== null
        ? tiePane(tie)
        : node !== null
          ? nodePane(node)
          : overview();
    byId("pane").replaceChildren(...content.flat().filter((child) => child !== null));
    byId("pane").scrollTop = 0;
  }

  return { fill };
})();
