// The picture as SVG, drawn from the positions: what is shown, as it looks, with names and a legend.
"use strict";

const Drawing = (() => {
  const MARGIN = 40;
  const LEGEND_ROW = 22;
  // What XML cannot hold does not get into the file.
  const clean = (text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
  const text = (attributes, words) => svg("text", attributes, document.createTextNode(clean(words)));

  function curve(tie, scale) {
    const { x, y } = model.entities;
    const [from, to] = [model.ties.subject[tie], model.ties.object[tie]].map((n) => ({ x: x[n], y: y[n] }));
    const { via, straight } = Geometry.path(from, to, model.ties.bend[tie]);
    const [a, b, c] = [from, via, to].map((point) => `${fixed(point.x * scale)},${fixed(point.y * scale)}`);
    return straight ? `M${a} L${c}` : `M${a} Q${b} ${c}`;
  }
  const fixed = (number) => Number(number.toFixed(2));

  function line(tie, look, scale) {
    return svg("path", {
      d: curve(tie, scale),
      fill: "none",
      stroke: look.colour,
      "stroke-width": fixed(look.width),
      "stroke-opacity": look.opacity,
      "stroke-dasharray": look.dashes ? look.dashes.join(" ") : "none",
    });
  }

  function disc(n, look, scale) {
    const { x, y } = model.entities;
    const [tag, attributes] = outline(
      look.shape,
      fixed(x[n] * scale),
      fixed(y[n] * scale),
      fixed(look.radius * scale),
    );
    return svg(
      tag,
      {
        ...attributes,
        fill: look.colour,
        stroke: look.border,
        "stroke-width": look.borderWidth,
        opacity: look.opacity,
      },
      svg("title", null, document.createTextNode(clean(model.name(n)))),
    );
  }

  function legend(left, top) {
    const shown = new Set(Scene.shown.nodes.flatMap((is, n) => (is ? [model.entities.type[n]] : [])));
    let x = left;
    return [...shown]
      .sort((a, b) => a - b)
      .flatMap((t) => {
        const type = model.types[t];
        const [tag, attributes] = outline(type.shape, x + 7, top, 6);
        const words = text({ x: x + 18, y: top + 4, "text-anchor": "start" }, inLanguage(type));
        x += 40 + 7.5 * inLanguage(type).length * (State.now.language === "ko" ? 1.6 : 1);
        return [svg(tag, { ...attributes, fill: type.colour }), words];
      });
  }

  // The font that the page carries, so that the file is drawn alike everywhere.
  function fontFace() {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    return rules
      .filter((rule) => rule instanceof CSSFontFaceRule)
      .map((rule) => rule.cssText)
      .join("\n");
  }

  function style() {
    const made = svg("style");
    made.textContent = `${fontFace()}\ntext { font: ${Names.SIZE}px ${getComputedStyle(document.body).fontFamily}; }`;
    return made;
  }

  // An <svg> element of `width` times `height` CSS pixels, in the theme of the page, whose style it leaves to
  // what it is put into.
  function make(scale = Scene.picture?.camera().scale ?? Scene.fitting().scale) {
    const box = Scene.extent();
    const measure = document.createElement("canvas").getContext("2d");
    measure.font = Names.font();
    const sheet = {
      left: box.left * scale - MARGIN,
      right: box.right * scale + MARGIN,
      top: box.top * scale - MARGIN,
      bottom: box.bottom * scale + MARGIN,
    };
    const placed = Names.place((line) => measure.measureText(line).width, Scene.looks, scale, sheet, {
      light: Scene.light,
      strong: [State.now.node, ...State.now.path].filter((n) => n !== null),
    });
    const left = Math.min(sheet.left, ...placed.map((b) => b.left - 4));
    const right = Math.max(sheet.right, left + 480, ...placed.map((b) => b.right + 4));
    const top = Math.min(sheet.top, ...placed.map((b) => b.top - 4));
    const bottom = Math.max(sheet.bottom, ...placed.map((b) => b.bottom + 4)) + 2 * LEGEND_ROW;
    const [width, height] = [Math.ceil(right - left), Math.ceil(bottom - top)];
    const background = cssColour("--surface");
    const names = placed.flatMap(({ lines, left: l, right: r, top: t }) =>
      lines.map((words, i) =>
        text(
          {
            x: fixed((l + r) / 2),
            y: fixed(t + (i + 0.5) * Names.LINE_HEIGHT),
            "dominant-baseline": "central",
          },
          words,
        ),
      ),
    );
    return svg(
      "svg",
      {
        xmlns: "http://www.w3.org/2000/svg",
        width,
        height,
        viewBox: `${fixed(left)} ${fixed(top)} ${width} ${height}`,
        lang: State.now.language,
      },
      svg("title", null, document.createTextNode(clean(model.title))),
      svg("rect", { x: fixed(left), y: fixed(top), width, height, fill: background }),
      svg(
        "g",
        null,
        Scene.tieLooks.flatMap((look, tie) => (look ? [line(tie, look, scale)] : [])),
      ),
      svg(
        "g",
        null,
        Scene.looks.flatMap((look, n) => (look ? [disc(n, look, scale)] : [])),
      ),
      svg(
        "g",
        {
          fill: cssColour("--text"),
          stroke: background,
          "stroke-width": 3.5,
          "stroke-linejoin": "round",
          "paint-order": "stroke",
          "text-anchor": "middle",
        },
        names,
      ),
      svg("g", { fill: cssColour("--text") }, legend(left + 12, bottom - LEGEND_ROW)),
    );
  }

  // As a file of its own: with the font that it needs.
  function serialised(picture) {
    picture.prepend(style());
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(picture)}\n`;
  }

  return { make, serialised };
})();
