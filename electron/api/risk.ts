import { z } from 'zod';
import { id, isoDate, text, withoutUndefined } from '../../db/domain/field';
import { maskedPhone, maskNumbers, unmasked } from '../../db/domain/personal/mask';
import { confined, order, riskFilter, riskSelection, riskSorts, window } from '../../db/domain/risk/list';
import { defaultControlLevel, gradeRisk, riskDraft, riskPointKinds, type RiskDraft } from '../../db/domain/risk/risk';
import { clauseOf } from '../../db/domain/risk/assessmentDirect';
import { faultsOf, otherAssessment, type OtherAssessment } from '../../db/domain/risk/assessmentOther';
import { mostOwners } from '../../db/domain/risk/owner';
import { newRiskNo } from '../../db/domain/risk/riskNo';
import { reviewRisk } from '../../db/domain/risk/rules';
import { refuses, type Finding } from '../../db/domain/rule';
import type { Scale } from '../../db/domain/risk/scale';
import { isWithin } from '../../db/query/departmentOf';
import { readEnterprise } from '../../db/query/enterprise';
import { draftOf, pointNamed, riskRow, takeCounts } from '../../db/query/risk';
import { getRisk, listRisks, riskFacets, selectedRiskIds } from '../../db/query/riskList';
import { switchedOffRules } from '../../db/query/review';
import { otherAssessments, writeAssessments } from '../../db/query/riskAssessment';
import { chosenDirect } from '../../db/query/riskDirect';
import { riskSpread } from '../../db/query/riskSpread';
import {
  allOwners,
  draftWithOwners,
  furtherLeaderSql,
  furtherOwners,
  ownersChosen,
  ownersStated,
  writeFurther,
} from '../../db/query/riskOwner';
import { phoneMeant } from '../../db/query/phone';
import { noteRiskChange } from '../../db/query/roundRisk';
import { readScales, scaleFor } from '../../db/query/scale';
import type { Row } from '../../db/tables';
import { invalid, notFound, refuse } from './failure';
import { command, query, type CommandScene, type QueryScene } from './procedure';

/** Telephones masked; `risk.reveal` shows them. */
export const list = query(window.extend({ sort: order(riskSorts), filter: riskFilter }), ({ db, today, scope }, input) => {
  const { rows, total } = listRisks(db, today, { ...input, filter: confined(input.filter, scope) });
  for (const row of rows) maskNumbers('risk', row);
  return { rows, total };
});

export const facets = query(z.object({ filter: riskFilter }), ({ db, today, scope }, { filter }) =>
  riskFacets(db, today, confined(filter, scope)),
);

/** Counts for the pictures of the register; `facets` counts for the filter bar. */
export const spread = query(z.object({ filter: riskFilter }), ({ db, scope }, { filter }) => riskSpread(db, confined(filter, scope)));

/** One risk with what the rules say of it now. */
export const get = query(z.object({ id }), (scene, { id }) => {
  const risk = getRisk(scene.db, scene.today, id);
  const row = scene.db.get<Row<'risk'>>('SELECT * FROM risk WHERE id = ?', [id]);
  if (!risk || !row || !isWithin(scene.db, scene.scope, 'risk', id)) throw notFound('risk');
  const draft = draftOf(row);
  const assessments = otherAssessments(scene.db, id);
  return {
    risk: maskNumbers('risk', risk),
    draft: maskNumbers('risk', draftWithOwners(scene.db, row)),
    owners: allOwners(scene.db, id),
    assessments,
    findings: findingsOf(scene, draft, row, null),
    levelChanges: levelChangesOf(scene, id),
  };
});

/** What the form shows while typing is computed by the page; this is the same with what only the file knows. */
export const check = query(z.object({ draft: riskDraft.partial({ riskPointId: true }) }), (scene, { draft }) =>
  findingsOf(scene, draft as RiskDraft, null, null),
);

/** A point that exists, or the name of a new one. */
export const pointChoice = z.union([
  z.object({ id }),
  z.object({ name: text(200).min(1), kind: z.enum(riskPointKinds), location: text(300).default('') }),
]);
/** Reason and second person when a level falls (V16). */
const lowering = z.object({ reason: text(1000), assessor: text(60), reviewer: text(60) }).nullable();
const stated = riskDraft.omit({ riskPointId: true });
/** That the condition of a statutory clause is gone. */
const clearing = z.object({ on: isoDate, evidence: text(1000) }).nullable();

/** Assessments beside the main one, all of them; absent leaves them as they are. */
const others = z.array(otherAssessment).max(20).optional();

