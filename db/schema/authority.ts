import { check, index, integer, sqliteTable, text, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { authorityKinds, fileNameKinds, formKinds } from '../domain/filing/handover';
import { flag, json, plain, rowColumns } from './columns';
import { oneOf } from './oneOf';

/** 接收单位: who papers are handed to. Renamed or merged ones stay with the days they were valid. */
export const authority = sqliteTable(
  'authority',
  {
    ...rowColumns(),
    name: text('name').notNull(),
    shortName: plain('shortName'),
    kind: text('kind').notNull(),
    /** Subjects it supervises, words of `supervisionSubject`. */
    subjects: json<string[]>('subjects', '[]'),
    /** GB/T 2260 code of the area it is responsible for; empty for none stated. */
    regionCode: plain('regionCode'),
    area: plain('area'),
    /** How letters address it, 贵局 by default. */
    salutation: plain('salutation'),
    address: plain('address'),
    contactName: plain('contactName'),
    phone: plain('phone'),
    remark: plain('remark'),
    sort: integer('sort').notNull().default(0),
    validFrom: text('validFrom'),
    validTo: text('validTo'),
  },
  (t) => [
    index('authorityName').on(t.name),
    index('authorityRegion').on(t.regionCode),
    check('authorityKindWord', oneOf('kind', authorityKinds)),
  ],
);

/** 报送要求: what an authority wants in a hand-over, and what it must not see. Shapes in `domain/filing/handover.ts`. */
export const handoverProfile = sqliteTable(
  'handoverProfile',
  {
    ...rowColumns(),
    authorityId: text('authorityId')
      .notNull()
      .references(() => authority.id),
    name: text('name').notNull(),
    papers: json<unknown[]>('papers', '[]'),
    mask: json<Record<string, boolean>>('mask', '{}'),
    accidentEdition: plain('accidentEdition'),
    /** Recipient whose second assessment the levels are of; empty for the enterprise's own. */
    assessedFor: plain('assessedFor'),
    letter: json<Record<string, unknown>>('letter', '{}'),
    /** Largest size of one volume in MB; NULL for no limit. */
    volumeMb: integer('volumeMb'),
    fileNames: text('fileNames').notNull().default('utf8'),
    withReceipt: flag('withReceipt'),
    validTo: text('validTo'),
  },
  (t) => [index('handoverProfileAuthority').on(t.authorityId), check('handoverProfileFileNames', oneOf('fileNames', fileNameKinds))],
);

/** 接收单位表样: a workbook or document that an authority gave, and where our fields belong in it. The file is an attachment. */
export const authorityForm = sqliteTable(
  'authorityForm',
  {
    ...rowColumns(),
    /** NULL for a form of any authority. */
    authorityId: text('authorityId').references(() => authority.id),
    /** Paper that it is filled from, F07 … */
    code: text('code').notNull(),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    version: integer('version').notNull().default(1),
    sha256: text('sha256').notNull(),
    mapping: json<Record<string, unknown>>('mapping', '{}'),
    /** Texts by which a new edition of the form is noticed. */
    shape: json<Record<string, unknown>>('shape', '{}'),
    checkedOn: text('checkedOn'),
    replacesId: text('replacesId').references((): AnySQLiteColumn => authorityForm.id),
    validTo: text('validTo'),
  },
  (t) => [
    index('authorityFormAuthority').on(t.authorityId),
    index('authorityFormCode').on(t.code),
    index('authorityFormReplaces').on(t.replacesId),
    check('authorityFormKind', oneOf('kind', formKinds)),
  ],
);
