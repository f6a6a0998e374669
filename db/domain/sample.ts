import { z } from 'zod';
import { accidentCode, date, text, versioned } from './content';
import { enterpriseDraft, enterpriseFlags, ownPaper } from './enterprise/enterprise';
import { appointmentRoles, safetyBodyKinds } from './organization/appointment';
import { departmentKinds, employments } from './organization/organization';
import { targetKinds } from './responsibility/responsibility';
import { controlLevels, riskPointKinds } from './risk/risk';
import { lecValues, lsValues } from './risk/scale';

const lec = z.strictObject({ method: z.literal('lec'), l: z.literal(lecValues.l), e: z.literal(lecValues.e), c: z.literal(lecValues.c) });
const ls = z.strictObject({ method: z.literal('ls'), l: z.literal(lsValues), s: z.literal(lsValues) });
const sampleRisk = z.strictObject({
  riskNo: text,
  point: text,
  kind: z.enum(riskPointKinds),
  location: text,
  step: text,
  hazardSource: text,
  factorCode: z.string().regex(/^[1-4]$/),
  accidentTypes: z.array(accidentCode).min(1),
  consequence: text,
  assessment: z.discriminatedUnion('method', [lec, ls]),
  engineering: text,
  administrative: text,
  training: text,
  ppe: text,
  emergency: text,
  controlLevel: z.enum(controlLevels),
  /** Keys of the lists above it. */
  department: text,
  ownerPost: text,
  owner: text,
  /** Name of a cycle of `check-cycles`, as papers print it. */
  checkCycle: text,
  assessedOn: date,
});
export type SampleRisk = z.infer<typeof sampleRisk>;

/** What a round changed. `before` holds what was different before it, so that every earlier quarter can be replayed from the end. */
const sampleChange = z.discriminatedUnion('change', [
  z.strictObject({
    change: z.enum(['up', 'down', 'changed']),
    riskNo: text,
    before: sampleRisk.partial(),
    reason: text,
    assessor: text,
    reviewer: text,
  }),
  z.strictObject({ change: z.literal('added'), riskNo: text, reason: text, assessor: text, reviewer: text }),
  z.strictObject({ change: z.literal('removed'), riskNo: text, before: sampleRisk, reason: text, assessor: text, reviewer: text }),
]);

const task = z.strictObject({
  text,
  department: text.nullable(),
  owner: text,
  dueOn: date,
  doneOn: date.nullable(),
  doneNote: z.string(),
  verifiedBy: z.string(),
  verifiedOn: date.nullable(),
});

/** What stands around the posts: offices, duty lists, letters, meetings and inspections. People, departments and posts are keys. */
const staff = z.strictObject({
  bodies: z.array(z.strictObject({ kind: z.enum(safetyBodyKinds), name: text, department: text.nullable(), documentNumber: text })),
  appointments: z.array(
    z.strictObject({
      role: z.enum(appointmentRoles),
      person: text,
      department: text.nullable(),
      title: z.string(),
      scope: z.string(),
      documentNumber: z.string(),
      certificate: z.string(),
      certificateNumber: z.string(),
      certificateTo: date.nullable(),
      validFrom: date,
      validTo: date.nullable(),
    }),
  ),
  /** All of one version, taken from posts of the duty library. */
  lists: z.strictObject({
    preparedBy: text,
    reviewedBy: text,
    approvedBy: text,
    approvedOn: date,
    validFrom: date,
    publishedFrom: date,
    publishedTo: date,
    publishedPlace: text,
    acknowledgedOn: date,
    /** Posts whose people have not taken note yet. */
    unread: z.array(text),
    /** Fixed roles and posts with the post of the library that theirs is taken from. */
    roles: z.array(z.strictObject({ role: z.enum(appointmentRoles), from: text })),
    posts: z.record(z.string(), text),
  }),
  targets: z.strictObject({
    year: z.number().int(),
    enterprise: z.array(z.strictObject({ kind: z.enum(targetKinds), name: text, value: text, criteria: text })),
    departments: z.array(text),
  }),
  letters: z.strictObject({
    year: z.number().int(),
    name: text,
    issuer: text,
    issuerTitle: text,
    ownIssuer: text,
    issuedOn: date,
    validFrom: date,
    validTo: date,
    sentOn: date,
    signedOn: date,
    unsigned: z.array(text),
  }),
  meetings: z.array(
    z.strictObject({
      name: text,
      heldOn: date,
      absent: z.array(z.strictObject({ person: text, note: text })),
      /** Keys of the agenda catalogue. */
      agenda: z.array(text),
      minutes: text,
      resolutions: z.array(task.extend({ agendaKey: text })),
    }),
  ),
  inspections: z.array(
    z.strictObject({
      on: date,
      inspector: text,
      isFullScope: z.boolean(),
      scope: text,
      participants: text,
      findings: z.array(task.extend({ place: text, measure: text })),
    }),
  ),
});
export type SampleStaff = z.infer<typeof staff>;

