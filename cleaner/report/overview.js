"use strict";
// The overview: how much went, of what kind, where. Every bar and row leads to its pages.

const GROUPS_SHOWN = 12;

/** A button with a bar, which leads to the pages it counts. */
function barRow(label, stretches, value, detail, filters) {
  return make(
    "button",
    { type: "button", class: "row", click: () => showPages(filters) },
    make("span", { class: "row-label" }, make("bdi", {}, visible(label))),
    bar(stretches),
    make("span", { class: "row-value" }, value),
    detail ? make("span", { class: "row-detail" }, detail) : null,
  );
}

function card(title, hint, ...content) {
  return make(
    "section",
    { class: "card" },
    make("h2", {}, title),
    hint ? make("p", { class: "hint" }, hint) : null,
    ...content,
  );
}

function tile(value, name) {
  return make("div", { class: "tile" }, make("dd", {}, value), make("dt", {}, name));
}

function drawOverview() {
  const total = report.total;
  const gone = sum(total.removed);
  document.getElementById("overview").replaceChildren(
    make(
      "dl",
      { class: "tiles" },
      tile(counted.format(total.pages), total.pages === 1 ? "page" : "pages"),
      tile(percent(gone / Math.max(1, total.lines)), `of ${many(total.lines, "line")} went`),
      tile(percent(total.size ? total.left / total.size : 1), "of the characters stay"),
      tile(counted.format(total.trimmed), "lines lost their end only"),
    ),
    failures(),
    make(
      "div",
      { class: "cards" },
      make("div", { class: "stack" }, kindsCard(total, gone), groupsCard("Sites", "site", report.sites, "no site known")),
      make(
        "div",
        { class: "stack" },
        outcomesCard(total),
        histogram("Share that stays", report.keptShare, "Pages by the share of their characters that is left."),
        histogram(
          "Confidence",
          report.confidence,
          "Pages by the estimated word F1 of their result. The left end is worth a look.",
        ),
        groupsCard("Languages", "language", report.languages, "no language known"),
      ),
      pagesCard("Most cut", "Where something may be missing.", report.mostCut, (page) => [percent(keptShare(page)), "stay"]),
      pagesCard("Least confident", "Where mistakes are likeliest.", report.leastConfident, (page) => [
        page.confidence.toFixed(2),
        "confidence",
      ]),
      rulesCard(),
    ),
  );
}

function failures() {
  if (!report.failed.length) return make("div");
  const items = report.failed.map(([name, reason]) =>
    make("li", {}, make("bdi", {}, visible(name)), ": ", visible(reason)),
  );
  const summary = make("summary", {}, `${many(report.failed.length, "input")} could not be read`);
  return make("details", { class: "note" }, summary, make("ul", {}, ...items));
}

function kindsCard(total, gone) {
  const rows = total.removed.map(([kind, count]) => {
    const name = report.kinds[kind];
    const share = count / Math.max(1, total.removed[0][1]);
    const text = `${counted.format(count)} · ${percent(count / gone)}`;
    return barRow(name, [[`k-${name}`, share]], text, null, { kind: name });
  });
  const hint = rows.length ? "Lines removed, by kind; share of all that went." : "Nothing went.";
  return card("What went", hint, ...rows);
}

function outcomesCard(total) {
  const rows = Object.entries(report.outcomes).map(([outcome, count]) => {
    const share = count / total.pages;
    return barRow(outcome, [["plain", share]], `${counted.format(count)} · ${percent(share)}`, null, {
      outcome,
    });
  });
  return card("Outcomes", "What the pages came to.", ...rows);
}

function groupsCard(title, filter, groups, unknown) {
  const entries = Object.entries(groups);
  const rows = entries.map(([name, group]) => {
    const lines = Math.max(1, group.lines);
    const stretches = group.removed.map(([kind, n]) => [`k-${report.kinds[kind]}`, n / lines]);
    const top = group.removed.slice(0, 3).map(([kind, n]) => `${report.kinds[kind]} ${percent(n / lines)}`);
    const detail = [many(group.pages, "page"), ...top].join(" · ");
    const share = percent(sum(group.removed) / lines);
    return barRow(name || unknown, stretches, share, detail, { [filter]: name });
  });
  const more = rows.splice(GROUPS_SHOWN);
  const summary = make("summary", {}, `${counted.format(more.length)} more`);
  const hint = "Share of the lines that went, by kind; the sites with most pages first.";
  return card(
    title,
    filter === "site" ? hint : "The same by declared language, or by that of the rules that fired.",
    ...rows,
    more.length ? make("details", {}, summary, ...more) : null,
  );
}

function pagesCard(title, hint, numbers, figure) {
  const rows = numbers.map((number) => {
    const page = report.pages[number];
    return make(
      "a",
      { class: "row link", href: `#page-${number}` },
      make("span", { class: "row-label" }, make("bdi", {}, visible(page.name))),
      make("span", { class: "row-value" }, figure(page).join(" ")),
    );
  });
  return card(title, rows.length ? hint : "There are none.", ...rows);
}

function rulesCard() {
  const rows = report.rules.map(([number, lines, pages]) => {
    const { rule, kind } = reasonOf(number);
    const share = lines / report.rules[0][1];
    const text = `${many(lines, "line")} · ${many(pages, "page")}`;
    return barRow(rule, [[`k-${kind}`, share]], text, kind, { rule });
  });
  const section = card("Rules that fired most", rows.length ? "Each leads to its pages." : "None did.", ...rows);
  section.classList.add("rules");
  return section;
}
