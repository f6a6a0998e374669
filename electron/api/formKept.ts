import { z } from 'zod';
import { id } from '../../db/domain/field';
import type { DocxMapping } from '../../db/domain/form/docxForm';
import type { FormCode, XlsxMapping } from '../../db/domain/form/form';
import { formFile, getForm } from '../../db/query/authorityForm';
import { lastClosedRound, openRound } from '../../db/query/round';
import type { Reader } from '../../db/handle';
import type { Row } from '../../db/tables';
import { dossierSchema, gather } from '../filing/compose';
import { filingRequest, type FilingRequest } from '../filing/request';
import { formValues, kindsOf, type FormValues } from '../form/fields';
import { writtenText } from '../form/mapping';
import type { shapeOf } from '../form/propose';
import { readAttachment } from '../workspace/attachment';
import { notFound } from './failure';
import type { Scene, TaskScene } from './procedure';

export const ofForm = z.object({ id });

export const formRow = (
  db: Reader,
  { id: own, revision: read, name, code, kind, authorityId, version, validTo }: Row<'authorityForm'>,
) => ({
  id: own,
  revision: read,
  name,
  code: code as FormCode,
  kind,
  authorityId,
  version,
  validTo,
  file: formFile(db, own) ?? '',
});

/** A form that is being taken: its words, and where it seems to want what, given the mappings of forms of like words. */
export interface Taken {
  shape: ReturnType<typeof shapeOf>;
  proposed(code: FormCode, known: readonly Pick<Row<'authorityForm'>, 'mapping'>[]): XlsxMapping | DocxMapping;
}

/** A form with the bytes that were dropped. @throws NOT_FOUND */
export function keptForm(
  scene: Pick<Scene, 'paths'> & { db: Reader },
  own: string,
): { row: Row<'authorityForm'>; bytes: Uint8Array; file: string } {
  const row = getForm(scene.db, own);
  if (!row) throw notFound('authorityForm');
  const bytes = readAttachment(scene.paths, row.sha256);
  if (bytes === undefined) throw notFound('file');
  return { row, bytes, file: formFile(scene.db, own) ?? row.name };
}

/** Records that the preview of a form shows. */
export const previewRecords = 30;

/** Each field in words: those of the paper, and those of the first record of each list as `list.key`. */
export function valueTexts({ code, head, lists }: FormValues): Record<string, string> {
  const plain = { words: {}, date: '' as const, empty: '' };
  const texts = Object.entries(head).map(([key]) => [key, writtenText({ ...plain, text: `{${key}}` }, kindsOf(code, null), head)]);
  for (const [name, rows] of Object.entries(lists)) {
    const kinds = kindsOf(code, name as keyof typeof lists);
    for (const key of Object.keys(rows[0] ?? {}))
      texts.push([`${name}.${key}`, writtenText({ ...plain, text: `{${key}}` }, kinds, rows[0]!)]);
  }
  return Object.fromEntries(texts) as Record<string, string>;
}

/** What a paper would say now; undefined where it needs a round and there is none. */
export function todaysValues(scene: TaskScene, code: FormCode, request: FilingRequest | null): FormValues | undefined {
  if (request === null && code === 'F40') return lastLetter(scene);
  const asked = request ?? usualRequest(scene, code);
  return asked === undefined ? undefined : formValues(scene.db.snapshot(() => gather(scene, asked)));
}

/** What the last letter said; the next one is written when it is due. */
function lastLetter({ db }: Pick<TaskScene, 'db'>): FormValues | undefined {
  const dossier = db.value<string>("SELECT dossier FROM filing WHERE code = 'F40' ORDER BY createdAt DESC, id DESC LIMIT 1");
  return dossier === undefined ? undefined : formValues(dossierSchema.parse(JSON.parse(dossier)));
}

/** The paper of the open round, else of the last one closed, else of the register. */
function usualRequest({ db, today }: Pick<TaskScene, 'db' | 'today'>, code: FormCode): FilingRequest | undefined {
  const roundId = openRound(db) ?? lastClosedRound(db) ?? null;
  const stated = filingRequest.safeParse({ code, roundId, compiledOn: today });
  return stated.success ? stated.data : undefined;
}
