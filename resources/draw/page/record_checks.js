// Earlier attempts and the chain of seals (protocol, sections 2 and 8), and what a public copy can be held to.

const recordChecks = (data) => [ordinalCheck(data), ownSealCheck(data), voidedCheck(data), chainCheck(data.seals)];

const makeDrawCode = (year, task, ordinal) => (
  String(year).padStart(4, "0") + "-" + String(task).padStart(2, "0") + "-" + ordinal);

// Ordinals 1 to n-1 of the draw code are each a voided attempt or an earlier batch. An earlier batch may be voided later
// on, so what counts is how many stood when this one was sealed; times are whole seconds, and within one either may be.
function ordinalCheck(data) {
  const [, year, task, last] = DRAW_CODE.exec(data.draw_code);
  const ordinal = Number(last);
  if (Number(year) !== data.task.year || Number(task) !== data.task.number) {
    const own = makeDrawCode(data.task.year, data.task.number, ordinal);
    return failed("ordinals", "抽取编号与任务相符", own, data.draw_code);
  }
  const voided = new Map(data.voided_attempts.map((attempt) => [attempt.draw_code, attempt.voided_at]));
  const recorded = new Set([...voided.keys(), ...data.seals.map((seal) => seal.draw_code)]);
  const ownSeals = data.seals.filter((seal) => seal.draw_code === data.draw_code);
  const sealedAt = ownSeals.reduce((latest, seal) => (seal.sealed_at > latest ? seal.sealed_at : latest), "");
  const label = "第1至" + ordinal + "次抽取均有交代";
  let stood = 0, either = 0;
  for (let each = 1; each < ordinal; each++) {
    const code = makeDrawCode(Number(year), Number(task), each);
    if (!recorded.has(code)) { return failed("ordinals", label, "每次均已作废或为以前批次", code + "没有记载"); }
    if (!voided.has(code) || voided.get(code) > sealedAt) { stood++; }
    else if (voided.get(code) === sealedAt) { either++; }
  }
  if (isPublic(data) && data.batch === undefined) { return passed("ordinals", label); }
  const allowed = isGiven(data.batch) ? data.batch.number - 1 : 0;
  return stood <= allowed && allowed <= stood + either ? passed("ordinals", label)
    : failed("ordinals", label, "以前批次" + allowed + "次", "未作废的抽取" + stood + "次");
}

function ownSealCheck(data) {
  const own = data.seals.filter((seal) => seal.draw_code === data.draw_code).pop();
  const label = "本次抽取的封存记录";
  if (!own) { return failed("own_seal", label, data.draw_code + "的封存", "没有记载"); }
  const expected = [data.frame_digest, data.parameters_digest];
  const found = [own.frame_digest, own.parameters_digest];
  return differ(expected, found) ? failed("own_seal", label, shown(expected), shown(found)) : passed("own_seal", label);
}

// Each voided attempt was sealed, and with the digests that it states.
function voidedCheck(data) {
  const seals = new Map(data.seals.map((seal) => [seal.draw_code, digestsOf(seal)]));
  for (const attempt of data.voided_attempts) {
    const expected = seals.get(attempt.draw_code), found = digestsOf(attempt);
    if (differ(expected, found)) {
      const label = "作废的" + attempt.draw_code + "与其封存记录";
      return failed("voided_attempts", label, shown(expected), shown(found));
    }
  }
  return passed("voided_attempts", "历次作废与其封存记录");
}

const digestsOf = (row) => ({ frame_digest: row.frame_digest, parameters_digest: row.parameters_digest });

// Numbers ascend, and a seal that follows its neighbour carries the neighbour's digest.
function chainCheck(seals) {
  const label = "封存记录的编号与摘要链";
  if (seals.length && seals[0].number === 1 && seals[0].previous !== "") {
    return failed("seal_chain", label, "第1号封存之前没有封存", seals[0].previous);
  }
  for (let place = 1; place < seals.length; place++) {
    const before = seals[place - 1], seal = seals[place];
    if (seal.number <= before.number) {
      return failed("seal_chain", label, "编号大于" + before.number, "编号" + seal.number);
    }
    const digest = sealDigest(before);
    if (seal.number === before.number + 1 && seal.previous !== digest) {
      return failed("seal_chain", "第" + seal.number + "号封存的前一摘要", digest, seal.previous);
    }
  }
  return passed("seal_chain", label);
}

const sealDigest = (seal) => digestOf({
  number: seal.number, draw_code: seal.draw_code, sealed_at: seal.sealed_at, frame_digest: seal.frame_digest,
  parameters_digest: seal.parameters_digest, previous: seal.previous,
});

// The public copy has no frame: its seals, its seed and its sums are checked, the list with the full copy.
function* verifyPublic(data) {
  const result = { checks: [] };
  const fault = drawCodeFault(data.draw_code);
  if (fault) {
    result.checks.push(failed("protocol", "抽取编号合乎规程", "合乎规程", fault));
    return result;
  }
  yield "种子与封存";
  result.checks.push(
    passed("protocol", "抽取编号合乎规程"), ...seedChecks(data), countsCheck(data), ...recordChecks(data));
  return result;
}

function countsCheck(data) {
  const count = (key) => data.counts[key] || 0;
  const sum = count("S") + count("C") + count("X"), label = "各项户数相符";
  if (sum !== count("frame")) { return failed("counts", label, "抽样框共" + sum + "户", count("frame") + "户"); }
  if (count("C") !== count("compulsory")) {
    return failed("counts", label, "必查" + count("C") + "户", count("compulsory") + "户");
  }
  if (count("register") < sum) {
    return failed("counts", label, "名录库不少于" + sum + "户", count("register") + "户");
  }
  if (isGiven(data.quotas)) {
    const places = data.quotas.reduce((total, row) => total + row.quota, 0);
    if (places !== count("sampled")) {
      return failed("counts", label, "抽中" + places + "户（名额之和）", count("sampled") + "户");
    }
  } else if (count("sampled") > count("S")) {
    return failed("counts", label, "抽中不多于" + count("S") + "户", count("sampled") + "户");
  }
  return passed("counts", label);
}

// The text as it is embedded, written again by the one rule of writing: a number written otherwise, a key written twice
// or a blank is a change too, though JSON reads it as the same.
function writingCheck(text, data) {
  const escape = (mark) => "\\u" + mark.charCodeAt(0).toString(16).padStart(4, "0");
  const again = canonical(data).replace(/[<>&\u2028\u2029]/g, escape);
  const label = "证书文字的写法";
  if (again === text.trim()) { return passed("writing", label); }
  let place = 0;
  while (again[place] === text[place]) { place++; }
  return failed("writing", label, again.substr(Math.max(place - 10, 0), 40), text.substr(Math.max(place - 10, 0), 40));
}
