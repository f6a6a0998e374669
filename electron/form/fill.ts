import type { XlsxMapping } from '../../db/domain/form/form';
import { withoutCalcChain } from '../intake/fillXml';
import { packParts } from '../intake/zip';
import { checkForm, sampleFindings } from './check';
import { byDepartment, sheetNames } from './departments';
import type { FormValues } from './fields';
import type { FormFinding } from './finding';
import { planSheet, type Planned } from './plan';
import { movedWorkbook, moveRelated, readsFrom, type ChangedParts } from './related';
import { copiedSheets } from './sheetCopies';
import { writeSheet } from './writeSheet';
import { readForm, type FormSheet, type XlsxForm } from './xlsxForm';

export interface Filled {
  /** The workbook; null where the form is broken, then the findings say where. */
  bytes: Uint8Array | null;
  findings: FormFinding[];
}

/**
 * The authority's own workbook with what a paper has to say. The first row that the form keeps for records is what the others are made
 * like; rows come in where there are more, and what stands below goes down. Parts that nothing is written into stay byte by byte.
 */
export async function fillForm(own: XlsxForm, told: XlsxMapping, values: FormValues): Promise<Filled> {
  const findings = checkForm(own, values.code, told);
  if (findings.some(({ advice }) => !advice)) return { bytes: null, findings };
  const { form, mapping, valuesOf, formerOf } = await apart(own, told, values, findings);
  const plans = new Map<FormSheet, Planned>();
  for (const sheet of form.sheets) {
    if (![...mapping.tables, ...mapping.cells].some(({ sheet: name }) => name === sheet.name)) continue;
    const plan = planSheet(form, sheet, mapping, valuesOf(sheet.name));
    plans.set(sheet, plan);
    // What is wrong is told of the sheet that the form has, once.
    for (const found of plan.findings) found.sheet = formerOf(sheet.name);
    for (const table of mapping.tables) if (table.sheet === sheet.name) findings.push(...sampleFindings(sheet, table));
    findings.push(...plan.findings.filter((found) => !findings.some((known) => isSame(known, found))));
    if (sheet.isProtected && plan.insertions.length > 0)
      findings.push({ key: 'protected', sheet: sheet.name, cell: '', expected: '', found: '' });
  }
  if (findings.some(({ advice }) => !advice)) return { bytes: null, findings };
  return { bytes: await written(form, plans), findings };
}

interface Apart {
  form: XlsxForm;
  mapping: XlsxMapping;
  /** What a sheet has to say: everything, or what is of its department. */
  valuesOf(sheet: string): FormValues;
  /** The sheet of the form that a sheet is a copy of. */
  formerOf(sheet: string): string;
}

const isSame = (a: FormFinding, b: FormFinding): boolean =>
  a.key === b.key && a.sheet === b.sheet && a.cell === b.cell && a.found === b.found;

/** The form with its sheet for departments once for each of them. */
async function apart(form: XlsxForm, mapping: XlsxMapping, values: FormValues, findings: FormFinding[]): Promise<Apart> {
  const sheet = form.sheets.find(({ name }) => name === mapping.departmentSheet);
  const departments = sheet === undefined ? [] : byDepartment(values);
  if (sheet === undefined) return { form, mapping, valuesOf: () => values, formerOf: (name) => name };
  const others = form.sheets.filter((other) => other !== sheet);
  const at = { sheet: sheet.name, cell: '', expected: '', found: '', advice: true } as const;
  if (departments.length === 0) {
    findings.push({ ...at, key: 'noDepartments' });
    return { form, mapping, valuesOf: () => ({ ...values, head: { ...values.head, department: '' } }), formerOf: (name) => name };
  }
  for (const { name, xml } of others)
    if (readsFrom(xml, new Set([sheet.name])))
      findings.push({ ...at, key: 'departmentRead', found: name, expected: departments[0]!.department });
  const names = sheetNames(
    departments.map(({ department }) => department),
    others.map(({ name }) => name),
  );
  const byName = new Map(names.map((name, n) => [name, departments[n]!.values]));
  const each = <Place extends { sheet: string }>(places: readonly Place[]): Place[] =>
    places.flatMap((place) => (place.sheet === sheet.name ? names.map((name) => ({ ...place, sheet: name })) : [place]));
  return {
    form: await readForm(await copiedSheets(form, sheet, names), sheet.name),
    mapping: { tables: each(mapping.tables), cells: each(mapping.cells), departmentSheet: '' },
    valuesOf: (name) => byName.get(name) ?? values,
    formerOf: (name) => (byName.has(name) ? sheet.name : name),
  };
}

async function written(form: XlsxForm, plans: ReadonlyMap<FormSheet, Planned>): Promise<Uint8Array> {
  const { zip, layout } = form;
  const insertions = new Map(
    [...plans].flatMap(([sheet, plan]) => (plan.insertions.length > 0 ? [[sheet.name, plan.insertions] as const] : [])),
  );
  const touched: ReadonlySet<string> = new Set(Array.from(plans.keys(), ({ name }) => name));
  const changed: ChangedParts = new Map();
  for (const sheet of form.sheets) {
    const plan = plans.get(sheet);
    if (plan === undefined && !readsFrom(sheet.xml, touched)) continue;
    const xml = writeSheet(sheet, plan ?? { rows: new Map(), insertions: [] }, insertions, touched);
    if (xml !== sheet.xml) changed.set(sheet.part.toLowerCase(), xml);
  }
  if (insertions.size > 0) await moveRelated(form, insertions, changed);
  const hasFormulas = form.sheets.some(({ lines }) =>
    [...lines.values()].some(({ cells }) => [...cells.values()].some(({ formula }) => formula)),
  );
  const workbook = movedWorkbook(form, insertions, hasFormulas);
  if (workbook !== form.workbookXml) changed.set(layout.workbook.toLowerCase(), workbook);
  if (layout.styles !== undefined && form.styles.isChanged) changed.set(layout.styles.toLowerCase(), form.styles.xml());
  const parts: [string, Buffer][] = [];
  for (const name of zip.names) {
    if (name.endsWith('/')) continue;
    const text = changed.get(name.toLowerCase());
    const content = text === undefined ? await zip.read(name) : Buffer.from(text);
    const kept = insertions.size > 0 ? withoutCalcChain(name, content) : content;
    if (kept !== undefined) parts.push([name, kept]);
  }
  return packParts(parts);
}
