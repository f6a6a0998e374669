import { speak, type Translate } from './speak';

/** What did not work, as it crosses the port. */
export interface Refusal {
  code: 'INVALID' | 'NOT_FOUND' | 'CONFLICT' | 'FORBIDDEN' | 'UNAVAILABLE' | 'INTERNAL';
  key: string;
  params?: Readonly<Record<string, string | number>>;
  detail?: string;
}

/** Stored words among the parameters are put into the user's language, instants into local time. */
function spokenParams(
  t: Translate,
  { subject, command, since, ...params }: NonNullable<Refusal['params']> = {},
): Record<string, string | number> {
  return {
    ...params,
    subject: speak(t, `failure:subject.${subject}`, { defaultValue: speak(t, 'failure:subject.other') }),
    ...(command === undefined ? {} : { command: speak(t, `command:${command}`, { defaultValue: String(command) }) }),
    ...(since === undefined ? {} : { since: new Date(since).toLocaleString(document.documentElement.lang || undefined) }),
  };
}

/** What happened and what to do now; a number to quote where there is one. */
export function failureText(t: Translate, { code, key, params, detail }: Refusal): string {
  const sentence = speak(t, key.includes(':') ? key : `failure:${key}`, {
    ...spokenParams(t, params),
    defaultValue: speak(t, `component:refused.${code}`),
  });
  return detail === undefined ? sentence : `${sentence} ${speak(t, 'component:refused.detail', { detail })}`;
}
