import type { EnterpriseDraft, LaterFlags, OwnPaper } from '../../../db/domain/enterprise/enterprise';
import { usccFault } from '../../../db/domain/enterprise/uscc';
import type { Finding } from '../../../db/domain/rule';
import type { Data, Input } from '../../api';

type Stated = EnterpriseDraft & LaterFlags;
/** What the form holds: what is stated, with money in 万元. A type, because forms ask for an index signature. */
export type Profile = { [Field in keyof Stated]: Stated[Field] } & { ownPapers: OwnPaper[] };

/** 1 万元 = 1,000,000 分. */
const fenPerTenThousand = 1_000_000;

export const tenThousands = (fen: number | null): number | null => (fen === null ? null : fen / fenPerTenThousand);
export const fenOf = (value: number | null): number | null => (value === null ? null : Math.round(value * fenPerTenThousand));

export function profileOf(view: Data<'enterprise.get'>): Profile {
  const { id: _id, revision: _revision, isSample: _sample, computedScale: _computed, scale: _scale, missing: _missing, ...draft } = view;
  return { ...draft, revenue: tenThousands(draft.revenue), assets: tenThousands(draft.assets) };
}

/** Only what was changed, so that nothing is written over that changed meanwhile. */
export function patchOf(values: Profile, before: Profile): Input<'enterprise.update'>['patch'] {
  const changed = Object.entries(values).filter(([field, value]) => value !== before[field as keyof Profile]);
  return Object.fromEntries(
    changed.map(([field, value]) => [field, field === 'revenue' || field === 'assets' ? fenOf(value as number | null) : value]),
  );
}

/** What is wrong with a complete code, while typing; an incomplete one is not yet wrong. */
export function usccFinding(typed: string): Finding | undefined {
  const code = typed.trim().toUpperCase();
  if (code.length < 18) return undefined;
  const fault = usccFault(code);
  return fault && { rule: 'uscc', kind: 'arithmetic', key: `uscc.${fault}`, field: 'uscc' };
}
