// Elements made of tags, properties and text; text never becomes markup.
"use strict";

const byId = (id) => document.getElementById(id);
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
const darkScheme = matchMedia("(prefers-color-scheme: dark)");
const cssColour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const announce = (text) => {
  byId("status").textContent = text;
};

function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null));
  return made;
}

function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes ?? {})) made.setAttribute(name, value);
  made.append(...children.flat().filter((child) => child !== null));
  return made;
}

// The outline of a node's shape around (x, y), as [tag, attributes].
function outline(shape, x, y, radius) {
  const { corners, turn, reach, inner } = Geometry.SHAPES[shape];
  if (!corners) return ["circle", { cx: x, cy: y, r: radius }];
  const half = Math.PI / corners;
  const points = Array.from({ length: 2 * corners }, (_, i) => {
    const angle = turn + i * half;
    const far = radius * reach * (i % 2 ? inner : 1);
    return `${(x + far * Math.cos(angle)).toFixed(2)},${(y + far * Math.sin(angle)).toFixed(2)}`;
  });
  return ["polygon", { points: points.join(" ") }];
}

function swatch({ shape, colour }) {
  const [tag, attributes] = outline(shape, 8, 8, 5.8);
  return svg(
    "svg",
    { viewBox: "0 0 16 16", class: "swatch", "aria-hidden": "true" },
    svg(tag, { ...attributes, fill: colour }),
  );
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const holder = element("textarea", { value: text, className: "offscreen", "aria-hidden": "true" });
    document.body.append(holder);
    holder.select();
    const done = document.execCommand("copy");
    holder.remove();
    return done;
  }
}

function download(name, type, content) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  announce(say("saved", name));
}