const percent = z.number().min(0).max(100);

/** The 示例 workspace: a fictional enterprise. References between its lists are keys, not ids. */
export const sampleSchema = z.strictObject({
  id: versioned.id,
  title: text,
  /** Said wherever the sample is opened: everything in it is invented. */
  notice: text,
  enterprise: enterpriseDraft,
  /** Switches of the enterprise that the first start never asks for. */
  flags: z.array(z.enum(enterpriseFlags)),
  ownPapers: z.array(ownPaper),
  scales: z.strictObject({ lec: versioned.id, ls: versioned.id }),
  departments: z.array(z.strictObject({ key: text, name: text, kind: z.enum(departmentKinds), parent: text.nullable(), validFrom: date })),
  posts: z.array(
    z.strictObject({ key: text, name: text, isSpecialOperation: z.boolean(), isLeader: z.boolean(), facesHealthHazard: z.boolean() }),
  ),
  people: z.array(
    z.strictObject({
      key: text,
      name: text,
      sex: z.enum(['male', 'female']),
      birthDate: date,
      education: text,
      phone: z.string().regex(/^1380000\d{4}$/),
      employment: z.enum(employments),
      isLeader: z.boolean(),
      department: text,
      post: text,
      enteredOn: date,
      leftOn: date.optional(),
    }),
  ),
  /** State after the last round. */
  risks: z.array(sampleRisk),
  /** What only major risks state, of those that are major in some quarter; who owns one then leads it. */
  majors: z.array(z.strictObject({ riskNo: text, monitoring: text, impactScope: text })),
  plan: z.strictObject({ name: text, drawnOn: date }),
  /** Areas of the plan; `box` is left, top, width, height in per cent of it. */
  zones: z.array(
    z.strictObject({
      name: text,
      department: text,
      owner: text,
      box: z.tuple([percent, percent, percent, percent]),
      points: z.array(text).min(1),
    }),
  ),
  staff,
  /** Oldest first. */
  rounds: z.array(
    z.strictObject({
      no: text,
      name: text,
      period: z.string().regex(/^\d{4}Q[1-4]$/),
      kind: z.literal('quarterly'),
      openedOn: date,
      /** Day of the review meeting. */
      assessedOn: date,
      closedOn: date,
      team: z.array(z.strictObject({ person: text, name: text, title: text, role: text, isWorkerRepresentative: z.boolean() })),
      /** Who went through the register of each department, and when. */
      confirmations: z.array(z.strictObject({ department: text, person: text, assessedOn: date, count: z.number().int().positive() })),
      reason: text,
      scope: text,
      conclusion: text,
      changes: z.array(sampleChange),
      /** 措施落实情况 of serious risks; written by whoever confirmed the department, on that day. */
      implementations: z.array(z.strictObject({ riskNo: text, words: text })),
    }),
  ),
});
export type Sample = z.infer<typeof sampleSchema>;
