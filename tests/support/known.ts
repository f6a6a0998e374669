import { hash, randomUUID } from 'node:crypto';
import path from 'node:path';
import fc from 'fast-check';
import { whole } from '../../db/domain/map/outline';
import type { Database } from '../../db/handle';
import type { Known } from './anyInput';
import { image } from './populated';

/** Tables whose rows belong to procedures of another name. */
const otherSubjects: Readonly<Record<string, string>> = {
  target: 'yearTarget',
  committee: 'committeeMeeting',
  inspection: 'leaderInspection',
  performance: 'performanceRecord',
  appraisal: 'appraisal',
};

/** Tables whose rows the `id` of a procedure names, where its own name does not say so. */
const subjectsOf = (name: string): string[] => {
  if (name === 'point.create') return ['riskPoint'];
  if (name.startsWith('trace.')) return ['risk', 'riskPoint', 'inspectionFinding', 'resolution', 'round', 'filing', 'department'];
  if (name.startsWith('point.')) return ['activity', 'equipment', 'workplace'];
  if (/^map\..*Plan$/.test(name)) return ['floorPlan'];
  if (name.startsWith('map.')) return ['zone'];
  if (name === 'round.explain') return ['roundRisk'];
  if (/^authority\..*Profile$/.test(name) && name !== 'authority.createProfile') return ['handoverProfile'];
  if (name.startsWith('form.') || name.startsWith('filing.renderForm')) return ['authorityForm'];
  if (name === 'filing.correctEvent') return ['filingEvent'];
  if (/^committee\..*Resolution$/.test(name) && name !== 'committee.addResolution') return ['resolution'];
  if (/^appraisal\.(updatePeriod|removePeriod|close|reopen)$/.test(name)) return ['appraisalPeriod'];
  const other = otherSubjects[name.split('.')[0]!];
  if (other !== undefined) return [other];
  const own = name.split('.')[0]!;
  const known = [
    'department',
    'post',
    'person',
    'risk',
    'riskPoint',
    'round',
    'filing',
    'attachment',
    'publication',
    'authority',
    'submission',
    'appointment',
    'safetyBody',
    'responsibility',
    'letter',
  ];
  return [known.includes(own) ? own : 'risk'];
};

/**
 * What fits a procedure's fields most of the time.
 * @param folder where every path that is made up ends
 * @param workspace folder of the open one
 */
export function knownTo(name: string, file: Database, folder: string, workspace: string): Known {
  const idsOf = (subject: string) => file.prepare(`SELECT id FROM "${subject}"`).pluck().all() as string[];
  const of = (subject: string) => {
    const ids = idsOf(subject);
    const other = { weight: 1, arbitrary: fc.constant(randomUUID()) };
    return ids.length === 0 ? other.arbitrary : fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ids) }, other);
  };
  const paths = fc.constantFrom(
    '',
    path.join(folder, 'out.bin'),
    path.join(folder, '平面图.png'),
    path.join(folder, '不在/out.bin'),
    `${folder}${path.sep}`,
  );
  const subjects = subjectsOf(name);
  const own = fc.oneof(...subjects.map(of));
  const factor = (...values: number[]) =>
    fc.oneof({ weight: 300, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: fc.constantFrom(0, 4, -1, 0.3, 1e300) });
  const revisions = fc.constantFrom(
    99,
    ...subjects.flatMap((subject) => file.prepare(`SELECT revision FROM "${subject}"`).pluck().all() as number[]),
  );
  // What a merge joins: points or departments.
  const joined = of(['department', 'authority', 'person'].find((subject) => name.startsWith(`${subject}.`)) ?? 'riskPoint');
  return {
    ids: file.prepare('SELECT DISTINCT subjectId FROM audit').pluck().all() as string[],
    fields: {
      file: paths,
      files: paths,
      folder: name === 'workspace.open' ? fc.oneof(paths, fc.constant(workspace)) : paths,
      target: paths,
      id: own,
      ids: own,
      except: own,
      roundId: of('round'),
      earlierId: of('round'),
      laterId: of('round'),
      baseRoundId: of('round'),
      itemId: of('roundRisk'),
      filingId: of('filing'),
      replacesId: of('filing'),
      letterId: of(name.startsWith('letter.') ? 'letter' : 'filing'),
      authorityId: of('authority'),
      formId: of('authorityForm'),
      eventId: of('filingEvent'),
      planId: of('floorPlan'),
      zoneId: of('zone'),
      within: of('zone'),
      pointId: of('riskPoint'),
      pointIds: of('riskPoint'),
      riskPointId: of('riskPoint'),
      removed: of('risk'),
      keep: joined,
      others: joined,
      headcount: fc.integer({ min: 0, max: 50 }),
      count: fc.integer({ min: 0, max: 50 }),
      outline: fc.integer({ min: 0, max: whole }),
      sha256: fc.constantFrom(hash('sha256', image, 'hex'), '0'.repeat(64)),
      lec: fc.constantFrom('lec@1', 'lec-province@1', '不在'),
      ls: fc.constantFrom('ls-shandong@1', 'ls-province@1', '不在'),
      departmentId: of('department'),
      parentId: of('department'),
      postId: of('post'),
      ownerPostId: of('post'),
      ownerId: of('person'),
      personId: of('person'),
      inspectorId: of('person'),
      chairId: of('person'),
      meetingId: of('committeeMeeting'),
      batchId: of('letterBatch'),
      periodId: of('appraisalPeriod'),
      assessorId: of('person'),
      earlier: of('responsibility'),
      later: of('responsibility'),
      versionId: of('responsibility'),
      key:
        name === 'target.addFromLibrary' ? fc.constantFrom('deaths', 'fires') : fc.oneof(of('post'), fc.constantFrom('principal', 'F07')),
      year: fc.constantFrom(2026, 2027, 1999),
      l: factor(10, 6, 3, 1, 0.5),
      e: factor(10, 6, 3, 2, 0.5),
      c: factor(100, 40, 15, 7, 1),
      s: factor(1, 3, 5),
      uscc: fc.constantFrom('', '91350100M000100Y43', '91350100M000100Y44'),
      revision: revisions,
    },
  };
}
