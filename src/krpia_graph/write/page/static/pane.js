// The pane: what is known of the chosen node or line, with every sentence behind it.
"use strict";

const CASES_AT_ONCE = 100;

const nodeLink = (id) => element("button", { type: "button", className: "link", onclick: () => choose({ node: id, travel: true }) }, nameOf(id));
const edgeLink = (number, text) => element("button", { type: "button", className: "link", onclick: () => choose({ edge: number, travel: true }) }, text);
const kindLine = (id) => element("p", { className: "kind quiet" }, swatch(entities[id].type), `${typeOf(id)} · ${caseCount(id)}`);
const closeButton = () => element("button", { type: "button", id: "close", "aria-label": say("close"), onclick: () => choose({}) }, "✕");

const sure = ([mean, low]) => say("confidence")(mean.toFixed(3), low.toFixed(3));
const ruleNote = (number) => { const [rule, ...belief] = view.rules[number]; return `${rule} (${sure(belief)})`; };

function quote(number, marks, found) {
  const statement = statements[number];
  const source = sources[statement.source];
  const lit = new Set(marks);
  return [
    element(
      "blockquote",
      { className: statement.kind, lang: source.language, "data-statement": statement.id },
      statement.pieces.map((piece, i) => (lit.has(i) ? element("mark", null, piece) : piece)),
    ),
    element("p", { className: "quiet" }, sourceName(source), `, ${say("position")(statement.start, statement.end)}`),
    found.length ? element("p", { className: "found quiet" }, `${say("foundBy")}: ${found.map(ruleNote).join(", ")}`) : null,
  ];
}

function sourceName(source) {
  if (!/^https?:\/\//i.test(source.url)) return element("span", { title: source.title }, source.path);
  return element("a", { href: source.url, rel: "noopener noreferrer", target: "_blank", title: source.title }, source.path);
}

function caseBlock(number, quotes) {
  const found = cases[number];
  const relations = found.relations.map((id, i) => element("span", { title: ruleNote(found.shown[i]) }, inLanguage(view.relations[id])));
  const words = [...relations, ...[...found.periods, ...found.amounts].map((word) => element("span", null, word))];
  return element(
    "article",
    { className: "case" },
    element("h4", null, [found.category, found.header].filter(Boolean).join(" › ")),
    words.length ? element("div", { className: "chips" }, words) : null,
    element("p", { className: "sure quiet" }, `${say("caseIs")}: ${sure(found.sure)}`),
    quotes,
    element("ul", { className: "named quiet" }, found.named.map(([id, role]) => element(
      "li", null, swatch(entities[id].type), nodeLink(id), ` ${inLanguage(view.roles[role])}`,
    ))),
  );
}

function overview() {
  if (!nodes.length) return [element("p", null, say("none"))];
  return [
    element("h2", null, say("totals")),
    element("p", null, say("intro")),
    view.leftOut ? element("p", { className: "notice" }, say("leftOut")(view.leftOut)) : null,
    element("h3", null, say("most")),
    element("ul", { className: "ranking" }, nodes.slice(0, 10).map(({ id }) => element(
      "li", null, swatch(entities[id].type), nodeLink(id), element("span", { className: "quiet" }, caseCount(id)),
    ))),
    element("h3", null, say("lines")),
    element("div", { className: "lines" }, Object.entries(say("groups")).flatMap(([group, text]) => [
      drawing(44, 10, "line", {
        x1: 0, y1: 5, x2: 44, y2: 5, "stroke-width": 2, "stroke-dasharray": (DASHES[group] || []).join(" ") || "none",
        stroke: `var(--line-${group === "partner" ? "partner" : "about"})`,
      }),
      element("span", null, text),
    ])),
  ];
}

function countryName(code) {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames([state.language], { type: "region" }).of(code);
}

function facts(entity) {
  const rows = [
    [say("country"), countryName(entity.country)],
    [say("aliases"), entity.aliases.join(", ")],
    ...entity.identifiers,
  ].filter(([, value]) => value);
  return rows.length ? element("dl", null, rows.flatMap(([name, value]) => [element("dt", null, name), element("dd", null, value)])) : null;
}

function directed(number, id) {
  const { symmetric, ...label } = view.edgeTypes[ties[number].type];
  if (symmetric) return inLanguage(label);
  return `${edges[number].from === id ? "→" : "←"} ${inLanguage(label)}`;
}

function tieList(id) {
  const rank = (number) => Object.keys(DASHES).indexOf(ties[number].group);
  const numbers = [...tiesOf.get(id)].sort((a, b) => rank(a) - rank(b) || edges[b].width - edges[a].width);
  return element("ul", { className: "ties" }, numbers.map((number) => {
    const other = edges[number].from === id ? edges[number].to : edges[number].from;
    const count = new Set(ties[number].evidence.map((e) => e[1]).filter((c) => c >= 0)).size;
    return element(
      "li", null, swatch(entities[other].type), nodeLink(other),
      element("span", { className: "quiet" }, directed(number, id)),
      edgeLink(number, count ? say("caseCount")(count) : say("lexicon")),
    );
  }));
}

function nodePane(id) {
  const entity = entities[id];
  const second = state.language === "ko" ? entity.en : entity.ko;
  return [
    element("div", { className: "top" }, element("h2", null, nameOf(id)), closeButton()),
    second && second !== nameOf(id) ? element("p", { className: "quiet" }, second) : null,
    kindLine(id),
    facts(entity),
    tiesOf.get(id).length ? element("h3", null, `${say("ties")} (${tiesOf.get(id).length})`) : null,
    tieList(id),
    element("h3", null, `${say("cases")} (${entity.cases.length})`),
    caseBlocks(entity, 0),
  ];
}

function caseBlocks(entity, from) {
  const blocks = entity.cases.slice(from, from + CASES_AT_ONCE)
    .map((number) => caseBlock(number, cases[number].statements.flatMap((s) => quote(s, entity.marks[s] ?? [], entity.found[s] ?? []))));
  const left = entity.cases.length - from - CASES_AT_ONCE;
  if (left <= 0) return blocks;
  const more = element("button", { type: "button", onclick: () => more.replaceWith(...caseBlocks(entity, from + CASES_AT_ONCE)) }, say("more")(left));
  return [...blocks, more];
}

function edgePane(number) {
  const { from, to } = edges[number];
  const tie = ties[number];
  const grouped = new Map();
  for (const [statement, caseNumber, marks, found] of tie.evidence) {
    grouped.set(caseNumber, [...(grouped.get(caseNumber) ?? []), ...quote(statement, marks, found)]);
  }
  return [
    element("div", { className: "top" }, element("h2", null, nodeLink(from), ` ${inLanguage(view.edgeTypes[tie.type])} `, nodeLink(to)), closeButton()),
    element("p", { className: "quiet" }, say("groups")[tie.group]),
    tie.sure ? element("p", { className: "sure" }, `${say("lineIs")}: ${sure(tie.sure)}`) : null,
    tie.relations.length ? element("div", { className: "chips" }, tie.relations.map((id) => element("span", null, inLanguage(view.relations[id])))) : null,
    element("h3", null, say("statements")),
    [...grouped].map(([caseNumber, quotes]) => (caseNumber >= 0
      ? caseBlock(caseNumber, quotes)
      : element("article", { className: "case" }, element("p", null, say("lexiconNote")), quotes))),
  ];
}

function fillPane() {
  const content = state.edge !== null ? edgePane(state.edge) : state.node !== null ? nodePane(state.node) : overview();
  byId("pane").replaceChildren(...content.flat().filter((child) => child !== null));
  byId("pane").scrollTop = 0;
}
