import { fieldTerms, terms } from '../../../db/domain/term';
import { speak, type Translate } from '../speak';
import type { Subject } from './sheet';

/** What a column can be, in the order in which it is offered. */
const subjectsOf = {
  no: ['risk', 'person', 'department', 'post'],
  postName: ['post'],
  postDepartment: ['post'],
  departmentName: ['department'],
  parent: ['department'],
  departmentKind: ['department'],
  validFrom: ['department', 'post'],
  tier1: ['department'],
  tier2: ['department'],
  tier3: ['department'],
  tier4: ['department'],
  riskNo: ['risk'],
  riskPoint: ['risk'],
  kind: ['risk'],
  location: ['risk'],
  name: ['person'],
  idNumber: ['person'],
  sex: ['person'],
  department: ['risk', 'person'],
  post: ['person'],
  employment: ['person'],
  step: ['risk'],
  hazardSource: ['risk'],
  factorCode: ['risk'],
  accidentTypes: ['risk'],
  consequence: ['risk'],
  method: ['risk'],
  l: ['risk'],
  e: ['risk'],
  c: ['risk'],
  s: ['risk'],
  score: ['risk'],
  level: ['risk'],
  inherentL: ['risk'],
  inherentE: ['risk'],
  inherentC: ['risk'],
  inherentS: ['risk'],
  inherentScore: ['risk'],
  inherentLevel: ['risk'],
  directReason: ['risk'],
  engineering: ['risk'],
  administrative: ['risk'],
  training: ['risk'],
  ppe: ['risk'],
  emergency: ['risk'],
  measures: ['risk'],
  proposed: ['risk'],
  monitoring: ['risk'],
  impactScope: ['risk'],
  leaderText: ['risk'],
  controlLevel: ['risk'],
  owner: ['risk'],
  phone: ['risk', 'person'],
  enteredOn: ['person'],
  leftOn: ['person'],
  education: ['person'],
  certificateKind: ['person'],
  certificateNo: ['person'],
  employeeNo: ['person'],
  employer: ['person'],
  workshop: ['person', 'post'],
  team: ['person', 'post'],
  postLevel: ['post'],
  isHazardExposed: ['post'],
  isSpecialOperation: ['post'],
  isCompanyLeader: ['post'],
  certificateIssuedOn: ['person'],
  certificateExpiresOn: ['person'],
  checkCycle: ['risk'],
  assessedOn: ['risk'],
  remark: ['risk', 'person'],
} as const satisfies Record<string, readonly Subject[]>;
export type Field = keyof typeof subjectsOf;

export const fieldsOf = (subject: Subject): Field[] =>
  (Object.keys(subjectsOf) as Field[]).filter((field) => (subjectsOf[field] as readonly Subject[]).includes(subject));

/** Name of a field of a record or of a sheet; people belong to a department, risks are answered for by one. */
export const fieldName = (t: Translate, field: string, subject: Subject): string =>
  field in terms.field && !(subject === 'person' && field === 'department')
    ? speak(t, `term:field.${field}`)
    : speak(t, `import:field.${field}`, { defaultValue: field });

/** A value of a field as people read it. */
export function fieldValue(t: Translate, field: string, value: string): string {
  if (value === '') return speak(t, field === 'postDepartment' ? 'import:allDepartments' : 'import:nothing');
  if (value === 'true' || value === 'false') return speak(t, `import:${value === 'true' ? 'yes' : 'no'}`);
  const kind = fieldTerms[field];
  return kind !== undefined && value in terms[kind] ? speak(t, `term:${kind}.${value}`) : value;
}
