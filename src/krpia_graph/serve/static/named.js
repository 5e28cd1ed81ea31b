// The named queries in, a list of them with fields for their parameters out.
import { label, word } from "./words.js";

// Put the values of parameters before everything else in the pattern of a query.
export function bind(query, values) {
  const text = query.text.replace(/^# [\w-]+: .*\n/gm, ""); // what the list of questions shows already
  const { parameters } = query;
  const rows = parameters
    .filter(({ name }) => values[name])
    .map(({ name, kind }) => `  VALUES ?${name} { ${termOf(kind, values[name])} }\n`);
  const start = /^(?!\s*#).*\bWHERE\s*\{/im.exec(text) || /^(?!\s*#).*\{/m.exec(text);
  if (!rows.length || !start) return text;
  const place = start.index + start[0].length;
  return `${text.slice(0, place)}\n${rows.join("")}${text.slice(place).replace(/^\n/, "")}`;
}

function termOf(kind, value) {
  if (kind === "integer") return value;
  return kind === "text" ? JSON.stringify(value) : `<${value}>`;
}

export function drawQueries(list, queries, filter, chosen, ask) {
  const wanted = filter.trim().toLowerCase();
  const fits = (q) => [q.name, titleOf(q), descriptionOf(q)].some((text) => text.toLowerCase().includes(wanted));
  list.replaceChildren(...queries.filter(fits).map((query) => entry(query, chosen, ask)));
}

function titleOf(query) {
  return label({ en: query.title, ko: query.title_ko || "" });
}

function descriptionOf(query) {
  return label({ en: query.description, ko: query.description_ko || "" });
}

function entry(query, chosen, ask) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = titleOf(query);
  button.dataset.name = query.name;
  const details = document.createElement("form");
  details.className = "details";
  details.hidden = chosen.name !== query.name;
  button.setAttribute("aria-expanded", String(!details.hidden));
  const description = document.createElement("p");
  description.textContent = descriptionOf(query);
  details.append(description);
  const fields = query.parameters.map((parameter) => field(parameter, chosen.name === query.name ? chosen.values : {}));
  details.append(...fields.map((f) => f.element));
  const submit = document.createElement("button");
  submit.textContent = word("ask");
  details.append(submit);
  details.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = {};
    for (const f of fields) {
      const iri = await f.value();
      if (!iri) return f.complain();
      values[f.name] = iri;
    }
    ask(query, values);
  });
  button.addEventListener("click", () => {
    details.hidden = !details.hidden;
    button.setAttribute("aria-expanded", String(!details.hidden));
    if (details.hidden) return;
    if (fields.length) fields[0].focus();
    else ask(query, {});
  });
  item.append(button, details);
  return item;
}

let count = 0;

// A field for one thing, with suggestions by label or alias in either language.
function field(parameter, values) {
  const id = `field-${++count}`;
  const element = document.createElement("div");
  element.className = "field";
  const caption = document.createElement("label");
  caption.htmlFor = id;
  caption.textContent = parameter.description;
  const input = document.createElement("input");
  Object.assign(input, { id, autocomplete: "off", spellcheck: false });
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-controls", `${id}-choices`);
  input.setAttribute("aria-expanded", "false");
  const choices = document.createElement("ul");
  Object.assign(choices, { id: `${id}-choices`, className: "choices", hidden: true });
  choices.setAttribute("role", "listbox");
  element.append(caption, input, choices);
  const plain = parameter.kind !== "entity";
  if (parameter.kind === "integer") Object.assign(input, { inputMode: "numeric", pattern: "-?[0-9]+" });
  let iri = plain ? "" : values[parameter.name] || "";
  let found = [];
  let active = -1;
  let asked = 0;
  if (plain) input.value = values[parameter.name] || "";
  else if (iri) input.value = decodeURIComponent(iri.slice(Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1));

  function close() {
    choices.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  }
  function pick(thing) {
    iri = thing.iri;
    input.value = label(thing) || thing.iri;
    input.setCustomValidity("");
    close();
  }
  function activate(place) {
    active = (place + found.length) % found.length;
    [...choices.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    choices.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", choices.children[active].id);
  }
  function draw() {
    choices.replaceChildren(
      ...found.map((thing, i) => {
        const item = document.createElement("li");
        item.id = `${id}-${i}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        const more = document.createElement("small");
        const other = label(thing) === thing.en ? thing.ko : thing.en;
        more.textContent = [other, thing.kind.split(/[#/]/).pop()].filter(Boolean).join(" · ");
        item.append(label(thing) || thing.iri, more);
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          pick(thing);
        });
        return item;
      }),
    );
    choices.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!choices.hidden));
    active = -1;
  }
  async function look() {
    const turn = ++asked;
    const answer = await fetch(`suggest?q=${encodeURIComponent(input.value)}`).then((r) => r.json()).catch(() => []);
    if (turn === asked) found = answer;
    return turn === asked;
  }
  input.addEventListener("input", async () => {
    iri = "";
    input.setCustomValidity("");
    if (plain) return;
    if ((await look()) && document.activeElement === input && !iri) draw();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (choices.hidden || !found.length) return;
    else if (event.key === "ArrowDown") activate(active + 1);
    else if (event.key === "ArrowUp") activate(active < 0 ? found.length - 1 : active - 1);
    else if (event.key === "Enter" && active >= 0) pick(found[active]);
    else return;
    event.preventDefault();
  });
  return {
    name: parameter.name,
    element,
    focus: () => input.focus(),
    // The IRI that was picked; of a name that was only typed, that of the likeliest thing.
    async value() {
      if (plain) return input.value.trim();
      if (/^https?:\/\/[^\s<>"{}|\\^`]+$/.test(input.value)) return input.value;
      if (!iri && input.value.trim() && (await look()) && found.length) pick(found[0]);
      return iri;
    },
    complain() {
      input.setCustomValidity(word("unknown", parameter.name));
      input.reportValidity();
    },
  };
}
