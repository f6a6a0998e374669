import { z } from 'zod';
import { id, isoDate, text } from '../../db/domain/field';
import { readEnterprise } from '../../db/query/enterprise';
import { snapshotOf } from '../../db/query/risk';
import { eachRisk, type RiskListRow } from '../../db/query/riskList';
import { getRound } from '../../db/query/round';
import { listConfirmations, listRoundSheets } from '../../db/query/roundSheet';
import type { Reader } from '../../db/handle';
import { composeRoundSheet, noDepartment } from '../filing/roundSheet/compose';
import { freeName, writeFileSafely } from '../workspace/file';
import { conflict, notFound, refuse } from './failure';
import { bytesOf } from './paper';
import { command, query, task } from './procedure';

/** What went to whom and what has come back, department by department. */
export const sheets = query(
  z.object({ id, offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(200) }),
  ({ db, today }, { id, offset, limit }) => {
    const rows = listRoundSheets(db, today, id);
    const states = { notHanded: 0, out: 0, overdue: 0, returned: 0 };
    for (const { state } of rows) states[state] += 1;
    return {
      rows: rows.slice(offset, offset + limit),
      total: rows.length,
      states,
      waiting: rows.flatMap((row) => (row.state === 'notHanded' ? row.id : [])),
    };
  },
);

/** Who confirmed how many risks, of which department, on which day. */
export const confirmations = query(
  z.object({ id, offset: z.number().int().nonnegative(), limit: z.number().int().min(1).max(200) }),
  ({ db, today }, { id, ...window }) => listConfirmations(db, today, id, window),
);

const sheetFormats = ['xlsx', 'pdf'] as const;
/** Of a department; empty for the risks without one. */
const departmentId = z.union([id, z.literal('')]);

/**
 * One sheet per department, to be filled in without a computer or an account, and what went to whom. `folder` empty asks
 * the user; a file that already lies there is never written over, because it may be one that was filled in.
 */
export const exportSheets = task(
  z.object({
    id,
    folder: z.string().max(2000),
    departmentIds: z.array(departmentId).max(10_000).optional(),
    formats: z.array(z.enum(sheetFormats)).min(1).max(2).default(['xlsx']),
    handedTo: text(60).default(''),
    dueOn: isoDate.nullable().default(null),
  }),
  async (scene, { id, folder, departmentIds, formats, handedTo, dueOn }) => {
    const round = openRound(scene.db, id);
    if (dueOn !== null && dueOn < scene.today) throw refuse('dateOrder', 'dueOn', { date: scene.today });
    const target = folder === '' ? await scene.shell.chooseFolder('round') : folder;
    if (target === null) return { folder: null, files: [], step: null };
    const { name, uscc } = readEnterprise(scene.db);
    const byDepartment = Map.groupBy(
      [...eachRisk(scene.db, scene.today)].filter((risk) => risk.status !== 'retired'),
      (risk) => risk.departmentId ?? '',
    );
    const wanted = [...byDepartment].filter(([known]) => departmentIds === undefined || departmentIds.includes(known));
    if (wanted.length === 0) throw refuse('noSheets', 'departmentIds');
    const files: { file: string; department: string; risks: number }[] = [];
    for (const [at, [, risks]] of wanted.entries()) {
      const { department } = risks[0]!;
      const register = composeRoundSheet({ enterprise: name, uscc, round, department, risks: risks.toSorted(byNumber).map(shown) });
      for (const format of formats) {
        scene.signal.throwIfAborted();
        scene.progress(at / wanted.length, 'render');
        const file = freeName(target, `${round.no} ${department || noDepartment}`, format);
        writeFileSafely(file, await bytesOf(scene, register, format));
        files.push({ file, department, risks: risks.length });
      }
    }
    const { step } = (await scene.run('round.handOut', {
      id,
      handedTo,
      dueOn,
      sheets: wanted.map(([known, risks]) => ({ departmentId: known, risks: risks.length })),
    })) as { step: number | null };
    return { folder: target, files, step };
  },
);

const byNumber = (a: RiskListRow, b: RiskListRow): number => a.riskNo.localeCompare(b.riskNo, 'en', { numeric: true });
const shown = (risk: RiskListRow) => ({ ...snapshotOf(risk), isKept: risk.keptLevel !== null });

/** Notes what went to whom; a department that gets its sheet again is waited for again. */
export const handOut = command(
  z.object({
    id,
    handedTo: text(60),
    dueOn: isoDate.nullable(),
    sheets: z.array(z.object({ departmentId, risks: z.number().int().nonnegative() })).max(10_000),
  }),
  ({ db, today }, { id, handedTo, dueOn, sheets: handed }) => {
    openRound(db, id);
    for (const { departmentId: known, risks } of handed) {
      const out = { handedOn: today, handedTo, dueOn, risks, returnedOn: null, returnedBy: '', confirmed: 0, changed: 0, refused: 0 };
      const sheetId = sheetOf(db, id, known);
      if (sheetId === undefined) db.insert('roundSheet', { roundId: id, departmentId: known || null, ...out });
      else db.update('roundSheet', sheetId, out);
    }
    return { handed: handed.length };
  },
);

/** Id of the sheet of a department in a round. */
export const sheetOf = (db: Reader, roundId: string, departmentId: string): string | undefined =>
  db.value<string>(`SELECT id FROM roundSheet WHERE roundId = ? AND coalesce(departmentId, '') = ?`, [roundId, departmentId]);

/** Mends what is noted of a sheet; one that came back on paper gets its day here. */
export const updateSheet = command(
  z.object({
    id,
    revision: z.number().int(),
    patch: z.object({ handedTo: text(60), dueOn: isoDate.nullable(), returnedOn: isoDate.nullable(), returnedBy: text(60) }).partial(),
  }),
  ({ db }, { id, revision, patch }) => {
    const sheet = db.find('roundSheet', id);
    if (!sheet) throw notFound('roundSheet');
    openRound(db, sheet.roundId);
    for (const field of ['dueOn', 'returnedOn'] as const) {
      const day = patch[field];
      if (day && day < sheet.handedOn) throw refuse('dateOrder', field, { date: sheet.handedOn });
    }
    db.update('roundSheet', id, patch, revision);
    return { id };
  },
);

/** @throws NOT_FOUND, CONFLICT for a round that is closed, or a reissue: that stands on what the former round collected */
export function openRound(db: Reader, roundId: string) {
  const round = getRound(db, roundId);
  if (!round) throw notFound('round');
  if (round.status !== 'open') throw conflict('roundClosed', { name: round.name });
  if (round.followsId !== null) throw conflict('reissueSheets');
  return round;
}