/** Owners one by one instead of the draft's; absent where those of the draft hold. */
const ownerList = z
  .array(stated.pick({ ownerId: true, ownerPostId: true, ownerText: true }))
  .max(mostOwners)
  .optional();

export const create = command(
  z.object({ point: pointChoice, draft: stated, assessments: others, owners: ownerList }),
  (scene, { point, draft, assessments, owners: chosen }) => {
    const { db } = scene;
    const riskPointId = pointId(scene, point, draft.departmentId);
    const owners = chosen ? ownersChosen(db, scene.today, chosen) : ownersStated(db, scene.today, draft);
    const full = completed(scene, {
      ...draft,
      ...phoneStated(scene, draft),
      ...owners.first,
      riskPointId,
      riskNo: draft.riskNo === '' ? freeRiskNo(scene) : draft.riskNo,
    });
    const findings = judged(scene, full, null, null);
    const row = db.insert('risk', riskRow(full, named(scene, riskPointId), grading(scene, full)));
    if (assessments) assess(scene, row.id, assessments);
    writeFurther(db, row.id, owners.further ?? []);
    noteRiskChange(db, scene.today, row.id);
    return { id: row.id, riskNo: row.riskNo, findings };
  },
);

export const update = command(
  z.object({
    id,
    revision: z.number().int(),
    patch: stated.partial(),
    point: pointChoice.optional(),
    lowering: lowering.default(null),
    cleared: clearing.default(null),
    assessments: others,
    owners: ownerList,
  }),
  (scene, { id, revision, patch, point, lowering, cleared, assessments, owners: chosen }) => {
    const findings = updateOne(
      scene,
      id,
      revision,
      point ? { ...patch, riskPointId: pointId(scene, point, patch.departmentId ?? null) } : patch,
      lowering,
      cleared,
      chosen,
    );
    if (assessments && assess(scene, id, assessments)) noteRiskChange(scene.db, scene.today, id);
    return { id, findings };
  },
);

/** Cells edited or pasted in the list: one patch a row, one undo step. */
export const updateEach = command(
  z.object({
    changes: z
      .array(z.object({ id, revision: z.number().int(), patch: stated.partial() }))
      .min(1)
      .max(10_000),
    lowering: lowering.default(null),
  }),
  (scene, { changes, lowering }) => {
    const findings = changes.flatMap(({ id, revision, patch }) =>
      updateOne(scene, id, revision, patch, lowering).map((finding) => ({ ...finding, subjectId: id })),
    );
    return { findings };
  },
);

export const removeInput = z.object({ selection: riskSelection });
/** Removed risks go to the recycle bin, which is the audit: undo brings them back. */
export const remove = command(
  removeInput,
  (scene, { selection }) => {
    const ids = selectedRiskIds(scene.db, selection);
    for (const id of ids) {
      for (const subject of ['levelChange', 'assessment', 'riskOwner'] as const) scene.db.removeOf(subject, 'riskId', id);
      scene.db.removeOf('attachment', 'subjectId', id);
      scene.db.remove('risk', id);
      noteRiskChange(scene.db, scene.today, id);
    }
    return { removed: ids.length };
  },
  { precaution: ({ db }, { selection }) => selectedRiskIds(db, selection).length },
);

/** A copy under a new number, for the risk that is almost the same. */
export const duplicate = command(z.object({ id }), (scene, { id }) => {
  const row = scene.db.find('risk', id);
  if (!row) throw notFound('risk');
  const draft = { ...draftOf(row), riskNo: freeRiskNo(scene) };
  const copy = scene.db.insert('risk', riskRow(draft, named(scene, draft.riskPointId), grading(scene, draft)));
  assess(scene, copy.id, otherAssessments(scene.db, id));
  writeFurther(scene.db, copy.id, furtherOwners(scene.db, id));
  noteRiskChange(scene.db, scene.today, copy.id);
  return { id: copy.id, riskNo: copy.riskNo };
});

/** What the form offers and computes with: today, how often risks are assessed, rules switched off, accident types, check cycles. */
export const choices = query(z.object({}), ({ db, today, content }) => ({
  today,
  cadence: content.regionRules(readEnterprise(db).regionCode).reviewCadence,
  switchedOff: switchedOffRules(db),
  /** Of both editions, see `AccidentType`. */
  accidentTypes: content.accidentTypes().map(({ code, name }) => ({ code, name })),
  words: content.riskWords(),
  /** The four classes of GB/T 13861: `1 人的因素`. */
  factorClasses: content.factors().classes.map(({ code, name }) => `${code} ${name}`),
  /** 公司领导 on file by name, for 责任领导. */
  leaders: db.column<string>(
    `SELECT DISTINCT p.name FROM person p WHERE p.isLeader = 1 AND (p.leftOn IS NULL OR p.leftOn >= ?) ORDER BY p.name`,
    [today],
  ),
  direct: { all: content.directCatalogues(), chosen: chosenDirect(db) },
  checkCycles: content.json<{ cycles: { name: string }[] }>('catalogues/check-cycles@1.json').cycles.map(({ name }) => name),
}));

