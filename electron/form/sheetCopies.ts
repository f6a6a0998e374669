import { withoutCalcChain } from '../intake/fillXml';
import { attributesOf, decodeText, elements, encodeText, firstElement, prefixOf } from '../intake/xml';
import { packParts, type Package } from '../intake/zip';
import { relationsOf, relationsPart } from './related';
import type { FormSheet, XlsxForm } from './xlsxForm';

/** Parts that belong to one sheet, or to a part of it; pictures and printer settings may serve several. */
const ownParts = new Set([
  'drawing',
  'vmlDrawing',
  'comments',
  'threadedComment',
  'table',
  'chart',
  'chartStyle',
  'chartColorStyle',
  'ctrlProp',
]);

/** The workbook with one of its sheets once for each name, side by side, as if a person had copied it: everything on the sheet comes along. */
export async function copiedSheets(form: XlsxForm, sheet: FormSheet, names: readonly string[]): Promise<Uint8Array> {
  const copies = new Copies(form.zip);
  const [first = sheet.name, ...others] = names;
  const parts: string[] = [];
  for (const name of others) {
    const part = await copies.copy(sheet.part, 'worksheet');
    copies.change(part, (xml) => onItsOwn(renamedSheet(xml, sheet.name, name)));
    parts.push(part);
  }
  for (const name of form.zip.names)
    if (/(?:worksheets|charts)\/[^/]+\.xml$/i.test(name)) await copies.edit(name, (xml) => renamedSheet(xml, sheet.name, first));
  const { workbook } = form.layout;
  const ids = await copies.relate(workbook, parts);
  await copies.edit(workbook, (xml) => listed(xml, sheet.name, [first, ...others], ids));
  return copies.write();
}

/** A copy is not the sheet that is shown first, nor the one that macros know. */
const onItsOwn = (xml: string): string => xml.replace(/\s(?:tabSelected|codeName|xr:uid)="[^"]*"/g, '');

const references = /(?:'((?:[^']|'')+)'|([\p{L}\p{N}_.]+))!/gu;
const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'!`;
const renamedReference = (formula: string, from: string, to: string): string =>
  formula.replace(references, (whole, inQuotes: string | undefined, bare: string | undefined) =>
    (inQuotes?.replaceAll("''", "'") ?? bare) === from ? quoted(to) : whole,
  );

/** Formulas, rules, names and links that mean a sheet by its name mean it by another. */
const renamedSheet = (xml: string, from: string, to: string): string =>
  xml
    .replace(
      /(<((?:[\w.-]+:)?(?:f|formula|formula1|formula2|definedName))(?:\s[^>]*)?>)([^<]*!)([^<]*<\/\2>)/g,
      (_, open: string, _name, text: string, rest: string) => {
        const end = rest.lastIndexOf('</');
        return open + encodeText(renamedReference(decodeText(text + rest.slice(0, end)), from, to)) + rest.slice(end);
      },
    )
    .replace(
      /(<[^>]*\slocation=")([^"]*!)/g,
      (_, head: string, location: string) => head + encodeText(renamedReference(decodeText(location), from, to)),
    );

