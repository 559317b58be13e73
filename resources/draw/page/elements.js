// What a section is made of. All text goes in as text: nothing of the certificate is ever read as markup.

const STEP = 200;

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const key of Object.keys(attributes || {})) { made.setAttribute(key, attributes[key]); }
  for (const child of children) {
    if (child === null || child === undefined || child === "") { continue; }
    made.appendChild(typeof child === "object" ? child : document.createTextNode(String(child)));
  }
  return made;
}

function section(id, title, ...children) {
  return element("section", { id: id }, element("h2", null, title), ...children);
}

const paragraph = (text, kind) => element("p", kind ? { class: kind } : null, text);
const mono = (text) => element("span", { class: "mono" }, text);
const codeText = (text) => element("span", { class: "code" }, text);

// {标题: value} as a list of facts; a fact without a value is left out.
function facts(pairs) {
  const list = element("dl", null);
  for (const [title, value] of pairs) {
    if (!isGiven(value) || value === "") { continue; }
    list.appendChild(element("div", null, element("dt", null, title), element("dd", null, value)));
  }
  return list;
}

function tableRow(cells, tag) {
  return element("tr", null, ...cells.map((cell) => element(tag, null, cell)));
}

function table(heads, rows) {
  const body = element("tbody", null, ...rows.map((row) => tableRow(row, "td")));
  return element("div", { class: "wide" },
    element("table", null, element("thead", null, tableRow(heads, "th")), body));
}

// A long list shows its first rows, and more when asked; `cellsOf` makes the cells of a row only when it is shown.
function longTable(heads, rows, cellsOf, searched) {
  if (rows.length <= STEP) { return table(heads, rows.map(cellsOf)); }
  const body = element("tbody", null);
  const note = element("p", { class: "note" });
  const more = element("button", { type: "button" }, "再显示" + STEP + "行");
  const all = element("button", { type: "button" }, "全部显示");
  const filter = element("input", { type: "search", placeholder: "按名称或代码筛选", "aria-label": "按名称或代码筛选" });
  let matching = rows, count = 0;
  const show = (upTo) => {
    const part = document.createDocumentFragment();
    for (; count < Math.min(upTo, matching.length); count++) {
      part.appendChild(tableRow(cellsOf(matching[count], count), "td"));
    }
    body.appendChild(part);
    more.hidden = all.hidden = count >= matching.length;
    note.textContent = "共" + rows.length + "行" + (matching === rows ? "" : "，符合筛选的" + matching.length + "行") +
      "，已显示" + count + "行。打印时只印已显示的行。";
  };
  const restart = () => {
    const wanted = filter.value.trim().toUpperCase();
    matching = wanted ? rows.filter((row) => searched(row).toUpperCase().includes(wanted)) : rows;
    body.textContent = "";
    count = 0;
    show(STEP);
  };
  more.addEventListener("click", () => show(count + STEP));
  all.addEventListener("click", () => show(matching.length));
  filter.addEventListener("input", restart);
  restart();
  return element("div", null, element("p", { class: "tools" }, filter), note, element("div", { class: "wide" },
    element("table", null, element("thead", null, tableRow(heads, "th")), body)),
    element("p", { class: "tools" }, more, all));
}

function timeText(iso) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d(?::\d\d)?)/.exec(iso);
  return parts ? parts[1] + "年" + Number(parts[2]) + "月" + Number(parts[3]) + "日 " + parts[4] : iso;
}

// k/n with its percentage, rounded to two places: the fraction is what counts.
function chanceText(places, available) {
  if (!available) { return "无可抽户"; }
  return places + "/" + available + "（约" + Math.round(places * 10000 / available) / 100 + "%）";
}

const groupText = (group) => (group ? group + "类" : "全部对象");
const shortTicket = (ticket) => codeText(String(ticket).slice(0, 18) + "…");
const shortDigest = (digest) => (digest.slice(0, 16).toUpperCase().match(/.{1,4}/g) || []).join("-");

// The names that a certificate gives, by id: enterprises, officers, towns.
class Names {
  constructor(data) {
    this.known = new Map();
    const pool = isGiven(data.officers) ? data.officers.pool : [];
    for (const row of [...(data.frame || []), ...(data.reasons || []), ...pool]) {
      if (isText(row.name) && row.name) { this.known.set(row.id, row.name); }
    }
    this.towns = isObject(data.towns) ? data.towns : {};
  }

  of(id) {
    return this.known.get(id) || id;
  }

  cell(id) {
    return element("span", { class: "name" }, this.of(id));
  }

  withId(id) {
    const name = this.known.get(id);
    return element("span", null, name || "", name ? " " : "", codeText(id));
  }

  town(code) {
    const name = valueAt(this.towns, code);
    return isText(name) && name ? name : code === "410307000" ? "镇街不明" : code;
  }
}
