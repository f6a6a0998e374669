import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { id } from '../../db/domain/field';
import { getFiling } from '../../db/query/filing';
import type { Row } from '../../db/tables';
import { dossierSchema, filingRequest, gather, type Dossier } from '../filing/compose';
import { fillForm } from '../form/fill';
import { asFinding, type FormFinding } from '../form/finding';
import { formValues } from '../form/fields';
import { freeName, safeFileName, writeFileSafely } from '../workspace/file';
import { invalid, notFound, refuse } from './failure';
import { mappingOf, opened } from './form';
import { copyTo } from './paper';
import { task, type TaskScene } from './procedure';

/** A paper in the form of an authority, as it was kept. */
export interface FormPaper {
  row: Row<'filing'>;
  name: string;
  bytes: Uint8Array;
  format: 'xlsx';
  formId: string;
}

/**
 * An issued paper put into an authority's form, from its frozen dossier: the kept bytes where that was done before, else filled and kept.
 * @throws INVALID with the places where the form is broken
 */
export async function filledForm(scene: TaskScene, filingId: string, formId: string): Promise<FormPaper> {
  const row = getFiling(scene.db, filingId);
  if (!row) throw notFound('filing');
  const kept = scene.db.get<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM filingFile WHERE filingId = ? AND formId = ? ORDER BY createdAt DESC LIMIT 1',
    [filingId, formId],
  );
  const keptFile = kept && path.join(scene.paths.filings, kept.name);
  if (kept && keptFile && existsSync(keptFile)) {
    const bytes = readFileSync(keptFile);
    if (hash('sha256', bytes, 'hex') === kept.sha256) return { row, name: kept.name, bytes, format: 'xlsx', formId };
  }
  const { bytes, form } = await filled(scene, dossierSchema.parse(JSON.parse(row.dossier)), formId);
  // Two editions of a form may bear one name: what is kept is never overwritten.
  const target = freeName(scene.paths.filings, `${row.number} ${form.name}`, 'xlsx');
  writeFileSafely(target, bytes);
  const name = path.basename(target);
  const file = { filingId, formId, format: 'xlsx', name, sha256: hash('sha256', bytes, 'hex'), size: bytes.length };
  await scene.run('filing.recordFile', file);
  return { row, name, bytes, format: 'xlsx', formId };
}

async function filled(
  scene: TaskScene,
  dossier: Dossier,
  formId: string,
): Promise<{ bytes: Uint8Array; findings: FormFinding[]; form: Row<'authorityForm'> }> {
  const values = formValues(dossier);
  const { row, form } = await opened(scene, formId);
  if (values === undefined || values.code !== row.code) throw refuse('formOther', 'formId', { name: row.name, code: row.code });
  const { bytes, findings } = await fillForm(form, mappingOf(row), values);
  if (bytes === null) throw invalid(findings.filter(({ advice }) => !advice).map(asFinding), 'formBroken');
  return { bytes, findings, form: row };
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
    const name = safeFileName(`${form.name}（送审稿）.xlsx`);
    return { file: file === null ? null : await copyTo(scene, file, name, bytes), findings };
  },
);
