import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { largestAttachment } from '../../db/domain/attachment';
import { id, text } from '../../db/domain/field';
import { formCodes, formDraft, xlsxMapping, type FormCode, type XlsxMapping } from '../../db/domain/form/form';
import { docxMapping } from '../../db/domain/form/docxForm';
import { formKinds } from '../../db/domain/filing/handover';
import { getForm, knownForms, listForms } from '../../db/query/authorityForm';
import type { Reader } from '../../db/handle';
import type { Row } from '../../db/tables';
import { filingRequest } from '../filing/request';
import { fieldsOf } from '../form/fields';
import { fillForm } from '../form/fill';
import { gridOf } from '../form/grid';
import { likeness, proposeMapping, shapeOf, tableAt, titlesOf } from '../form/propose';
import { checkForm } from '../form/check';
import { readForm, type FormSheet, type XlsxForm } from '../form/xlsxForm';
import { keepAttachment, keptAttachment } from '../workspace/attachment';
import { notFound, refuse } from './failure';
import { takenDocx } from './formDocx';
import { formRow, keptForm, type Taken, ofForm, previewRecords, todaysValues, valueTexts } from './formKept';
import { asFailure } from './intakeFailure';
import { command, query, task, type Changed, type Scene } from './procedure';

const revision = z.number().int();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const list = query(z.object({}), ({ db }) => listForms(db));

/** Two forms are editions of one when they share so many of their words. */
const sameForm = 0.75;

/**
 * Takes a form from the machine; with no file named the user is asked for one. What earlier forms wanted in places of the same words is
 * proposed again. `like` names the form in use that it looks like, which it may be the new edition of.
 */
export const take = task(
  z.object({
    file: z.string().max(4000),
    code: z.enum(formCodes).default('F07'),
    authorityId: id.nullable().default(null),
    name: text(200).default(''),
  }),
  async (scene, { file, code, authorityId, name }): Promise<Changed<{ id: string | null; like: { id: string; name: string } | null }>> => {
    const [chosen] = file === '' ? await scene.shell.chooseFiles('attachment', ['xlsx', 'xlsm', 'xls', 'docx', 'doc']) : [file];
    if (chosen === undefined) return { changed: 0, step: null, value: { id: null, like: null } };
    const base = path.basename(chosen);
    const found = statSync(chosen, { throwIfNoEntry: false });
    if (found === undefined) throw notFound('file');
    if (!found.isFile()) throw refuse('attachmentFolder', 'file', { name: base });
    if (found.size > largestAttachment) throw refuse('attachmentLarge', 'file', { name: base, limit: largestAttachment / 1024 / 1024 });
    const bytes = new Uint8Array(await readFile(chosen));
    const kind = isDocument.test(base) ? 'docx' : 'xlsx';
    const { shape, proposed } = await asFailure(() => (kind === 'docx' ? takenDocx(bytes, base) : takenXlsx(bytes, base)));
    const known = knownForms(scene.db, kind)
      .map((row) => ({ ...row, share: likeness(shape, JSON.parse(row.shape) as typeof shape) }))
      .filter(({ share, code: own }) => share > 0.3 && own === code)
      .sort((a, b) => b.share - a.share);
    const mapping = proposed(code, known);
    const like = known.find(({ share }) => share >= sameForm);
    const added = (await scene.run('form.add', {
      draft: { name: name || path.parse(base).name.slice(0, 200), code, authorityId: authorityId ?? like?.authorityId ?? null },
      kind,
      file: base.slice(-255),
      sha256: keepAttachment(scene.paths, bytes),
      mapping,
      shape,
    })) as Changed<{ id: string }>;
    return { ...added, value: { id: added.value.id, like: like === undefined ? null : { id: like.id, name: like.name } } };
  },
);

/** Files of a word processor, also those that are told to be saved as docx. */
const isDocument = /\.(docx?|docm|dotx?|wps|rtf)$/i;

async function takenXlsx(bytes: Uint8Array, file: string): Promise<Taken> {
  const form = await readForm(bytes, file);
  return { shape: shapeOf(form), proposed: (code, known) => proposeMapping(form, code, known.map(mappingOf)) };
}

/** Enters a form whose file the task has kept. */
export const add = command(
  z.object({
    draft: formDraft,
    kind: z.enum(formKinds),
    file: text(255).min(1),
    sha256,
    mapping: z.record(z.string(), z.unknown()),
    shape: z.record(z.string(), z.unknown()),
  }),
  ({ db, paths, today }, { draft, kind, file, sha256: hash, mapping, shape }) => {
    const kept = keptAttachment(paths, hash);
    if (kept === undefined) throw notFound('file');
    const { id: own } = db.insert('authorityForm', {
      ...draft,
      kind,
      sha256: hash,
      mapping: JSON.stringify(mapping),
      shape: JSON.stringify(shape),
      checkedOn: today,
    });
    db.insert('attachment', {
      subject: 'authorityForm',
      subjectId: own,
      use: 'form',
      name: file,
      sha256: hash,
      size: kept.size,
      mediaType: '',
    });
    return { id: own };
  },
);

