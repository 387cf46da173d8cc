// Tables as files that a spreadsheet opens: UTF-8 with a mark, semicolons as Indonesian spreadsheets expect.
export type Cell = string | number | undefined;

/** CSV text. A cell that a spreadsheet would run as a formula is made plain text. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return '\ufeff' + rows.map((r) => r.map(quoted).join(';')).join('\r\n') + '\r\n';
}

function quoted(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = cell ?? '';
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Has the browser save something as a file. */
export function save(name: string, content: Blob | string, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
