import { attributesOf, elements, firstElement, prefixOf } from '../intake/xml';
import type { Package } from '../intake/zip';
import { movedAnchors, movedFormulas, movedPlaces, movedRow, namesSheet, type Insertion, type Insertions } from './shift';
import type { XlsxForm } from './xlsxForm';

/** Parts by their names in lower case, as they are to be written. */
export type ChangedParts = Map<string, string>;

const textOf = async (zip: Package, changed: ChangedParts, name: string): Promise<string> =>
  changed.get(name.toLowerCase()) ?? (await zip.read(name)).toString('utf8');

/** Pictures, comments and tables that stand below new rows go down with them; charts and names follow their cells. */
export async function moveRelated(form: XlsxForm, insertions: Insertions, changed: ChangedParts): Promise<void> {
  const { zip } = form;
  for (const sheet of form.sheets) {
    const own = insertions.get(sheet.name);
    if (own === undefined) continue;
    for (const { type, part } of await relationsOf(zip, sheet.part)) {
      if (!zip.has(part)) continue;
      const xml = await textOf(zip, changed, part);
      const moved = movedPart(type, xml, sheet.name, own, insertions);
      if (moved !== xml) changed.set(part.toLowerCase(), moved);
    }
  }
  for (const name of zip.names) {
    if (!/\/charts\/chart\d*\.xml$/i.test(name)) continue;
    const xml = await textOf(zip, changed, name);
    const moved = movedFormulas(xml, ['c:f'], '', insertions);
    if (moved !== xml) changed.set(name.toLowerCase(), moved);
  }
}

function movedPart(type: string, xml: string, sheet: string, own: readonly Insertion[], insertions: Insertions): string {
  const places = (text: string): string =>
    text.replace(/(\sref=")([^"]*)"/g, (_, head: string, ref: string) => `${head}${movedPlaces(ref, own)}"`);
  switch (type) {
    case 'drawing':
      return movedAnchors(xml, own);
    case 'comments':
    case 'threadedComment':
      return places(xml);
    case 'table':
      return movedFormulas(places(xml), ['calculatedColumnFormula', 'totalsRowFormula'], sheet, insertions);
    case 'vmlDrawing':
      return xml
        .replace(/(<x:Row>)(\d+)(?=<)/g, (_, head: string, row: string) => `${head}${movedRow(own, Number(row))}`)
        .replace(/(<x:Anchor>)([^<]*)/g, (_, head: string, anchor: string) => {
          const numbers = anchor.split(',').map((part) => Number(part.trim()));
          if (numbers.length !== 8 || numbers.some((number) => !Number.isFinite(number))) return head + anchor;
          return head + numbers.map((number, at) => (at === 2 || at === 6 ? movedRow(own, number) : number)).join(', ');
        });
    default:
      return xml;
  }
}

const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1);

/** The part in which a part names others. */
export const relationsPart = (part: string): string => `${folderOf(part)}_rels/${part.slice(folderOf(part).length)}.rels`;

/** Parts that a part names, by what they are to it. */
export async function relationsOf(zip: Package, part: string): Promise<{ id: string; type: string; part: string }[]> {
  const name = relationsPart(part);
  const folder = folderOf(part);
  if (!zip.has(name)) return [];
  const xml = (await zip.read(name)).toString('utf8');
  return Array.from(elements(xml, `${prefixOf(xml)}Relationship`), ({ tag }) => {
    const { Id = '', Type = '', Target = '', TargetMode } = attributesOf(tag);
    return { id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), part: TargetMode === 'External' ? '' : resolved(folder, Target) };
  });
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = folder.split('/').filter((step) => step !== '');
  for (const step of target.split('/'))
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  return steps.join('/');
}

/** The workbook part: names of places go along, and everything is computed anew when it is opened. */
export function movedWorkbook(form: XlsxForm, insertions: Insertions, hasFormulas: boolean): string {
  const { workbookXml } = form;
  const prefix = prefixOf(workbookXml);
  const named = movedFormulas(workbookXml, [`${prefix}definedName`], '', insertions);
  if (!hasFormulas) return named;
  const calc = firstElement(named, `${prefix}calcPr`);
  if (calc !== undefined) {
    const tag = calc.tag.replace(/\sfullCalcOnLoad="[^"]*"/, '');
    return `${named.slice(0, calc.start)}<${prefix}calcPr${tag} fullCalcOnLoad="1"/>${named.slice(calc.end)}`;
  }
  const before = ['definedNames', 'externalReferences', 'functionGroups', 'sheets']
    .map((name) => firstElement(named, prefix + name))
    .find((element) => element !== undefined);
  if (before === undefined) return named;
  return `${named.slice(0, before.end)}<${prefix}calcPr fullCalcOnLoad="1"/>${named.slice(before.end)}`;
}

/** Sheets whose formulas read one of the others. */
export const readsFrom = (xml: string, sheets: ReadonlySet<string>): boolean =>
  Array.from(xml.matchAll(/<(?:[\w.-]+:)?(?:f|formula|formula1|formula2)(?:\s[^>]*)?>([^<]*)</g)).some(([, text]) =>
    namesSheet((text ?? '').replaceAll('&apos;', "'").replaceAll('&amp;', '&'), sheets),
  );
