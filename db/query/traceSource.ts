import type { TraceEvent, TraceFact, TraceSubject } from '../domain/responsibility/trace';
import { periodTitle } from '../domain/period';
import type { RoundMember } from '../domain/round/round';
import type { Reader } from '../handle';
import type { Row } from '../tables';
import { enteredOn, rowOn } from './past';
import { furtherIds, type Owner } from './riskOwner';
import { departmentsOf } from './traceUnit';
import {
  entriesOf,
  eventsOfDepartment,
  eventsOfFiling,
  eventsOfFinding,
  eventsOfResolution,
  eventsOfRisks,
  eventsOfRound,
} from './traceEvents';

/** What a record says itself on a day: where it belongs, who answers for it, who had to do with it. */
export interface TraceSource {
  /** May differ from what was asked for: a sheet of a risk point means the point. */
  id: string;
  /** Record on whose page it stands, where it has none of its own. */
  shownId?: string;
  number: string;
  title: string;
  eventDay: string;
  /** It was entered only after the day. */
  isLater: boolean;
  recordedOn: string | null;
  departmentId: string | null;
  owners: Owner[];
  /** 责任领导 by name or post. */
  leaders: string[];
  facts: TraceFact[];
  events: TraceEvent[];
  isSpecialEquipment: boolean;
}

/** A day asked for, else that of the matter itself. */
type Find = (reader: Reader, id: string, asked: string | null, today: string) => TraceSource | undefined;

const fact = (key: TraceFact['key'], value: string | number | null, group?: TraceFact['term']): TraceFact[] =>
  value === null || value === '' ? [] : [{ key, value: String(value), ...(group === undefined ? {} : { term: group }) }];
const ownerIn = ({ ownerId, ownerText, ...row }: { ownerId: string | null; ownerText: string; ownerPostId?: string | null }): Owner[] => {
  const ownerPostId = row.ownerPostId ?? null;
  return ownerId === null && ownerPostId === null && ownerText === '' ? [] : [{ ownerId, ownerPostId, ownerText }];
};

/** All who answered for a risk at the end of a day. */
function ownersOn(reader: Reader, risk: Row<'risk'>, day: string): Owner[] {
  const further = furtherIds(risk.id).flatMap((id) => {
    const past = rowOn(reader, 'riskOwner', id, day);
    return past === undefined || past.isLater || past.isGone ? [] : ownerIn(past.row);
  });
  return [...ownerIn(risk), ...further];
}

const pointName = (reader: Reader, id: string, day: string): string => rowOn(reader, 'riskPoint', id, day)?.row.name ?? '';

const ofRisk: Find = (reader, id, asked, today) => {
  const day = asked ?? today;
  const past = rowOn(reader, 'risk', id, day);
  if (past === undefined) return undefined;
  const { row, isLater } = past;
  const point = rowOn(reader, 'riskPoint', row.riskPointId, day)?.row;
  return {
    id,
    number: row.riskNo,
    title: [pointName(reader, row.riskPointId, day), row.hazardSource].filter((word) => word !== '').join('：'),
    eventDay: today,
    isLater,
    recordedOn: enteredOn(reader, id),
    departmentId: row.departmentId ?? point?.departmentId ?? null,
    owners: ownersOn(reader, row, day),
    leaders: row.leaderText === '' ? [] : [row.leaderText],
    facts: [
      ...fact('level', row.level, 'riskLevel'),
      ...fact('score', row.score100 === null ? null : row.score100 / 100),
      ...fact('location', point?.location ?? ''),
      ...fact('owner', row.ownerText),
      ...fact('state', row.status, 'riskStatus'),
    ],
    events: eventsOfRisks(reader, [id], day),
    isSpecialEquipment: isSpecial(reader, row.riskPointId),
  };
};

const isSpecial = (reader: Reader, pointId: string): boolean =>
  reader.value('SELECT 1 FROM equipment WHERE riskPointId = ? AND isSpecialEquipment = 1', [pointId]) !== undefined;

