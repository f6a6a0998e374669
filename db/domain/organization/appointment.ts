import { z } from 'zod';
import { isoDate, text } from '../field';

/**
 * 固定角色和任职 (handbook 3.1, 2.3, R40): what a person is besides holding a post. `equipment…` are those of 总局令第74号 (R40), not the
 * 安全总监 and 安全员 of work safety.
 */
export const appointmentRoles = [
  'legalRep',
  'actualController',
  'principal',
  'safetyDeputy',
  'technicalLead',
  'otherLeader',
  'safetyDirector',
  'unionChair',
  'departmentHead',
  'fullTimeOfficer',
  'partTimeOfficer',
  'certifiedSafetyEngineer',
  'committeeChair',
  'committeeDeputy',
  'committeeMember',
  'committeeSecretary',
  'equipmentSafetyDirector',
  'equipmentSafetyOfficer',
] as const;
export type AppointmentRole = (typeof appointmentRoles)[number];

/** 安全生产管理机构, 安全生产委员会, 委托的安全生产技术服务机构. */
export const safetyBodyKinds = ['office', 'committee', 'entrusted'] as const;
export type SafetyBodyKind = (typeof safetyBodyKinds)[number];

/** Offices of the enterprise that one person holds at a time. */
export const soleRoles: ReadonlySet<AppointmentRole> = new Set(['legalRep', 'principal', 'committeeChair']);

/** Offices that belong to a department: it has to be named. */
export const departmentRoles: ReadonlySet<AppointmentRole> = new Set(['departmentHead']);

/** Offices of the leaders of an enterprise: whoever is 公司领导 holds one of them. */
export const leaderRoles: readonly AppointmentRole[] = [
  'legalRep',
  'actualController',
  'principal',
  'safetyDeputy',
  'technicalLead',
  'otherLeader',
  'safetyDirector',
  'unionChair',
];

export const appointmentDraft = z.object({
  personId: z.uuid(),
  role: z.enum(appointmentRoles),
  departmentId: z.uuid().nullable(),
  title: text(100),
  scope: text(500),
  documentNumber: text(100),
  certificate: text(100),
  certificateNumber: text(100),
  certificateTo: isoDate.nullable(),
  notifiedOn: isoDate.nullable(),
  endNotifiedOn: isoDate.nullable(),
  validFrom: isoDate,
  validTo: isoDate.nullable(),
  remark: text(2000),
});
export type AppointmentDraft = z.infer<typeof appointmentDraft>;

interface Named {
  id: string;
  name: string;
}

/** What is known on a day of the offices of an enterprise. */
export interface OfficeFacts {
  /** Who holds which office. */
  holders: readonly { role: AppointmentRole; name: string }[];
  /** Names as the record of the enterprise states them. */
  stated: Readonly<Record<'legalRep' | 'actualController' | 'principal', string>>;
  hasLaborUnion: boolean;
  hasSpecialEquipment: boolean;
  /** Departments and workshops without a head. */
  headless: readonly Named[];
  /** 公司领导 who hold no office of a leader. */
  idleLeaders: readonly Named[];
}

/** An office that nobody holds, or somebody else than the record of the enterprise says. */
export type AppointmentGap =
  | { kind: 'missing'; role: AppointmentRole; stated: string }
  | { kind: 'differs'; role: AppointmentRole; stated: string; held: string }
  | { kind: 'departments'; role: 'departmentHead'; departments: readonly Named[] }
  | { kind: 'leaders'; role: 'otherLeader'; people: readonly Named[] };

/** 实际控制人 may be a company or an authority, which holds no office here. */
const isBody = (name: string): boolean => /(公司|集团|企业|合作社|政府|委员会|国资委|基金会|中心|合伙|局|厅|部)$/.test(name);

/** Gaps of the fixed roles (handbook 3.1, R40 for special equipment), in the order of the roles. None of them is an offence: 待完善. */
export function appointmentGaps(facts: OfficeFacts): AppointmentGap[] {
  const holdersOf = (role: AppointmentRole): string[] => facts.holders.filter((held) => held.role === role).map(({ name }) => name);
  const missing = (role: AppointmentRole, isWanted = true): AppointmentGap[] =>
    isWanted && holdersOf(role).length === 0 ? [{ kind: 'missing', role, stated: '' }] : [];
  const named = (role: keyof OfficeFacts['stated']): AppointmentGap[] => {
    const stated = facts.stated[role].trim();
    const held = holdersOf(role);
    if (isBody(stated)) return [];
    if (held.length === 0) return [{ kind: 'missing', role, stated }];
    return stated === '' || held.some((name) => stated.includes(name)) ? [] : [{ kind: 'differs', role, stated, held: held.join('、') }];
  };
  return [
    ...named('legalRep'),
    ...named('actualController'),
    ...named('principal'),
    ...missing('safetyDeputy'),
    ...missing('technicalLead'),
    ...(facts.idleLeaders.length > 0 ? [{ kind: 'leaders', role: 'otherLeader', people: facts.idleLeaders } as const] : []),
    ...missing('unionChair', facts.hasLaborUnion),
    ...(facts.headless.length > 0 ? [{ kind: 'departments', role: 'departmentHead', departments: facts.headless } as const] : []),
    ...missing('equipmentSafetyDirector', facts.hasSpecialEquipment),
    ...missing('equipmentSafetyOfficer', facts.hasSpecialEquipment),
  ];
}
