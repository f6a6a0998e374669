import { z } from 'zod';
import { id, isoDate, text } from '../../db/domain/field';
import { kindOfName, personDraft } from '../../db/domain/organization/organization';
import { defaultControlLevel, riskDraft, riskPointKinds, type RiskDraft } from '../../db/domain/risk/risk';
import { faultsOf, otherAssessment, type OtherAssessment } from '../../db/domain/risk/assessmentOther';
import { newId } from '../../db/newId';
import type { IntakeSubject } from '../intake/fields';
import { keptPlace, keptSource, unchangedPlace } from '../intake/origin';
import { assessmentFields } from '../intake/riskPlan';
import { newRiskNo } from '../../db/domain/risk/riskNo';
import { findDepartment, insertDepartment } from '../../db/query/department';
import { readEnterprise } from '../../db/query/enterprise';
import { endPerson, insertPerson, updatePerson } from '../../db/query/person';
import { draftOf, pointNamed, riskRow, takeCounts } from '../../db/query/risk';
import { writeAssessment } from '../../db/query/riskAssessment';
import { ownersStated, writeFurther } from '../../db/query/riskOwner';
import { noteRiskChange } from '../../db/query/roundRisk';
import { readScales, scaleFor, type ChosenScales } from '../../db/query/scale';
import type { NewRow } from '../../db/tables';
import type { Writer } from '../../db/writer';
import { invalid, refuse } from './failure';
import { gradeOrRefuse } from './gradeOrRefuse';
import { keptLayouts, rememberLayouts } from './intakeLayout';
import { command, type CommandScene } from './procedure';

const named = z.object({ id: id.nullable(), name: text(200) });
/** How the run is remembered: which file, how it was mapped, what was refused. */
export const run = z.object({
  fileName: text(2000),
  sha256: z.string().length(64),
  rows: z.number().int(),
  refused: z.number().int(),
  unchanged: z.number().int(),
  layouts: keptLayouts,
});

const plannedRisk = z.object({
  existing: z.object({ id, revision: z.number().int() }).nullable(),
  draft: riskDraft.omit({ riskPointId: true, departmentId: true }),
  point: z.object({ id: id.nullable(), name: text(200).min(1), kind: z.enum(riskPointKinds), location: text(300) }),
  department: named,
  /** Owners of the draft's words who are not on file and are made. */
  newOwners: z
    .array(z.object({ name: text(20).min(1), as: z.enum(['person', 'post']) }))
    .max(10)
    .default([]),
  /** What is stated of the risk without its measures; null leaves what is stored. */
  inherent: otherAssessment.nullable().default(null),
  /** Keep the stored assessment: its level would fall and nobody stands for it. */
  keepAssessment: z.boolean(),
  place: keptPlace,
});

const lowering = z.object({ reason: text(1000).min(1), assessor: text(60), reviewer: text(60).min(1) }).nullable();

