// Is this a certificate at all, and is what was sealed lawful? (protocol, sections 1, 2 and 8)

const PROTOCOL = "ssj-draw/1";
const ENTRY_ID = /^(?:[0-9A-Z]{18}|[0-9]{15})$/;
const DRAW_CODE = /^([0-9]{4})-([0-9]{2,})-([1-9][0-9]*)$/;
const RATIO = /^(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?$/;
const LONGEST_NUMBER = 100;

const isText = (value) => typeof value === "string";
const isInteger = (value) => Number.isInteger(value);
const isFlag = (value) => typeof value === "boolean";
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isTexts = (value) => Array.isArray(value) && value.every(isText);
const isMapOf = (test) => (value) => isObject(value) && Object.keys(value).every((key) => test(value[key]));
const oneOf = (...words) => (value) => words.includes(value);
const absentOr = (test) => (value) => value === undefined || value === null || test(value);
const rowsOf = (shape) => (value) => Array.isArray(value) && value.every((row) => fits(row, shape));
const has = (shape) => (value) => fits(value, shape);

function fits(value, shape) {
  return isObject(value) && Object.keys(shape).every((key) => shape[key](value[key]));
}

const SEAL = {
  number: isInteger, draw_code: isText, sealed_at: isText, frame_digest: isText, parameters_digest: isText,
  previous: isText,
};
const VOIDED = { draw_code: isText, frame_digest: isText, parameters_digest: isText, voided_at: isText };
const BOTH_COPIES = {
  bureau: isText, task: has({ year: isInteger, number: isInteger }), draw_code: isText,
  method: oneOf("directed", "stratified"), seed_rule: isText, seals: rowsOf(SEAL), frame_digest: isText,
  parameters_digest: isText, seed: isText, effective_seed_sha256: isMapOf(isText), publicly_witnessed: isFlag,
  previous_certificate: isText, result_digest: isText, voided_attempts: rowsOf(VOIDED),
};
const PUBLIC_COPY = { counts: isMapOf(isInteger), certificate_digest: isText, quotas: absentOr(rowsOf({})) };
const FULL_COPY = {
  ratio: absentOr(isMapOf(isText)), count: absentOr(isMapOf(isInteger)),
  batch: absentOr(has({ number: isInteger, of: isInteger, already: absentOr(isMapOf(isInteger)) })),
  seed_sources: rowsOf({ by: isText, text: isText, at: isText }),
  frame: rowsOf({ id: isText, stratum: isText, group: isText, kind: oneOf("S", "C", "X") }),
  reasons: rowsOf({ id: isText, reason: isText }), register_count: isInteger, quotas: rowsOf({}),
  compulsory: isTexts, sampled: isTexts, tickets: isMapOf(isText),
  voided_attempts: rowsOf(Object.assign({ reason: isText, approved_by: isText, sampled: isTexts }, VOIDED)),
  officers: absentOr(has({
    mode: oneOf("teams", "each"), team_size: isInteger, teams: isInteger, need_leader: isFlag, need_expert: isFlag,
    pool: rowsOf({ id: isText, leader: isFlag, expert: isFlag }),
    recusals: absentOr(rowsOf({ officer: isText, enterprise: isText })), assignment: isObject,
  })),
  substitutions: rowsOf({
    at: isText, kind: oneOf("object", "officer"), out: isText, in: absentOr(isText), reason: isText,
    approved_by: isText, enterprise: absentOr(isText), cause: absentOr(oneOf("dropped", "recused")),
    drawn_later: absentOr(isTexts),
  }),
};

const isPublic = (data) => data.copy === "public";

// Why this is no certificate, or "".
function shapeFault(data) {
  if (!isObject(data) || !("protocol" in data)) { return "没有“protocol”一项，不是抽取证书。"; }
  if (data.protocol !== PROTOCOL) { return "不是本规程（" + PROTOCOL + "）的抽取证书。"; }
  const shapes = [BOTH_COPIES, isPublic(data) ? PUBLIC_COPY : FULL_COPY];
  for (const shape of shapes) {
    const wrong = Object.keys(shape).find((key) => !shape[key](data[key]));
    if (wrong !== undefined) { return "“" + wrong + "”缺失或写法不对，不是完整的抽取证书。"; }
  }
  return "";
}

// What the protocol does not know in the sealed part, as one sentence, or "".
function requestFault(data) {
  return drawCodeFault(data.draw_code) || frameFault(data.frame) || shareFault(data) || batchFault(data.batch) ||
    twiceFault(data.reasons, "理由表", "每户只能有一条理由") || officersFault(data.officers);
}

function drawCodeFault(code) {
  if (DRAW_CODE.test(code) && code.length <= LONGEST_NUMBER) { return ""; }
  return "抽取编号“" + code + "”不合规程，应为“年度-任务序号-第几次”，如 2022-01-1。";
}

function frameFault(frame) {
  for (const entry of frame) {
    if (!ENTRY_ID.test(entry.id)) { return "抽样框中的代码“" + entry.id + "”不是18位统一社会信用代码，也不是15位注册号。"; }
    if (!/^[0-9]{6,12}$/.test(entry.stratum)) {
      return "抽样框中“" + entry.id + "”的镇街代码“" + entry.stratum + "”不是6至12位数字。";
    }
    if (!/^[A-Z]?$/.test(entry.group)) {
      return "抽样框中“" + entry.id + "”的风险类别“" + entry.group + "”不是一个大写字母。";
    }
  }
  return twiceFault(frame, "抽样框", "每户只能列入一次");
}

function twiceFault(rows, where, rule) {
  const seen = new Set();
  for (const row of rows) {
    if (seen.has(row.id)) { return where + "中“" + row.id + "”出现两次，" + rule + "。"; }
    seen.add(row.id);
  }
  return "";
}

const isGiven = (value) => value !== undefined && value !== null;
const groupWords = (group) => (group ? group + "类" : "全部对象");

function shareFault(data) {
  if (isGiven(data.ratio) === isGiven(data.count)) { return "抽查比例与抽查户数必须且只能给出一种。"; }
  const share = isGiven(data.ratio) ? data.ratio : data.count;
  const word = isGiven(data.ratio) ? "抽查比例" : "抽查户数";
  const groups = Array.from(new Set(data.frame.map((entry) => entry.group))).sort();
  const missing = groups.find((group) => !Object.prototype.hasOwnProperty.call(share, group));
  if (missing !== undefined) { return "没有给出" + groupWords(missing) + "的" + word + "，请补上后再封存。"; }
  for (const group of Object.keys(share)) {
    const value = share[group];
    if (isText(value) && (!RATIO.test(value) || value.length > LONGEST_NUMBER)) {
      return groupWords(group) + "的抽查比例“" + value + "”不是最短写法的百分数，应如 15 或 2.5。";
    }
    if (value < 0) { return groupWords(group) + "的抽查户数“" + value + "”不能小于0。"; }
  }
  return "";
}

function batchFault(batch) {
  if (!isGiven(batch)) { return ""; }
  if (batch.number < 1 || batch.number > batch.of) {
    return "批次“第" + batch.number + "批，共" + batch.of + "批”不成立。";
  }
  const already = batch.already || {};
  return Object.keys(already).some((group) => already[group] < 0) ? "以前各批已抽户数不能小于0。" : "";
}

function officersFault(part) {
  if (!isGiven(part)) { return ""; }
  if (part.team_size < 2) { return "每组检查人员不得少于2人（行政处罚法第四十二条），请修改每组人数。"; }
  if (part.mode === "teams" && part.teams < 1) { return "分组派人至少要有一个检查组，请修改组数。"; }
  if (Math.min(...seatsOf(part)) < 0) { return "每组人数少于组长与专业人员的席位之和，请增加每组人数。"; }
  const wrong = part.pool.find((officer) => !/^[0-9A-Z]+$/.test(officer.id));
  if (wrong) { return "执法证号“" + wrong.id + "”只能由数字和大写字母组成，请更正后再封存。"; }
  const seen = new Set();
  for (const officer of part.pool) {
    if (seen.has(officer.id)) { return "人员库中执法证号“" + officer.id + "”出现两次。"; }
    seen.add(officer.id);
  }
  return "";
}

function frameDigest(frame) {
  const lines = frame.map((entry) => [entry.id, entry.stratum, entry.group, entry.kind].join(",") + "\n");
  return sha256(lines.sort(byBytes).join(""));
}

function parametersDigest(data, frameDigestText) {
  const part = data.officers, batch = data.batch;
  const reasons = data.reasons.map((row) => ({ id: row.id, reason: row.reason }));
  return digestOf({
    batch: isGiven(batch) ? { already: batch.already || {}, number: batch.number, of: batch.of } : null,
    count: isGiven(data.count) ? data.count : null,
    draw_code: data.draw_code,
    frame_digest: frameDigestText,
    method: data.method,
    officers: isGiven(part) ? officerParameters(part) : null,
    protocol: PROTOCOL,
    ratio: isGiven(data.ratio) ? data.ratio : null,
    reasons_digest: digestOf(reasons.sort((one, other) => byBytes(one.id, other.id))),
    seed_rule: data.seed_rule,
  });
}

function officerParameters(part) {
  const pool = part.pool.map((each) => ({ expert: each.expert, id: each.id, leader: each.leader }));
  const recusals = (part.recusals || []).map((pair) => ({ enterprise: pair.enterprise, officer: pair.officer }));
  return {
    mode: part.mode, need_expert: part.need_expert, need_leader: part.need_leader,
    pool: pool.sort((one, other) => byBytes(one.id, other.id)),
    recusals: recusals.sort(
      (one, other) => byBytes(one.officer, other.officer) || byBytes(one.enterprise, other.enterprise)),
    team_size: part.team_size, teams: part.teams,
  };
}
