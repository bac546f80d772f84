"use strict";
// The lines of a page, those that went in their places, and why the one in focus stays or goes.

let shownLines = []; // as readLine gives them, of the page that is open
let current = 0; // the line that has the focus, or would get it

function drawLines(body) {
  shownLines = body.map(readLine);
  const filters = wanted();
  let before = -1;
  const items = shownLines.map((line, at) => {
    const gap = line.number > before + 1 && at > 0;
    before = line.number;
    return lineItem(line, at, gap, hit(line, filters));
  });
  document.getElementById("lines").replaceChildren(
    items.length
      ? make("ol", { id: "text", "data-mode": lineMode() }, ...items)
      : make("p", { class: "note" }, "The page has no text."),
  );
  current = Math.max(0, items.findIndex((item) => item.classList.contains("hit")));
  if (items.length) {
    items[current].tabIndex = 0;
    items[current].scrollIntoView({ block: current ? "center" : "nearest" });
  }
  explainLine(shownLines[current]);
}

/** Whether a line is one that the filters or the search are about. */
function hit(line, filters) {
  const reasons = [line.why, ...(line.cut === undefined ? [] : [line.cutWhy])].map(reasonOf);
  if ("rule" in filters && reasons.some(({ rule }) => rule === filters.rule)) return true;
  if ("kind" in filters && !line.keep && reasons[0].kind === filters.kind) return true;
  return state.words !== null && (has(line.text) || (line.cut !== undefined && has(line.cut)));
}

function lineItem(line, at, gap, isHit) {
  const { kind } = reasonOf(line.why);
  const classes = [line.keep ? "stays" : "goes", `k-${kind}`];
  if (gap) classes.push("gap");
  if (isHit) classes.push("hit");
  const text = make(line.keep ? "span" : "del", { class: "words", dir: "auto" }, ...marked(line.lead + line.text));
  if (line.cut !== undefined) text.append(cutEnd(line));
  return make(
    "li",
    { class: classes.join(" "), tabindex: -1, "data-at": at },
    make("span", { class: "number", "aria-hidden": "true" }, String(line.number + 1)),
    make("span", { class: "label" }, line.keep ? (kind === "content" ? "" : `kept: ${kind}`) : `− ${kind}`),
    text,
  );
}

function cutEnd(line) {
  const { kind } = reasonOf(line.cutWhy);
  return make(
    "span",
    { class: `cut k-${kind}` },
    make("del", {}, make("bdi", {}, ...marked(line.cut))),
    make("span", { class: "cut-label" }, `− ${kind}`),
  );
}

/** Text with what was searched for marked. */
function marked(text) {
  if (!state.words) return [visible(text)];
  state.words.lastIndex = 0; // has() leaves it behind what it found
  const parts = [];
  let done = 0;
  for (const match of text.matchAll(state.words)) {
    if (!match[0]) break;
    parts.push(visible(text.slice(done, match.index)), make("mark", {}, visible(match[0])));
    done = match.index + match[0].length;
  }
  return [...parts, visible(text.slice(done))];
}

function explainLine(line) {
  const why = document.getElementById("why");
  if (!line) {
    why.replaceChildren();
    return;
  }
  const reason = reasonOf(line.why);
  const fate = line.keep ? `stays, as ${reason.kind}` : `goes, as ${reason.kind}`;
  why.replaceChildren(
    make("p", { class: `fate k-${reason.kind}` }, make("strong", {}, `Line ${line.number + 1} ${fate}. `), reason.text),
    make("p", { class: "because" }, ...ruleLink(reason), ...scoreBar(line.score)),
  );
  if (line.cut !== undefined) {
    const end = reasonOf(line.cutWhy);
    why.append(
      make("p", { class: `fate k-${end.kind}` }, make("strong", {}, `Its end goes, as ${end.kind}. `), end.text),
      make("p", { class: "because" }, ...ruleLink(end)),
    );
  }
}

function ruleLink({ rule }) {
  if (rule === null) return [make("span", {}, "No rule decided.")];
  const go = () => showPages({ rule });
  return [make("button", { type: "button", class: "rule", title: "All pages with this rule", click: go }, visible(rule))];
}

function scoreBar(score) {
  if (score === null) return [];
  const text = `score ${score.toFixed(2)}`;
  return [make("span", { class: "score", title: "How likely the line is content" }, text, bar([["plain", score]]))];
}

/** The items that can be seen, in the mode that is chosen. */
function visibleItems() {
  const mode = lineMode();
  const all = [...document.querySelectorAll("#text > li")];
  if (mode === "gone") return all.filter((item) => item.matches(".goes, :has(.cut)"));
  return mode === "kept" ? all.filter((item) => item.matches(".stays")) : all;
}

function focusLine(item) {
  if (!item) return;
  document.querySelector("#text > [tabindex='0']")?.setAttribute("tabindex", "-1");
  item.tabIndex = 0;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

/** Go on to another line; of those that go only, where asked. */
function moveLine(by, onlyGone) {
  const items = visibleItems().filter((item) => !onlyGone || item.matches(".goes, :has(.cut)"));
  const ahead = (item) => (Number(item.dataset.at) - current) * by > 0;
  const entering = !document.activeElement?.closest("#text") && !onlyGone;
  const here = items.find((item) => Number(item.dataset.at) === current);
  if (entering && here) focusLine(here);
  else focusLine(by > 0 ? items.find(ahead) : items.findLast(ahead));
}

function lineMode() {
  return document.querySelector(".modes [aria-pressed='true']").dataset.lines;
}

function setLineMode(mode) {
  for (const button of document.querySelectorAll(".modes button")) {
    button.setAttribute("aria-pressed", String(button.dataset.lines === mode));
  }
  document.getElementById("text")?.setAttribute("data-mode", mode);
}

function listenToLines() {
  const box = document.getElementById("lines");
  const lineAt = (target) => shownLines[target.closest?.("#text > li")?.dataset.at];
  box.addEventListener("focusin", (event) => {
    const item = event.target.closest("#text > li");
    if (!item) return;
    current = Number(item.dataset.at);
    explainLine(shownLines[current]);
  });
  box.addEventListener("pointerover", (event) => {
    const line = lineAt(event.target);
    if (line && event.pointerType === "mouse") explainLine(line);
  });
  box.addEventListener("pointerleave", () => explainLine(shownLines[current]));
  box.addEventListener("click", (event) => {
    const item = event.target.closest("#text > li");
    if (item && getSelection().isCollapsed) focusLine(item);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    moveLine(event.key === "ArrowDown" ? 1 : -1, false);
  });
  for (const button of document.querySelectorAll(".modes button")) {
    button.addEventListener("click", () => setLineMode(button.dataset.lines));
  }
}
