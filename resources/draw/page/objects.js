// How many enterprises are drawn and which ones (protocol, sections 5 and 6). BigInt throughout: doubles give 34, not
// 33, for 2.2 % of 1,500.

const ZERO = () => BigInt(0);

// The smallest whole number that is not below base x ratio / 100; the ratio is taken as text.
function requiredTotal(base, ratio) {
  const [whole, decimals] = ratio.includes(".") ? ratio.split(".") : [ratio, ""];
  const divisor = BigInt("100" + "0".repeat(decimals.length));
  return ceilDivide(BigInt(base) * BigInt(whole + decimals), divisor);
}

function ceilDivide(number, divisor) {
  return (number + divisor - BigInt(1)) / divisor;
}

function placesOf(data, group, base, available) {
  let total = isGiven(data.ratio) ? requiredTotal(base, data.ratio[group]) : BigInt(data.count[group]);
  if (isGiven(data.batch)) {
    const already = (data.batch.already || {})[group] || 0;
    total = ceilDivide(total * BigInt(data.batch.number), BigInt(data.batch.of)) - BigInt(already);
    if (total < ZERO()) { total = ZERO(); }
  }
  return total < BigInt(available) ? Number(total) : available;
}

// {group, base, available, places} in ascending order of the group; groups without S or X are left out.
function groupCounts(data) {
  const counts = new Map();
  for (const entry of data.frame) {
    if (entry.kind === "C") { continue; }
    const count = counts.get(entry.group) || { group: entry.group, base: 0, available: 0, places: 0 };
    count.base++;
    if (entry.kind === "S") { count.available++; }
    counts.set(entry.group, count);
  }
  const rows = Array.from(counts.values()).sort((one, other) => byBytes(one.group, other.group));
  for (const row of rows) { row.places = placesOf(data, row.group, row.base, row.available); }
  return rows;
}

// Unbiased rounding: [[town, available, quota]] in the order the towns are walked; `start` is the group's u.
function shareAmongTowns(towns, places, start) {
  const total = BigInt(towns.reduce((sum, town) => sum + town[1], 0));
  const [u, parts] = start;
  const floorAt = (running) => (BigInt(running) * BigInt(places) * parts + u * total) / (total * parts);
  const rows = [];
  let running = 0, before = ZERO();
  for (const [town, available] of towns) {
    running += available;
    const after = floorAt(running);
    rows.push([town, available, Number(after - before)]);
    before = after;
  }
  return rows;
}

// {quotas, compulsory, sampled, ranks}; ranks gives each S entry its place among those it competes with.
function drawObjects(data, tickets) {
  const counts = groupCounts(data);
  const cells = new Map();
  const isStratified = data.method === "stratified";
  const towns = new Set();
  for (const entry of data.frame) {
    if (entry.kind !== "S") { continue; }
    towns.add(entry.stratum);
    const key = cellKey(entry, isStratified);
    if (!cells.has(key)) { cells.set(key, []); }
    cells.get(key).push(entry.id);
  }
  const walked = tickets.order(Array.from(towns, (town) => "STRATUM/" + town)).map((id) => id.slice(8));
  const drawn = { quotas: [], sampled: [], ranks: new Map(), counts: counts };
  for (const count of counts) {
    if (isStratified) { drawStratified(count, walked, cells, tickets, drawn); }
    else { drawDirected(count, cells, tickets, drawn); }
  }
  const compulsory = data.frame.filter((entry) => entry.kind === "C").map((entry) => entry.id);
  drawn.compulsory = tickets.order(compulsory);
  drawn.sampled = tickets.order(drawn.sampled);
  return drawn;
}

const cellKey = (entry, isStratified) => (isStratified ? entry.group + "/" + entry.stratum : entry.group);

function drawDirected(count, cells, tickets, drawn) {
  drawn.quotas.push({ group: count.group, base: count.base, available: count.available, quota: count.places });
  takeFirst(cells.get(count.group) || [], count.places, tickets, drawn);
}

function drawStratified(count, walked, cells, tickets, drawn) {
  const towns = walked.map((town) => [town, (cells.get(count.group + "/" + town) || []).length]);
  const present = towns.filter((town) => town[1] > 0);
  if (!present.length) { return; }
  const start = fractionOf(tickets.of("START/" + count.group));
  for (const [town, available, quota] of shareAmongTowns(present, count.places, start)) {
    drawn.quotas.push({ group: count.group, stratum: town, available: available, quota: quota });
    takeFirst(cells.get(count.group + "/" + town), quota, tickets, drawn);
  }
}

function takeFirst(ids, quota, tickets, drawn) {
  tickets.order(ids).forEach((id, place) => {
    drawn.ranks.set(id, { rank: place + 1, of: ids.length, quota: quota });
    if (place < quota) { drawn.sampled.push(id); }
  });
}

// Who takes the place of a sampled entry, or null when the place lapses.
function findSubstitute(data, tickets, out, used, drawnLater) {
  const place = data.frame.find((entry) => entry.id === out);
  const barred = new Set([...used, ...drawnLater, out]);
  let unused = data.frame.filter(
    (entry) => entry.kind === "S" && entry.group === place.group && !barred.has(entry.id));
  if (data.method === "stratified") {
    const sameTown = unused.filter((entry) => entry.stratum === place.stratum);
    if (sameTown.length) { unused = sameTown; }
  }
  return unused.length ? tickets.order(unused.map((entry) => entry.id))[0] : null;
}
