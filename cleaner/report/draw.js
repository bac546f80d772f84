"use strict";
// Elements and plots. Whatever a page holds gets into the document as a text node and in no other
// way: nothing here reads HTML.

const SVG = "http://www.w3.org/2000/svg";

// Characters that move what stands around them or cannot be seen: shown by their numbers.
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** Text of a page as it may be shown. */
function visible(text) {
  return text.replace(
    UNSEEN,
    (letter) => `⟨U+${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name, value);
    } else if (value !== null && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** An element; attributes that are functions listen to the event of their name. */
function make(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function shape(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

const counted = new Intl.NumberFormat("en");

/** A number of things: "1 page", "1,204 pages". */
function many(number, thing) {
  return `${counted.format(number)} ${thing}${number === 1 ? "" : "s"}`;
}

/** A share as people read it; what is there is never called 0 %. */
function percent(share) {
  const value = 100 * share;
  if (value > 0 && value < 1) return "< 1 %";
  if (value > 99 && value < 100) return "> 99 %";
  return `${Math.round(value)} %`;
}

/** A bar of stretches, each with a class that colours it; widths are shares of the whole. */
function bar(stretches) {
  let at = 0;
  const boxes = stretches.map(([name, share]) => {
    const box = shape("rect", { class: name, x: 100 * at, width: 100 * share, height: 10 });
    at += share;
    return box;
  });
  const size = { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" };
  return shape("svg", { class: "bar", ...size }, ...boxes);
}

/** Pages by a share: one column for every twentieth, and the same as a table. */
function histogram(title, counts, note) {
  const most = Math.max(...counts, 1);
  const step = 400 / counts.length;
  const range = (bin) => `${(100 * bin) / counts.length}–${(100 * (bin + 1)) / counts.length} %`;
  const columns = counts.map((count, bin) => {
    const height = count ? Math.max(2, (100 * count) / most) : 0;
    const tip = shape("title", {}, `${range(bin)}: ${many(count, "page")}`);
    const hover = shape("rect", { class: "hover", x: bin * step, y: 0, width: step, height: 110 }, tip);
    const box = { class: "column", x: bin * step + 1, y: 110 - height, width: step - 2, height, rx: 2 };
    return shape("g", {}, shape("rect", box), hover);
  });
  const labels = [[0, "0 %", "start"], [200, "50 %", "middle"], [400, "100 %", "end"]].map(
    ([x, text, anchor]) => shape("text", { x, y: 128, "text-anchor": anchor }, text),
  );
  const base = shape("line", { x1: 0, y1: 110.5, x2: 400, y2: 110.5 });
  const plot = { class: "histogram", viewBox: "0 0 400 134", role: "img", "aria-label": title };
  const rows = counts.map((count, bin) =>
    make("tr", {}, make("th", { scope: "row" }, range(bin)), make("td", {}, counted.format(count))),
  );
  return make(
    "section",
    { class: "card" },
    make("h2", {}, title),
    make("p", { class: "hint" }, note),
    shape("svg", plot, ...columns, base, ...labels),
    make("details", {}, make("summary", {}, "As a table"), make("table", {}, make("tbody", {}, ...rows))),
  );
}