/** A whole import as one command and one undo step. */
export const applyRisks = command(
  z.object({
    run,
    lowering,
    /** Mappings that grade what is new from now on; null leaves them. */
    scales: z
      .object({ lec: text(60), ls: text(60) })
      .nullable()
      .default(null),
    sources: z.array(keptSource).max(201),
    risks: z.array(plannedRisk).max(200_000),
    /** Rows that say what the register says already. */
    unchanged: z.array(unchangedPlace).max(1_000_000),
  }),
  (scene, { run, lowering, scales, sources, risks, unchanged }) => {
    const { db, content } = scene;
    if (scales !== null) db.update('enterprise', readEnterprise(db).id, { lecScale: scales.lec, lsScale: scales.ls });
    const chosen = readScales(db, content);
    const { reviewCadence: cadence } = content.regionRules(readEnterprise(db).regionCode);
    const added = risks.filter((entry) => entry.existing === null).length;
    const importId = newId();
    const places: z.infer<typeof unchangedPlace>[] = [...unchanged];
    const department = departments(scene);
    const ownerOf = newOwners(scene);
    const points = new Map<string, string>();
    const stated = new Set(risks.map((entry) => (entry.existing === null ? entry.draft.riskNo : '')));
    const numbers = freeNumbers(db, risks.filter((entry) => entry.existing === null && entry.draft.riskNo === '').length, stated);
    const roundOpen = db.value(`SELECT 1 FROM round WHERE status = 'open'`) !== undefined;
    const kept: string[] = [];
    db.filling('risk', added, () => {
      for (const { existing, draft, point, department: named, newOwners: coming, inherent, keepAssessment, place } of risks) {
        const departmentId = department(named);
        const key = point.id ?? point.name;
        const riskPointId = point.id ?? points.get(key) ?? pointNamed(db, { ...point, departmentId });
        points.set(key, riskPointId);
        const row = existing ? db.find('risk', existing.id) : undefined;
        const stored = row && draftOf(row);
        const full: RiskDraft = {
          ...draft,
          riskPointId,
          departmentId: departmentId ?? stored?.departmentId ?? null,
          riskNo: stored?.riskNo ?? (draft.riskNo || numbers()),
        };
        if (keepAssessment && stored) {
          Object.assign(full, Object.fromEntries(assessmentFields.map((field) => [field, stored[field]])));
          kept.push(stored.riskNo);
        }
        for (const { name, as } of coming) {
          const made = ownerOf(as, name, departmentId);
          if (full.ownerText === name) Object.assign(full, made);
        }
        const owners = ownersStated(db, scene.today, full, row);
        const { ownerId, ownerPostId, ownerText } = owners.first;
        Object.assign(full, { ownerId, ownerPostId, ownerText });
        const scale = scaleFor(content, full.method, row, chosen);
        const { level } = gradeOrRefuse(full, scale);
        full.controlLevel ??= defaultControlLevel[level];
        const next: NewRow<'risk'> = Object.assign(riskRow(full, point, { scale, cadence }), { importId });
        let id: string;
        if (row && existing) {
          if (next.levelRank > row.levelRank && (lowering === null || lowering.reviewer === (lowering.assessor || scene.session.name)))
            throw refuse('V16', 'lowering', { value: row.riskNo }, lowering === null ? 'V16.reviewer' : 'V16.same');
          const after = db.update('risk', existing.id, next, existing.revision);
          if (after.level !== row.level) {
            db.insert('levelChange', {
              riskId: row.id,
              roundId: db.value<string>(`SELECT id FROM round WHERE status = 'open' LIMIT 1`) ?? null,
              fromLevel: row.level,
              toLevel: after.level,
              reason: lowering?.reason ?? '',
              assessor: lowering?.assessor || scene.session.name,
              reviewer: lowering?.reviewer ?? '',
              changedOn: scene.today,
            });
          }
          id = row.id;
        } else id = db.insert('risk', next).id;
        if (owners.further !== null && (row !== undefined || owners.further.length > 0)) writeFurther(db, id, owners.further);
        if (inherent !== null) writeInherent(scene, id, inherent, chosen);
        places.push([...place, id]);
        if (roundOpen) noteRiskChange(db, scene.today, id);
      }
    });
    recordRun(db, 'risk', run, added, risks.length - added, {
      id: importId,
      sources: JSON.stringify(sources),
      places: db.keep(JSON.stringify(places)),
    });
    for (const { name, sha256, size } of sources)
      db.insert('attachment', { subject: 'intakeRun', subjectId: importId, use: 'source', name, sha256, size, mediaType: '' });
    return { importId, kept };
  },
);

const plannedPerson = z.object({
  existing: z.object({ id, revision: z.number().int() }).nullable(),
  draft: personDraft.omit({ departmentId: true, postId: true }),
  leftOn: isoDate.nullable(),
  /** With the names of those above it, where it is made. */
  department: named.extend({ above: z.array(text(100)).max(10).default([]) }),
  post: named,
});

export const applyPeople = command(z.object({ run, people: z.array(plannedPerson).max(100_000) }), (scene, { run, people }) => {
  const { db, today } = scene;
  const importId = recordRun(
    db,
    'person',
    run,
    people.filter((entry) => entry.existing === null).length,
    people.filter((entry) => entry.existing !== null).length,
  );
  const department = departments(scene);
  const placed = people.map((entry) => {
    const { existing, department: place } = entry;
    const current = existing
      ? db.get<{ departmentId: string | null; postId: string | null }>(
          'SELECT departmentId, postId FROM assignment WHERE personId = ? AND validTo IS NULL',
          [existing.id],
        )
      : undefined;
    return { ...entry, departmentId: department(place) ?? current?.departmentId ?? null, heldId: current?.postId ?? null };
  });
  const madePost = newPosts(scene, placed);
  for (const { existing, draft, leftOn, post, departmentId, heldId } of placed) {
    const postId = post.id ?? (post.name === '' ? heldId : madePost(post.name));
    const full = { ...draft, departmentId, postId };
    const personId = existing?.id ?? insertPerson(db, full, draft.enteredOn ?? today);
    if (existing) updatePerson(db, existing.id, existing.revision, full, today);
    if (leftOn !== null) endPerson(db, personId, undefined, leftOn);
  }
  return { importId };
});

