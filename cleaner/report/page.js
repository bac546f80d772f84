"use strict";
// The page that is open: what it is, where it stands among those found, and its lines.

/** Open a page; `enter` goes to it where list and page do not fit side by side. */
function openPage(number, enter) {
  state.open = number; // at once: the address changes later, and keys may come faster
  if (enter || document.body.dataset.view === "page") location.replace(`#page-${number}`);
  else drawPage(number);
}

async function drawPage(number) {
  state.open = number;
  state.shown = -1;
  const page = report.pages[number];
  document.getElementById("name").textContent = visible(page.name);
  document.getElementById("about").replaceChildren(...about(page));
  drawPosition();
  revealRow();
  drawList();
  const body = await bodyOf(number);
  if (state.open !== number) return; // another one was opened meanwhile
  document.getElementById("lines").scrollTop = 0;
  drawLines(body);
  state.shown = number;
}

function about(page) {
  const gone = sum(page.removed);
  const kinds = page.removed.map(([kind, count]) => `${report.kinds[kind]} ${count}`).join(", ");
  const parts = [
    page.site && `${page.site}`,
    page.language,
    page.outcome,
    page.confidence === null ? "" : `confidence ${page.confidence.toFixed(2)}`,
    `${counted.format(gone)} of ${many(page.lines, "line")} removed${kinds && ` (${kinds})`}`,
    page.trimmed ? `${page.trimmed} trimmed` : "",
  ].filter(Boolean);
  return parts.map((part, at) => make("span", {}, at ? " · " : "", make("bdi", {}, visible(part))));
}

function drawPosition() {
  const at = state.found.indexOf(state.open);
  const text = at < 0 ? "" : `${counted.format(at + 1)} of ${counted.format(state.found.length)}`;
  document.getElementById("position").textContent = text;
  document.getElementById("previous").disabled = at === 0 || !state.found.length;
  document.getElementById("next").disabled = at === state.found.length - 1 || !state.found.length;
}

/** After the pages found have changed: keep the open page if it is among them, else open the first. */
function followUp() {
  if (document.body.dataset.view === "overview") return;
  if (!state.found.length) return;
  const stays = state.found.includes(state.open);
  if (!stays) list.scrollTop = 0;
  drawPage(stays ? state.open : state.found[0]);
}