/** Stores the assessments beside the main one. @returns whether anything changed */
function assess(scene: CommandScene, riskId: string, stated: readonly OtherAssessment[]): boolean {
  const faults = stated.flatMap(faultsOf);
  if (faults.length > 0) throw invalid(faults);
  const twice = stated.find((one, at) => stated.findIndex(({ role, recipient }) => role === one.role && recipient === one.recipient) < at);
  if (twice) throw refuse('unique', `${twice.role}.recipient`, { value: twice.recipient });
  const { content } = scene;
  const chosen = readScales(scene.db, content);
  const scaleOf = ({ method, scale: id, role }: OtherAssessment): Scale | null => {
    const scale = content.scales().find((entry) => entry.id === id);
    if (id !== null && !scale) throw refuse('scaleUnknown', `${role}.scale`, { value: id });
    return method === 'direct' ? null : scale?.method === method ? scale : content.scale(chosen[method]);
  };
  const bare = stated.map((assessment) => (assessment.role === 'inherent' ? { ...assessment, recipient: '' } : assessment));
  return writeAssessments(scene.db, riskId, bare, scaleOf);
}

export function updateOne(
  scene: CommandScene,
  id: string,
  revision: number | undefined,
  patch: Partial<RiskDraft>,
  low: z.infer<typeof lowering>,
  cleared: z.infer<typeof clearing> = null,
  chosen?: z.infer<typeof ownerList>,
): Finding[] {
  const { db } = scene;
  const row = db.find('risk', id);
  if (!row) throw notFound('risk');
  const stated = { ...draftOf(row), ...withoutUndefined(patch), ...phoneStated(scene, patch, row.phone) };
  const isOwnerStated = patch.ownerId !== undefined || patch.ownerPostId !== undefined || patch.ownerText !== undefined;
  const owners = chosen ? ownersChosen(db, scene.today, chosen) : isOwnerStated ? ownersStated(db, scene.today, stated, row) : null;
  const full = completed(scene, { ...stated, ...owners?.first }, row);
  const findings = judged(scene, full, row, low, cleared);
  const next = riskRow(full, named(scene, full.riskPointId), grading(scene, full, row));
  // The reason of a step stands in its first row.
  if (cleared !== null && 'statutoryCode' in statutoryOf(scene, row) && next.directCode !== row.directCode)
    db.insert('changeNote', { reason: `判定情形已消除（${cleared.on}）：${cleared.evidence}`, count: 1 });
  const stored = db.update('risk', id, next, revision);
  if (stored.level !== row.level) {
    db.insert('levelChange', {
      riskId: id,
      roundId: db.value<string>(`SELECT id FROM round WHERE status = 'open' LIMIT 1`) ?? null,
      fromLevel: row.level,
      toLevel: stored.level,
      reason: low?.reason ?? '',
      assessor: low?.assessor || scene.session.name,
      reviewer: low?.reviewer ?? '',
      changedOn: scene.today,
    });
  }
  const othersChanged = owners !== null && owners.further !== null && writeFurther(db, id, owners.further);
  if (stored.revision !== row.revision || othersChanged) noteRiskChange(db, scene.today, id);
  return findings;
}

/** The telephone as it was stated; a mask that was left alone is what is stored. */
function phoneStated({ db, scope }: CommandScene, { phone }: Partial<RiskDraft>, stored = ''): { phone?: string } {
  if (phone === undefined) return {};
  // Nobody finds out numbers of other departments by trying masks.
  const meant = scope === null ? phoneMeant(db, phone, stored) : unmasked(phone, stored, maskedPhone);
  if (meant === null) throw refuse('masked', 'phone');
  return { phone: meant };
}

/** Scale by which a draft is graded: the one it was graded by, or the workspace's. */
function grading(
  scene: QueryScene | CommandScene,
  draft: RiskDraft,
  stored?: Row<'risk'>,
): { scale: Scale | null; cadence: 'quarter' | 'year' } {
  const scale = scaleFor(scene.content, draft.method, stored, readScales(scene.db, scene.content));
  const cadence = scene.content.regionRules(readEnterprise(scene.db).regionCode).reviewCadence;
  return { scale, cadence };
}

