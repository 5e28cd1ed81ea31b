// The page: what is asked, how it goes, and what comes back.
import { bind, drawQueries } from "./named.js";
import { draw, tableOfGraph } from "./results.js";
import { language, number, otherLanguage, translate, word } from "./words.js";
import { makeEditor } from "./editor.js";

const TABLES = { json: "JSON", csv: "CSV", tsv: "TSV", xml: "XML" };
const GRAPHS = { ttl: "Turtle", nt: "N-Triples", jsonld: "JSON-LD" };
const LONGEST_ADDRESS = 6000; // longer queries are posted, and not cached by the browser

const $ = (id) => document.getElementById(id);
const [known, queries] = await Promise.all(["terms.json", "queries.json"].map((file) => fetch(file).then((r) => r.json())));
const editor = makeEditor($("query"), known, () => ask());
let chosen = { name: "", values: {} };
let shown = null; // what the results are of: { text, isGraph, answer, took, count, cut }
let turn = 0;

function formOf(text) {
  const bare = text.replace(/<[^<>\s]*>/g, "<>").replace(/#[^\n\r]*/g, "");
  return (/\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.exec(bare)?.[1] || "").toUpperCase();
}

function request(text, format) {
  const fields = new URLSearchParams({ query: text, format });
  const address = `sparql?${fields}`;
  if (address.length <= LONGEST_ADDRESS) return fetch(address);
  return fetch("sparql", { method: "POST", body: fields });
}

async function ask() {
  const text = editor.get();
  const mine = ++turn;
  share(text);
  say("running");
  editor.mark(null);
  $("run").disabled = true;
  const start = performance.now();
  try {
    const isGraph = ["CONSTRUCT", "DESCRIBE"].includes(formOf(text));
    const response = await request(text, isGraph ? "jsonld" : "json");
    const body = await response.text();
    if (mine !== turn) return;
    if (!response.ok) return complain(body);
    const answer = isGraph ? tableOfGraph(JSON.parse(body)) : JSON.parse(body);
    const took = Math.round(performance.now() - start);
    const count = answer.results?.bindings.length ?? 0;
    shown = { text, isGraph, answer, took, count, cut: response.headers.get("Result-Cut") || "" };
    show();
  } catch {
    if (mine === turn) complain(word("unreachable"));
  } finally {
    if (mine === turn) $("run").disabled = false;
  }
}

function show() {
  const { isGraph, answer, took, count, cut } = shown;
  const key = "boolean" in answer ? "answered" : isGraph ? "triples" : count === 1 ? "row" : "rows";
  const notes = [word(key, number(count), number(took))];
  if (cut) notes.push(word("cut", word(`cut-${cut}`)));
  $("status").textContent = notes.join("  ");
  $("status").className = cut ? "wrong" : "";
  if ($("results").hidden && innerWidth < 760) $("status").scrollIntoView();
  $("results").hidden = false;
  const formats = Object.entries(isGraph ? GRAPHS : TABLES);
  const before = $("format").value;
  $("format").replaceChildren(...formats.map(([value, name]) => new Option(name, value)));
  if (formats.some(([value]) => value === before)) $("format").value = before;
  draw($("table"), answer, known.prefixes, isGraph);
  view($("as-raw").getAttribute("aria-pressed") === "true");
}

function say(key) {
  $("status").className = "";
  $("status").textContent = word(key);
}

function complain(text) {
  const place = /\b(\d+):(\d+)\b/.exec(text) || /\bline (\d+)(?:,? column (\d+))?/.exec(text);
  $("status").className = "wrong";
  $("status").textContent = text.trim();
  $("results").hidden = true;
  if (place && Number(place[1]) <= editor.get().split("\n").length) editor.mark(Number(place[1]), Number(place[2] || 1));
}

async function view(raw) {
  $("as-table").setAttribute("aria-pressed", String(!raw));
  $("as-raw").setAttribute("aria-pressed", String(raw));
  $("table").hidden = raw;
  $("raw").hidden = !raw;
  if (!raw || !shown) return;
  const of = shown;
  $("raw").textContent = word("running");
  const text = await request(of.text, $("format").value).then((r) => r.text(), () => word("unreachable"));
  if (of === shown) $("raw").textContent = text;
}

async function download() {
  const format = $("format").value;
  const response = await request(shown.text, format);
  if (!response.ok) return complain(await response.text());
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = `${chosen.name || "result"}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// The address of the page names the query and, of a named one, its parameters.
function share(text) {
  const fields = new URLSearchParams({ query: text });
  if (chosen.name) {
    fields.set("name", chosen.name);
    for (const [name, iri] of Object.entries(chosen.values)) fields.set(`parameter.${name}`, iri);
  }
  const hash = `#${fields}`;
  if (hash !== location.hash) history.pushState(null, "", hash);
}

function read() {
  const fields = new URLSearchParams(location.hash.slice(1));
  if (!fields.get("query")) return;
  const values = [...fields].filter(([name]) => name.startsWith("parameter."));
  chosen = {
    name: fields.get("name") || "",
    values: Object.fromEntries(values.map(([name, iri]) => [name.slice("parameter.".length), iri])),
  };
  list();
  editor.set(fields.get("query"));
  ask();
}

function list() {
  drawQueries($("queries"), queries, $("filter").value, chosen, (query, values) => {
    chosen = { name: query.name, values };
    editor.set(bind(query, values));
    ask();
  });
}

function speak() {
  translate();
  $("language").textContent = language() === "en" ? "한국어" : "English";
  $("language").lang = language() === "en" ? "ko" : "en";
  $("about").textContent = word("about", number(known.triples), known.fingerprint.slice(0, 12));
  list();
  if (shown && !$("results").hidden) show();
}

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
$("link").addEventListener("click", async () => {
  share(editor.get());
  say(await navigator.clipboard?.writeText(location.href).then(() => "copied", () => "in-address") ?? "in-address");
});
$("as-table").addEventListener("click", () => view(false));
$("as-raw").addEventListener("click", () => view(true));
$("format").addEventListener("change", () => view($("as-raw").getAttribute("aria-pressed") === "true"));
$("download").addEventListener("click", download);
$("filter").addEventListener("input", list);
$("language").addEventListener("click", () => {
  otherLanguage();
  speak();
});
addEventListener("popstate", read);
for (const id of ["named", "link", "hint", "language"]) $(id).hidden = false;
speak();
read();
document.body.dataset.ready = "1";
