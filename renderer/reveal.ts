import { call } from './api';
import { showFailure } from './notice';

/** Telephone of a person in full, for a field that is filled with it; it is noted who asked. Empty where it cannot be had. */
export async function revealPhone(id: string, reason: string): Promise<string> {
  const reply = await call('person.reveal', { id, fields: ['phone'], reason });
  if (!reply.ok) showFailure(reply.error);
  return reply.ok ? (reply.data.value.phone ?? '') : '';
}
