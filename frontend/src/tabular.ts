// Rows for a spreadsheet's clipboard.

export function asClipboard(head: string[], rows: string[][]): Record<string, string> {
  const all = head.length > 0 ? [head, ...rows] : rows;
  return {
    "text/plain": all.map((row) => row.map(field).join("\t")).join("\r\n"),
    "text/html": `<table>${all.map(htmlRow).join("")}</table>`,
  };
}

// A text that a spreadsheet would run as a formula is a text; signed numbers stay numbers.
function field(text: string): string {
  const harmless = /^[=@]|^[+-](?![\d.])/.test(text) ? `'${text}` : text;
  return /["\t\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
}

// mso-number-format "@" is Excel's own way to say that a pasted cell is text.
function htmlRow(row: string[]): string {
  const cells = row.map(
    (text) => `<td style="mso-number-format:'\\@'">${escaped(text).replace(/\n/g, "<br>")}</td>`,
  );
  return `<tr>${cells.join("")}</tr>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
