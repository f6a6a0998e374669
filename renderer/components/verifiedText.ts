import { speak, type Translate } from './speak';

/** `最近一次验证通过：10:32` of a backup, today by its time, otherwise with its date. */
export function verifiedText(t: Translate, at: number | null): string {
  if (at === null) return speak(t, 'component:backup.none');
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  const when = new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
    ...(isToday ? {} : { dateStyle: 'medium' }),
    timeStyle: 'short',
  }).format(at);
  return speak(t, 'component:backup.verified', { when });
}

/** What the top bar says of backups: a second copy that failed comes before when the first was verified. */
export function backupSign(
  t: Translate,
  { verifiedAt, target }: { verifiedAt: number | null; target: { failedAt: number | null } | null },
): { text: string; isGood: boolean } {
  const isBehind = verifiedAt !== null && target !== null && target.failedAt !== null;
  return { text: isBehind ? speak(t, 'component:backup.second') : verifiedText(t, verifiedAt), isGood: verifiedAt !== null && !isBehind };
}