/** Risks of a point are told by who answers for them. */
const ofPoint: Find = (reader, asId, asked, today) => {
  const day = asked ?? today;
  const id =
    reader.value<string>(
      `SELECT riskPointId FROM (SELECT id, riskPointId FROM activity UNION ALL SELECT id, riskPointId FROM equipment
        UNION ALL SELECT id, riskPointId FROM workplace) WHERE id = ?`,
      [asId],
    ) ?? asId;
  const past = rowOn(reader, 'riskPoint', id, day);
  if (past === undefined) return undefined;
  const risks = reader
    .column<string>('SELECT id FROM risk WHERE riskPointId = ? ORDER BY levelRank, riskNoKey LIMIT 500', [id])
    .flatMap((riskId) => rowOn(reader, 'risk', riskId, day) ?? [])
    .filter(({ row }) => row.riskPointId === id)
    .map(({ row }) => row);
  const owners = new Map(
    risks.flatMap((risk) => ownersOn(reader, risk, day).map((owner) => [owner.ownerId ?? owner.ownerPostId ?? owner.ownerText, owner])),
  );
  const { row } = past;
  const first = risks[0];
  return {
    id,
    number: row.no,
    title: row.name,
    eventDay: today,
    isLater: past.isLater,
    recordedOn: enteredOn(reader, id),
    departmentId: row.departmentId ?? first?.departmentId ?? null,
    owners: [...owners.values()],
    leaders: [...new Set(risks.map(({ leaderText }) => leaderText).filter((word) => word !== ''))],
    facts: [
      ...fact(
        'level',
        risks.reduce((a, b) => (b.levelRank < a.levelRank ? b : a), first ?? { level: '', levelRank: 9 }).level,
        'riskLevel',
      ),
      ...fact('location', row.location),
      ...fact('risks', risks.length),
    ],
    events: eventsOfRisks(reader, [id, ...risks.map((risk) => risk.id)], day),
    isSpecialEquipment: isSpecial(reader, id),
  };
};

const ofFinding: Find = (reader, id, asked, today) => {
  const inspectionId =
    reader.value<string>('SELECT inspectionId FROM inspectionFinding WHERE id = ?', [id]) ??
    rowOn(reader, 'inspectionFinding', id, today)?.row.inspectionId;
  const inspection = inspectionId === undefined ? undefined : rowOn(reader, 'leaderInspection', inspectionId, today)?.row;
  if (inspection === undefined) return undefined;
  const day = asked ?? inspection.on;
  const past = rowOn(reader, 'inspectionFinding', id, day)!;
  const { row } = past;
  return {
    id,
    shownId: inspection.id,
    number: `${inspection.no}-${row.sort + 1}`,
    title: row.text,
    eventDay: inspection.on,
    isLater: past.isLater,
    recordedOn: enteredOn(reader, id),
    departmentId: row.departmentId,
    owners: ownerIn(row),
    leaders: [],
    facts: [
      ...fact('inspection', `${inspection.no} ${inspection.on} ${inspection.inspectorName}`),
      ...fact('location', row.place),
      ...fact('owner', row.ownerText),
      ...fact('due', row.dueOn),
    ],
    events: eventsOfFinding(inspection, row, day),
    isSpecialEquipment: false,
  };
};

const ofResolution: Find = (reader, id, asked, today) => {
  const meetingId =
    reader.value<string>('SELECT meetingId FROM resolution WHERE id = ?', [id]) ?? rowOn(reader, 'resolution', id, today)?.row.meetingId;
  const meeting = meetingId === undefined ? undefined : rowOn(reader, 'committeeMeeting', meetingId, today)?.row;
  if (meeting === undefined) return undefined;
  const day = asked ?? meeting.heldOn;
  const past = rowOn(reader, 'resolution', id, day)!;
  const { row } = past;
  return {
    id,
    shownId: meeting.id,
    number: `${meeting.no}-${row.sort}`,
    title: row.text,
    eventDay: meeting.heldOn,
    isLater: past.isLater,
    recordedOn: enteredOn(reader, id),
    departmentId: row.departmentId,
    owners: ownerIn(row),
    leaders: [],
    facts: [...fact('meeting', `${meeting.no} ${meeting.name}`), ...fact('owner', row.ownerText), ...fact('due', row.dueOn)],
    events: eventsOfResolution(meeting, row, day),
    isSpecialEquipment: false,
  };
};

