// The sections of the page that both copies have: head, steps, seed, seals, quotas, earlier attempts.

const METHODS = { directed: "定向（组内按号码取）", stratified: "不定向（地理区域均衡，名额分到镇街）" };
const KINDS = { S: "可抽", C: "必查", X: "不抽" };

const isPlatform = (data) => isObject(data.platform);
const kindText = (data, kind) => (kind === "C" && isPlatform(data) ? "平台抽取" : KINDS[kind] || kind);
// every paper of such a draw says so
const unwitnessedText = (data) => (data.seed_rule.includes(UNWITNESSED) ? data.seed_rule
  : data.publicly_witnessed ? "" : "种子" + UNWITNESSED);
const markOf = (data) => (isText(data.mark) ? data.mark : "");

function headSection(data) {
  const ordinal = (DRAW_CODE.exec(data.draw_code) || [])[3] || "？";
  const task = data.task;
  const mark = markOf(data);
  return element("header", { id: "head" },
    mark ? element("p", { class: "mark" }, mark) : null,
    element("p", { class: "bureau" }, data.bureau),
    element("h1", null, "“双随机”抽取证书" + (isPublic(data) ? "（公告版）" : "")),
    facts([
      ["任务", task.year + "年度第" + task.number + "号任务 " + (task.name || "")],
      ["平台任务号", task.platform_number],
      ["范围", isText(data.scope) ? data.scope : ""],
      ["抽取编号", codeText(data.draw_code)],
      ["次数", "本次为第" + ordinal + "次抽取" +
        (data.voided_attempts.length ? "（以前作废" + data.voided_attempts.length + "次）" : "")],
      ["抽取类型", isPlatform(data) ? "平台抽取（对象由省级平台抽取）" : METHODS[data.method]],
      ["批次", isGiven(data.batch) ? "第" + data.batch.number + "批，共" + data.batch.of + "批" : ""],
      ["校验码", codeText(shortDigest(data.result_digest))],
    ]),
    unwitnessedText(data) ? paragraph(unwitnessedText(data), "warning") : null);
}

function stepsSection(data, checks) {
  const list = element("ul", { id: "checks" });
  for (const check of checks) {
    const item = element("li", { class: check.ok ? "agrees" : "differs", "data-check": check.name },
      element("span", { class: "tick" }, check.ok ? "√" : "×"), " " + check.label);
    if (!check.ok) { item.appendChild(differenceOf(check)); }
    list.appendChild(item);
  }
  const note = isPublic(data) ? "公告版所载的种子、户数和封存记录，在您的浏览器里逐项核对。"
    : "每一项都在您的浏览器里由抽样框、参数和种子重新算出，再与证书所载比较。";
  return section("steps", "核验步骤", paragraph(note, "note"), list);
}

function differenceOf(check) {
  const one = check.expected, other = check.found;
  let head = 0, tail = 0;
  const shorter = Math.min(one.length, other.length);
  while (head < shorter && one[head] === other[head]) { head++; }
  while (tail < shorter - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) { tail++; }
  const marked = (text) => element("span", { class: "mono" }, text.slice(0, head),
    element("span", { class: "parted" }, text.slice(head, text.length - tail)), text.slice(text.length - tail));
  return facts([["应为", marked(one)], ["证书所载", marked(other)]]);
}

function seedSection(data) {
  const sources = data.seed_sources || [];
  return section("seed", "种子",
    facts([
      ["封存时约定的来源", data.seed_rule || "（未写明）"],
      ["种子", mono(data.seed)],
      ["有效种子摘要（对象）", mono(data.effective_seed_sha256.objects)],
      ["有效种子摘要（人员）", mono(data.effective_seed_sha256.officers)],
      ["公开见证", data.publicly_witnessed ? "是" : "否，" + UNWITNESSED],
    ]),
    sources.length ? table(["来源", "内容", "时间"],
      sources.map((each) => [each.by, mono(each.text), timeText(each.at)])) : null);
}

function sealsSection(data) {
  return section("seals", "封存与摘要",
    facts([
      ["抽样框摘要", mono(data.frame_digest)],
      ["参数摘要", mono(data.parameters_digest)],
      ["结果摘要", mono(data.result_digest)],
      [isPublic(data) ? "完整证书的摘要" : "本证书摘要", data.certificate_digest ? mono(data.certificate_digest) : ""],
      ["本单位前一份证书的摘要", data.previous_certificate ? mono(data.previous_certificate) : "无（第一份证书）"],
    ]),
    table(["封存号", "抽取编号", "封存时间", "抽样框摘要", "参数摘要", "前一号封存的摘要"], data.seals.map((seal) => [
      seal.number, codeText(seal.draw_code), timeText(seal.sealed_at), mono(seal.frame_digest),
      mono(seal.parameters_digest), seal.previous ? mono(seal.previous) : "无",
    ])),
    paragraph("时间的先后由签字的封存单证明；程序不能证明时间。请用手中纸件上的摘要与本页逐字比对。", "note"));
}

function shareText(data, group) {
  if (isGiven(data.ratio)) { return (valueAt(data.ratio, group) || "？") + "%"; }
  const count = isGiven(data.count) ? valueAt(data.count, group) : undefined;
  return isGiven(count) ? count + "户" : "？";
}

