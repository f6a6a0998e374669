import type { Sample, SampleRisk } from '../domain/sample';
import { blankSize } from '../domain/map/map';
import { rectangle, whole } from '../domain/map/outline';
import { emptyRisk, gradeRisk, missingOf, snapshotText, type RiskDraft, type RiskSnapshot } from '../domain/risk/risk';
import { riskNoKey } from '../domain/risk/riskNo';
import { nextReviewOn, type Cadence } from '../domain/period';
import type { Scale } from '../domain/risk/scale';
import { newId } from '../newId';
import type { Writer } from '../writer';
import { insertDepartment } from './department';
import { enterpriseRow } from './enterprise';
import { endPerson, insertPerson } from './person';
import { nextCount, riskRow } from './risk';
import { fillStaff, type StaffScene } from './sampleStaff';

export interface SampleScene extends StaffScene {
  cadence: Cadence;
  scale(id: string): Scale;
}
type State = ReadonlyMap<string, SampleRisk>;

/** Fills an empty workspace with the fictional enterprise: organization, register and the closed rounds of the past year. */
export function fillSample(db: Writer, sample: Sample, scene: SampleScene): string {
  const enterprise = db.insert('enterprise', { ...enterpriseRow({ ...sample.enterprise, ownPapers: sample.ownPapers }), isSample: 1 });
  db.update('enterprise', enterprise.id, Object.fromEntries(sample.flags.map((flag) => [flag, 1])));
  const from = sample.enterprise.startDate;
  const departments = new Map<string, string>();
  for (const { key, name, kind, parent, validFrom } of sample.departments) {
    departments.set(key, insertDepartment(db, { name, kind, parentId: parent === null ? null : departments.get(parent)!, validFrom }));
  }
  const posts = new Map(
    sample.posts.map(({ key, name, isSpecialOperation, isLeader }) => [
      key,
      db.insert('post', {
        name,
        departmentId: null,
        isSpecialOperation: isSpecialOperation ? 1 : 0,
        isLeader: isLeader ? 1 : 0,
        validFrom: from,
        validTo: null,
      }).id,
    ]),
  );
  const people = new Map(
    sample.people.map((person) => [
      person.key,
      insertPerson(
        db,
        {
          name: person.name,
          sex: person.sex,
          idNumber: '',
          phone: person.phone,
          education: person.education,
          employment: person.employment,
          isLeader: person.isLeader,
          enteredOn: person.enteredOn,
          departmentId: departments.get(person.department)!,
          postId: posts.get(person.post)!,
          remark: '',
        },
        person.enteredOn,
      ),
    ]),
  );
  for (const { key, leftOn } of sample.people) if (leftOn !== undefined) endPerson(db, people.get(key)!, undefined, leftOn);
  const phones = new Map(sample.people.map((person) => [person.key, person.phone]));
  const names = {
    department: new Map(sample.departments.map((row) => [row.key, row.name])),
    owner: new Map(sample.people.map((row) => [row.key, row.name])),
  };

  const points = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const risk of sample.risks) {
    let point = points.get(risk.point);
    if (point === undefined) {
      point = db.insert('riskPoint', {
        no: `FXD-${String(nextCount(db, 'riskPoint')).padStart(3, '0')}`,
        name: risk.point,
        kind: risk.kind,
        location: risk.location,
        departmentId: departments.get(risk.department)!,
      }).id;
      points.set(risk.point, point);
    }
    const draft: RiskDraft = {
      ...draftOf(sample, risk, scene),
      riskPointId: point,
      departmentId: departments.get(risk.department)!,
      ownerId: people.get(risk.owner)!,
      ownerText: names.owner.get(risk.owner)!,
      phone: phones.get(risk.owner)!,
    };
    ids.set(
      risk.riskNo,
      db.insert('risk', riskRow(draft, { name: risk.point }, { scale: scaleOf(sample, risk, scene), cadence: scene.cadence })).id,
    );
  }

  const plan = db.insert('floorPlan', { ...sample.plan, ...blankSize });
  for (const zone of sample.zones) {
    const [left, top, width, height] = zone.box.map((percent) => (percent * whole) / 100) as [number, number, number, number];
    const { id } = db.insert('zone', {
      floorPlanId: plan.id,
      name: zone.name,
      outline: JSON.stringify(rectangle([left, top], [left + width, top + height])),
      departmentId: departments.get(zone.department)!,
      ownerText: names.owner.get(zone.owner)!,
    });
    for (const point of zone.points) db.update('riskPoint', points.get(point)!, { zoneId: id });
  }

  const idOf = (riskNo: string): string => {
    const id = ids.get(riskNo) ?? newId();
    ids.set(riskNo, id);
    return id;
  };
  const states = replay(sample);
  let baseRoundId: string | null = null;
  sample.rounds.forEach((round, at) => {
    baseRoundId = insertRound(db, sample, round, { before: states[at]!, after: states[at + 1]!, baseRoundId, idOf, names, scene });
  });
  fillStaff(db, sample.staff, { people, departments, posts, names: names.owner }, scene);
  return enterprise.id;
}

