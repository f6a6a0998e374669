import { Anchor, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftedChapter } from '../../../db/domain/filing/report';
import { useApi } from '../../api';
import type { Stated } from './papers';

interface ChapterTextProps {
  chapter: DraftedChapter;
  label: string;
  stated: Stated;
  value: string;
  onChange: (text: string) => void;
}

/** A chapter in the words of a person; while it is empty the registers tell it, and their words can be taken to be changed. */
export function ChapterText({ chapter, label, stated, value, onChange }: ChapterTextProps) {
  const { t } = useTranslation('filing');
  const year = Number(stated.details['year'] ?? '');
  const { data } = useApi('annualReport.drafts', { year: year === 0 ? null : year }, { keep: true });
  const drafted = data?.[chapter] ?? '';
  return (
    <div>
      <Textarea
        label={label}
        placeholder={drafted}
        autosize
        minRows={2}
        maxRows={10}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Anchor component="button" type="button" size="xs" onClick={() => onChange(value === '' ? drafted : '')}>
        {t(value === '' ? 'report.take' : 'report.drop')}
      </Anchor>{' '}
      <Text span size="xs" c="dimmed">
        {t(value === '' ? 'report.drafted' : 'report.own')}
      </Text>
    </div>
  );
}
