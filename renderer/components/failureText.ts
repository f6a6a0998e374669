import { speak, type Translate } from './speak';

/** What did not work, as it crosses the port. */
export interface Refusal {
  code: 'INVALID' | 'NOT_FOUND' | 'CONFLICT' | 'FORBIDDEN' | 'UNAVAILABLE' | 'INTERNAL';
  key: string;
  params?: Readonly<Record<string, string | number>>;
  detail?: string;
}

/** What happened and what to do now; a number to quote where there is one. */
export function failureText(t: Translate, { code, key, params, detail }: Refusal): string {
  const sentence = speak(t, `failure:${key}`, { ...params, defaultValue: speak(t, `component:refused.${code}`) });
  return detail === undefined ? sentence : `${sentence} ${speak(t, 'component:refused.detail', { detail })}`;
}
