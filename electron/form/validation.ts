import { columnOf, cellAt } from '../intake/sheet';
import { isWithin, type FormSheet, type Validation, type XlsxForm } from './xlsxForm';

/** The rules that a cell of a form is bound by. */
export const validationsAt = ({ validations }: FormSheet, row: number, column: number): Validation[] =>
  validations.filter(({ ranges }) => ranges.some((range) => isWithin(range, row, column)));

/** Texts that a cell takes; undefined where it takes any, or where nobody can tell. */
export function allowedTexts(form: XlsxForm, sheet: FormSheet, row: number, column: number): string[] | undefined {
  const list = validationsAt(sheet, row, column).find(({ type }) => type === 'list');
  return list === undefined ? undefined : listTexts(form, sheet, list.source);
}

function listTexts(form: XlsxForm, sheet: FormSheet, source: string, depth = 0): string[] | undefined {
  const quoted = /^"(.*)"$/s.exec(source.trim())?.[1];
  if (quoted !== undefined)
    return quoted
      .replaceAll('""', '"')
      .split(',')
      .map((text) => text.trim());
  const place = /^=?(?:(?:'((?:[^']|'')+)'|([^!'(]+))!)?\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$/.exec(source.trim());
  if (place === null) {
    const named = form.names.get(source.trim().replace(/^=/, ''));
    // A name may stand for another, but not for itself.
    return named === undefined || depth > 3 ? undefined : listTexts(form, sheet, named, depth + 1);
  }
  const [, quotedName, name = quotedName?.replaceAll("''", "'"), left, top, right = left, bottom = top] = place;
  const own = name === undefined ? sheet : form.sheets.find((other) => other.name === name);
  if (own === undefined) return undefined;
  const texts: string[] = [];
  for (let row = Number(top) - 1; row < Math.min(Number(bottom), Number(top) + 2000); row += 1)
    for (let column = columnOf(left!); column <= Math.min(columnOf(right!), columnOf(left!) + 50); column += 1) {
      const { text } = cellAt(own, row, column);
      if (text !== '') texts.push(text);
    }
  return texts;
}
