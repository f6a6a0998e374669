import { z } from 'zod';
import { id } from '../../db/domain/field';
import { countLacking, fillText, fillWords, fills, type Fills } from '../../db/domain/risk/fill';
import { splitOwners } from '../../db/domain/risk/owner';
import type { MissingField, RiskDraft } from '../../db/domain/risk/risk';
import type { RiskLevel } from '../../db/domain/risk/scale';
import { departmentNames, findDepartment } from '../../db/query/department';
import { ownerNamed } from '../../db/query/riskOwner';
import type { Reader } from '../../db/handle';
import { refuse } from './failure';
import { command, query, task, type Changed, type CommandScene } from './procedure';
import { updateOne } from './risk';

const ofImport = z.object({ importId: id });
const inForce = `importId = ? AND status <> 'retired' AND missingCount > 0`;

/** What the risks of an import lack, by field, department and level. */
export const lacking = query(ofImport, ({ db, today }, { importId }) => {
  const names = departmentNames(db, today);
  const rows = db.all<{ field: MissingField; departmentId: string | null; level: RiskLevel; count: number }>(
    `SELECT j.value AS field, r.departmentId, r.level, count(*) AS count FROM risk r, json_each(r.missing) j WHERE r.${inForce} GROUP BY 1, 2, 3`,
    [importId],
  );
  return countLacking(
    rows.map(({ field, departmentId, level, count }) => ({ lacks: [field], department: nameOf(names, departmentId), level, count })),
  );
});

const nameOf = (names: ReadonlyMap<string, string>, departmentId: string | null): string =>
  (departmentId === null ? undefined : names.get(departmentId)) ?? '';

/** Fills what the risks of an import lack and leaves what they have; one step, however many they are. */
export const applyFill = command(
  ofImport.extend({ fills }),
  (scene, { importId, fills: stated }) => {
    const { db, today } = scene;
    const names = departmentNames(db, today);
    const patchOf = patches(scene, stated);
    let updated = 0;
    for (const { id: riskId, departmentId, level, missing } of db.all<{
      id: string;
      departmentId: string | null;
      level: RiskLevel;
      missing: string;
    }>(`SELECT id, departmentId, level, missing FROM risk WHERE ${inForce} ORDER BY riskNoKey`, [importId])) {
      const patch = patchOf(JSON.parse(missing) as MissingField[], { department: nameOf(names, departmentId), level });
      if (Object.keys(patch).length === 0) continue;
      updateOne(scene, riskId, undefined, patch, null);
      updated += 1;
    }
    return { updated };
  },
  { precaution: ({ db }, { importId }) => db.value<number>('SELECT count(*) FROM risk WHERE importId = ?', [importId]) ?? 0 },
);

/** The same for as many risks as an import brings: queries are answered meanwhile. */
export const fillMissing = task(
  ofImport.extend({ fills }),
  ({ run }, input) => run('risk.applyFill', input) as Promise<Changed<{ updated: number }>>,
  { precaution: ({ db }, { importId }) => db.value<number>('SELECT count(*) FROM risk WHERE importId = ?', [importId]) ?? 0 },
);

/** What risks get; every text is looked up once. */
function patches({ db, today, content }: CommandScene, stated: Fills) {
  const codes = new Map(content.accidentTypes().map(({ name, code }) => [name, code]));
  const known = new Map<string, Partial<RiskDraft>>();
  const partOf = (field: MissingField, text: string): Partial<RiskDraft> => {
    if (field === 'department') {
      const departmentId = findDepartment(db, text, today);
      if (departmentId === undefined) throw refuse('departmentUnknown', field, { value: text });
      return { departmentId };
    }
    if (field === 'owner') return ownerOf(db, today, text);
    return { [field]: field === 'accidentTypes' ? fillWords(text).map((word) => codes.get(word) ?? word) : text };
  };
  return (missing: readonly MissingField[], risk: { department: string; level: RiskLevel }): Partial<RiskDraft> => {
    const patch: Partial<RiskDraft> = {};
    for (const field of missing) {
      const text = fillText(stated[field], risk);
      if (text === '') continue;
      const key = `${field} ${text}`;
      const part = known.get(key) ?? partOf(field, text);
      known.set(key, part);
      Object.assign(patch, part);
    }
    return patch;
  };
}

const ownerOf = (db: Reader, today: string, text: string): Partial<RiskDraft> =>
  splitOwners(text).length === 1 ? ownerNamed(db, today, text) : { ownerId: null, ownerPostId: null, ownerText: text };
