import { speak, type Translate } from './speak';

/** What did not work, as it crosses the port. */
export interface Refusal {
  code: 'INVALID' | 'NOT_FOUND' | 'CONFLICT' | 'FORBIDDEN' | 'UNAVAILABLE' | 'INTERNAL';
  key: string;
  params?: Readonly<Record<string, string | number>>;
  detail?: string;
}

function spoken(t: Translate, name: string, value: string | number): string | number {
  switch (name) {
    case 'subject':
      return speak(t, `failure:subject.${value}`, { defaultValue: speak(t, 'failure:subject.other') });
    case 'command':
      return speak(t, `command:${value}`, { defaultValue: speak(t, 'component:refused.step') });
    default:
      return value;
  }
}

/** What happened and what to do now; a number to quote where there is one. */
export function failureText(t: Translate, { code, key, params = {}, detail }: Refusal): string {
  const words = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, spoken(t, name, value)]));
  const sentence = speak(t, `failure:${key}`, { ...words, defaultValue: speak(t, `component:refused.${code}`) });
  return detail === undefined ? sentence : `${sentence} ${speak(t, 'component:refused.detail', { detail })}`;
}
