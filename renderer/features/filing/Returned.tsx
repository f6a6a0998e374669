import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { speak } from '../../components/speak';

/** Why the paper came back that a new version is made of; nothing where it did not. */
export function Returned({ id }: { id: string }) {
  const { t } = useTranslation(['filing', 'term']);
  const returned = useApi('filing.stated', { id }, { subjects: ['filing', 'filingEvent'] }).data?.returned;
  if (!returned) return null;
  const { on, authority, reasonKind, note } = returned;
  const reasons = [reasonKind === '' ? '' : speak(t, `term:returnReason.${reasonKind}`), note].filter((reason) => reason !== '');
  return (
    <Alert
      variant="light"
      color="wine"
      mb="sm"
      title={t('replace.returned', { on, authority: authority === '' ? t('replace.recipient') : authority })}
    >
      {reasons.join('：')}
    </Alert>
  );
}
