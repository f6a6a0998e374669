import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, json, plain, rowColumns } from './columns';

/** The enterprise of this workspace (handbook 3.0); exactly one row. Money is integer 分. */
export const enterprise = sqliteTable('enterprise', {
  ...rowColumns(),
  name: text('name').notNull(),
  shortName: plain('shortName'),
  uscc: plain('uscc'),
  legalRep: plain('legalRep'),
  actualController: plain('actualController'),
  principal: plain('principal'),
  address: plain('address'),
  phone: plain('phone'),
  industryCode: plain('industryCode'),
  sector: text('sector').notNull(),
  regionCode: text('regionCode').notNull(),
  headcount: integer('headcount'),
  revenue: integer('revenue'),
  assets: integer('assets'),
  /** Corrected by the user; NULL means as computed (handbook 9.5). */
  enteredScale: text('enteredScale'),
  scaleReason: plain('scaleReason'),
  regulator: plain('regulator'),
  ohRegulator: plain('ohRegulator'),
  /** 启用日期: before it missing history is information, never a breach. */
  startDate: text('startDate').notNull(),
  isHighHazard: flag('isHighHazard'),
  isMetalSmelting: flag('isMetalSmelting'),
  isHazardousGoods: flag('isHazardousGoods'),
  /** 煤矿、非煤矿山; 建筑施工; 道路运输; 规模以上（限上）; 国有. */
  isMine: flag('isMine'),
  isConstruction: flag('isConstruction'),
  isTransport: flag('isTransport'),
  isAboveScale: flag('isAboveScale'),
  isSOE: flag('isSOE'),
  hasSpecialEquipment: flag('hasSpecialEquipment'),
  isCrowdedPlace: flag('isCrowdedPlace'),
  isFireKeyUnit: flag('isFireKeyUnit'),
  hasCombustibleDust: flag('hasCombustibleDust'),
  hasConfinedSpace: flag('hasConfinedSpace'),
  hasLaborUnion: flag('hasLaborUnion'),
  /** Level mappings that records are graded by; NULL means the usual one. */
  lecScale: text('lecScale'),
  lsScale: text('lsScale'),
  /** Catalogues of direct judgement that are in force here; none by itself (handbook 9.6). */
  directCatalogues: json<string[]>('directCatalogues', '[]'),
  /** 本单位文件 that papers rest on: JSON [{ title, number, on }]. */
  ownPapers: json<{ title: string; number: string; on: string }[]>('ownPapers', '[]'),
  /** Pattern of 发文字号, e.g. 鹿原安〔{年}〕{号}号; empty for none. */
  documentPattern: plain('documentPattern'),
  isSample: flag('isSample'),
  /** Minutes without a key or a click after which an account has to give its password again; 0 for never. */
  lockMinutes: integer('lockMinutes').notNull().default(10),
});
