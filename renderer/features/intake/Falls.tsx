import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../../components/intake/Sheets.module.css';
import { noLowering, type Lowering } from './work';

const trimmed = ({ reason, assessor, reviewer }: Lowering) => ({
  reason: reason.trim(),
  assessor: assessor.trim(),
  reviewer: reviewer.trim(),
});
const isSamePerson = ({ assessor, reviewer }: Lowering): boolean => reviewer !== '' && reviewer === assessor;

/** Nothing stated, or a reason and a second person. */
export function isFallsComplete(lowering: Lowering): boolean {
  const stated = trimmed(lowering);
  if (stated.reason === '' && stated.reviewer === '') return true;
  return stated.reason !== '' && stated.reviewer !== '' && !isSamePerson(stated);
}

interface FallsProps {
  count: number;
  value: Lowering;
  onChange: (value: Lowering) => void;
}

/** Levels that would fall: the old assessment stays unless somebody says why and a second person stands for it. */
export function Falls({ count, value, onChange }: FallsProps) {
  const { t } = useTranslation('import');
  const [open, setOpen] = useState(value.reason !== '' || value.reviewer !== '');
  const stated = trimmed(value);
  const isBegun = stated.reason !== '' || stated.reviewer !== '';
  return (
    <section className={classes.question} aria-label={t('falls.label')}>
      <Text size="sm" style={{ flex: '1 1 24rem' }}>
        <b>{t('falls.count', { count })}</b> {t('falls.text')}
      </Text>
      {!open ? (
        <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
          {t('falls.open')}
        </Button>
      ) : (
        <Group gap="xs" align="flex-start" w="100%" wrap="nowrap">
          <TextInput
            size="xs"
            style={{ flex: 3 }}
            label={t('falls.reason')}
            placeholder={t('falls.reasonExample')}
            maxLength={1000}
            value={value.reason}
            onChange={(event) => onChange({ ...value, reason: event.currentTarget.value })}
            error={isBegun && stated.reason === '' ? t('falls.reasonMissing') : undefined}
          />
          <TextInput
            size="xs"
            style={{ flex: 1 }}
            label={t('falls.assessor')}
            placeholder={t('falls.assessorSelf')}
            maxLength={60}
            value={value.assessor}
            onChange={(event) => onChange({ ...value, assessor: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            style={{ flex: 1 }}
            label={t('falls.reviewer')}
            maxLength={60}
            value={value.reviewer}
            onChange={(event) => onChange({ ...value, reviewer: event.currentTarget.value })}
            error={isSamePerson(stated) ? t('falls.same') : isBegun && stated.reviewer === '' ? t('falls.reviewerMissing') : undefined}
          />
          <Button
            size="xs"
            mt="1.35rem"
            variant="default"
            onClick={() => {
              onChange(noLowering);
              setOpen(false);
            }}
          >
            {t('falls.keep')}
          </Button>
        </Group>
      )}
    </section>
  );
}
