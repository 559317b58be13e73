// The lists of the full copy: who is inspected, by whom, what changed later, and everybody's ticket.

const OUTCOMES = { drawn: "抽中", kept: "未抽中", out: "不参加本次抽取" };

// What became of each id of the register.
class Fates {
  constructor(data, result) {
    this.data = data;
    this.result = result;
    this.entries = new Map(data.frame.map((entry) => [entry.id, entry]));
    this.hasClasses = data.frame.some((entry) => entry.group !== "");
    this.reasons = new Map(data.reasons.map((row) => [row.id, row.reason]));
    this.sampled = new Set(data.sampled);
    this.compulsory = new Set(data.compulsory);
    const lines = data.substitutions.filter((line) => line.kind === "object");
    this.replaced = new Map(lines.map((line) => [line.out, line]));
    this.substitutes = new Map(lines.filter((line) => isGiven(line.in)).map((line) => [line.in, line]));
  }

  outcome(id) {
    const entry = this.entries.get(id);
    if (!entry) { return "未列入抽样框"; }
    if (this.compulsory.has(id)) { return kindText(this.data, "C"); }
    if (this.replaced.has(id)) { return OUTCOMES.drawn + "，后被递补"; }
    if (this.substitutes.has(id)) { return "递补列入"; }
    return entry.kind === "X" ? OUTCOMES.out : this.sampled.has(id) ? OUTCOMES.drawn : OUTCOMES.kept;
  }

  // Officers as drawn, leader, expert, others; a team's members, or null.
  officersOf(id) {
    const standing = this.result.standing, part = this.data.officers;
    const now = standing && standing.officersOf.get(id);
    if (now) { return { team: standing.teamOf.get(id), officers: now }; }
    if (!isGiven(part)) { return null; }
    const drawn = valueAt(part.assignment, id);
    if (Array.isArray(drawn)) { return { officers: drawn }; }
    return isGiven(drawn) ? { team: drawn, officers: (part.teams_drawn || [])[drawn - 1] || [] } : null;
  }
}

function drawnSections(data, names, fates) {
  const reason = (id) => fates.reasons.get(id) || "";
  const cells = (id, place) => {
    const entry = fates.entries.get(id) || {};
    return [place + 1, names.cell(id), codeText(id), names.town(entry.stratum || ""), ...classOf(entry),
      shortTicket(valueAt(data.tickets, id) || ""), fates.compulsory.has(id) ? reason(id) : fates.outcome(id)];
  };
  const classOf = (entry) => (fates.hasClasses ? [groupText(entry.group || "")] : []);
  const heads = ["次序", "名称", "代码", "镇街", ...(fates.hasClasses ? ["组"] : []), "号码"];
  const list = (ids, last) => (ids.length
    ? longTable([...heads, last], ids, cells, (id) => names.of(id) + id) : paragraph("无。"));
  const compulsory = section("compulsory", kindText(data, "C") + "名单（" + data.compulsory.length + "户）",
    isPlatform(data) ? platformNote(data.platform) : null, list(data.compulsory, "理由"));
  const sampled = section("sampled", "抽中名单（" + data.sampled.length + "户）",
    paragraph("按号码从小到大排列。", "note"), list(data.sampled, "说明"));
  return isPlatform(data) ? [compulsory] : [sampled, compulsory];
}

function platformNote(platform) {
  return element("div", null,
    paragraph("检查对象由省级平台抽取，本证书只记录其名单，不能核验平台怎样抽取；检查人员由本程序抽取，可以核验。"),
    facts([["平台任务号", platform.number], ["平台抽取时间", isText(platform.drawn_at) ? timeText(platform.drawn_at) : ""],
      ["平台名单", isInteger(platform.objects) ? platform.objects + "户" : ""]]));
}

