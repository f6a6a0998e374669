import { load, queryClient } from '../../api';
import type { PickerOption } from '../../components/Picker';
import { loadPinyin, matches } from '../../components/pinyin';

const block = 200;
const mostInMemory = 2000;

const knownPeople = () =>
  queryClient.fetchQuery({
    queryKey: ['person.list', 'members'],
    meta: { subjects: ['person', 'assignment', 'post', 'department'] },
    queryFn: async () => {
      const first = await load('person.list', { offset: 0, limit: block });
      const rows = [...first.rows];
      while (rows.length < Math.min(first.total, mostInMemory))
        rows.push(...(await load('person.list', { offset: rows.length, limit: block })).rows);
      return rows;
    },
  });

export interface MemberOption extends PickerOption {
  title: string;
}

/** People by name, pinyin initials, post or department. */
export async function findMembers(typed: string, signal: AbortSignal): Promise<readonly MemberOption[]> {
  const [people] = await Promise.all([knownPeople(), loadPinyin()]);
  const found =
    people.length < mostInMemory
      ? people.filter(({ name, post, department }) => matches(`${name} ${post ?? ''} ${department ?? ''}`, typed))
      : (await load('person.list', { offset: 0, limit: 100, text: typed }, { signal })).rows;
  return found.map(({ id, name, post, department }) => ({
    value: id,
    label: name,
    note: [department, post].filter(Boolean).join(' · '),
    title: post ?? '',
  }));
}
