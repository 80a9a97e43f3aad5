// Reads the site's own form of CSV, and nothing else: commas, CRLF, quotes
// doubled. What is not in that form is an error.

/** The rows of a text, each an array of cells; the header is the first. */
export function parseCSV(text) {
  const rows = [];
  let row = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const m = cell.exec(text);
    if (!m) throw new Error(`no CSV at character ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    row.push(m[1] === undefined ? m[2] : m[1].replaceAll('""', '"'));
    if (m[3] !== ',') {
      rows.push(row);
      row = [];
    }
  }
  if (row.length > 0) throw new Error('the last line has no end');
  for (const [i, r] of rows.entries()) if (r.length !== rows[0].length) throw new Error(`line ${i + 1} has ${r.length} cells, the header ${rows[0].length}`);
  return rows;
}
