import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { id } from '../../db/domain/field';
import type { formKinds } from '../../db/domain/filing/handover';
import { refuses, type Finding } from '../../db/domain/rule';
import { getFiling } from '../../db/query/filing';
import type { Row } from '../../db/tables';
import { dossierSchema, gather, type Dossier } from '../filing/compose';
import { filingRequest } from '../filing/request';
import { fillForm } from '../form/fill';
import { asFinding } from '../form/finding';
import { formValues, type FormValues } from '../form/fields';
import { docxFinding } from '../form/docxFinding';
import { fillDocx } from '../form/docxFill';
import { freeName, safeFileName, writeFileSafely } from '../workspace/file';
import { invalid, notFound, refuse } from './failure';
import { asFailure } from './intakeFailure';
import { mappingOf, opened } from './form';
import { docxMappingOf } from './formDocx';
import { keptForm } from './formKept';
import { copyTo } from './paper';
import { task, type TaskScene } from './procedure';

type FormKind = (typeof formKinds)[number];

/** A paper in the form of an authority, as it was kept. */
export interface FormPaper {
  row: Row<'filing'>;
  name: string;
  bytes: Uint8Array;
  format: FormKind;
  formId: string;
}

/**
 * An issued paper put into an authority's form, from its frozen dossier: the kept bytes where that was done before, else filled and kept.
 * @throws INVALID with the places where the form is broken
 */
export async function filledForm(scene: TaskScene, filingId: string, formId: string): Promise<FormPaper> {
  const row = getFiling(scene.db, filingId);
  if (!row) throw notFound('filing');
  const kept = scene.db.get<{ name: string; sha256: string; format: FormKind }>(
    'SELECT name, sha256, format FROM filingFile WHERE filingId = ? AND formId = ? ORDER BY createdAt DESC LIMIT 1',
    [filingId, formId],
  );
  const keptFile = kept && path.join(scene.paths.filings, kept.name);
  if (kept && keptFile && existsSync(keptFile)) {
    const bytes = readFileSync(keptFile);
    if (hash('sha256', bytes, 'hex') === kept.sha256) return { row, name: kept.name, bytes, format: kept.format, formId };
  }
  const { bytes, form } = await filled(scene, dossierSchema.parse(JSON.parse(row.dossier)), formId);
  // Two editions of a form may bear one name: what is kept is never overwritten.
  const format = form.kind as FormKind;
  const target = freeName(scene.paths.filings, `${row.number} ${form.name}`, format);
  writeFileSafely(target, bytes);
  const name = path.basename(target);
  const file = { filingId, formId, format, name, sha256: hash('sha256', bytes, 'hex'), size: bytes.length };
  await scene.run('filing.recordFile', file);
  return { row, name, bytes, format, formId };
}

async function filled(
  scene: TaskScene,
  dossier: Dossier,
  formId: string,
): Promise<{ bytes: Uint8Array; findings: Finding[]; form: Row<'authorityForm'> }> {
  const values = formValues(dossier);
  const { row } = keptForm(scene, formId);
  if (values === undefined || values.code !== row.code) throw refuse('formOther', 'formId', { name: row.name, code: row.code });
  const { bytes, findings } = await (row.kind === 'docx' ? inDocument : inWorkbook)(scene, row, values);
  const broken = findings.filter(refuses);
  if (bytes === null || broken.length > 0) throw invalid(broken, 'formBroken');
  return { bytes, findings, form: row };
}

interface Filled {
  bytes: Uint8Array | null;
  findings: Finding[];
}

async function inWorkbook(scene: TaskScene, row: Row<'authorityForm'>, values: FormValues): Promise<Filled> {
  const { form } = await opened(scene, row.id);
  const { bytes, findings } = await fillForm(form, mappingOf(row), values);
  return { bytes, findings: findings.map(asFinding) };
}

async function inDocument(scene: TaskScene, row: Row<'authorityForm'>, values: FormValues): Promise<Filled> {
  const { bytes, file } = keptForm(scene, row.id);
  const filled = await asFailure(() => fillDocx(bytes, file, docxMappingOf(row), values));
  return { bytes: filled.bytes, findings: filled.notes.map(docxFinding) };
}

/** Puts an issued paper into an authority's form; `file` empty asks the user where, null only keeps it. */
export const render = task(
  z.object({ id, formId: id, file: z.string().max(2000).nullable() }),
  async (scene, { id: filingId, formId, file }) => {
    const { row, name, bytes } = await filledForm(scene, filingId, formId);
    const target = file === null ? null : await copyTo(scene, file, name, bytes);
    return { number: row.number, name, size: bytes.length, file: target };
  },
);

/** The same for a 送审稿, which is not kept; with null for the file it is only tried. */
export const renderDraft = task(
  z.object({ request: filingRequest, formId: id, file: z.string().max(2000).nullable() }),
  async (scene, { request, formId, file }) => {
    const { bytes, findings, form } = await filled(
      scene,
      scene.db.snapshot(() => gather(scene, request)),
      formId,
    );
    const name = safeFileName(`${form.name}（送审稿）.${form.kind}`);
    return { file: file === null ? null : await copyTo(scene, file, name, bytes), findings };
  },
);
