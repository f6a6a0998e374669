import { load, queryClient, type Data } from './api';
import type { PickerOption } from './components/Picker';
import { loadPinyin, matches } from './components/pinyin';

type Person = Data<'person.list'>['rows'][number];

const block = 200;
/** People that are offered from memory, so that pinyin finds them; beyond that the search runs in the database. */
const mostInMemory = 2000;

const knownPeople = (): Promise<Person[]> =>
  queryClient.fetchQuery({
    queryKey: ['person.list', 'all'],
    meta: { subjects: ['person', 'assignment', 'post', 'department'] },
    queryFn: async () => {
      const all: Person[] = [];
      for (;;) {
        const { rows, total } = await load('person.list', { offset: all.length, limit: block });
        all.push(...rows);
        if (rows.length === 0 || all.length >= Math.min(total, mostInMemory)) return all;
      }
    },
  });

/** People by name, pinyin initials, post or department; every one where nothing is typed. */
export async function peopleMatching(typed: string, signal: AbortSignal): Promise<readonly Person[]> {
  const [people] = await Promise.all([knownPeople(), loadPinyin()]);
  return people.length < mostInMemory
    ? people.filter(({ name, post, department }) => matches(`${name} ${post ?? ''} ${department ?? ''}`, typed))
    : (await load('person.list', { offset: 0, limit: 100, text: typed }, { signal })).rows;
}

const optionOf = ({ id, name, post, department }: Person): PickerOption => ({
  value: id,
  label: name,
  note: [department, post].filter(Boolean).join(' · '),
});

/** The same as a Picker takes them, each with department and post. */
export const personOptions = async (typed: string, signal: AbortSignal): Promise<readonly PickerOption[]> =>
  (await peopleMatching(typed, signal)).map(optionOf);

/** People of that name, those who have left too: they hand over, and stand in what is long past. */
export const anybodyOptions = async (typed: string, signal: AbortSignal): Promise<readonly PickerOption[]> =>
  (await load('person.list', { offset: 0, limit: 50, text: typed, withLeft: true }, { signal })).rows.map(optionOf);