const ofRound: Find = (reader, id, asked, today) => {
  const now = rowOn(reader, 'round', id, today)?.row;
  if (now === undefined) return undefined;
  const eventDay = now.closedOn ?? now.assessedOn ?? now.startedOn;
  const day = asked ?? eventDay;
  const past = rowOn(reader, 'round', id, day)!;
  const team = JSON.parse(now.team) as RoundMember[];
  const isClosed = now.closedOn !== null && now.closedOn <= day;
  const chiefs = team.filter(({ role }) => role.includes('组长'));
  return {
    id,
    number: now.no,
    title: now.name,
    eventDay,
    isLater: past.isLater,
    recordedOn: enteredOn(reader, id),
    departmentId: null,
    owners: chiefs.map(({ name }) => ({ ownerId: null, ownerPostId: null, ownerText: name })),
    leaders: [],
    facts: [...fact('period', periodTitle(now.period)), ...fact('state', isClosed ? 'closed' : 'open', 'roundStatus')],
    events: [...eventsOfRound(reader, now, day), ...entriesOf(reader, [id], day)],
    isSpecialEquipment: false,
  };
};

const ofFiling: Find = (reader, id, asked) => {
  const row = reader.get<Pick<Row<'filing'>, 'id' | 'number' | 'title' | 'compiledOn' | 'period' | 'addressee' | 'roundId'> & FiledBy>(
    `SELECT id, number, title, compiledOn, period, addressee, roundId, json_extract(dossier, '$.preparedBy') AS preparedBy,
        json_extract(dossier, '$.reviewedBy') AS reviewedBy, json_extract(dossier, '$.approvedBy') AS approvedBy FROM filing WHERE id = ?`,
    [id],
  );
  if (row === undefined) return undefined;
  const day = asked ?? row.compiledOn;
  const names = [row.preparedBy, row.reviewedBy, row.approvedBy].filter((name) => typeof name === 'string' && name.trim() !== '');
  return {
    id,
    number: row.number,
    title: row.title,
    eventDay: row.compiledOn,
    isLater: false,
    recordedOn: enteredOn(reader, id),
    departmentId: null,
    owners: [...new Set(names as string[])].map((ownerText) => ({ ownerId: null, ownerPostId: null, ownerText })),
    leaders: [],
    facts: [...fact('period', row.period), ...fact('addressee', row.addressee)],
    events: eventsOfFiling(reader, row, day),
    isSpecialEquipment: false,
  };
};
/** Who stands on an issued paper, where its dossier says so. */
export interface FiledBy {
  preparedBy: string | null;
  reviewedBy: string | null;
  approvedBy: string | null;
}

const ofDepartment: Find = (reader, id, asked, today) => {
  const day = asked ?? today;
  const [unit] = departmentsOf(reader, id, day);
  if (unit === undefined) return undefined;
  return {
    id,
    number: '',
    title: unit.name,
    eventDay: today,
    isLater: false,
    recordedOn: null,
    departmentId: id,
    owners: [],
    leaders: [],
    facts: fact('risks', reader.value<number>(`SELECT count(*) FROM risk WHERE departmentId = ? AND status <> 'retired'`, [id]) ?? 0),
    events: eventsOfDepartment(reader, id, day),
    isSpecialEquipment: false,
  };
};

/** Where 责任追溯 of each kind begins. A register that comes later adds one function. */
export const traceSources: Readonly<Record<TraceSubject, Find>> = {
  risk: ofRisk,
  riskPoint: ofPoint,
  inspectionFinding: ofFinding,
  resolution: ofResolution,
  round: ofRound,
  filing: ofFiling,
  department: ofDepartment,
};
