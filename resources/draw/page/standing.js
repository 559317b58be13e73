// The draw as it stands after substitutions: each recorded line is found again by the rule (protocol, sections 6, 7).

class BrokenRule extends Error {}

class Standing {
  constructor(data, repeated) {
    this.data = data;
    this.part = isGiven(data.officers) ? data.officers : null;
    this.objects = repeated.objects;
    this.tickets = repeated.tickets;
    this.officerTickets = repeated.officerTickets;
    this.live = repeated.order.slice();
    this.used = new Set(this.live);
    this.teams = [];
    this.teamOf = new Map();
    this.officersOf = new Map();
    this.dropped = new Set();
    this.recused = new Map();
    this.loadsThen = new Map();
    if (this.part && repeated.officers) { this.start(repeated.officers); }
  }

  start(drawn) {
    this.teams = drawn.teams.map((team) => team.slice());
    this.recused = recusedBy(this.part);
    const loads = new Map();
    for (const enterprise of this.live) {
      const assignee = drawn.assignment.get(enterprise);
      const inTeams = this.part.mode === "teams";
      if (inTeams) { this.teamOf.set(enterprise, assignee); }
      const officers = (inTeams ? this.teams[assignee - 1] : assignee).slice();
      this.officersOf.set(enterprise, officers);
      if (!inTeams) { this.loadsThen.set(enterprise, new Map(loads)); }
      for (const officer of officers) { loads.set(officer, (loads.get(officer) || 0) + 1); }
    }
  }

  // Carry out one line after finding who had to follow; returns whom the rule names, or null.
  apply(line) {
    if (line.kind === "object") { return this.replaceObject(line.out, line.drawn_later || []); }
    let enterprise = isGiven(line.enterprise) ? line.enterprise : null;
    if (!this.part || !this.officersOf.size) { throw new BrokenRule("本次抽取没有抽取检查人员，不能补抽人员。"); }
    if (enterprise === null && !this.teams.length) {
      const objects = this.live.filter((each) => (this.officersOf.get(each) || []).includes(line.out));
      if (objects.length !== 1) { throw new BrokenRule("人员“" + line.out + "”的补抽没有写明是哪一户检查对象。"); }
      enterprise = objects[0];
    }
    const follows = this.nextOfficer(line.out, enterprise);
    if (follows !== null) { this.replaceOfficer(line.out, follows, enterprise, line.cause || "dropped"); }
    return follows;
  }

  replaceObject(out, drawnLater) {
    if (this.objects.compulsory.includes(out)) {
      throw new BrokenRule("“" + out + "”是必查对象，不递补；无法检查的请终止检查并写明原因。");
    }
    const place = this.live.indexOf(out);
    if (place < 0) { throw new BrokenRule("“" + out + "”不在本次抽取的现行名单中，不能递补。"); }
    const into = findSubstitute(this.data, this.tickets, out, this.used, drawnLater);
    this.live.splice(place, 1);
    const hadOfficers = this.officersOf.delete(out), team = this.teamOf.get(out);
    this.teamOf.delete(out);
    if (into === null) { return null; }
    this.used.add(into);
    if (hadOfficers) {
      if (team !== undefined) { this.giveTeam(team, into); } else { this.giveOfficers(into); }
    }
    this.live.splice(place, 0, into);
    return into;
  }

  giveTeam(team, into) {
    const barred = this.recused.get(into) || NOBODY;
    let number = team;
    if (this.teams[team - 1].some((officer) => barred.has(officer))) {
      const loads = new Map();
      for (const each of this.teamOf.values()) { loads.set(each, (loads.get(each) || 0) + 1); }
      number = freeTeam(this.officerTickets, this.teams, into, loads, barred);
      if (number === null) {
        throw new BrokenRule("递补对象“" + into + "”在每个检查组都有须回避的人员，请先补抽人员再递补。");
      }
    }
    this.teamOf.set(into, number);
    this.officersOf.set(into, this.teams[number - 1].slice());
  }

  giveOfficers(into) {
    const loads = new Map();
    for (const officers of this.officersOf.values()) {
      for (const officer of officers) { loads.set(officer, (loads.get(officer) || 0) + 1); }
    }
    const barred = new Set([...this.dropped, ...(this.recused.get(into) || NOBODY)]);
    const officers = officersFor(this.part, this.officerTickets, into, loads, barred);
    if (officers === null) {
      throw new BrokenRule("递补对象“" + into + "”除去回避和退出的人员后席位不足，请先补充人员。");
    }
    this.loadsThen.set(into, loads);
    this.officersOf.set(into, officers);
  }

  nextOfficer(out, enterprise) {
    const [objects, position] = enterprise === null ? this.teamSeat(out) : this.seatOn(out, enterprise);
    const order = this.part.mode === "teams"
      ? teamOrder(this.part, this.officerTickets)
      : Array.from(eachOrder(this.part, this.officerTickets, objects[0], this.loadsThen.get(objects[0])));
    const barred = new Set([...this.dropped, out]);
    for (const team of this.teams) { team.forEach((officer) => barred.add(officer)); }
    for (const object of objects) {
      this.officersOf.get(object).forEach((officer) => barred.add(officer));
      (this.recused.get(object) || NOBODY).forEach((officer) => barred.add(officer));
    }
    const isQualified = this.qualificationAt(position);
    const found = order.find((officer) => !barred.has(officer.id) && isQualified(officer));
    return found ? found.id : null;
  }

  qualificationAt(position) {
    if (this.part.need_leader && position === 0) { return (officer) => officer.leader; }
    if (this.part.need_expert && position === (this.part.need_leader ? 1 : 0)) { return (officer) => officer.expert; }
    return () => true;
  }

  teamSeat(out) {
    const number = this.teams.findIndex((team) => team.includes(out)) + 1;
    if (!number) { throw new BrokenRule("人员“" + out + "”不在任何检查组中，不能补抽。"); }
    return [this.live.filter((each) => this.teamOf.get(each) === number), this.teams[number - 1].indexOf(out)];
  }

  seatOn(out, enterprise) {
    const officers = this.officersOf.get(enterprise) || [];
    if (!officers.includes(out)) {
      throw new BrokenRule("人员“" + out + "”不在“" + enterprise + "”的检查人员中，不能补抽。");
    }
    return [[enterprise], officers.indexOf(out)];
  }

  replaceOfficer(out, into, enterprise, cause) {
    if (cause === "dropped") {
      this.dropped.add(out);
    } else if (enterprise !== null) {
      if (!this.recused.has(enterprise)) { this.recused.set(enterprise, new Set()); }
      this.recused.get(enterprise).add(out);
    }
    const put = (officers) => { officers[officers.indexOf(out)] = into; };
    if (enterprise !== null) { put(this.officersOf.get(enterprise)); return; }
    const [objects, position] = this.teamSeat(out);
    const team = this.teams.find((members) => members.includes(out));
    team[position] = into;
    for (const object of objects) {
      if (this.officersOf.get(object).includes(out)) { put(this.officersOf.get(object)); }
    }
  }
}
