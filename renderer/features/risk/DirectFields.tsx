import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { clauseOf } from '../../../db/domain/risk/assessmentDirect';
import { CheckField, DateField, LongField, PickField } from '../../components/form/fields';
import type { Choices } from '../../choices';
import type { RiskFormState } from './RiskForm';
import { leavesStatutory } from './riskValues';

interface DirectFieldsProps {
  form: RiskFormState;
  choices: Choices;
  /** Statutory clause that the stored risk rests on; empty for none. */
  statutoryCode: string;
}

/** 重大 whatever the score: by which clause of the chosen catalogues, and why. A statutory one is left only when its condition is gone. */
export function DirectFields({ form, choices: { direct, today }, statutoryCode }: DirectFieldsProps) {
  const { t } = useTranslation(['risk', 'term']);
  const { directMajor, directReason, ...values } = form.getValues();
  const directCode = values.directCode ?? '';
  const clause = clauseOf(direct.all, directCode);
  const offered = direct.all.filter(({ id }) => direct.chosen.includes(id) || directCode.startsWith(`${id}/`));
  const options = offered.flatMap(({ clauses }) =>
    clauses.map(({ id, text, statutory }) => ({ value: id, label: statutory ? t('direct.statutory', { text }) : text })),
  );
  const reasonOf = (id: string | null) => clauseOf(direct.all, id ?? '')?.text ?? '';
  return (
    <>
      <CheckField name="directMajor" label={t('form.directMajor')} basis={{ law: t('basis.directMajor.law') }} />
      {directMajor && (
        <>
          {options.length > 0 ? (
            <PickField
              name="directCode"
              label={t('term:field.directCode')}
              placeholder={t('direct.none')}
              options={options}
              onPicked={(option) => {
                // The words of the clause are the reason as long as nobody has written another one.
                if (directReason === '' || directReason === clause?.text)
                  form.setFieldValue('directReason', reasonOf(option?.value ?? null));
              }}
            />
          ) : (
            <Text size="xs" c="dimmed">
              {t('direct.off')}
            </Text>
          )}
          {clause && (
            <Text size="xs" c="dimmed">
              {t('direct.basis', { basis: clause.basis })}
            </Text>
          )}
          <LongField name="directReason" label={t('term:field.directReason')} required max={1000} />
        </>
      )}
      {leavesStatutory(form.getValues(), statutoryCode) && (
        <Alert color="violet" p="xs" title={t('direct.cleared', { clause: reasonOf(statutoryCode) })}>
          <DateField name="clearedOn" label={t('direct.clearedOn')} required max={today} />
          <LongField
            name="clearedEvidence"
            label={t('direct.clearedEvidence')}
            placeholder={t('direct.evidenceExample')}
            required
            max={1000}
          />
        </Alert>
      )}
    </>
  );
}