type Placed = z.infer<typeof plannedPerson> & { departmentId: string | null };
/** Posts that were not on file, each made once: for the department of those who hold it, for all departments where they are of several. */
function newPosts({ db, today }: CommandScene, people: readonly Placed[]) {
  const departmentsOf = new Map<string, Set<string | null>>();
  for (const { post, leftOn, departmentId } of people)
    if (post.id === null && (leftOn === null || leftOn > today))
      departmentsOf.set(post.name, (departmentsOf.get(post.name) ?? new Set()).add(departmentId));
  const made = new Map<string, string>();
  return (name: string): string => {
    const [departmentId = null, second] = departmentsOf.get(name) ?? [];
    const draft = { name, departmentId: second === undefined ? departmentId : null, validFrom: today, validTo: null };
    const id = made.get(name) ?? db.insert('post', draft).id;
    made.set(name, id);
    return id;
  };
}

function writeInherent({ db, content }: CommandScene, riskId: string, stated: OtherAssessment, chosen: ChosenScales): void {
  const faults = faultsOf(stated);
  if (faults.length > 0) throw invalid(faults);
  writeAssessment(db, riskId, { ...stated, role: 'inherent', recipient: '' }, scaleFor(content, stated.method, stated, chosen));
}

/** Owners who were not on file, each made once. */
function newOwners({ db, today }: CommandScene) {
  const made = new Map<string, string>();
  return (kind: 'person' | 'post', name: string, departmentId: string | null): Partial<RiskDraft> => {
    const key = `${kind} ${name}`;
    const id =
      made.get(key) ??
      (kind === 'post'
        ? db.insert('post', { name, departmentId: null, validFrom: today, validTo: null }).id
        : insertPerson(db, { ...newPerson, name, departmentId }, today));
    made.set(key, id);
    return kind === 'post' ? { ownerPostId: id, ownerId: null } : { ownerId: id, ownerPostId: null };
  };
}
const newPerson = {
  sex: '',
  idNumber: '',
  phone: '',
  education: '',
  employment: 'formal',
  isLeader: false,
  enteredOn: null,
  postId: null,
  remark: '',
} as const;

/** Departments by name; unknown ones are founded on the start date, so that old papers know them too. */
export function departments({ db, today }: CommandScene) {
  const from = readEnterprise(db).startDate;
  const known = new Map<string, string>();
  const find = ({ id, name, above = [] }: { id: string | null; name: string; above?: readonly string[] }): string | null => {
    if (id !== null || name === '') return id;
    const found =
      known.get(name) ??
      findDepartment(db, name, today) ??
      insertDepartment(db, {
        name,
        kind: kindOfName(name),
        parentId: find({ id: null, name: above.at(-1) ?? '', above: above.slice(0, -1) }),
        validFrom: from,
      });
    known.set(name, found);
    return found;
  };
  return find;
}

/** Running numbers nobody has used by hand, in the register or in what is coming in, drawn in one go. */
function freeNumbers(db: Writer, count: number, coming: ReadonlySet<string>): () => string {
  const first = takeCounts(db, 'risk', '', count);
  let next = first;
  const drawn = JSON.stringify(Array.from({ length: count }, (_, at) => newRiskNo(first + at)));
  const taken = new Set(db.column<string>('SELECT riskNo FROM risk WHERE riskNo IN (SELECT value FROM json_each(?))', [drawn]));
  const isFree = (riskNo: string): boolean =>
    !coming.has(riskNo) &&
    (next <= first + count ? !taken.has(riskNo) : db.value('SELECT 1 FROM risk WHERE riskNo = ?', [riskNo]) === undefined);
  return () => {
    for (;;) {
      const riskNo = newRiskNo(next);
      next += 1;
      if (isFree(riskNo)) return riskNo;
    }
  };
}

export function recordRun(
  db: Writer,
  subject: IntakeSubject,
  { layouts, ...stated }: z.infer<typeof run>,
  inserted: number,
  updated: number,
  origin: { id?: string; sources?: string; places?: string } = {},
): string {
  rememberLayouts(db, subject, layouts);
  return db.insert('intakeRun', { ...stated, ...origin, subject, mapping: '{}', inserted, updated }).id;
}
