import { useEffect, useState } from 'react';
import { load, useVersion, type Data } from '../../api';

export type Person = Data<'person.list'>['rows'][number];

const block = 200;

async function findPerson(id: string, signal: AbortSignal): Promise<Person | null> {
  for (let offset = 0; ; offset += block) {
    const { rows, total } = await load('person.list', { offset, limit: block, withLeft: true }, { signal });
    const found = rows.find((person) => person.id === id);
    if (found || offset + block >= total) return found ?? null;
  }
}

/** One person by id, found again after every change; undefined while looking, null when there is none. */
export function usePerson(id: string | null): Person | null | undefined {
  const version = useVersion('person', 'assignment', 'department', 'departmentName', 'post');
  const [found, setFound] = useState<{ id: string; person: Person | null }>();
  useEffect(() => {
    if (id === null) return;
    const controller = new AbortController();
    findPerson(id, controller.signal).then(
      (person) => {
        if (!controller.signal.aborted) setFound({ id, person });
      },
      () => {
        if (!controller.signal.aborted) setFound({ id, person: null });
      },
    );
    return () => controller.abort();
  }, [id, version]);
  return found?.id === id ? found?.person : undefined;
}
