// Repeat the draw and compare, line by line. Nothing of the result is believed; the order of the checks is fixed.

const UNWITNESSED = "未经公开见证";
// what Python's str.split() takes for white space; `trim` takes others
const WHITE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";

function shown(value) {
  if (!isGiven(value)) { return "（无）"; }
  if (isFlag(value)) { return value ? "是" : "否"; }
  return isText(value) ? value : canonical(value);
}

const valueAt = (holder, key) => (holder instanceof Map ? holder.get(key)
  : Object.prototype.hasOwnProperty.call(holder, key) ? holder[key] : undefined);
const keysOf = (holder) => (holder instanceof Map ? Array.from(holder.keys()) : Object.keys(holder));
const isKeyed = (value) => value instanceof Map || isObject(value);

// [expected, found] in words where the two first part, or null when they agree.
function firstDifference(expected, found) {
  if (isKeyed(expected) && isKeyed(found)) {
    for (const key of [...keysOf(expected), ...keysOf(found)]) {
      const here = valueAt(expected, key), there = valueAt(found, key);
      if (differ(here, there)) { return [key + " → " + shown(here), key + " → " + shown(there)]; }
    }
    return null;
  }
  if (Array.isArray(expected) && Array.isArray(found)) {
    for (let place = 0; place < Math.max(expected.length, found.length); place++) {
      if (differ(expected[place], found[place])) {
        const mark = "第" + (place + 1) + "项 ";
        return [mark + shown(expected[place]), mark + shown(found[place])];
      }
    }
    return null;
  }
  return differ(expected, found) ? [shown(expected), shown(found)] : null;
}

function differ(one, other) {
  if (one === other) { return false; }
  if (!isGiven(one) || !isGiven(other) || typeof one !== "object" || typeof other !== "object") { return true; }
  return canonical(one) !== canonical(other);
}

function same(name, label, expected, found) {
  const difference = firstDifference(expected, found);
  return difference ? failed(name, label, difference[0], difference[1]) : passed(name, label);
}

const passed = (name, label) => ({ name: name, label: label, ok: true, expected: "", found: "" });
const failed = (name, label, expected, found) => (
  { name: name, label: label, ok: false, expected: expected, found: found });

// Yields [checks so far, what is being done]; the last value holds what was computed, for the lists of the page.
function* verifyFull(data) {
  const result = { checks: [] };
  const fault = requestFault(data);
  if (fault) {
    result.checks.push(failed("protocol", "参数合乎规程", "合乎规程", fault));
    return result;
  }
  yield "抽样框与参数";
  const frame = frameDigest(data.frame), parameters = parametersDigest(data, frame);
  result.checks.push(
    passed("protocol", "参数合乎规程"),
    same("frame_digest", "抽样框摘要", frame, data.frame_digest),
    same("parameters_digest", "参数摘要", parameters, data.parameters_digest),
    sourcesCheck(data), ...seedChecks(data), ...registerChecks(data));
  result.tickets = new Tickets(data.seed, data.draw_code, "objects");
  result.officerTickets = new Tickets(data.seed, data.draw_code, "officers");
  const numbers = new Map();
  for (const entry of data.frame) {
    numbers.set(entry.id, result.tickets.of(entry.id));
    if (numbers.size % 50 === 0) { yield "号码 " + numbers.size + " / " + data.frame.length; }
  }
  result.checks.push(same("tickets", "全部号码", numbers, data.tickets));
  yield "名额与抽取";
  const stop = obstacleOf(data);
  if (stop) {
    result.checks.push(failed("feasible", "检查人员席位与回避", "可以满足", stop));
    return result;
  }
  yield* repeatDraw(data, result);
  result.checks.push(...resultChecks(data, result, frame, parameters));
  yield "递补、作废与封存";
  result.checks.push(...substitutionChecks(data, result), ...recordChecks(data));
  yield "证书全文";
  if ("certificate_digest" in data) { result.checks.push(wholeCheck(data)); }
  return result;
}

const obstacleOf = (data) => (isGiven(data.officers) ? obstacle(data.officers, data.frame) : "");

