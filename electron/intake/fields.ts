/** What a sheet can be taken in as. */
export const intakeSubjects = ['risk', 'person', 'department', 'post'] as const;
export type IntakeSubject = (typeof intakeSubjects)[number];

/** How a cell of a field is read. */
export type FieldKind =
  | 'text'
  | 'number'
  | 'date'
  | 'level'
  | 'accidents'
  | 'method'
  | 'controlLevel'
  | 'kind'
  | 'employment'
  | 'sex'
  | 'idNumber'
  | 'phone'
  | 'name'
  | 'departmentKind'
  | 'postLevel'
  | 'yesNo'
  /** Yes, no, or what it is, which says yes: 噪声 under 接触职业病危害因素. */
  | 'yesOrWhat';

/** Fields of a risk register, named as in `db/domain/risk`. */
export const riskFields = {
  no: 'text',
  riskNo: 'text',
  riskPoint: 'text',
  kind: 'kind',
  location: 'text',
  department: 'text',
  step: 'text',
  hazardSource: 'text',
  factorCode: 'text',
  accidentTypes: 'accidents',
  consequence: 'text',
  method: 'method',
  l: 'number',
  e: 'number',
  c: 'number',
  s: 'number',
  score: 'number',
  level: 'level',
  inherentL: 'number',
  inherentE: 'number',
  inherentC: 'number',
  inherentS: 'number',
  inherentScore: 'number',
  inherentLevel: 'level',
  directReason: 'text',
  engineering: 'text',
  administrative: 'text',
  training: 'text',
  ppe: 'text',
  emergency: 'text',
  measures: 'text',
  proposed: 'text',
  monitoring: 'text',
  impactScope: 'text',
  leaderText: 'text',
  controlLevel: 'controlLevel',
  owner: 'text',
  phone: 'phone',
  checkCycle: 'text',
  assessedOn: 'date',
  remark: 'text',
} as const satisfies Record<string, FieldKind>;
export type RiskField = keyof typeof riskFields;

/** Fields of the assessment without measures, by those of the assessment with them. */
export const inherentFields = {
  l: 'inherentL',
  e: 'inherentE',
  c: 'inherentC',
  s: 'inherentS',
  score: 'inherentScore',
  level: 'inherentLevel',
} as const satisfies Record<string, RiskField>;
export type InherentField = (typeof inherentFields)[keyof typeof inherentFields];

/** Fields of a list of people. */
export const personFields = {
  no: 'text',
  name: 'text',
  idNumber: 'idNumber',
  sex: 'sex',
  phone: 'phone',
  department: 'text',
  workshop: 'text',
  team: 'text',
  post: 'text',
  employment: 'employment',
  enteredOn: 'date',
  leftOn: 'date',
  education: 'text',
  employeeNo: 'text',
  employer: 'text',
  certificateKind: 'text',
  certificateNo: 'text',
  certificateIssuedOn: 'date',
  certificateExpiresOn: 'date',
  remark: 'text',
} as const satisfies Record<string, FieldKind>;
export type PersonField = keyof typeof personFields;

/** Fields of a list of departments; a sheet has a column for the one above, or one for each level. */
export const departmentFields = {
  no: 'text',
  tier1: 'name',
  tier2: 'name',
  tier3: 'name',
  tier4: 'name',
  departmentName: 'name',
  parent: 'name',
  departmentKind: 'departmentKind',
  validFrom: 'date',
} as const satisfies Record<string, FieldKind>;
export type DepartmentField = keyof typeof departmentFields;

/** Fields of a list of posts. */
export const postFields = {
  no: 'text',
  postName: 'text',
  postDepartment: 'text',
  workshop: 'text',
  team: 'text',
  postLevel: 'postLevel',
  isHazardExposed: 'yesOrWhat',
  isSpecialOperation: 'yesOrWhat',
  isCompanyLeader: 'yesNo',
  validFrom: 'date',
} as const satisfies Record<string, FieldKind>;
export type PostField = keyof typeof postFields;

export type IntakeField = RiskField | PersonField | DepartmentField | PostField;

export const fieldKinds: Record<IntakeSubject, Readonly<Record<string, FieldKind>>> = {
  risk: riskFields,
  person: personFields,
  department: departmentFields,
  post: postFields,
};

/** True when `field` belongs to the subject. */
export const isField = (subject: IntakeSubject, field: string): field is IntakeField => Object.hasOwn(fieldKinds[subject], field);

/** Fields whose presence tells what a table is about; the others stand in every table. */
export const tellingFields: Record<IntakeSubject, ReadonlySet<string>> = {
  risk: new Set<RiskField>([
    'riskPoint',
    'step',
    'hazardSource',
    'factorCode',
    'accidentTypes',
    'consequence',
    'method',
    'l',
    'e',
    'c',
    's',
    'score',
    'level',
    'inherentL',
    'inherentE',
    'inherentC',
    'inherentS',
    'inherentScore',
    'inherentLevel',
    'directReason',
    'engineering',
    'administrative',
    'training',
    'ppe',
    'emergency',
    'measures',
    'proposed',
    'monitoring',
    'impactScope',
    'leaderText',
    'controlLevel',
  ]),
  person: new Set<PersonField>([
    'name',
    'idNumber',
    'sex',
    'post',
    'employment',
    'enteredOn',
    'leftOn',
    'education',
    'employeeNo',
    'employer',
    'certificateKind',
    'certificateNo',
    'certificateIssuedOn',
    'certificateExpiresOn',
  ]),
  department: new Set<DepartmentField>(['tier1', 'tier2', 'tier3', 'tier4', 'departmentName', 'parent', 'departmentKind', 'validFrom']),
  post: new Set<PostField>(['postName', 'postLevel', 'isHazardExposed', 'isSpecialOperation', 'isCompanyLeader', 'validFrom']),
};

/** Fields of which a table needs one, or none of its rows can be taken. */
export const essentialFields: Record<IntakeSubject, readonly [IntakeField, ...IntakeField[]]> = {
  risk: ['hazardSource'],
  person: ['name'],
  department: ['departmentName', 'tier1', 'tier2', 'tier3', 'tier4'],
  post: ['postName'],
};

/** Fields that several columns may fill together; the texts are joined in the order of the sheet. */
export const joinedFields: ReadonlySet<string> = new Set<IntakeField>([
  'step',
  'hazardSource',
  'consequence',
  'measures',
  'proposed',
  'monitoring',
  'impactScope',
  'remark',
  'certificateKind',
]);
