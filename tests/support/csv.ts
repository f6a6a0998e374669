import iconv from 'iconv-lite';
import type { CellValue } from 'hucre';

/** Rows as a csv; cells with commas, quotes or line breaks are quoted. */
export function csvBytes(rows: readonly (readonly CellValue[])[], encoding: 'utf8' | 'utf8bom' | 'gbk', delimiter = ','): Uint8Array {
  const cell = (value: CellValue): string => {
    const text = value === null ? '' : value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
    return /[",\n\t;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const text = rows.map((row) => row.map(cell).join(delimiter)).join('\r\n');
  if (encoding === 'gbk') return iconv.encode(text, 'gbk');
  return Buffer.from(encoding === 'utf8bom' ? `\ufeff${text}` : text, 'utf8');
}
