// Which officers form the teams and who goes where (protocol, section 7).

function seatsOf(part) {
  const units = part.mode === "teams" ? part.teams : 1;
  const leaders = part.need_leader ? units : 0, experts = part.need_expert ? units : 0;
  return [leaders, experts, part.team_size * units - leaders - experts];
}

function recusedBy(part) {
  const recused = new Map();
  for (const pair of part.recusals || []) {
    if (!recused.has(pair.enterprise)) { recused.set(pair.enterprise, new Set()); }
    recused.get(pair.enterprise).add(pair.officer);
  }
  return recused;
}

// The seats that a pool cannot fill whatever the seed, in words, or "".
function shortSeats(pool, [leaderSeats, expertSeats, otherSeats]) {
  const count = (test) => pool.filter(test).length;
  const leaders = count((one) => one.leader), experts = count((one) => one.expert);
  const either = count((one) => one.leader || one.expert);
  if (leaders < leaderSeats) { return "组长席位" + leaderSeats + "个，具备组长资格的只有" + leaders + "人"; }
  if (experts < expertSeats) { return "专业人员席位" + expertSeats + "个，专业匹配的只有" + experts + "人"; }
  if (either < leaderSeats + expertSeats) {
    return "组长与专业人员席位共" + (leaderSeats + expertSeats) + "个（须为不同的人），具备其中一种资格的只有" + either + "人";
  }
  const wanted = leaderSeats + expertSeats + otherSeats;
  return pool.length < wanted ? "席位共" + wanted + "个，可抽人员只有" + pool.length + "人" : "";
}

// Why the officers' part could fail, or "".
function obstacle(part, frame) {
  const short = shortSeats(part.pool, seatsOf(part));
  if (short) { return "可抽人员不足：" + short + "。"; }
  const recused = recusedBy(part);
  for (const entry of frame) {
    const away = recused.get(entry.id);
    if (!away || entry.kind === "X") { continue; }
    const rest = part.pool.filter((officer) => !away.has(officer.id));
    if (part.mode === "each") {
      const missing = shortSeats(rest, seatsOf(part));
      if (missing) { return "检查对象“" + entry.id + "”因人员回避而" + missing + "。"; }
    } else if (part.pool.length - rest.length >= part.teams) {
      return "检查对象“" + entry.id + "”须回避的可抽人员不少于组数" + part.teams + "，可能没有可派的检查组。";
    }
  }
  return "";
}

// Take each officer who keeps the chosen set seatable, then seat: {leaders, experts, others}, or null.
function pickAndSeat(order, [L, E, A]) {
  const chosen = [];
  let neither = 0, onlyLeader = 0, onlyExpert = 0;
  for (const officer of order) {
    if (chosen.length === L + E + A) { break; }
    const n = neither + (!officer.leader && !officer.expert ? 1 : 0);
    const l = onlyLeader + (officer.leader && !officer.expert ? 1 : 0);
    const e = onlyExpert + (officer.expert && !officer.leader ? 1 : 0);
    if (n > A || l + n > L + A || e + n > E + A) { continue; }
    neither = n; onlyLeader = l; onlyExpert = e;
    chosen.push(officer);
  }
  return chosen.length === L + E + A ? seat(chosen, L, E) : null;
}

function seat(chosen, L, E) {
  const leaders = chosen.filter((one) => one.leader && !one.expert).slice(0, L);
  const experts = chosen.filter((one) => one.expert && !one.leader).slice(0, E);
  for (const officer of chosen) {
    if (!officer.leader || !officer.expert) { continue; }
    if (leaders.length < L) { leaders.push(officer); }
    else if (experts.length < E) { experts.push(officer); }
  }
  const taken = new Set([...leaders, ...experts]);
  const ids = (officers) => officers.map((officer) => officer.id);
  return { leaders: ids(leaders), experts: ids(experts), others: ids(chosen.filter((one) => !taken.has(one))) };
}

function teamOrder(part, tickets) {
  const officers = new Map(part.pool.map((officer) => [officer.id, officer]));
  return tickets.order(officers.keys()).map((id) => officers.get(id));
}

function drawTeams(part, tickets) {
  const order = teamOrder(part, tickets);
  const rank = new Map(order.map((officer, place) => [officer.id, place]));
  const seated = pickAndSeat(order, seatsOf(part));
  const teams = Array.from({ length: part.teams }, () => []);
  for (const ids of [seated.leaders, seated.experts, seated.others]) {
    ids.sort((one, other) => rank.get(one) - rank.get(other));
    ids.forEach((id, turn) => teams[turn % part.teams].push(id));
  }
  return teams;
}

// The number of the team with fewest objects and no barred member, or null.
function freeTeam(tickets, teams, enterprise, loads, barred) {
  let best = null, bestLoad = 0, bestTicket = "";
  teams.forEach((members, place) => {
    if (members.some((officer) => barred.has(officer))) { return; }
    const number = place + 1, load = loads.get(number) || 0;
    if (best !== null && load > bestLoad) { return; }
    const ticket = tickets.once(number + "@" + enterprise);
    if (best === null || load < bestLoad || ticket < bestTicket) {
      best = number; bestLoad = load; bestTicket = ticket;
    }
  });
  return best;
}

// The whole pool for one enterprise by (objects so far, ticket); tickets are made for one number of objects at a time,
// for most of the pool is never asked.
function* eachOrder(part, tickets, enterprise, loads) {
  const byLoad = new Map();
  for (const officer of part.pool) {
    const load = loads.get(officer.id) || 0;
    if (!byLoad.has(load)) { byLoad.set(load, []); }
    byLoad.get(load).push(officer);
  }
  for (const load of Array.from(byLoad.keys()).sort((one, other) => one - other)) {
    const keyed = byLoad.get(load).map((officer) => [tickets.once(officer.id + "@" + enterprise), officer]);
    keyed.sort((one, other) => (one[0] < other[0] ? -1 : 1));
    for (const pair of keyed) { yield pair[1]; }
  }
}

function* without(order, barred) {
  for (const officer of order) {
    if (!barred.has(officer.id)) { yield officer; }
  }
}

// The officers of one enterprise as written, leader, expert, others; null when the seats cannot be filled.
function officersFor(part, tickets, enterprise, loads, barred) {
  const seated = pickAndSeat(without(eachOrder(part, tickets, enterprise, loads), barred), seatsOf(part));
  return seated && [...seated.leaders, ...seated.experts, ...seated.others];
}

const NOBODY = new Set();

// Yields while it works; returns {teams, assignment: Map enterprise → team number or officer ids}.
function* assignOfficers(part, tickets, enterprises) {
  const recused = recusedBy(part);
  const teams = part.mode === "teams" ? drawTeams(part, tickets) : [];
  const assignment = new Map(), loads = new Map();
  for (const enterprise of enterprises) {
    const barred = recused.get(enterprise) || NOBODY;
    if (part.mode === "teams") {
      const team = freeTeam(tickets, teams, enterprise, loads, barred);
      loads.set(team, (loads.get(team) || 0) + 1);
      assignment.set(enterprise, team);
    } else {
      const officers = officersFor(part, tickets, enterprise, loads, barred);
      for (const officer of officers) { loads.set(officer, (loads.get(officer) || 0) + 1); }
      assignment.set(enterprise, officers);
    }
    yield "派人 " + assignment.size + " / " + enterprises.length;
  }
  return { teams: teams, assignment: assignment };
}
