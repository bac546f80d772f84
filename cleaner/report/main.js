"use strict";
// Starts the report, moves between its views, and listens to keys.

const MODES = ["all", "gone", "kept"];

function setView(view) {
  document.body.dataset.view = view;
  const here = view === "overview" ? "to-overview" : "to-pages";
  for (const id of ["to-overview", "to-pages"]) {
    const link = document.getElementById(id);
    if (id === here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** Show what the address asks for: #overview, #pages, or #page-12. */
function route() {
  const page = /^#page-(\d+)$/.exec(location.hash);
  if (page && Number(page[1]) < report.pages.length) {
    setView("page");
    // Two quick steps may report the second address twice: the reader's place in it must stay.
    if (Number(page[1]) !== state.shown) drawPage(Number(page[1]));
  } else if (location.hash === "#pages" && report.pages.length) {
    setView("list");
    drawPage(state.open >= 0 ? state.open : (state.found[0] ?? 0));
  } else {
    setView("overview");
    document.getElementById("overview").focus({ preventScroll: true });
  }
}

/** Go to the pages that a part of the overview counts. */
function showPages(filters) {
  setView("list");
  state.open = -1;
  setFilters(filters);
  if (location.hash !== "#pages") location.hash = "#pages";
  list.focus();
}

function darkWanted() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function toggleTheme() {
  document.documentElement.dataset.theme = darkWanted() ? "light" : "dark";
  nameTheme();
}

function nameTheme() {
  document.getElementById("theme").textContent = darkWanted() ? "Light" : "Dark";
}

const KEYS = {
  n: () => step(1, true),
  p: () => step(-1, true),
  j: () => moveLine(1, false),
  k: () => moveLine(-1, false),
  g: () => moveLine(1, true),
  G: () => moveLine(-1, true),
  a: () => setLineMode(MODES[(MODES.indexOf(lineMode()) + 1) % MODES.length]),
  l: () => {
    location.hash = "#pages";
    setTimeout(() => list.focus());
  },
  o: () => {
    location.hash = "#overview";
  },
  t: toggleTheme,
  "/": () => {
    if (document.body.dataset.view !== "list") location.hash = "#pages";
    setTimeout(() => search.focus());
  },
  "?": () => document.getElementById("keys").showModal(),
};

function key(event) {
  const typing = event.target.closest("input, select, textarea, dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!document.getElementById("shortcuts").checked || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
}

function listen() {
  const on = (id, event, action) => document.getElementById(id).addEventListener(event, action);
  on("theme", "click", toggleTheme);
  on("help", "click", KEYS["?"]);
  on("close-keys", "click", () => document.getElementById("keys").close());
  on("previous", "click", KEYS.p);
  on("next", "click", KEYS.n);
  on("list", "keydown", listKey);
  on("list", "scroll", () => requestAnimationFrame(drawList));
  addEventListener("resize", drawList);
  addEventListener("hashchange", route);
  document.addEventListener("keydown", key);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
  listenToLines();
}

async function start() {
  report = await unpack(document.getElementById("index"));
  if (matchMedia("(max-width: 50rem)").matches) document.getElementById("more").open = false;
  nameTheme();
  drawOverview();
  drawFilters();
  await find();
  listen();
  route();
  document.body.dataset.ready = "yes";
}

start();
