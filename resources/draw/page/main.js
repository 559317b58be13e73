// Read the certificate, repeat the draw in slices so that the window stays alive, and say what came out.

const SLICE = 40;

function start() {
  const began = performance.now();
  const text = document.getElementById("certificate").textContent;
  const page = document.getElementById("page");
  const verdict = element("div", { id: "verdict", class: "working", role: "status", "aria-live": "polite" });
  page.textContent = "";
  let data = null, fault = "";
  try {
    data = JSON.parse(text);
    fault = shapeFault(data);
  } catch (error) {
    fault = "证书数据不是完整的 JSON：" + error.message;
  }
  const tell = (checks) => {
    verdict.setAttribute("data-milliseconds", String(Math.round((performance.now() - began) * 10) / 10));
    showVerdict(verdict, data, checks);
  };
  if (fault) {
    page.appendChild(verdict);
    tell([failed("shape", "证书文件", "完整的抽取证书", fault)]);
    return;
  }
  frameForPrint(page, data);
  const content = document.getElementById("content");
  content.appendChild(headSection(data));
  content.appendChild(verdict);
  const work = isPublic(data) ? verifyPublic(data) : verifyFull(data);
  const done = (result) => {
    result.checks.push(writingCheck(text, data));
    tell(result.checks);
    fill(content, data, result);
  };
  runInSlices(work, (step) => { verdict.textContent = "正在核验：" + step; }, done, (error) => {
    tell([failed("program", "核验程序", "算完全部步骤", "中途停止：" + error.message)]);
  });
}

function runInSlices(work, say, done, fail) {
  const turn = () => {
    const until = performance.now() + SLICE;
    let next;
    try {
      do { next = work.next(); } while (!next.done && performance.now() < until);
      if (next.done) { done(next.value); return; }
    } catch (error) {
      fail(error);
      return;
    }
    say(next.value);
    setTimeout(turn, 0);
  };
  turn();
}

// What stands on top of every printed page.
function frameForPrint(page, data) {
  const running = ["抽取证书", data.draw_code, "校验码 " + shortDigest(data.result_digest), unwitnessedText(data),
    markOf(data)];
  document.title = "抽取证书 " + data.draw_code + (isPublic(data) ? "（公告版）" : "");
  page.appendChild(element("div", { id: "running", "aria-hidden": "true" }, running.filter((part) => part).join("　")));
  page.appendChild(element("main", { id: "content" }));
}

function showVerdict(verdict, data, checks) {
  const first = checks.find((check) => !check.ok);
  verdict.textContent = "";
  verdict.className = first ? "differs" : "agrees";
  if (first) {
    const others = checks.filter((check) => !check.ok).length - 1;
    verdict.appendChild(element("strong", null, "不一致：" + first.label));
    verdict.appendChild(differenceOf(first));
    verdict.appendChild(paragraph((HINTS[first.name] || "") + (others ? "另有" + others + "项不一致，见核验步骤。" : "")));
    verdict.appendChild(paragraph("这份文件被改动过，或不是按规程抽取的结果，不能作为依据。请向签发单位索取原件。"));
    return;
  }
  verdict.appendChild(element("strong", null, isPublic(data) ? "公告版所载，全部一致" : "全部一致"));
  verdict.appendChild(paragraph(agreementText(data)));
}

function agreementText(data) {
  if (isPublic(data)) { return "种子、封存记录和户数已在您的浏览器里核对。名单须待最后一户检查结束后，随完整证书核验。"; }
  const here = "本页在您的浏览器里重新算出了";
  if (isPlatform(data)) {
    return here + "派人结果和全部摘要，与证书所载逐项相同。检查对象由平台抽取，平台怎样抽取不在核验之内。";
  }
  return here + data.frame.length + "户的号码、名额、名单" + (isGiven(data.officers) ? "、派人结果" : "") +
    "和全部摘要，与证书所载逐项相同。";
}

// Where a digest differs, what it stands for.
const HINTS = {
  frame_digest: "抽样框中有企业、镇街、组或类别与封存时不同。",
  parameters_digest: "比例或户数、批次、理由、人员库、回避或种子约定中，有一处与封存时不同。",
  seed_sources: "种子与各人所给的内容对不上。",
  result_digest: "名单、派人、种子或摘要中，有一处与抽取时不同。",
  seal_chain: "封存记录中有一条被改动、插入或抽走。",
  certificate_digest: "抽取各项一致，但证书的其他文字（名称、时间、理由、批准人等）与签发时不同。",
};

// A part of a forged file that cannot be shown must not hide the others.
function fill(content, data, result) {
  const names = new Names(data);
  for (const make of isPublic(data) ? publicParts(data, names, result) : fullParts(data, names, result)) {
    try {
      for (const each of [].concat(make())) {
        if (each) { content.appendChild(each); }
      }
    } catch (error) {
      content.appendChild(paragraph("有一部分写法不对，无法显示：" + error.message, "warning"));
    }
  }
}

function publicParts(data, names, result) {
  return [
    () => countsSection(data), () => stepsSection(data, result.checks), () => seedSection(data),
    () => quotasSection(data, names, null), () => sealsSection(data), () => attemptsSection(data),
    () => ruleSection(data),
  ];
}

function fullParts(data, names, result) {
  const fates = new Fates(data, result);
  return [
    () => lookupSection(data, names, fates), () => stepsSection(data, result.checks), () => seedSection(data),
    () => quotasSection(data, names, result.objects ? result.objects.counts : null),
    () => drawnSections(data, names, fates), () => officersSection(data, names, fates),
    () => substitutionsSection(data, names), () => attemptsSection(data), () => sealsSection(data),
    () => ruleSection(data), () => registerSections(data, names, fates),
  ];
}

if (typeof BigInt === "function") { start(); }
