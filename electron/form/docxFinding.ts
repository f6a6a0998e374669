import type { DocxNote } from '../../db/domain/form/docxForm';
import type { Finding, FindingParams } from '../../db/domain/rule';
import { briefly } from './finding';
import { fieldTitle } from './fields';

/** What keeps a form from being filled; all else is advice. */
const refusing: ReadonlySet<DocxNote['key']> = new Set([
  'placeGone',
  'rowGone',
  'rowWithout',
  'rowInside',
  'fieldUnknown',
  'nothingMapped',
]);

/** Where something stands as a sentence tells it: `where` chooses the words, `rule:docx.where_<where>`. */
function whereOf(place: string): FindingParams {
  const [part = '', ...steps] = place.replace(/#.*$/, '').split('/');
  const at = (step: string): number => Number(steps.find((one) => one.startsWith(step))?.slice(1) ?? 0);
  const inside = at('t') === 0 ? (at('p') === 0 ? 'whole' : 'paragraph') : at('c') === 0 ? 'row' : 'cell';
  const margin = part.startsWith('header') ? 'header' : part.startsWith('footer') ? 'footer' : '';
  const where = part === '' ? 'file' : margin !== '' ? margin : at('x') > 0 ? 'box' : inside;
  return { where, table: at('t'), row: at('r'), cell: at('c'), paragraph: at('p') };
}

/** A text of the form as part of a sentence; `$t(` would call for another sentence. */
const quoted = (text: string): string => briefly(text).replaceAll('$t(', '＄t(');

/** A note as lists of findings show it. */
export function docxFinding({ key, place, label, text }: DocxNote): Finding {
  const { where, table, row, cell, paragraph } = whereOf(place);
  const moved = key === 'placeMoved' || key === 'rowMoved' ? whereOf(text) : undefined;
  const to = moved === undefined ? {} : Object.fromEntries(Object.entries(moved).map(([name, value]) => [`${name}To`, value]));
  const params = {
    where,
    table,
    row,
    cell,
    paragraph,
    ...to,
    label: quoted(label),
    text: key === 'fieldUnknown' ? fieldTitle(text) : quoted(text),
  };
  const field = place === '' ? {} : { field: place };
  return { rule: 'form', kind: refusing.has(key) ? 'arithmetic' : 'house', key: `docx.${key}`, params: params as FindingParams, ...field };
}
