import { z } from 'zod';
import { docxMapping, type DocxMapping } from '../../db/domain/form/docxForm';
import { formCodes, type FormCode } from '../../db/domain/form/form';
import type { Row } from '../../db/tables';
import { filingRequest } from '../filing/request';
import { docxFinding } from '../form/docxFinding';
import { fillDocx } from '../form/docxFill';
import { readDocxForm } from '../form/docxForm';
import { docxShape, proposeDocx } from '../form/docxPropose';
import { fieldsOf, type FormValues } from '../form/fields';
import { asFailure } from './intakeFailure';
import { formRow, keptForm, ofForm, type Taken, previewRecords, todaysValues, valueTexts } from './formKept';
import { task } from './procedure';

export const docxMappingOf = (row: Pick<Row<'authorityForm'>, 'mapping'>): DocxMapping => docxMapping.parse(JSON.parse(row.mapping));

/** A Word form that is taken: its words, and where it seems to want what. */
export async function takenDocx(bytes: Uint8Array, file: string): Promise<Taken> {
  const form = await readDocxForm(bytes, file);
  return { shape: docxShape(form), proposed: (code, known) => proposeDocx(form, code, known.map(docxMappingOf)) };
}

/** A Word form as it was dropped, drawn, with where it wants what and the fields it may ask for. */
export const readDocx = task(ofForm, async (scene, { id }) => {
  const { row, bytes, file } = keptForm(scene, id);
  const { parts, blanks, notes } = await asFailure(() => readDocxForm(bytes, file));
  return {
    form: formRow(scene.db, row),
    mapping: docxMappingOf(row),
    parts,
    blanks,
    fields: fieldsOf(row.code as FormCode),
    findings: notes.map(docxFinding),
  };
});

/** What would be proposed for a Word form as it stands, e.g. for another paper. */
export const proposeAgain = task(ofForm.extend({ code: z.enum(formCodes) }), async (scene, { id, code }) => {
  const { bytes, file } = keptForm(scene, id);
  return proposeDocx(await asFailure(() => readDocxForm(bytes, file)), code);
});

/** A form with nothing to say, to find what is wrong with the form itself. */
const nothing = (code: FormCode): FormValues => ({
  code,
  head: {},
  lists: Object.fromEntries(fieldsOf(code).lists.map(({ list }) => [list, []])),
});

/** The Word form filled with what the paper says today, drawn; and what is wrong with it, with the place. */
export const previewDocx = task(
  ofForm.extend({ code: z.enum(formCodes), mapping: docxMapping, request: filingRequest.nullable().default(null) }),
  async (scene, { id, code, mapping, request }) => {
    const { bytes, file } = keptForm(scene, id);
    const today = todaysValues(scene, code, request);
    const values = today ?? nothing(code);
    const lists = Object.fromEntries(Object.entries(values.lists).map(([name, rows]) => [name, rows.slice(0, previewRecords)]));
    const filled = await asFailure(() => fillDocx(bytes, file, mapping, { ...values, lists }));
    const { parts } = await readDocxForm(filled.bytes, file);
    return {
      fields: fieldsOf(code),
      findings: filled.notes.map(docxFinding),
      parts: today === undefined ? null : parts,
      values: valueTexts(values),
      records: (values.lists.risks ?? values.lists.items)?.length ?? 0,
    };
  },
);
