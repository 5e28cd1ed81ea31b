// The view model in, tables by number out, with what is looked up in them again and again.
"use strict";

const VIEW_VERSION = 2;
let model;

async function readModel() {
  const block = document.getElementById("view");
  const view = JSON.parse(block.dataset.packing === "gzip" ? await unpacked(block.textContent) : block.textContent);
  if (view.version !== VIEW_VERSION) throw new Error(`a view model of version ${view.version}, not ${VIEW_VERSION}`);
  const { entities, ties, cases } = view;
  const count = entities.id.length;
  const tiesOf = Array.from({ length: count }, () => []);
  ties.subject.forEach((subject, tie) => {
    tiesOf[subject].push(tie);
    if (ties.object[tie] !== subject) tiesOf[ties.object[tie]].push(tie);
  });
  const casesOfTie = ties.evidence.map((evidence) => [...new Set(evidence.map((e) => e[1]).filter((c) => c >= 0))]);
  const entityNumbers = new Map(entities.id.map((id, n) => [id, n]));
  const tieKey = (tie) =>
    [entities.id[ties.subject[tie]], view.edgeTypes[ties.type[tie]].id, entities.id[ties.object[tie]]].join(" ");
  const dated = cases.years.flat(2).filter((year) => year !== null);
  return {
    ...view,
    count,
    tiesOf,
    casesOfTie,
    entityNumbers,
    tieKey,
    tieOfKey: (key) => ties.subject.findIndex((_, tie) => tieKey(tie) === key),
    years: dated.length ? [Math.min(...dated), Math.max(...dated)] : null,
    name: (n) => inLanguage({ en: entities.en[n], ko: entities.ko[n] }),
    type: (n) => view.types[entities.type[n]],
    otherEnd: (tie, n) => (ties.subject[tie] === n ? ties.object[tie] : ties.subject[tie]),
    tieLabel: (tie) => inLanguage(view.edgeTypes[ties.type[tie]]),
  };
}

async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}
