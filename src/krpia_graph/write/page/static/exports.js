// What is shown, to take away: a picture as PNG or SVG, the ties as CSV, everything as JSON.
"use strict";

const Exports = (() => {
  const NAME = "krpia-graph";
  const LARGEST = 16000; // pixels a side: what a canvas can be in every browser of today
  const numbersOf = (flags) => flags.flatMap((is, n) => (is ? [n] : []));

  function saveSvg() {
    download(`${NAME}.svg`, "image/svg+xml", Drawing.serialised(Drawing.make()));
  }

  async function savePng(times) {
    const picture = Drawing.make();
    const [width, height] = ["width", "height"].map((side) => Number(picture.getAttribute(side)));
    const factor = Math.min(times, LARGEST / width, LARGEST / height);
    picture.setAttribute("width", width * factor); // a browser draws the image at its own size, then scales pixels
    picture.setAttribute("height", height * factor);
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([Drawing.serialised(picture)], { type: "image/svg+xml" }));
    await image.decode();
    const canvas = element("canvas", { width: Math.floor(width * factor), height: Math.floor(height * factor) });
    canvas.getContext("2d").drawImage(image, 0, 0);
    URL.revokeObjectURL(image.src);
    download(
      `${NAME}-${times}x.png`,
      "image/png",
      await new Promise((done) => {
        canvas.toBlob(done, "image/png");
      }),
    );
    if (factor < times) announce(say("smaller"));
  }

  const quoted = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

  // A line for each tie; the byte order mark tells spreadsheets that the Korean is UTF-8.
  function saveCsv() {
    const { subject, object, evidence, sure, relations } = model.ties;
    const { id, en, ko } = model.entities;
    const header = [
      "subject",
      "subject_en",
      "subject_ko",
      "tie",
      "object",
      "object_en",
      "object_ko",
      "relations",
      "cases",
      "confidence",
      "confidence_low",
      "quotes",
      "sources",
    ];
    const lines = numbersOf(Scene.shown.ties).map((tie) => {
      const [a, b] = [subject[tie], object[tie]];
      const said = [...new Set(evidence[tie].map(([statement]) => statement))];
      return [
        id[a],
        en[a],
        ko[a],
        model.edgeTypes[model.ties.type[tie]].id,
        id[b],
        en[b],
        ko[b],
        relations[tie].map((r) => model.relationTypes[r].id).join(";"),
        model.casesOfTie[tie].map((c) => model.cases.id[c]).join(";"),
        sure[tie] ? String(sure[tie][0]) : "",
        sure[tie] ? String(sure[tie][1]) : "",
        said.map((s) => model.statements.pieces[s].join("")).join("\n"),
        said
          .map(
            (s) =>
              `${model.sources.path[model.statements.source[s]]}:${model.statements.start[s]}-${model.statements.end[s]}`,
          )
          .join(";"),
      ];
    });
    download(
      `${NAME}-ties.csv`,
      "text/csv;charset=utf-8",
      `\ufeff${[header, ...lines].map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`,
    );
  }

  // Everything shown with its words, by id: what a script reads without knowing the tables of the page.
  function shownData() {
    const { entities, ties, cases, statements, sources } = model;
    const said = (s) => ({
      id: statements.id[s],
      text: statements.pieces[s].join(""),
      source: sources.path[statements.source[s]],
      start: statements.start[s],
      end: statements.end[s],
    });
    return {
      title: model.title,
      state: State.toHash(),
      sources: sources.path.map((path, i) => ({
        path,
        title: sources.title[i],
        publisher: sources.publisher[i],
        url: sources.url[i],
        retrieved: sources.retrieved[i],
        sha256: sources.sha256[i],
      })),
      entities: numbersOf(Scene.shown.nodes).map((n) => ({
        id: entities.id[n],
        type: model.type(n).id,
        en: entities.en[n],
        ko: entities.ko[n],
        country: entities.country[n],
        aliases: entities.aliases[n],
        identifiers: entities.identifiers[n],
        cases: entities.cases[n].map((c) => cases.id[c]),
        measures: Object.fromEntries(Object.entries(model.sizes).map(([name, { value }]) => [name, value[n]])),
        x: entities.x[n],
        y: entities.y[n],
      })),
      ties: numbersOf(Scene.shown.ties).map((tie) => ({
        subject: entities.id[ties.subject[tie]],
        type: model.edgeTypes[ties.type[tie]].id,
        object: entities.id[ties.object[tie]],
        relations: ties.relations[tie].map((r) => model.relationTypes[r].id),
        confidence: ties.sure[tie],
        evidence: ties.evidence[tie].map(([s, c]) => ({ case: c < 0 ? null : cases.id[c], ...said(s) })),
      })),
      cases: numbersOf(Scene.shown.cases).map((c) => ({
        id: cases.id[c],
        header: cases.header[c],
        section: model.sections[cases.section[c]],
        relations: cases.relations[c].map((r) => model.relationTypes[r].id),
        periods: cases.periods[c],
        amounts: cases.amounts[c],
        confidence: cases.sure[c],
        named: cases.named[c].map(([n, role]) => ({ entity: entities.id[n], role: model.roles[role].id })),
        statements: cases.statements[c].map(said),
      })),
    };
  }

  const saveJson = () => download(`${NAME}.json`, "application/json", `${JSON.stringify(shownData(), null, 1)}\n`);

  function fill() {
    const item = (text, action) =>
      element(
        "button",
        {
          type: "button",
          onclick: () => {
            byId("export").open = false;
            action();
          },
        },
        text,
      );
    byId("export").replaceChildren(
      element("summary", null, say("exported")),
      element(
        "div",
        { className: "menu" },
        [2, 3, 4].map((times) => item(say("png", times), () => savePng(times))),
        item(say("svg"), saveSvg),
        item(say("csv"), saveCsv),
        item(say("json"), saveJson),
      ),
    );
  }

  return { fill, shownData };
})();
