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