/** Keeps where a form wants what, and what it is called. */
export const save = command(
  z.object({ id, revision, draft: formDraft, mapping: z.union([xlsxMapping, docxMapping]) }),
  ({ db, today }, { id: own, revision: read, draft, mapping }) => {
    const form = getForm(db, own);
    if (!form) throw notFound('authorityForm');
    if ((form.kind === 'docx') !== 'places' in mapping) throw refuse('formKind', 'mapping', { name: form.name });
    db.update('authorityForm', own, { ...draft, mapping: JSON.stringify(mapping), checkedOn: today }, read);
    return { id: own };
  },
);

/** Takes a form as the new edition of another, which is used no more. */
export const succeed = command(z.object({ id, replacesId: id }), ({ db, today }, { id: own, replacesId }) => {
  const [form, former] = [getForm(db, own), getForm(db, replacesId)];
  if (!form || !former || own === replacesId) throw notFound('authorityForm');
  db.update('authorityForm', own, { replacesId, version: former.version + 1, authorityId: former.authorityId, name: former.name });
  db.update('authorityForm', replacesId, { validTo: today });
  return { id: own };
});

/** Ends a form or takes it into use again. */
export const end = command(z.object({ id, revision, ended: z.boolean() }), ({ db, today }, { id: own, revision: read, ended }) => {
  db.update('authorityForm', own, { validTo: ended ? today : null }, read);
  return { id: own };
});

/** Takes a form away that nothing was filled into. @throws INVALID where papers or later editions rest on it */
export const remove = command(z.object({ id, revision }), ({ db }, { id: own, revision: read }) => {
  const used = db.value<number>(
    `SELECT (SELECT count(*) FROM filingFile WHERE formId = @id) + (SELECT count(*) FROM authorityForm WHERE replacesId = @id)
      + (SELECT count(*) FROM handoverProfile WHERE instr(papers, @id) > 0)`,
    { id: own },
  );
  if (used !== undefined && used > 0) throw refuse('formUsed', 'id', { count: used });
  db.removeOf('attachment', 'subjectId', own);
  db.remove('authorityForm', own, read);
  return { id: own };
});

/** A form as it was dropped, drawn, with where it wants what and the fields it may ask for. */
export const read = task(ofForm, async (scene, { id: own }) => {
  const { row, form } = await opened(scene, own);
  const code = row.code as FormCode;
  const mapping = mappingOf(row);
  const titles = mapping.tables.flatMap(({ sheet: name, top, bottom }) => {
    const sheet = form.sheets.find((one) => one.name === name);
    return sheet === undefined ? [] : [{ sheet: name, bottom, titles: columnTitles(sheet, top, bottom) }];
  });
  const findings = checkForm(form, code, mapping);
  return { form: formRow(scene.db, row), mapping, titles, sheets: gridOf(form), fields: fieldsOf(code), findings };
});

const columnTitles = (sheet: FormSheet, top: number, bottom: number) =>
  titlesOf(sheet, top, bottom).map(({ column, title }) => ({ column, title }));

/** What would be proposed for a form as it stands, e.g. for another paper. */
export const propose = task(ofForm.extend({ code: z.enum(formCodes) }), async (scene, { id: own, code }) => {
  const { form } = await opened(scene, own);
  return proposeMapping(form, code);
});

/** The table below a head that a person points at, its columns proposed, and the titles of all of them. */
export const table = task(
  ofForm.extend({
    code: z.enum(formCodes),
    sheet: z.string().max(100),
    top: z.number().int().min(0).max(5000),
    bottom: z.number().int().min(0).max(5000),
  }),
  async (scene, { id: own, code, sheet: name, top, bottom }) => {
    const { form } = await opened(scene, own);
    const sheet = form.sheets.find((one) => one.name === name);
    if (sheet === undefined || bottom < top) throw notFound('authorityForm');
    return {
      table: tableAt(form, sheet, code, top, bottom),
      titles: columnTitles(sheet, top, bottom),
    };
  },
);

/**
 * The form filled with what the paper says today, drawn; and what keeps it from being filled, with the place.
 * `values` tells each field of the paper in words.
 */
export const preview = task(
  ofForm.extend({ code: z.enum(formCodes), mapping: xlsxMapping, request: filingRequest.nullable().default(null) }),
  async (scene, { id: own, code, mapping, request }) => {
    const { form, row } = await opened(scene, own);
    const values = todaysValues(scene, code, request);
    if (values === undefined)
      return { fields: fieldsOf(code), findings: checkForm(form, code, mapping), sheets: null, values: {}, records: 0 };
    const lists = Object.fromEntries(Object.entries(values.lists).map(([name, rows]) => [name, rows.slice(0, previewRecords)]));
    const { bytes, findings } = await fillForm(form, mapping, { ...values, lists });
    const sheets = bytes === null ? null : gridOf(await readForm(bytes, row.name));
    return {
      fields: fieldsOf(code),
      findings,
      sheets,
      values: valueTexts(values),
      records: (values.lists.risks ?? values.lists.items)?.length ?? 0,
    };
  },
);

/** The kept bytes of a form, read. @throws INVALID, NOT_FOUND */
export async function opened(
  scene: Pick<Scene, 'paths'> & { db: Reader },
  own: string,
): Promise<{ row: Row<'authorityForm'>; form: XlsxForm }> {
  const { row, bytes, file } = keptForm(scene, own);
  return { row, form: await asFailure(() => readForm(bytes, file)) };
}

export const mappingOf = (row: Pick<Row<'authorityForm'>, 'mapping'>): XlsxMapping => xlsxMapping.parse(JSON.parse(row.mapping));
