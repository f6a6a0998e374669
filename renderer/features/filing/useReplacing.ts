import { useState } from 'react';
import { call, type Data } from '../../api';

type Stated = Data<'filing.stated'>;

/** The issued paper that a new version is made of, with why it came back; `begin` answers what it stated. */
export function useReplacing() {
  const [replaces, setReplaces] = useState<{ id: string; returned: Stated['returned'] } | null>(null);
  const begin = async (id: string): Promise<Stated['request']> => {
    const reply = await call('filing.stated', { id });
    setReplaces({ id, returned: reply.ok ? reply.data.returned : null });
    return reply.ok ? reply.data.request : null;
  };
  return { replaces, begin, drop: () => setReplaces(null) };
}
