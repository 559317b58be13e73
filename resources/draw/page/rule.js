// The rule in plain words, and what it does not promise.

function ruleSection(data) {
  const parts = [...objectWords(data), ...officerWords(data)];
  return section("rule", "抽取规则",
    paragraph("先封存，后取种子。抽样框（谁可能被抽）和全部参数在种子产生以前已经封存，摘要写在签了字的封存单上；其后改动一个字，摘要就不同。"),
    paragraph("号码。种子、抽取编号和企业代码合在一起，用公开的 SHA-256 算法算出每户一个0与1之间的号码，号码小的在前。" +
      "种子相同，任何人在任何机器上算出的号码都相同；种子未知时，谁也算不出来。"),
    ...parts.map((text) => paragraph(text)),
    paragraph("不信任本页的人，可以用公开的 Python 软件包 consistent-sampler 和证书文件得到同样的次序，" +
      "或用任何 SHA-256 工具核对任何一户。规程编号 " + PROTOCOL + "。"));
}

function objectWords(data) {
  if (isPlatform(data)) { return []; }
  const total = isGiven(data.ratio) ? "基数乘以抽查比例，有小数即进位"
    : isGiven(data.count) ? "规定的户数" : "按封存的比例或户数算出的数";
  const batch = isGiven(data.batch)
    ? "本任务分" + data.batch.of + "批，到第" + data.batch.number + "批为止应抽其" + data.batch.number + "/" + data.batch.of +
      "（有小数即进位），再减去以前各批已抽的户数。" : "";
  const taken = data.method === "stratified"
    ? "每组的名额按可抽户数分到各镇街：镇街按号码排队，从一个由种子决定的起点起，累计份额每满一户得一个名额。各镇街再取号码最小的各户。"
    : "每组取号码最小的各户，取满名额为止。";
  const towns = data.method === "stratified"
    ? "每个镇街得到的名额，恰是其应得份额进位或舍去后的整数。（若用“最大余数法”，小的镇街可能永远轮不到。）" +
      "取整按组、按次进行，不跨组，也不跨批次；两户同时被抽中的机会，与简单随机抽样不同。" : "";
  return [
    "名额。每组的名额是" + total + "，不多于可抽户数。" + batch + "必查对象全部检查，不占名额。",
    "抽取。" + taken,
    "机会。这就是说：在一次抽取中，把 SHA-256 看作随机函数，同组每个可抽户被抽中的机会都是“名额／可抽户数”。" + towns +
      "递补以后，机会不再相等。",
    "递补。抽中的对象无法检查（注销、迁出、停业等，有证据）时，由同组" +
      (data.method === "stratified" ? "同镇街" : "") + "号码次序中下一个未用的对象接替；" +
      (data.method === "stratified" ? "该镇街没有，则取同组的下一个；" : "") + "同组没有，名额作废并记录在案。必查对象不递补。",
  ];
}

function officerWords(data) {
  if (!isGiven(data.officers)) { return []; }
  const how = data.officers.mode === "teams"
    ? "人员按号码排队，依次取用，只要席位（组长、专业人员、组员）仍能坐满；再轮流编入各组。各户依次派给当时户数最少、没有回避人员的组，户数相同的由号码决定。"
    : "对每一户，无须回避的人员按已派户数、再按号码排队，依次取用，只要席位（组长、专业人员、组员）仍能坐满。";
  return ["派人。" + how + "检查人员只在资格相同的人之间机会相等。",
    "补抽。人员退出时，由次序中第一个有该席位资格、未在组中、无须回避的人接替；被跳过的人也在其列。"];
}
