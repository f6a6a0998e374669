import type { AppointmentRole, SafetyBodyKind } from '../domain/organization/appointment';
import type { Employment } from '../domain/organization/organization';
import { staffingRequirements, type StaffingFacts, type StaffingPresent } from '../domain/staffing/staffing';
import type { Reader } from '../handle';
import { inForce } from './asOf';
import { departmentNameOn } from './department';
import { readEnterprise } from './enterprise';

/** Entered and not yet left; the last day is a day of work. */
const employed = '(p.enteredOn IS NULL OR p.enteredOn <= @day) AND (p.leftOn IS NULL OR p.leftOn >= @day)';
const employment = `coalesce(nullif((SELECT a.employment FROM assignment a WHERE a.personId = p.id AND ${inForce('a')} LIMIT 1), ''), p.employment)`;

/** Roles that staffing counts or shows. */
export const staffRoles = [
  'safetyDirector',
  'fullTimeOfficer',
  'partTimeOfficer',
  'certifiedSafetyEngineer',
  'committeeChair',
  'equipmentSafetyDirector',
  'equipmentSafetyOfficer',
] as const satisfies readonly AppointmentRole[];
export type StaffRole = (typeof staffRoles)[number];

export interface StaffRow {
  id: string;
  personId: string;
  name: string;
  role: StaffRole;
  department: string;
  post: string;
  title: string;
  documentNumber: string;
  certificate: string;
  certificateNumber: string;
  certificateTo: string | null;
  /** The certificate had run out on the day. */
  expired: boolean;
  employment: Employment;
  validFrom: string;
  validTo: string | null;
}

/** Who held a role of safety on the day and was employed then; people of contractors are not the enterprise's. */
const staffOn = (reader: Reader, day: string): StaffRow[] =>
  reader
    .all<Omit<StaffRow, 'expired'>>(
      `SELECT t.id, t.personId, p.name, t.role, t.title, t.documentNumber, t.certificate, t.certificateNumber, t.certificateTo,
        t.validFrom, t.validTo, ${employment} AS employment,
        coalesce(${departmentNameOn(`coalesce(t.departmentId, (SELECT a.departmentId FROM assignment a WHERE a.personId = p.id AND ${inForce('a')} LIMIT 1))`)}, '') AS department,
        coalesce((SELECT o.name FROM assignment a JOIN post o ON o.id = a.postId WHERE a.personId = p.id AND ${inForce('a')} LIMIT 1), '') AS post
      FROM appointment t JOIN person p ON p.id = t.personId
      WHERE ${inForce('t')} AND ${employed} AND t.role IN (SELECT value FROM json_each(@roles))
      ORDER BY (SELECT key FROM json_each(@roles) WHERE value = t.role), t.validFrom, p.name, t.id`,
      { day, roles: JSON.stringify(staffRoles) },
    )
    .filter((row) => row.employment !== 'contractor')
    .map((row) => ({ ...row, expired: row.certificateTo !== null && row.certificateTo < day }));

export interface SafetyBodyRow {
  id: string;
  revision: number;
  kind: SafetyBodyKind;
  name: string;
  departmentId: string | null;
  department: string;
  isMerged: boolean;
  documentNumber: string;
  validFrom: string;
  validTo: string | null;
  remark: string;
  /** In force on the day. */
  isOpen: boolean;
}

/** All bodies there have been, those of the day first. */
const safetyBodies = (reader: Reader, day: string): SafetyBodyRow[] =>
  reader
    .all<Omit<SafetyBodyRow, 'isMerged' | 'isOpen'> & { isMerged: number; isOpen: number }>(
      `SELECT b.id, b.revision, b.kind, b.name, b.departmentId, coalesce(${departmentNameOn('b.departmentId')}, '') AS department, b.isMerged, b.documentNumber,
        b.validFrom, b.validTo, b.remark, ${inForce('b')} AS isOpen
      FROM safetyBody b ORDER BY isOpen DESC, b.kind = 'entrusted', b.kind = 'committee', b.validFrom DESC, b.id`,
      { day },
    )
    .map((row) => ({ ...row, isMerged: row.isMerged === 1, isOpen: row.isOpen === 1 }));

/** People on the register by 用工形式 on a day. */
function peopleOn(reader: Reader, day: string): Record<Employment, number> & { employees: number } {
  const counted: Record<Employment, number> = { formal: 0, dispatched: 0, intern: 0, contractor: 0 };
  for (const { kind, n } of reader.all<{ kind: Employment; n: number }>(
    `SELECT ${employment} AS kind, count(*) AS n FROM person p WHERE ${employed} GROUP BY 1`,
    { day },
  ))
    counted[kind] += n;
  return { ...counted, employees: counted.formal + counted.dispatched + counted.intern };
}

function presentOf(reader: Reader, day: string, staff: readonly StaffRow[], bodies: readonly SafetyBodyRow[]): StaffingPresent {
  const holding = (...roles: StaffRole[]): number =>
    new Set(staff.filter(({ role }) => roles.includes(role)).map(({ personId }) => personId)).size;
  const ofKind = (kind: SafetyBodyKind) => bodies.filter((body) => body.isOpen && body.kind === kind);
  const principals = reader.all<{ personId: string; name: string }>(
    `SELECT t.personId, p.name FROM appointment t JOIN person p ON p.id = t.personId WHERE t.role = 'principal' AND ${inForce('t')} AND ${employed}`,
    { day },
  );
  const { principal } = readEnterprise(reader);
  return {
    offices: ofKind('office').length,
    mergedOffices: ofKind('office').filter(({ isMerged }) => isMerged).length,
    committees: ofKind('committee').length,
    entrusted: ofKind('entrusted').length,
    fullTime: holding('fullTimeOfficer'),
    officers: holding('fullTimeOfficer', 'partTimeOfficer'),
    engineers: new Set(staff.filter(({ role, expired }) => role === 'certifiedSafetyEngineer' && !expired).map(({ personId }) => personId))
      .size,
    directors: holding('safetyDirector'),
    // Without an appointment of the 主要负责人, the name in the profile says who it is.
    isChairPrincipal: staff.some(
      ({ role, personId, name }) =>
        role === 'committeeChair' &&
        (principals.length > 0 ? principals.some((one) => one.personId === personId) : principal !== '' && name === principal),
    ),
    equipmentDirectors: holding('equipmentSafetyDirector'),
    equipmentOfficers: holding('equipmentSafetyOfficer'),
  };
}

/** What the place of the enterprise switches on (`content.regionRules`). */
export interface LocalRules {
  packs: readonly string[];
  rules: Readonly<Record<string, 'on' | 'off'>>;
  duties: readonly string[];
}

/** Everything that staffing is judged by on a day. */
export function readStaffing(reader: Reader, day: string, { packs, rules, duties }: LocalRules) {
  const enterprise = readEnterprise(reader);
  const staff = staffOn(reader, day);
  const bodies = safetyBodies(reader, day);
  const facts: StaffingFacts = {
    headcount: enterprise.headcount,
    flags: enterprise,
    scale: enterprise.scale,
    packs,
    localRules: Object.entries(rules).flatMap(([rule, state]) => (state === 'on' ? [rule] : [])),
    localDuties: duties,
    present: presentOf(reader, day, staff, bodies),
  };
  return { facts, requirements: staffingRequirements(facts), staff, bodies, people: peopleOn(reader, day) };
}
