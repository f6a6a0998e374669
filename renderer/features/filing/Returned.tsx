import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Data } from '../../api';
import { speak } from '../../components/speak';

/** Why the paper came back that a new version is made of; nothing where it did not. */
export function Returned({ returned }: { returned: Data<'filing.stated'>['returned'] }) {
  const { t } = useTranslation(['filing', 'term']);
  if (returned === null) return null;
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
