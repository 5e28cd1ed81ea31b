// An answer in JSON in, elements that show it out; text goes in as text and never as markup.
import { number, word } from "./words.js";
import { shorten } from "./editor.js";

const STEP = 500; // rows drawn at a time
const NUMERIC = /#(?:integer|decimal|double|float|int|long|short|byte|nonNegativeInteger|positiveInteger)$/;

function make(name, text = "", attributes = {}) {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

// Turn expanded JSON-LD into the rows of a table.
export function tableOfGraph(nodes) {
  const rows = [];
  const iri = (value) => ({ type: value.startsWith("_:") ? "bnode" : "uri", value });
  for (const node of nodes)
    for (const [key, values] of Object.entries(node)) {
      if (key === "@id") continue;
      const predicate = key === "@type" ? "http://www.w3.org/1999/02/22-rdf-syntax-ns#type" : key;
      for (const value of [values].flat())
        rows.push({ subject: iri(node["@id"]), predicate: iri(predicate), object: objectOf(value, iri) });
    }
  return { head: { vars: ["subject", "predicate", "object"] }, results: { bindings: rows } };
}

function objectOf(value, iri) {
  if (typeof value === "string") return iri(value);
  if ("@id" in value) return iri(value["@id"]);
  return {
    type: "literal",
    value: String(value["@value"]),
    ...(value["@language"] && { "xml:lang": value["@language"] }),
    ...(value["@type"] && { datatype: value["@type"] }),
  };
}

export function draw(place, answer, prefixes, isGraph) {
  place.replaceChildren();
  if ("boolean" in answer) {
    place.append(make("p", word(answer.boolean ? "yes" : "no"), { class: "answer" }));
    return;
  }
  const rows = answer.results.bindings;
  if (!rows.length) {
    place.append(make("p", word("nothing")));
    return;
  }
  const pairs = Object.entries(prefixes);
  const table = make("table");
  const head = table.createTHead().insertRow();
  const body = table.createTBody();
  let sorted = rows;
  let order = null;
  for (const name of answer.head.vars) {
    const cell = make("th", "", { scope: "col" });
    const button = make("button", isGraph ? word(name) : name, { type: "button" });
    button.addEventListener("click", () => {
      order = { name, down: order?.name === name && !order.down };
      for (const other of head.cells) other.removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      sorted = [...rows].sort((a, b) => (order.down ? -1 : 1) * compare(a[name], b[name]));
      fill(STEP);
    });
    cell.append(button);
    head.append(cell);
  }
  const more = make("button", "", { type: "button", id: "more" });
  more.addEventListener("click", () => fill(body.rows.length + STEP));
  function fill(count) {
    const drawn = sorted.slice(0, count).map((row) => {
      const line = make("tr");
      for (const name of answer.head.vars) line.append(cellOf(row[name], pairs));
      return line;
    });
    body.replaceChildren(...drawn);
    const rest = rows.length - drawn.length;
    more.hidden = rest <= 0;
    more.textContent = word("more", number(Math.min(rest, STEP)));
  }
  fill(STEP);
  place.append(table, more);
}

function cellOf(term, pairs) {
  if (!term) return make("td");
  if (term.type === "uri") {
    const cell = make("td", "", { class: "iri" });
    const text = shorten(term.value, pairs) || term.value;
    const own = pairs.find(([prefix]) => prefix === "oi")?.[1].replace(/ns#$/, "");
    if (own && term.value.startsWith(own)) {
      const query = `DESCRIBE <${term.value}>`;
      cell.append(make("a", text, { href: `#query=${encodeURIComponent(query)}`, title: term.value }));
    } else {
      cell.append(make("span", text, { title: term.value }));
    }
    return cell;
  }
  if (term.type === "triple") {
    return make("td", ["subject", "predicate", "object"].map((part) => term.value[part].value).join(" "));
  }
  const cell = make("td", term.type === "bnode" ? `_:${term.value.replace(/^_:/, "")}` : term.value);
  if (NUMERIC.test(term.datatype || "")) cell.className = "number";
  else if (term["xml:lang"]) cell.lang = term["xml:lang"];
  if (term["xml:lang"]) cell.append(make("small", `@${term["xml:lang"]}`));
  return cell;
}

function compare(a, b) {
  if (!a || !b) return Boolean(b) - Boolean(a) || 0;
  if (NUMERIC.test(a.datatype || "") && NUMERIC.test(b.datatype || "")) return Number(a.value) - Number(b.value);
  return String(a.value).localeCompare(String(b.value));
}
