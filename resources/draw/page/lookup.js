// 查一查我的企业: one enterprise's ticket, its place, its chance, and what became of it.

function lookupSection(data, names, fates) {
  const input = element("input", {
    id: "code", type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false",
    placeholder: "统一社会信用代码", "aria-label": "统一社会信用代码",
  });
  const answer = element("div", { id: "answer", role: "status", "aria-live": "polite" });
  const form = element("form", { class: "tools" }, input, element("button", { type: "submit" }, "查询"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer.textContent = "";
    answer.appendChild(answerFor(input.value, data, names, fates));
  });
  return section("lookup", "查一查我的企业", form, answer);
}

// Blanks and hyphens are dropped, full-width characters and lower case taken as meant.
function codeFrom(typed) {
  return typed.normalize("NFKC").toUpperCase().replace(/[\s\u200b\ufeff-]/g, "");
}

function answerFor(typed, data, names, fates) {
  const code = codeFrom(typed);
  if (!code) { return paragraph("请输入统一社会信用代码（18位）。"); }
  const entry = fates.entries.get(code);
  if (entry) { return entryAnswer(entry, data, names, fates); }
  if (fates.reasons.has(code)) {
    return element("div", null, element("p", { class: "outcome" }, "未列入抽样框"),
      facts([["名称", names.of(code)], ["理由", fates.reasons.get(code)]]));
  }
  const shape = ENTRY_ID.test(code) ? "请核对代码；该单位可能不在本任务的名录库中。"
    : "统一社会信用代码应为18位，您输入的是" + code.length + "位。";
  return paragraph("本证书没有“" + code + "”。" + shape, "outcome");
}

function entryAnswer(entry, data, names, fates) {
  const assigned = fates.officersOf(entry.id);
  const officers = assigned && assigned.officers.length
    ? element("span", null, assigned.team ? "第" + assigned.team + "组：" : "", ...assigned.officers.map(
      (id) => element("span", { class: "member" }, names.of(id))))
    : null;
  const replaced = fates.replaced.get(entry.id);
  return element("div", null,
    element("p", { class: "outcome" }, fates.outcome(entry.id)),
    facts([
      ["名称", names.of(entry.id)],
      ["镇街", names.town(entry.stratum)],
      ["组", groupText(entry.group)],
      ["类别", kindText(data, entry.kind)],
      ["理由", fates.reasons.get(entry.id)],
      ["位置", placeText(entry, data, names, fates)],
      ["被抽中的机会", entry.kind === "S" ? groupChance(entry, fates) : ""],
      ["号码", mono(valueAt(data.tickets, entry.id) || "（无）")],
      ["递补", replaced ? replaced.reason + "，" + (isGiven(replaced.in) ? "由" + names.of(replaced.in) + "递补" : "名额作废") : ""],
      ["检查人员", officers],
    ]));
}

function placeText(entry, data, names, fates) {
  const objects = fates.result.objects;
  const rank = objects && objects.ranks.get(entry.id);
  if (!rank) {
    return entry.kind === "X" ? "计入基数，不参加本次抽取" : entry.kind === "C" && !isPlatform(data) ? "必须检查，不占名额" : "";
  }
  const among = (entry.group ? groupText(entry.group) + "中" : "") +
    (data.method === "stratified" ? names.town(entry.stratum) : entry.group ? "" : "全部");
  return among + "可抽的" + rank.of + "户中，号码从小到大排第" + rank.rank + "，取前" + rank.quota + "户";
}

function groupChance(entry, fates) {
  const objects = fates.result.objects;
  const count = objects && objects.counts.find((row) => row.group === entry.group);
  return count ? chanceText(count.places, count.available) : "";
}
