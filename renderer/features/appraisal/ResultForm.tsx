import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { appraisalOutcomes } from '../../../db/domain/responsibility/appraisal';
import type { AppraisalResult } from '../../../db/domain/responsibility/appraise';
import type { Finding } from '../../../db/domain/rule';
import { useAttachments } from '../../attachments';
import { Attachments } from '../../components/Attachments';
import { DayInput } from '../../components/DayInput';
import { Findings } from '../../components/Findings';
import { Picker } from '../../components/Picker';
import { personOptions } from '../../people';
import classes from './Appraisal.module.css';

interface ResultFormProps {
  sheetId: string;
  result: AppraisalResult;
  isOpen: boolean;
  findings: readonly Finding[];
  onResult: (result: AppraisalResult) => void;
}

/** Who assessed, what follows, what is to be put right, and when the person signed. */
export function ResultForm({ sheetId, result, isOpen, findings, onResult }: ResultFormProps) {
  const { t } = useTranslation(['appraisal', 'term']);
  const set = (patch: Partial<AppraisalResult>) => onResult({ ...result, ...patch });
  const words = (name: 'outcomeNote' | 'rectification', max: number, placeholder: string) => (
    <Textarea
      className={classes.wide}
      size="xs"
      label={t(`field.${name}`)}
      placeholder={placeholder}
      value={result[name]}
      autosize
      minRows={1}
      maxRows={4}
      maxLength={max}
      readOnly={!isOpen}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <section className={classes.result} aria-label={t('sheet.result')}>
      {isOpen ? (
        <Picker
          size="xs"
          label={t('field.assessor')}
          options={personOptions}
          value={result.assessorId}
          text={result.assessor}
          onPick={(assessorId, option) => set({ assessorId, assessor: option?.label ?? '' })}
          onType={(assessor) => set({ assessorId: null, assessor })}
        />
      ) : (
        <TextInput size="xs" label={t('field.assessor')} value={result.assessor} readOnly />
      )}
      <DayInput
        size="xs"
        label={t('field.assessedOn')}
        value={result.assessedOn}
        readOnly={!isOpen}
        onChange={(assessedOn) => set({ assessedOn })}
      />
      <NativeSelect
        size="xs"
        label={t('field.outcome')}
        value={result.outcome}
        disabled={!isOpen}
        onChange={(event) => set({ outcome: event.currentTarget.value as AppraisalResult['outcome'] })}
        data={[
          { value: '', label: t('field.noOutcome') },
          ...appraisalOutcomes.map((value) => ({ value, label: t(`term:appraisalOutcome.${value}`) })),
        ]}
      />
      <DayInput
        size="xs"
        label={t('field.signedOn')}
        value={result.signedOn}
        readOnly={!isOpen}
        onChange={(signedOn) => set({ signedOn })}
      />
      {words('outcomeNote', 500, t('field.outcomeExample'))}
      {words('rectification', 1000, t('field.rectificationExample'))}
      <div className={classes.wide} style={{ gridColumn: '1 / -1' }}>
        <Findings findings={findings} />
        <Attachments label={t('field.scan')} {...useAttachments({ subject: 'appraisal', subjectId: sheetId, use: 'scan' })} />
      </div>
    </section>
  );
}