function* repeatDraw(data, result) {
  result.objects = drawObjects(data, result.tickets);
  result.order = result.tickets.order([...result.objects.compulsory, ...result.objects.sampled]);
  if (isGiven(data.officers)) {
    result.officers = yield* assignOfficers(data.officers, result.officerTickets, result.order);
  }
}

function sourcesCheck(data) {
  const normal = (text) => text.normalize("NFKC").split(new RegExp(WHITE)).filter((part) => part).join(" ");
  const sources = data.seed_sources;
  const joined = sources.length === 1
    ? normal(sources[0].text)
    : sources.map((each) => normal(each.by) + " " + normal(each.text)).join("；");
  return same("seed_sources", "种子由各项来源依次组成", joined, data.seed);
}

function seedChecks(data) {
  const rule = data.seed_rule, seed = data.seed;
  const dice = /^骰子：([0-9]{1,4})位/.exec(rule);
  let fault = "";
  if (dice && !(/^[0-9]*$/.test(seed) && seed.length === Number(dice[1]))) {
    fault = dice[1] + "位数字";
  } else if (rule.startsWith("系统随机数") && !/^[0-9a-f]{64}$/.test(seed)) {
    fault = "64位十六进制数字";
  }
  const digests = {};
  for (const purpose of ["objects", "officers"]) {
    digests[purpose] = sha256(effectiveSeed(seed, data.draw_code, purpose));
  }
  const label = "种子合乎封存单的约定";
  return [
    fault ? failed("seed_rule", label, fault, seed) : passed("seed_rule", label),
    same("effective_seed", "有效种子摘要", digests, data.effective_seed_sha256),
    same("publicly_witnessed", "公开见证的标注", !rule.includes(UNWITNESSED), data.publicly_witnessed),
  ];
}

function registerChecks(data) {
  const inFrame = new Set(data.frame.map((entry) => entry.id));
  const reasoned = new Set(data.reasons.map((row) => row.id));
  const outside = data.reasons.filter((row) => !inFrame.has(row.id)).length;
  const unexplained = data.frame.filter((entry) => entry.kind !== "S" && !reasoned.has(entry.id));
  return [
    same("register_count", "名录库总户数（抽样框＋未列入）", data.frame.length + outside, data.register_count),
    same("reasons", "必查、不抽各户均有理由", [], unexplained.map((entry) => entry.id)),
  ];
}

function resultChecks(data, result, frame, parameters) {
  const objects = result.objects, officers = result.officers;
  const checks = [
    same("quotas", "各组（镇街）名额", objects.quotas, data.quotas),
    same("compulsory", "必查名单", objects.compulsory, data.compulsory),
    same("sampled", "抽中名单", objects.sampled, data.sampled),
  ];
  const teams = officers ? officers.teams : [], assignment = officers ? officers.assignment : new Map();
  if (officers) {
    checks.push(
      same("teams", "检查组", teams, data.officers.teams_drawn || []),
      same("assignment", "派人结果", assignment, data.officers.assignment));
  }
  const digest = digestOf({
    assignment: assignment, compulsory: objects.compulsory, draw_code: data.draw_code, frame_digest: frame,
    parameters_digest: parameters, sampled: objects.sampled, seed: data.seed, teams: teams,
  });
  checks.push(same("result_digest", "结果摘要", digest, data.result_digest));
  return checks;
}

function substitutionChecks(data, result) {
  const standing = new Standing(data, result);
  const checks = [];
  result.standing = standing;
  for (const [place, line] of data.substitutions.entries()) {
    const label = "第" + (place + 1) + "次" + (line.kind === "object" ? "递补" : "人员补抽") + "（" + line.out + "）";
    let follows;
    try {
      follows = standing.apply(line);
    } catch (error) {
      if (!(error instanceof BrokenRule)) { throw error; }
      checks.push(failed("substitutions", label, "合乎规程", error.message));
      return checks;
    }
    if (line.kind === "officer" && follows === null) {
      checks.push(failed("substitutions", label, "无人可补", line.in || "无"));
      return checks;
    }
    checks.push(same("substitutions", label, follows || "名额作废", line.in || "名额作废"));
  }
  return checks;
}

function wholeCheck(data) {
  const rest = Object.assign({}, data);
  delete rest.certificate_digest;
  return same("certificate_digest", "证书全文摘要", digestOf(rest), data.certificate_digest);
}
