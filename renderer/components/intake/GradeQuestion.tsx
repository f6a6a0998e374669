import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { schemeGroups, settleSchemes, type Reading, type Scheme, type SchemeGroup, type Schemes } from './grades';
import classes from './Sheets.module.css';

interface GradeQuestionProps {
  plan: Reading;
  onSettle: (schemes: Schemes) => void;
}

type Answer = Pick<Scheme, 'direction' | 'grades'>;

/** Which way 1级–5级 run: asked once for all sheets where the data do not tell, else said, with a way to correct it. */
export function GradeQuestion({ plan, onSettle }: GradeQuestionProps) {
  const { t } = useTranslation('import');
  const groups = schemeGroups(plan);
  if (groups.length === 0) return null;
  return (
    <Group gap="xs">
      {groups.map((group) => (
        <GroupQuestion
          key={group.sheets[0]}
          group={group}
          sheets={
            groups.length === 1 ? '' : t('grade.of', { sheets: group.sheets.map((sheet) => sheet.replace('#', ' ')).join(t('comma')) })
          }
          onSettle={(answer) => onSettle(settleSchemes(plan, group, answer))}
        />
      ))}
    </Group>
  );
}

interface GroupQuestionProps {
  group: SchemeGroup;
  /** Which sheets are meant; empty for all. */
  sheets: string;
  onSettle: (answer: Answer) => void;
}

function GroupQuestion({ group: scheme, sheets, onSettle }: GroupQuestionProps) {
  const { t } = useTranslation('import');
  const [correcting, setCorrecting] = useState(false);
  // What was answered counts before the files have been read again.
  const [answer, setAnswer] = useState<Answer | null>(null);
  const { direction, grades } = answer ?? scheme;
  const isSettled = answer !== null || scheme.basis !== 'supposed';
  if (isSettled && !correcting) {
    return (
      <Group gap="xs" className={classes.line}>
        <Text size="sm">
          {sheets}
          {t(`grade.${answer === null && scheme.basis === 'data' ? 'data' : 'chosen'}`, { words: t(`grade.${direction}`, { grades }) })}
        </Text>
        <Button size="compact-xs" variant="default" onClick={() => setCorrecting(true)}>
          {t('grade.correct')}
        </Button>
      </Group>
    );
  }
  const settle = (patch: Partial<Answer>) => {
    const next = { direction, grades, ...patch };
    setAnswer(next);
    onSettle(next);
  };
  return (
    <section className={classes.question} aria-label={t('grade.label')}>
      <Text size="sm" fw={600}>
        {sheets}
        {t(scheme.basis === 'supposed' ? 'grade.ask' : 'grade.label')}
      </Text>
      <SegmentedControl
        size="xs"
        aria-label={t('grade.label')}
        value={direction}
        onChange={(value) => {
          setCorrecting(true);
          settle({ direction: value as 'down' | 'up' });
        }}
        data={(['down', 'up'] as const).map((value) => ({ value, label: t(`grade.${value}`, { grades }) }))}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('grade.grades')}
        value={String(grades)}
        onChange={(value) => {
          setCorrecting(true);
          settle({ grades: value === '4' ? 4 : 5 });
        }}
        data={(['4', '5'] as const).map((value) => ({ value, label: t('grade.count', { grades: value }) }))}
      />
      <Button
        size="compact-sm"
        onClick={() => {
          if (answer === null) settle({});
          setCorrecting(false);
        }}
      >
        {t('grade.settle')}
      </Button>
    </section>
  );
}
