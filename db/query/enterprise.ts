import {
  enterpriseFlags as flags,
  enterpriseScale,
  missingOfEnterprise,
  type EnterpriseDraft,
  type EnterpriseScale,
  type LaterFlags,
  type OwnPaper,
  type ScaleVerdict,
} from '../domain/enterprise/enterprise';
import type { Reader } from '../handle';
import type { NewRow, Row } from '../tables';

export interface EnterpriseView extends EnterpriseDraft, LaterFlags {
  id: string;
  revision: number;
  isSample: boolean;
  /** 本单位文件, cited in F10. */
  ownPapers: OwnPaper[];
  /** Size as computed, undefined while a figure is missing; with `enteredScale` both values are kept. */
  computedScale: ScaleVerdict | null;
  scale: EnterpriseScale | null;
  /** Fields left for later. */
  missing: string[];
}

/** The one enterprise of the workspace. @throws Error in a workspace that was never begun */
export function readEnterprise(reader: Reader): EnterpriseView {
  const row = reader.get<Row<'enterprise'>>('SELECT * FROM enterprise LIMIT 1');
  if (!row) throw new Error('workspace has no enterprise');
  const { createdAt: _a, createdBy: _b, updatedAt: _c, ...rest } = row;
  const draft = { ...rest, ...Object.fromEntries(flags.map((flag) => [flag, row[flag] === 1])) } as unknown as EnterpriseDraft &
    LaterFlags & { id: string; revision: number };
  const computedScale = enterpriseScale(draft.headcount, draft.revenue) ?? null;
  return {
    ...draft,
    isSample: row.isSample === 1,
    ownPapers: JSON.parse(row.ownPapers) as OwnPaper[],
    computedScale,
    scale: draft.enteredScale ?? computedScale?.scale ?? null,
    missing: missingOfEnterprise(draft),
  };
}

export const enterpriseRow = ({
  ownPapers,
  ...draft
}: EnterpriseDraft & Partial<LaterFlags> & { ownPapers?: OwnPaper[] }): NewRow<'enterprise'> =>
  ({
    ...draft,
    ...(ownPapers && { ownPapers: JSON.stringify(ownPapers) }),
    ...Object.fromEntries(flags.map((flag) => [flag, draft[flag] ? 1 : 0])),
  }) as unknown as NewRow<'enterprise'>;
