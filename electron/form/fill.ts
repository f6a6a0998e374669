import type { XlsxMapping } from '../../db/domain/form/form';
import { withoutCalcChain } from '../intake/fillXml';
import { packParts } from '../intake/zip';
import { checkForm, sampleFindings } from './check';
import type { FormValues } from './fields';
import type { FormFinding } from './finding';
import { planSheet, type Planned } from './plan';
import { movedWorkbook, moveRelated, readsFrom, type ChangedParts } from './related';
import { writeSheet } from './writeSheet';
import type { FormSheet, XlsxForm } from './xlsxForm';

export interface Filled {
  /** The workbook; null where the form is broken, then the findings say where. */
  bytes: Uint8Array | null;
  findings: FormFinding[];
}

/**
 * The authority's own workbook with what a paper has to say. The first row that the form keeps for records is what the others are made
 * like; rows come in where there are more, and what stands below goes down. Parts that nothing is written into stay byte by byte.
 */
export async function fillForm(form: XlsxForm, mapping: XlsxMapping, values: FormValues): Promise<Filled> {
  const findings = checkForm(form, values.code, mapping);
  if (findings.some(({ advice }) => !advice)) return { bytes: null, findings };
  const plans = new Map<FormSheet, Planned>();
  for (const sheet of form.sheets) {
    if (![...mapping.tables, ...mapping.cells].some(({ sheet: name }) => name === sheet.name)) continue;
    const plan = planSheet(form, sheet, mapping, values);
    plans.set(sheet, plan);
    for (const table of mapping.tables) if (table.sheet === sheet.name) findings.push(...sampleFindings(sheet, table));
    findings.push(...plan.findings);
    if (sheet.isProtected && plan.insertions.length > 0)
      findings.push({ key: 'protected', sheet: sheet.name, cell: '', expected: '', found: '' });
  }
  if (findings.some(({ advice }) => !advice)) return { bytes: null, findings };
  return { bytes: await written(form, plans), findings };
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