/** The workbook part with the copies behind their sheet; names that hold for a sheet only hold for each of them. */
function listed(xml: string, sheet: string, names: readonly string[], ids: readonly string[]): string {
  const prefix = prefixOf(xml);
  const list = firstElement(xml, `${prefix}sheets`)!;
  const own = [...elements(list.inner, `${prefix}sheet`)].map(({ tag }) => tag);
  const at = own.findIndex((tag) => attributesOf(tag)['name'] === sheet);
  let number = Math.max(...own.map((tag) => Number(attributesOf(tag)['sheetId'] ?? 0)));
  const named = names.map((name, n) => {
    const tag = own[at]!.replace(/(\sname=")[^"]*/, (_, head: string) => head + encodeText(name));
    return n === 0 ? tag : tag.replace(/(\ssheetId=")[^"]*/, `$1${(number += 1)}`).replace(/(\s[\w.-]+:id=")[^"]*/, `$1${ids[n - 1]!}`);
  });
  const tags = [...own.slice(0, at), ...named, ...own.slice(at + 1)];
  const sheets = `<${prefix}sheets>${tags.map((tag) => `<${prefix}sheet${tag.replace(/\/\s*$/, '')}/>`).join('')}</${prefix}sheets>`;
  const moved = (index: number): number => (index > at ? index + names.length - 1 : index);
  const before = xml.slice(0, list.start) + sheets + xml.slice(list.end);
  const indexed = before.replace(
    /(\s(?:localSheetId|activeTab|firstSheet)=")(\d+)/g,
    (_, head: string, index: string) => head + moved(Number(index)),
  );
  return indexed
    .replace(new RegExp(`<${prefix}definedName\\s[^>]*?localSheetId="${at}"[^>]*>[^<]*</${prefix}definedName>`, 'g'), (whole) =>
      names.map((name, n) => renamedSheet(whole.replace(/(localSheetId=")\d+/, `$1${at + n}`), sheet, name)).join(''),
    )
    .replace(new RegExp(`<${prefix}definedName\\s(?:(?!localSheetId)[^>])*>[^<]*</${prefix}definedName>`, 'g'), (whole) =>
      renamedSheet(whole, sheet, names[0]!),
    );
}

/** Parts of a package that are changed, and those that come in. */
class Copies {
  private readonly parts = new Map<string, string | Buffer>();
  private tables = 0;

  constructor(private readonly zip: Package) {}

  private async text(name: string): Promise<string> {
    const own = this.parts.get(name);
    return typeof own === 'string' ? own : (own ?? (await this.zip.read(name))).toString('utf8');
  }

  async edit(name: string, change: (xml: string) => string): Promise<void> {
    const before = await this.text(name);
    const after = change(before);
    if (after !== before) this.parts.set(name, after);
  }

  change(name: string, change: (xml: string) => string): void {
    const own = this.parts.get(name);
    if (typeof own === 'string') this.parts.set(name, change(own));
  }

  /** A part once more under a free name, with the parts that are its own. */
  async copy(part: string, type: string): Promise<string> {
    const name = this.freeName(part);
    const xml = await this.zip.read(part);
    this.parts.set(name, type === 'table' ? await this.freeTable(xml.toString('utf8')) : xml.toString('utf8'));
    await this.edit('[Content_Types].xml', (types) => typed(types, part, name));
    const relations = relationsPart(part);
    if (!this.zip.has(relations)) return name;
    let text = (await this.zip.read(relations)).toString('utf8');
    for (const { id, type: kind, part: target } of await relationsOf(this.zip, part)) {
      if (!ownParts.has(kind) || !this.zip.has(target)) continue;
      text = retargeted(text, id, await this.copy(target, kind));
    }
    this.parts.set(relationsPart(name), text);
    return name;
  }

  /** Names parts among those of another; their new ids, in order. */
  async relate(part: string, targets: readonly string[]): Promise<string[]> {
    const ids = targets.map((_, at) => `rIdCopy${at + 1}`);
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    await this.edit(relationsPart(part), (xml) => {
      const prefix = prefixOf(xml);
      const folder = part.slice(0, part.lastIndexOf('/') + 1);
      const target = (name: string): string => (name.startsWith(folder) ? name.slice(folder.length) : `/${name}`);
      const added = ids.map((id, at) => `<${prefix}Relationship Id="${id}" Type="${office}/worksheet" Target="${target(targets[at]!)}"/>`);
      return xml.replace(new RegExp(`</${prefix}Relationships>\\s*$`), (end) => added.join('') + end);
    });
    return ids;
  }

  async write(): Promise<Uint8Array> {
    const parts: [string, Buffer][] = [];
    for (const name of new Set([...this.zip.names, ...this.parts.keys()])) {
      if (name.endsWith('/')) continue;
      const own = this.parts.get(name);
      const content = withoutCalcChain(name, own === undefined ? await this.zip.read(name) : Buffer.from(own));
      if (content !== undefined) parts.push([name, content]);
    }
    return packParts(parts);
  }

  private freeName(part: string): string {
    const [, stem = part, end = ''] = /^(.*?)\d*(\.\w+)$/.exec(part) ?? [];
    for (let at = 2; ; at += 1) {
      const name = `${stem}${at}${end}`;
      if (!this.zip.has(name) && !this.parts.has(name)) return name;
    }
  }

  /** Tables of a workbook have each a number and a name of their own. */
  private async freeTable(xml: string): Promise<string> {
    this.tables += 1;
    const at = this.tables;
    const taken = this.zip.names.filter((name) => /\/tables\/[^/]+\.xml$/i.test(name)).length;
    const highest = Math.max(taken, Number(/<(?:\w+:)?table\s[^>]*?\sid="(\d+)"/.exec(xml)?.[1] ?? 0));
    return xml.replace(/<(?:\w+:)?table\s[^>]*>/, (tag) =>
      tag
        .replace(/(\sid=")\d+/, `$1${highest + 100 + at}`)
        .replace(/(\s(?:name|displayName)=")([^"]*)/g, (_, head: string, name: string) => `${head}${name}_${at + 1}`),
    );
  }
}

/** The content type of a part for its copy, where it is stated for the part alone. */
function typed(types: string, part: string, name: string): string {
  const prefix = prefixOf(types);
  const own = [...elements(types, `${prefix}Override`)].find(
    ({ tag }) => attributesOf(tag)['PartName']?.toLowerCase() === `/${part}`.toLowerCase(),
  );
  if (own === undefined) return types;
  const type = attributesOf(own.tag)['ContentType'] ?? '';
  return `${types.slice(0, own.end)}<${prefix}Override PartName="/${name}" ContentType="${encodeText(type)}"/>${types.slice(own.end)}`;
}

/** A relation that means a copy of its part; it lies in the same folder. */
function retargeted(relations: string, id: string, part: string): string {
  const own = [...elements(relations, `${prefixOf(relations)}Relationship`)].find(({ tag }) => attributesOf(tag)['Id'] === id);
  if (own === undefined) return relations;
  const element = relations
    .slice(own.start, own.end)
    .replace(/(\sTarget="(?:[^"]*\/)?)[^"/]*/, (_, head: string) => head + encodeText(part.slice(part.lastIndexOf('/') + 1)));
  return relations.slice(0, own.start) + element + relations.slice(own.end);
}