/** Registers before the first round and after each, computed back from the last. */
function replay({ risks, rounds }: Sample): State[] {
  const states: State[] = [new Map(risks.map((risk) => [risk.riskNo, risk]))];
  for (const round of rounds.toReversed()) {
    const state = new Map(states[0]!);
    for (const change of round.changes) {
      if (change.change === 'added') state.delete(change.riskNo);
      else if (change.change === 'removed') state.set(change.riskNo, change.before);
      else state.set(change.riskNo, { ...state.get(change.riskNo)!, ...change.before } as SampleRisk);
    }
    states.unshift(state);
  }
  return states;
}

interface RoundParts {
  before: State;
  after: State;
  baseRoundId: string | null;
  idOf(riskNo: string): string;
  names: { department: Map<string, string>; owner: Map<string, string> };
  scene: SampleScene;
}

function insertRound(
  db: Writer,
  sample: Sample,
  round: Sample['rounds'][number],
  { before, after, baseRoundId, idOf, names, scene }: RoundParts,
): string {
  const row = db.insert('round', {
    no: round.no,
    name: round.name,
    kind: round.kind,
    period: round.period,
    status: 'closed',
    origin: 'native',
    baseRoundId,
    reason: round.reason,
    scope: round.scope,
    methodNote: '',
    startedOn: round.openedOn,
    assessedOn: round.assessedOn,
    meetingOn: round.assessedOn,
    meetingPlace: '公司会议室',
    closedOn: round.closedOn,
    signedOn: round.closedOn,
    noticeOn: round.openedOn,
    team: JSON.stringify(round.team.map(({ person: _person, ...member }) => ({ ...member, attended: true }))),
    conclusion: round.conclusion,
  });
  const confirmations = new Map(round.confirmations.map((entry) => [entry.department, entry]));
  const changes = new Map(round.changes.map((change) => [change.riskNo, change]));
  const implementations = new Map(round.implementations.map(({ riskNo, words }) => [riskNo, words]));
  const snapshot = (risk: SampleRisk): { id: string; level: RiskSnapshot['level'] } => {
    const frozen = snapshotOf(sample, risk, names, scene);
    return { id: db.keep(snapshotText(frozen)), level: frozen.level };
  };
  for (const riskNo of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(riskNo), after.get(riskNo)];
    const earlier = old && snapshot(old);
    const later = now && snapshot(now);
    const change = changes.get(riskNo);
    const confirmed = confirmations.get((now ?? old)!.department);
    const by = confirmed ? (names.owner.get(confirmed.person) ?? '') : '';
    const implementation = implementations.get(riskNo);
    db.insert('roundRisk', {
      roundId: row.id,
      riskId: idOf(riskNo),
      before: earlier?.id ?? null,
      after: later?.id ?? null,
      beforeLevel: earlier?.level ?? null,
      afterLevel: later?.level ?? null,
      department: (now ?? old)!.department,
      riskNoKey: riskNoKey(riskNo),
      state:
        later === undefined
          ? 'removed'
          : change === undefined
            ? 'confirmed'
            : change.change === 'added'
              ? 'added'
              : change.change === 'removed'
                ? 'removed'
                : 'changed',
      reason: change?.reason ?? '',
      confirmedBy: by,
      confirmedOn: confirmed?.assessedOn ?? null,
      ...(implementation !== undefined && { implementation, implementedOn: confirmed?.assessedOn ?? null, implementedBy: by }),
    });
    if (change && earlier && later && earlier.level !== later.level && db.find('risk', idOf(riskNo)) !== undefined) {
      db.insert('levelChange', {
        riskId: idOf(riskNo),
        roundId: row.id,
        fromLevel: earlier.level,
        toLevel: later.level,
        reason: change.reason,
        assessor: names.owner.get(change.assessor) ?? change.assessor,
        reviewer: names.owner.get(change.reviewer) ?? change.reviewer,
        changedOn: round.assessedOn,
      });
    }
  }
  return row.id;
}

