"use strict";
// What the file holds: the index, and the bodies of pages, some pages to a chunk. Both are packed
// as base64 of gzipped JSON, and a chunk is unpacked when somebody looks at one of its pages.

const CHUNKS_KEPT = 6;

/** The index; main.js fills it before anything is drawn. */
let report = null;

const chunkElements = document.getElementsByClassName("chunk");
const unpackedChunks = new Map();

async function unpack(element) {
  const bytes = Uint8Array.from(atob(element.textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/** The bodies of a chunk; those of the last few chunks stay in memory. */
function chunk(number) {
  let bodies = unpackedChunks.get(number);
  unpackedChunks.delete(number);
  bodies ??= unpack(chunkElements[number]);
  unpackedChunks.set(number, bodies);
  if (unpackedChunks.size > CHUNKS_KEPT) {
    unpackedChunks.delete(unpackedChunks.keys().next().value);
  }
  return bodies;
}

/** The lines of a page; builder.py and pages.py say what is in them. */
async function bodyOf(page) {
  const number = report.first.findLastIndex((first) => first <= page);
  return (await chunk(number))[page - report.first[number]];
}

function readLine([number, lead, text, keep, why, score, cut, cutWhy]) {
  return { number, lead, text, keep: keep === 1, why, score, cut, cutWhy };
}

function reasonOf(number) {
  const [rule, kind, text] = report.reasons[number];
  return { rule, kind: report.kinds[kind], text };
}

function sum(pairs) {
  return pairs.reduce((total, [, count]) => total + count, 0);
}

/** The share of a page's characters that stays. */
function keptShare(page) {
  return page.size ? page.left / page.size : 1;
}
