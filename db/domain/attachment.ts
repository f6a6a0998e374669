import type { TermOf } from './term';

/** Which records take files, and what for: every one that people open has place for evidence, some for papers of a kind of their own. */
export const attachmentUses = {
  enterprise: ['evidence'],
  department: ['evidence'],
  post: ['evidence'],
  person: ['evidence'],
  riskPoint: ['evidence'],
  activity: ['evidence'],
  equipment: ['evidence'],
  workplace: ['evidence'],
  zone: ['evidence'],
  noticeCard: ['evidence'],
  authority: ['evidence'],
  filingEvent: ['scan', 'receipt'],
  filing: ['evidence'],
  submission: ['receipt'],
  authorityForm: ['form'],
  round: ['signIn', 'photo', 'notice', 'plan'],
  roundSheet: ['scan'],
  publication: ['photo'],
  risk: ['evidence'],
  floorPlan: ['image', 'evidence'],
  appointment: ['evidence'],
  safetyBody: ['evidence'],
  responsibility: ['evidence', 'photo', 'scan'],
  acknowledgement: ['scan'],
  letter: ['scan'],
  appraisalPeriod: ['evidence', 'scan'],
  appraisal: ['evidence', 'scan'],
  leaderInspection: ['evidence', 'photo', 'scan'],
  inspectionFinding: ['photo', 'evidence'],
  committeeMeeting: ['signIn', 'photo', 'evidence', 'scan'],
  resolution: ['evidence'],
  performanceRecord: ['evidence', 'photo'],
  intakeRun: ['source'],
} as const satisfies Record<string, readonly TermOf<'attachmentUse'>[]>;
export type AttachmentSubject = keyof typeof attachmentUses;
export type AttachmentUse = (typeof attachmentUses)[AttachmentSubject][number];

/** Largest file that is taken, in bytes. */
export const largestAttachment = 50 * 1024 * 1024;
/** Files that are attached at once, as one step. */
export const mostAttachments = 500;

/** Papers, pictures, recordings and packed files of an office: what the system opens without running it. */
export const attachmentExtensions: readonly string[] =
  'pdf ofd png jpg jpeg gif webp bmp tif tiff heic doc docx wps xls xlsx et csv ppt pptx dps txt rtf mp3 m4a amr wav mp4 mov avi zip rar 7z dwg dxf eml'.split(
    ' ',
  );

/** True for a name that ends in one of the extensions that are taken. */
export const isTakenName = (name: string): boolean => attachmentExtensions.includes(/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '');

const signatures: readonly [mediaType: string, at: number, bytes: string][] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
];

/** Media type of a picture that the page can show, told by its first bytes whatever its name says; undefined for all else. */
export const pictureType = (bytes: Uint8Array): string | undefined =>
  signatures.find(([, at, sign]) => [...sign].every((character, i) => bytes[at + i] === character.charCodeAt(0)))?.[0];