function findingsOf(
  scene: QueryScene | CommandScene,
  draft: RiskDraft,
  stored: Row<'risk'> | null,
  low: z.infer<typeof lowering>,
  cleared: z.infer<typeof clearing> = null,
): Finding[] {
  const { scale, cadence } = grading(scene, draft, stored ?? undefined);
  const leader =
    draft.ownerId !== null
      ? scene.db.value<number>('SELECT isLeader FROM person WHERE id = ?', [draft.ownerId])
      : draft.ownerPostId !== null
        ? scene.db.value<number>('SELECT isLeader FROM post WHERE id = ?', [draft.ownerPostId])
        : undefined;
  const further = stored && scene.db.value<number | null>(`SELECT ${furtherLeaderSql} FROM risk r WHERE r.id = ?`, [stored.id]);
  const facts = {
    risk: draft,
    graded: gradeRisk(draft, scale),
    before: stored === null ? null : { level: stored.level as RiskDraft['level'] & string, ...statutoryOf(scene, stored) },
    cleared,
    lowering: low === null ? null : { ...low, assessor: low.assessor || scene.session.name },
    ownerIsLeader: further === 1 || (leader === undefined ? null : leader === 1),
    inherentLevel:
      stored === null ? null : (otherAssessments(scene.db, stored.id).find(({ role }) => role === 'inherent')?.graded.level ?? null),
    today: scene.today,
    cadence,
    words: scene.content.riskWords(),
  };
  return reviewRisk(facts, switchedOffRules(scene.db));
}

/** The clause that a stored risk rests on, where it is one of law or a mandatory standard. */
const statutoryOf = ({ content }: QueryScene | CommandScene, { directMajor, directCode }: Row<'risk'>) =>
  directMajor === 1 && clauseOf(content.directCatalogues(), directCode)?.statutory ? { statutoryCode: directCode } : {};

/** Findings that only advise are returned; those that refuse are thrown. */
function judged(
  scene: CommandScene,
  draft: RiskDraft,
  stored: Row<'risk'> | null,
  low: z.infer<typeof lowering>,
  cleared: z.infer<typeof clearing> = null,
): Finding[] {
  const findings = findingsOf(scene, draft, stored, low, cleared);
  const refusing = findings.filter(refuses);
  if (refusing.length > 0) throw invalid(refusing);
  const other = scene.db.value<string>('SELECT id FROM risk WHERE riskNo = ?', [draft.riskNo]);
  if (other !== undefined && other !== stored?.id)
    throw invalid([{ rule: 'unique', kind: 'arithmetic', key: 'unique', field: 'riskNo', params: { value: draft.riskNo } }]);
  return findings;
}

/** Fills what follows from the rest: the owner's name, the control level that the level asks for. */
function completed(scene: CommandScene, draft: RiskDraft, stored?: Row<'risk'>): RiskDraft {
  const owner =
    draft.ownerId !== null
      ? scene.db.find('person', draft.ownerId)?.name
      : draft.ownerPostId !== null
        ? scene.db.find('post', draft.ownerPostId)?.name
        : undefined;
  const level = gradeRisk(draft, grading(scene, draft, stored).scale)?.level;
  return { ...draft, ownerText: owner ?? draft.ownerText, controlLevel: draft.controlLevel ?? (level ? defaultControlLevel[level] : null) };
}

export function pointId(scene: CommandScene, point: z.infer<typeof pointChoice>, departmentId: string | null): string {
  if ('id' in point) return point.id;
  return pointNamed(scene.db, { ...point, departmentId });
}

const named = (scene: CommandScene, riskPointId: string): { name: string } => {
  const point = scene.db.find('riskPoint', riskPointId);
  if (!point) throw notFound('riskPoint');
  return point;
};

/** A running number that nobody has used by hand. */
function freeRiskNo(scene: CommandScene): string {
  const first = takeCounts(scene.db, 'risk', '', 0);
  let count = 1;
  while (scene.db.value('SELECT 1 FROM risk WHERE riskNo = ?', [newRiskNo(first + count - 1)]) !== undefined) count += 1;
  takeCounts(scene.db, 'risk', '', count);
  return newRiskNo(first + count - 1);
}

export interface LevelChangeRow {
  id: string;
  roundId: string | null;
  fromLevel: string;
  toLevel: string;
  reason: string;
  assessor: string;
  reviewer: string;
  changedOn: string;
}
const levelChangesOf = (scene: QueryScene, riskId: string): LevelChangeRow[] =>
  scene.db.all<LevelChangeRow>(
    'SELECT id, roundId, fromLevel, toLevel, reason, assessor, reviewer, changedOn FROM levelChange WHERE riskId = ? ORDER BY createdAt DESC',
    [riskId],
  );
