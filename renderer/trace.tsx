import { ActionIcon } from '@mantine/core';
import { IconUserSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TraceSubject } from '../db/domain/responsibility/trace';
import { useAllowed } from './components/Needs';
import { go } from './place';

/** Address of 责任追溯 of a record; without a day that of the matter itself. */
export const tracePath = (subject: TraceSubject, id: string, day?: string | null): string =>
  `/trace/${[subject, id, ...(day ? [day] : [])].join('/')}`;

/** Goes from the record shown beside it to everybody who was responsible for it. */
export function TraceButton({ subject, id }: { subject: TraceSubject; id: string }) {
  const { t } = useTranslation('component');
  if (!useAllowed('trace.get')) return null;
  return (
    <ActionIcon onClick={() => go(tracePath(subject, id))} aria-label={t('trace')} title={t('trace')}>
      <IconUserSearch size={18} />
    </ActionIcon>
  );
}
