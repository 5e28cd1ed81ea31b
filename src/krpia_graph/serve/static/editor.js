// The textarea and the terms of the dataset in, an editor that completes them out.
import { label } from "./words.js";

const KEYWORDS = (
  "SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND ORDER BY GROUP BY HAVING LIMIT OFFSET " +
  "ASK CONSTRUCT DESCRIBE PREFIX FROM NAMED EXISTS NOT COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT " +
  "STR LANG LANGMATCHES DATATYPE BOUND REGEX CONTAINS STRSTARTS STRENDS YEAR MONTH IF COALESCE"
).split(" ");
const MOST = 60;

export function makeEditor(textarea, known, run) {
  if (!window.CodeMirror) return plainEditor(textarea, run);
  const prefixes = Object.entries(known.prefixes);
  const terms = known.terms.map((term) => ({ ...term, short: shorten(term.iri, prefixes) })).filter((t) => t.short);
  const editor = CodeMirror.fromTextArea(textarea, {
    mode: "application/sparql-query",
    lineNumbers: true,
    matchBrackets: true,
    autoCloseBrackets: true,
    indentUnit: 2,
    viewportMargin: 60,
    inputStyle: "contenteditable",
    screenReaderLabel: "SPARQL",
    extraKeys: {
      "Ctrl-Enter": run,
      "Cmd-Enter": run,
      "Ctrl-Space": (cm) => complete(cm, terms, known.prefixes),
      Tab: (cm) => (cm.somethingSelected() ? cm.indentSelection("add") : cm.replaceSelection("  ")),
      "Shift-Tab": (cm) => cm.indentSelection("subtract"),
      Esc: (cm) => cm.getInputField().blur(), // the way out for the keyboard, since Tab indents
    },
  });
  editor.on("inputRead", (cm, change) => {
    if (change.text[0] === ":" || /[?:][\w-]$/.test(before(cm))) complete(cm, terms, known.prefixes);
  });
  let marked = null;
  return {
    get: () => editor.getValue(),
    set: (text) => editor.setValue(text),
    focus: () => editor.focus(),
    mark(line, column) {
      if (marked !== null) editor.removeLineClass(marked, "background", "wrong");
      marked = line === null ? null : editor.addLineClass(line - 1, "background", "wrong");
      if (line !== null) editor.setCursor(line - 1, Math.max(0, column - 1));
    },
  };
}

// What is left where the editor did not load.
function plainEditor(textarea, run) {
  textarea.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
  });
  return {
    get: () => textarea.value,
    set: (text) => (textarea.value = text),
    focus: () => textarea.focus(),
    mark() {},
  };
}

export function shorten(iri, prefixes) {
  const cut = Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1;
  const found = prefixes.find(([, namespace]) => namespace === iri.slice(0, cut));
  return found && /^[\w-]+$/.test(iri.slice(cut)) ? `${found[0]}:${iri.slice(cut)}` : "";
}

function before(cm) {
  const { line, ch } = cm.getCursor();
  return cm.getLine(line).slice(0, ch);
}

function complete(cm, terms, prefixes) {
  cm.showHint({ completeSingle: false, hint: () => hints(cm, terms, prefixes) });
}

function hints(cm, terms, prefixes) {
  const cursor = cm.getCursor();
  const written = /[?$]?[\p{L}\p{N}_-]*:?[\p{L}\p{N}_-]*$/u.exec(before(cm))[0];
  const list = written.startsWith("?") || written.startsWith("$") ? variables(cm, written) : names(written, terms, prefixes);
  const from = CodeMirror.Pos(cursor.line, cursor.ch - written.length);
  const found = { list: list.slice(0, MOST), from, to: cursor };
  CodeMirror.on(found, "pick", (picked) => declare(cm, picked.text, prefixes));
  return found;
}

function variables(cm, written) {
  const all = new Set(cm.getValue().match(/[?$][\p{L}\p{N}_]+/gu) || []);
  all.delete(written);
  return [...all].filter((name) => name.startsWith(written)).sort().map((text) => ({ text }));
}

function names(written, terms, prefixes) {
  const wanted = written.toLowerCase();
  const found = terms
    .map((term) => ({ term, rank: rank(term, wanted) }))
    .filter(({ rank }) => rank < 4)
    .sort((a, b) => a.rank - b.rank || a.term.short.localeCompare(b.term.short))
    .map(({ term }) => ({ text: term.short, render: (element) => show(element, term) }));
  if (written.includes(":")) return found;
  const starts = (text) => text.toLowerCase().startsWith(wanted);
  return [
    ...Object.keys(prefixes).filter(starts).map((prefix) => ({ text: `${prefix}:` })),
    ...(wanted ? KEYWORDS.filter(starts).map((text) => ({ text })) : []),
    ...found,
  ];
}

function rank(term, wanted) {
  const local = term.short.slice(term.short.indexOf(":") + 1).toLowerCase();
  if (term.short.toLowerCase().startsWith(wanted)) return 0;
  if (wanted.includes(":")) return 9;
  if (local.startsWith(wanted)) return 1;
  if ([term.en, term.ko].some((name) => name.toLowerCase().startsWith(wanted))) return 2;
  return [local, term.en, term.ko].some((name) => name.toLowerCase().includes(wanted)) ? 3 : 9;
}

function show(element, term) {
  const meaning = document.createElement("small");
  meaning.textContent = [label(term), term.kind].filter(Boolean).join(" · ");
  element.append(term.short, meaning);
  if (term.comment) element.title = term.comment;
}

// Write the declaration of a prefix that was completed and is not declared yet.
function declare(cm, text, prefixes) {
  const prefix = /^([\w-]*):/.exec(text)?.[1];
  if (prefix === undefined || !(prefix in prefixes)) return;
  if (new RegExp(`PREFIX\\s+${prefix}:`, "i").test(cm.getValue())) return;
  cm.replaceRange(`PREFIX ${prefix}: <${prefixes[prefix]}>\n`, CodeMirror.Pos(0, 0));
}
