import { riskFilter, type RiskFilter, type RiskSort } from '../../../db/domain/risk/list';
import { riskLevels } from '../../../db/domain/risk/scale';
import { load, prefetch } from '../../api';
import { loadList, useList, type List, type ListMemory } from '../../components/table/list';
import { blockSize, type Fetch, type Page } from '../../components/table/rowWindow';
import { listen } from '../../port';
import { listMemory, useListMemory } from '../../preference';
import type { RiskRow } from './grading';

const start = { filter: {} as RiskFilter, sort: { by: 'level', descending: false } as { by: RiskSort; descending: boolean } };

/** State of the register; the pages of points and pictures narrow the same list. */
export function useRegister(): List<RiskFilter, RiskSort> {
  const memory: ListMemory = useListMemory('risk');
  return useList<RiskFilter, RiskSort>('risk', { ...start, memory });
}

let ahead: { asked: string; page: Promise<Page<RiskRow>> } | undefined;

/** Rows of the register: the first ones may have been asked for before the page was there. */
export const fetchRisks: Fetch<RiskRow, RiskFilter, RiskSort> = ({ signal, ...window }) => {
  const first = ahead;
  ahead = undefined;
  return first?.asked === JSON.stringify(window) ? first.page : load('risk.list', window, { signal });
};

/** Asks for what the register shows first, while its page is still being drawn. */
export async function askAhead(): Promise<void> {
  void prefetch('risk.choices', {}, ['enterprise']);
  const { filter, sort } = await loadList<RiskFilter, RiskSort>('risk', { ...start, memory: listMemory('risk') });
  const window = { offset: 0, limit: blockSize, sort, filter };
  const page = load('risk.list', window);
  ahead = { asked: JSON.stringify(window), page };
  const forget = () => {
    stop();
    ahead = undefined;
  };
  const stop = listen({ changed: forget, state: forget });
  page.catch(forget);
  void prefetch('department.list', {}, ['department', 'departmentName']);
}

/** Only this filter, nothing else that was in force before. */
export function narrowTo(list: List<RiskFilter, RiskSort>, filter: RiskFilter): void {
  list.resetFilter();
  list.setFilter(filter);
}

/**
 * Filter named by an address that other pages link to: `/risk/overdue`, `/risk/missing`, `/risk/level-major`,
 * `/risk/department-<id>`, `/risk/import-<id>`. Undefined for the id of a record.
 */
export function filterOfAddress(word: string, today: string): RiskFilter | undefined {
  if (word === 'overdue') return { dueBefore: today };
  if (word === 'missing') return { missing: true };
  const [, kind, value = ''] = /^(level|department|import)-(.+)$/.exec(word) ?? [];
  const level = riskLevels.find((known) => known === value);
  if (kind === 'level' && level) return { level: [level] };
  if (kind === 'department') return { departmentId: [value] };
  const imported = kind === 'import' ? riskFilter.safeParse({ importId: value }) : undefined;
  return imported?.data;
}
