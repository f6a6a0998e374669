import { z } from 'zod';
import { id } from '../../db/domain/field';
import type { FilingCode, FilingState } from '../../db/domain/filing/filing';
import type { Reader } from '../../db/handle';
import { getFiling } from '../../db/query/filing';
import { dossierSchema, gather, type Dossier } from '../filing/compose';
import { paperOf } from '../filing/papers';
import { filingRequest, type FilingRequest } from '../filing/request';
import { difference, type Difference } from '../filing/difference';
import { composeDifference } from '../filing/differenceTable';
import { safeFileName } from '../workspace/file';
import { notFound, refuse } from './failure';
import { bytesOf, copyTo } from './paper';
import { task, type TaskScene } from './procedure';

const input = {
  /** A draft, or an issued paper. */
  of: z.union([z.object({ request: filingRequest }), z.object({ id })]),
  /** The earlier paper; null for the last one that was sent, to the same authority where that is known, else the last one issued. */
  against: id.nullable().default(null),
};
type Asked = { of: { request: FilingRequest } | { id: string }; against: string | null };

/** Lines that are answered at once; all of them stand in the table that can be saved. */
const mostLines = 200;

/** 与上次报送比较: what the paper says otherwise than the earlier one; `against` is null where there is none. */
export const differ = task(z.object(input), async (scene, asked) => {
  const found = compared(scene, asked);
  if (found === null) return { against: null };
  const { base, result } = found;
  const { added, gone, changed } = result;
  return {
    against: base,
    ...result,
    added: added.slice(0, mostLines),
    gone: gone.slice(0, mostLines),
    changed: changed.slice(0, mostLines),
    counts: { added: added.length, gone: gone.length, changed: changed.length },
  };
});

/** 变化对照表 as a file: a workbook, or the annex to be printed. `file` empty asks the user where. */
export const saveDifference = task(
  z.object({ ...input, format: z.enum(['xlsx', 'pdf']), file: z.string().max(2000) }),
  async (scene, { format, file, ...asked }) => {
    const found = compared(scene, asked);
    if (found === null) throw refuse('differenceNone', 'against');
    const { base, result, number, after } = found;
    const code = base.code as FilingCode;
    const { name: enterprise, uscc } = after.enterprise;
    const document = composeDifference({ code, title: paperOf[code].title, enterprise, uscc, before: base.number, after: number }, result);
    const bytes = await bytesOf(scene, document, format);
    return { file: await copyTo(scene, file, safeFileName(`变化对照表（${base.number}与${number}）.${format}`), bytes) };
  },
);

export interface Base {
  id: string;
  number: string;
  code: string;
  state: FilingState;
  compiledOn: string;
  /** Day on which it was handed over, and to whom; empty for one that was only issued. */
  sentOn: string;
  authority: string;
}

function compared(scene: TaskScene, { of, against }: Asked): { base: Base; result: Difference; number: string; after: Dossier } | null {
  const { db } = scene;
  const own = 'id' in of ? getFiling(db, of.id) : undefined;
  if ('id' in of && !own) throw notFound('filing');
  const code = 'request' in of ? of.request.code : own!.code;
  const base = baseOf(db, {
    code,
    against,
    id: own?.id ?? '',
    before: own?.createdAt ?? scene.now,
    authority: own?.addressee ?? ('request' in of && 'recipient' in of.request ? (of.request.recipient ?? '') : ''),
  });
  if (base === undefined) {
    if (against !== null) throw notFound('filing');
    return null;
  }
  const after = 'request' in of ? db.snapshot(() => gather(scene, of.request)) : dossierOf(db, own!.id);
  return { base, result: difference(dossierOf(db, base.id), after), number: own?.number ?? '送审稿', after };
}

const dossierOf = (db: Reader, filingId: string): Dossier =>
  dossierSchema.parse(JSON.parse(db.value<string>('SELECT dossier FROM filing WHERE id = ?', [filingId])!));

/** The paper to compare with: the one that is named, else the one that the authority has in its hands. */
const baseOf = (
  db: Reader,
  asked: { code: string; against: string | null; id: string; before: number; authority: string },
): Base | undefined =>
  db.get<Base>(
    `SELECT f.id, f.number, f.code, f.state, f.compiledOn, coalesce(s."on", '') AS sentOn,
        coalesce(nullif(s.authority, ''), f.addressee) AS authority
      FROM filing f LEFT JOIN filingEvent s ON s.id =
        (SELECT e.id FROM filingEvent e WHERE e.filingId = f.id AND e.state = 'sent' ORDER BY e.createdAt DESC LIMIT 1)
      WHERE f.code = @code AND f.id <> @id
        AND iif(@against IS NULL, f.state <> 'voided' AND f.createdAt <= @before, f.id = @against)
      ORDER BY @authority <> '' AND @authority IN (f.addressee, coalesce(s.authority, '')) DESC, s.id IS NOT NULL DESC, f.createdAt DESC, f.number DESC
      LIMIT 1`,
    asked,
  );