// One line a group with its exact chance; counts come from the frame where there is one, else from the quotas.
function groupRows(data, counts) {
  if (counts) { return counts.map((row) => [row.group, row.base, row.available, row.places]); }
  const rows = new Map();
  for (const row of data.quotas) {
    const isOnly = isPublic(data) && row.group === "";
    const base = isGiven(row.base) ? row.base : isOnly ? data.counts.S + data.counts.X : "—";
    const sum = rows.get(row.group) || [row.group, base, 0, 0];
    sum[2] += row.available;
    sum[3] += row.quota;
    rows.set(row.group, sum);
  }
  return Array.from(rows.values());
}

function quotasSection(data, names, counts) {
  if (isPlatform(data)) { return null; }
  if (!isGiven(data.quotas)) {
    return section("quotas", "名额", paragraph("本单位未公布风险分类，各组名额载于完整证书。"));
  }
  const share = isGiven(data.ratio) ? "抽查比例" : "规定户数";
  const groups = table(["组", "基数", share, "可抽", "名额", "每户被抽中的机会"], groupRows(data, counts).map(
    ([group, base, available, places]) => [
      groupText(group), base, shareText(data, group), available, places, chanceText(places, available)]));
  const working = (counts || []).map((row) => paragraph(
    groupText(row.group) + "的名额：" + workingText(data, row.group, row.base, row.available) + "。"));
  const towns = data.quotas.filter((row) => isGiven(row.stratum));
  return section("quotas", "名额与机会", groups, ...working,
    paragraph("基数为可抽与不抽之和，必查另计。同组每个可抽户的机会相同。", "note"),
    towns.length ? element("h3", null, "镇街名额") : null,
    towns.length ? table(["组", "镇街", "可抽", "应得份额", "名额"], towns.map((row) => [
      groupText(row.group), names.town(row.stratum), row.available, fairShare(data, row), row.quota])) : null,
    towns.length ? paragraph("应得份额不是整数时，进位还是舍去由种子决定；镇街按其号码的次序排列。", "note") : null);
}

// How the places of a group come about, step by step.
function workingText(data, group, base, available) {
  let total = isGiven(data.ratio) ? requiredTotal(base, data.ratio[group]) : BigInt(data.count[group]);
  const steps = [isGiven(data.ratio)
    ? base + "×" + data.ratio[group] + "%＝" + percentOf(base, data.ratio[group]) + "，应抽" + total
    : "规定" + total];
  if (isGiven(data.batch)) {
    const before = (data.batch.already || {})[group] || 0;
    total = ceilDivide(total * BigInt(data.batch.number), BigInt(data.batch.of));
    steps.push("到第" + data.batch.number + "批应抽" + total, "减以前各批" + before);
    total = total > BigInt(before) ? total - BigInt(before) : ZERO();
    steps.push("得" + total);
  }
  if (total > BigInt(available)) { steps.push("不多于可抽户数" + available); }
  return steps.join("；");
}

// base x ratio / 100 as an exact decimal.
function percentOf(base, ratio) {
  const decimals = ratio.includes(".") ? ratio.split(".")[1].length : 0;
  const digits = (BigInt(base) * BigInt(ratio.replace(".", ""))).toString().padStart(decimals + 3, "0");
  const whole = digits.slice(0, -(decimals + 2)), rest = digits.slice(-(decimals + 2)).replace(/0+$/, "");
  return whole + (rest ? "." + rest : "");
}

function fairShare(data, row) {
  const group = data.quotas.filter((each) => each.group === row.group);
  const places = group.reduce((sum, each) => sum + each.quota, 0);
  const available = group.reduce((sum, each) => sum + each.available, 0);
  return Math.round(row.available * places * 100 / available) / 100;
}

function attemptsSection(data) {
  const attempts = data.voided_attempts;
  if (!attempts.length) { return section("attempts", "作废的抽取", paragraph("无。")); }
  const whole = !isPublic(data);
  const heads = ["抽取编号", "作废时间", ...(whole ? ["原因", "批准人", "种子", "当时抽中"] : []), "抽样框摘要", "参数摘要"];
  return section("attempts", "作废的抽取", table(heads, attempts.map((each) => [
    codeText(each.draw_code), timeText(each.voided_at),
    ...(whole ? [each.reason, each.approved_by, isGiven(each.seed) ? mono(each.seed) : "（未取种子）",
      each.sampled.length + "户"] : []),
    mono(each.frame_digest), mono(each.parameters_digest)])));
}

function countsSection(data) {
  const count = (key) => data.counts[key] || 0;
  return section("counts", "户数", isPlatform(data) ? platformNote(data.platform) : null, facts([
    ["名录库", count("register") + "户"], ["抽样框", count("frame") + "户"], ["可抽", count("S") + "户"],
    [kindText(data, "C"), count("C") + "户"], ["不抽（计入基数）", count("X") + "户"], ["抽中", count("sampled") + "户"],
    ["递补、补抽", count("substitutions") + "次"],
  ]), paragraph("公告版不列名单：名单写明谁将受检查，须待本任务最后一户检查结束后，随完整证书公布。" +
    "完整证书的摘要已写在上面，届时逐字相同，名单便未经改动；号码、名额、抽取和派人由完整证书核验。"));
}