const scaleOf = (sample: Sample, risk: SampleRisk, scene: SampleScene): Scale => scene.scale(sample.scales[risk.assessment.method]);

function draftOf(sample: Sample, risk: SampleRisk, scene: SampleScene): Omit<RiskDraft, 'riskPointId'> {
  const { assessment } = risk;
  const draft = {
    ...emptyRisk,
    riskNo: risk.riskNo,
    step: risk.step,
    hazardSource: risk.hazardSource,
    factorCode: risk.factorCode,
    accidentTypes: risk.accidentTypes,
    consequence: risk.consequence,
    method: assessment.method,
    l: assessment.l,
    e: assessment.method === 'lec' ? assessment.e : null,
    c: assessment.method === 'lec' ? assessment.c : null,
    s: assessment.method === 'ls' ? assessment.s : null,
    engineering: risk.engineering,
    administrative: risk.administrative,
    training: risk.training,
    ppe: risk.ppe,
    emergency: risk.emergency,
    controlLevel: risk.controlLevel,
    checkCycle: risk.checkCycle,
    assessedOn: risk.assessedOn,
  };
  const major = sample.majors.find(({ riskNo }) => riskNo === risk.riskNo);
  if (major === undefined || gradeRisk(draft, scaleOf(sample, risk, scene))?.level !== 'major') return draft;
  const { monitoring, impactScope } = major;
  return { ...draft, monitoring, impactScope, leaderText: sample.people.find(({ key }) => key === risk.owner)?.name ?? '' };
}

function snapshotOf(sample: Sample, risk: SampleRisk, names: RoundParts['names'], scene: SampleScene): RiskSnapshot {
  const draft = draftOf(sample, risk, scene);
  const graded = gradeRisk(draft, scaleOf(sample, risk, scene))!;
  const owner = names.owner.get(risk.owner) ?? '';
  const {
    departmentId: _department,
    ownerId: _owner,
    ownerPostId: _post,
    ownerText: _text,
    level: _level,
    keptLevel: _kept,
    ...stated
  } = draft;
  return {
    ...stated,
    riskPoint: risk.point,
    kind: risk.kind,
    location: risk.location,
    score100: graded.score100,
    level: graded.level,
    scale: graded.scale,
    department: names.department.get(risk.department) ?? '',
    owner,
    phone: sample.people.find((person) => person.key === risk.owner)?.phone ?? '',
    nextReviewOn: draft.assessedOn === null ? null : nextReviewOn(draft.assessedOn, scene.cadence),
    missing: missingOf({ ...draft, departmentId: 'known', ownerText: owner }),
  };
}
