import { useTranslation } from 'react-i18next';
import { FieldGroup, LongField, SuggestField } from '../../components/form/fields';
import type { Choices } from '../../choices';

/** What the report of 重大 risks (F08) tells of each: how it is watched, how far it reaches, which leader answers for it. */
export function MajorFields({ choices }: { choices: Choices }) {
  const { t } = useTranslation(['risk', 'term']);
  const basis = (field: 'monitoring' | 'impactScope' | 'leaderText') => ({
    law: t(`basis.${field}.law`),
    example: t(`basis.${field}.example`),
  });
  return (
    <FieldGroup title={t('form.group.major')}>
      <LongField name="monitoring" label={t('term:field.monitoring')} max={2000} minRows={1} basis={basis('monitoring')} />
      <LongField name="impactScope" label={t('term:field.impactScope')} max={1000} minRows={1} basis={basis('impactScope')} />
      <SuggestField
        name="leaderText"
        label={t('term:field.leaderText')}
        words={choices.leaders}
        maxLength={60}
        basis={basis('leaderText')}
      />
    </FieldGroup>
  );
}
