import { z } from 'zod';
import { isoDate } from '../../db/domain/field';
import { chartKinds, layOut } from '../../db/domain/organization/chart';
import { chartOn } from '../../db/query/chart';
import { query } from './procedure';

/** 组织机构图 or 安全生产管理网络图 of a day, laid out. */
export const get = query(z.object({ day: isoDate.optional(), kind: z.enum(chartKinds) }), ({ db, today }, { day, kind }) =>
  layOut(chartOn(db, day ?? today, kind)),
);
