"use strict";
// The list of pages: filters, search, and as many rows in the document as can be seen.

const ROW_HEIGHT = 58;
const ROWS_AROUND = 6;
const FILTERS = ["kind", "outcome", "site", "language", "rule"];
const ORDERS = {
  "as given": () => 0,
  "most cut": (a, b) => keptShare(a) - keptShare(b),
  "least cut": (a, b) => keptShare(b) - keptShare(a),
  "least confident": (a, b) => (a.confidence ?? 2) - (b.confidence ?? 2),
  "most lines": (a, b) => b.lines - a.lines,
  name: (a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)),
};
const ANY = "\u0000any"; // no site, language or rule is called this

const list = document.getElementById("list");
const search = document.getElementById("search");

/** Numbers of the pages found, in order; the page that is open; the number of the last search. */
const state = { found: [], open: -1, shown: -1, searches: 0, words: null };

function select(id) {
  return document.getElementById(id);
}

function option(value, text) {
  return make("option", { value }, visible(text));
}

function drawFilters() {
  const kinds = report.total.removed.map(([kind, n]) => [report.kinds[kind], n]);
  const rules = new Map();
  for (const page of report.pages) {
    for (const [number, n] of page.rules) {
      const { rule } = reasonOf(number);
      rules.set(rule, (rules.get(rule) ?? 0) + n);
    }
  }
  const byCount = [...rules].sort((a, b) => b[1] - a[1]);
  const pagesOf = (groups) => Object.entries(groups).map(([name, group]) => [name, group.pages]);
  const choices = {
    kind: kinds,
    outcome: Object.entries(report.outcomes),
    site: pagesOf(report.sites),
    language: pagesOf(report.languages),
    rule: byCount,
  };
  for (const filter of FILTERS) {
    const options = choices[filter].map(([value, n]) => option(value, `${value || "not known"} (${counted.format(n)})`));
    select(filter).replaceChildren(option(ANY, "any"), ...options);
    select(filter).addEventListener("change", find);
  }
  select("order").replaceChildren(...Object.keys(ORDERS).map((name) => option(name, name)));
  select("order").addEventListener("change", find);
  select("clear").addEventListener("click", () => {
    setFilters({});
    search.focus();
  });
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, 150);
  });
  select("filters").addEventListener("submit", (event) => event.preventDefault());
}

function setFilters(values) {
  for (const filter of FILTERS) select(filter).value = values[filter] ?? ANY;
  search.value = "";
  find();
}

/** What the filters ask for, by their names. */
function wanted() {
  const chosen = FILTERS.map((filter) => [filter, select(filter).value]);
  return Object.fromEntries(chosen.filter(([, value]) => value !== ANY));
}

function matches(page, filters) {
  if ("outcome" in filters && page.outcome !== filters.outcome) return false;
  if ("site" in filters && page.site !== filters.site) return false;
  if ("language" in filters && page.language !== filters.language) return false;
  if ("kind" in filters && !page.removed.some(([kind]) => report.kinds[kind] === filters.kind)) return false;
  return !("rule" in filters) || page.rules.some(([number]) => reasonOf(number).rule === filters.rule);
}

/** Find pages anew after a filter, the order or the search has changed. */
async function find() {
  const run = ++state.searches;
  const filters = wanted();
  const set = Object.keys(filters).length;
  document.getElementById("active").textContent = set ? `(${set} set)` : "";
  const candidates = report.pages.map((_, number) => number).filter((number) => matches(report.pages[number], filters));
  const typed = search.value.trim();
  state.words = typed ? new RegExp(RegExp.escape?.(typed) ?? escaped(typed), "giu") : null;
  if (!state.words) {
    show(candidates);
  } else {
    await searchText(candidates, run);
  }
  if (run === state.searches) followUp();
}

function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function has(text) {
  state.words.lastIndex = 0;
  return state.words.test(text);
}

/** Look through names and bodies, chunk by chunk, and show what is found on the way. */
async function searchText(candidates, run) {
  const found = [];
  const among = new Set(candidates);
  for (let number = 0; number < report.first.length; number++) {
    const first = report.first[number];
    const end = report.first[number + 1] ?? report.pages.length;
    const asked = [];
    for (let page = first; page < end; page++) if (among.has(page)) asked.push(page);
    if (!asked.length) continue;
    const bodies = await unpack(chunkElements[number]);
    if (run !== state.searches) return;
    const here = asked.filter((page) => has(report.pages[page].name) || bodies[page - first].some(lineHas));
    found.push(...here);
    if (here.length || number % 16 === 0) show(found, `, ${counted.format(end)} searched …`);
  }
  show(found);
}

function lineHas([, , text, , , , cut]) {
  return has(text) || (cut !== undefined && has(cut));
}

function show(numbers, more = "") {
  const order = ORDERS[select("order").value];
  state.found = [...numbers].sort((a, b) => order(report.pages[a], report.pages[b]) || a - b);
  const all = report.pages.length;
  document.getElementById("found").textContent =
    (numbers.length === all ? many(all, "page") : `${counted.format(numbers.length)} of ${many(all, "page")}`) + more;
  document.getElementById("spacer").style.height = `${state.found.length * ROW_HEIGHT}px`;
  drawList();
  drawPosition();
}

function drawList() {
  const first = Math.max(0, Math.floor(list.scrollTop / ROW_HEIGHT) - ROWS_AROUND);
  const last = Math.ceil((list.scrollTop + list.clientHeight) / ROW_HEIGHT) + ROWS_AROUND;
  const rows = document.getElementById("rows");
  rows.style.transform = `translateY(${first * ROW_HEIGHT}px)`;
  rows.replaceChildren(...state.found.slice(first, last).map((page, at) => listRow(page, first + at)));
  const open = document.getElementById(`row-${state.open}`);
  if (open) list.setAttribute("aria-activedescendant", open.id);
  else list.removeAttribute("aria-activedescendant");
}

function listRow(number, at) {
  const page = report.pages[number];
  const share = page.confidence === null ? "" : ` · confidence ${page.confidence.toFixed(2)}`;
  return make(
    "div",
    {
      role: "option",
      id: `row-${number}`,
      class: "list-row",
      "aria-selected": String(number === state.open),
      "aria-setsize": state.found.length,
      "aria-posinset": at + 1,
      click: () => openPage(number, true),
    },
    make("span", { class: "list-name" }, make("bdi", {}, visible(page.name))),
    bar([["stays", keptShare(page)]]),
    make("span", { class: "list-about" }, `${percent(keptShare(page))} stay · ${page.outcome}${share}`),
  );
}

/** Bring the row of the open page into sight. */
function revealRow() {
  const at = state.found.indexOf(state.open);
  if (at < 0 || !list.clientHeight) return;
  const top = at * ROW_HEIGHT;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + ROW_HEIGHT > list.scrollTop + list.clientHeight) {
    list.scrollTop = top + ROW_HEIGHT - list.clientHeight;
  }
}

const LIST_STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity };

function listKey(event) {
  if (event.key in LIST_STEPS && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    step(LIST_STEPS[event.key], false);
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (state.open >= 0) openPage(state.open, true);
  }
}

/** Go on to another page found. */
function step(by, enter) {
  if (!state.found.length) return;
  const at = state.found.indexOf(state.open);
  const to = Math.min(Math.max(at + by, 0), state.found.length - 1);
  if (state.found[to] !== state.open || enter) openPage(state.found[to], enter);
}