function officersSection(data, names, fates) {
  const part = data.officers, direct = data.direct_appointment;
  if (isObject(direct)) {
    return section("officers", "检查人员", paragraph("检查人员由单位直接委派，未经抽取。", "warning"),
      facts([["理由", direct.reason], ["批准人", direct.approved_by]]));
  }
  if (!isGiven(part)) { return section("officers", "检查人员", paragraph("本证书不含检查人员的抽取。")); }
  const inTeams = part.mode === "teams";
  const teams = part.teams_drawn || [];
  const loads = new Map();
  for (const id of Object.keys(part.assignment)) {
    const team = part.assignment[id];
    if (isInteger(team)) { loads.set(team, (loads.get(team) || 0) + 1); }
  }
  const order = fates.result.order || [...data.compulsory, ...data.sampled];
  const members = (ids) => element("span", null, ...ids.map((id, place) => element("span", { class: "member" },
    seatText(part, place) + " ", names.withId(id))));
  return section("officers", "检查人员与派人",
    paragraph((inTeams ? "分为" + part.teams + "组，每组" + part.team_size + "人" : "逐户抽取，每户" + part.team_size + "人") +
      (part.need_leader ? "，须有组长" : "") + (part.need_expert ? "，须有专业人员" : "") +
      "；人员库" + part.pool.length + "人，回避" + (part.recusals || []).length + "对。"),
    inTeams ? table(["组", "人员（抽取时）", "派到户数"], teams.map((team, place) => [
      "第" + (place + 1) + "组", members(team), loads.get(place + 1) || 0])) : null,
    element("h3", null, "各户由谁检查（抽取时）"),
    longTable(["次序", "检查对象", "检查人员"], order, (id, place) => {
      const drawn = valueAt(part.assignment, id);
      return [place + 1, names.withId(id), Array.isArray(drawn) ? members(drawn) : isGiven(drawn) ? "第" + drawn + "组" : "—"];
    }, (id) => names.of(id) + id),
    element("h3", null, "人员库"),
    longTable(["执法证号", "姓名", "组长资格", "专业匹配"], part.pool, (each) => [
      codeText(each.id), each.name || "", each.leader ? "是" : "", each.expert ? "是" : ""], (each) => (each.name || "") + each.id),
    (part.recusals || []).length ? element("h3", null, "回避") : null,
    (part.recusals || []).length ? longTable(["人员", "检查对象"], part.recusals, (pair) => [
      names.withId(pair.officer), names.withId(pair.enterprise)],
      (pair) => names.of(pair.officer) + pair.officer + names.of(pair.enterprise) + pair.enterprise) : null);
}

function seatText(part, place) {
  if (part.need_leader && place === 0) { return "组长"; }
  return part.need_expert && place === (part.need_leader ? 1 : 0) ? "专业人员" : "组员";
}

function substitutionsSection(data, names) {
  const causes = { dropped: "退出", recused: "回避" };
  const into = (line) => (isGiven(line.in) ? names.withId(line.in) : line.kind === "object" ? "名额作废" : "无人可补");
  return section("substitutions", "递补与补抽", data.substitutions.length
    ? table(["时间", "事项", "换下", "换上", "理由", "批准人"], data.substitutions.map((line) => [
      timeText(line.at),
      line.kind === "object" ? "对象递补" : "人员补抽" + (causes[line.cause] ? "（" + causes[line.cause] + "）" : "") +
        (isGiven(line.enterprise) ? "：" + names.of(line.enterprise) : ""),
      names.withId(line.out), into(line), line.reason, line.approved_by]))
    : paragraph("无。"));
}

function registerSections(data, names, fates) {
  const tickets = data.tickets;
  const entries = data.frame.slice().sort((one, other) => {
    const a = valueAt(tickets, one.id) || "", b = valueAt(tickets, other.id) || "";
    return a < b ? -1 : a > b ? 1 : 0;
  });
  const outside = data.reasons.filter((row) => !fates.entries.has(row.id));
  return [
    section("frame", "附一 抽样框全部号码（" + entries.length + "户）",
      paragraph("按号码从小到大排列，列出前16位小数；完整的号码在“查一查我的企业”中显示，也在证书文件里。", "note"),
      longTable(["次序", "名称", "代码", "镇街", ...(fates.hasClasses ? ["组"] : []), "类别", "号码", "结果与理由"], entries, (entry, place) => [
        place + 1, names.cell(entry.id), codeText(entry.id), names.town(entry.stratum),
        ...(fates.hasClasses ? [groupText(entry.group)] : []), kindText(data, entry.kind), shortTicket(valueAt(tickets, entry.id) || ""),
        fates.outcome(entry.id) + (fates.reasons.has(entry.id) ? "：" + fates.reasons.get(entry.id) : ""),
      ], (entry) => (entry.name || "") + entry.id)),
    section("outside", "附二 未列入抽样框（" + outside.length + "户）", outside.length
      ? longTable(["名称", "代码", "理由"], outside, (row) => [names.cell(row.id), codeText(row.id), row.reason],
        (row) => (row.name || "") + row.id)
      : paragraph("无。")),
  ];
}
