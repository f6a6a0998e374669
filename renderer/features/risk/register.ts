import { riskFilter, type RiskFilter, type RiskSort } from '../../../db/domain/risk/list';
import { riskLevels } from '../../../db/domain/risk/scale';
import { loadAhead, prefetch } from '../../api';
import { loadList, useList, type List, type ListMemory } from '../../components/table/list';
import { blockSize } from '../../components/table/rowWindow';
import { listMemory, useListMemory } from '../../preference';
import type { Choices } from '../../choices';

const start = { filter: {} as RiskFilter, sort: { by: 'level', descending: false } as { by: RiskSort; descending: boolean } };

/** State of the register; the pages of points and pictures narrow the same list. */
export function useRegister(): List<RiskFilter, RiskSort> {
  const memory: ListMemory = useListMemory('risk');
  return useList<RiskFilter, RiskSort>('risk', { ...start, memory });
}

/** Asks for what the register shows first, while its page is still being drawn. */
export async function askAhead(): Promise<void> {
  void prefetch('risk.choices', {}, ['enterprise']);
  const { filter, sort } = await loadList<RiskFilter, RiskSort>('risk', { ...start, memory: listMemory('risk') });
  loadAhead('risk.list', { offset: 0, limit: blockSize, sort, filter });
  void prefetch('department.list', {}, ['department', 'departmentName']);
}

/** Only this filter, nothing else that was in force before. */
export function narrowTo(list: List<RiskFilter, RiskSort>, filter: RiskFilter): void {
  list.resetFilter();
  list.setFilter(filter);
}

/**
 * Filter named by an address that other pages link to: `/risk/overdue`, `/risk/missing`, `/risk/level-major`,
 * `/risk/department-<id>`, `/risk/import-<id>`,
 * `/risk/accidents` for former accident types to be settled, `/risk/factors` for what is no code of GB/T 13861. Undefined for the id of a record.
 */
export function filterOfAddress(word: string, { today, words }: Pick<Choices, 'today' | 'words'>): RiskFilter | undefined {
  if (word === 'overdue') return { dueBefore: today };
  if (word === 'missing') return { missing: true };
  if (word === 'accidents') return { accidentType: [...words.ambiguousAccidents] };
  if (word === 'factors') return { factorClass: ['other'] };
  const [, kind, value = ''] = /^(level|department|import)-(.+)$/.exec(word) ?? [];
  const level = riskLevels.find((known) => known === value);
  if (kind === 'level' && level) return { level: [level] };
  if (kind === 'department') return { departmentId: [value] };
  const imported = kind === 'import' ? riskFilter.safeParse({ importId: value }) : undefined;
  return imported?.data;
}
