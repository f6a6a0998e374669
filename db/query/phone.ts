import { maskedPhone, unmasked } from '../domain/personal/mask';
import type { Reader } from '../handle';

/**
 * The telephone that somebody stated. A mask stands for what is stored, else for the only telephone on file that is shown so: what was
 * copied from another line of a list can be pasted. @returns null for a mask of something else
 */
export function phoneMeant(reader: Reader, typed: string, stored: string): string | null {
  const own = unmasked(typed, stored, maskedPhone);
  if (own !== null) return own;
  const like = typed.replaceAll(/[%_\\]/g, '\\$&').replaceAll(/\*+/g, '%');
  for (const table of ['person', 'risk'] as const) {
    const shown = reader
      .column<string>(`SELECT DISTINCT phone FROM "${table}" WHERE phone LIKE ? ESCAPE '\\'`, [like])
      .filter((phone) => maskedPhone(phone) === typed && !phone.includes('***'));
    if (shown.length > 0) return shown.length === 1 ? shown[0]! : null;
  }
  return null;
}
