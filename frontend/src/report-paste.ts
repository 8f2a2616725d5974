// Rows as Excel and Word put them on the clipboard: cells parted by tabs, a cell with a line break in
// quotation marks. One row fills a form's fields; the server distributes several (desk/report).

type Row = Record<string, string>;

const HEADS: [string, RegExp][] = [
  ["progress", /完成情况|进展|落实情况/],
  ["problems", /问题/],
  ["causes", /原因/],
  ["next_steps", /下一步|下步|措施/],
  ["claim", /是否完成|阶段任务目标/],
];
const FORM = ["", "", "", "progress", "problems", "next_steps", "claim"];
const CELLS = ["progress", "problems", "next_steps", "claim"];
const CLAIMS: Record<string, string> = {
  完成: "met",
  已完成: "met",
  是: "met",
  部分完成: "partly",
  基本完成: "partly",
  未完成: "missed",
  否: "missed",
};

export function pastedRows(plain: string): Row[] {
  const rows = cellsOf(plain).filter((row) => row.some((cell) => cell !== ""));
  const head = headOf(rows[0] ?? []);
  const wide = Math.max(0, ...rows.map((row) => row.length)) >= FORM.length;
  const columns = head ?? (wide ? FORM : CELLS);
  return (head === null ? rows : rows.slice(1)).map((row) => fieldsOf(row, columns));
}

function fieldsOf(row: string[], columns: string[]): Row {
  const fields: Row = {};
  row.forEach((cell, at) => {
    const name = columns[at] ?? "";
    if (name !== "") fields[name] = name === "claim" ? (CLAIMS[cell] ?? "") : cell;
  });
  return fields;
}

function headOf(cells: string[]): string[] | null {
  const named = cells.map((cell) => HEADS.find(([, words]) => words.test(cell))?.[0] ?? "");
  const short = cells.every((cell) => cell.length <= 16);
  return short && named.filter((name) => name !== "").length > 1 ? named : null;
}

function cellsOf(plain: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const source = plain.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at] ?? "";
    if (quoted && sign === '"' && source[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (!quoted && (sign === "\t" || sign === "\n")) {
      row.push(cell.trim());
      cell = "";
      if (sign === "\n") {
        rows.push(row);
        row = [];
      }
    } else cell += sign;
  }
  row.push(cell.trim());
  rows.push(row);
  return rows;
}
