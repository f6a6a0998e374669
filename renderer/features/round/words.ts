import { fieldTerms, terms } from '../../../db/domain/term';
import { speak, type Translate } from '../../components/speak';

/** A value of a frozen risk in the user's language. */
export function snapshotWords(t: Translate, field: string, value: unknown, accidents: (codes: readonly string[]) => string[]): string {
  if (value === null || value === undefined || value === '') return '';
  if (field === 'accidentTypes') return accidents(value as string[]).join(speak(t, 'component:list.comma'));
  if (typeof value === 'boolean') return speak(t, value ? 'round:yes' : 'round:no');
  if (field === 'missing') return (value as string[]).map((name) => speak(t, `term:field.${name}`)).join(speak(t, 'component:list.comma'));
  const kind = fieldTerms[field];
  return kind && String(value) in terms[kind] ? speak(t, `term:${kind}.${String(value)}`) : String(value);
}
