import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { speak } from '../../components/speak';
import classes from './Intake.module.css';
import type { Question } from './work';

interface RowQuestionProps {
  question: Question;
  /** Null asks again. */
  onDecide: (answer: string | null) => void;
}

/** One question about a row, with its choices; none chosen takes the one that loses nothing. */
export function RowQuestion({ question, onDecide }: RowQuestionProps) {
  const { t } = useTranslation('import');
  const { key, choices, answer, fallback, params = {} } = question;
  const words = speak(t, `intake:question.${key}`, { ...params });
  return (
    <div className={classes.rowQuestion}>
      <Radio.Group label={words} value={answer ?? ''} onChange={onDecide}>
        <Stack gap={6} mt={6}>
          {choices.map(({ value, text }) => (
            <Radio
              key={value}
              size="sm"
              value={value}
              label={
                <>
                  {text ?? speak(t, `intake:choice.${value}`, { ...params })}
                  {answer === null && value === fallback && (
                    <Text span size="xs" c="dimmed">
                      {t('ask.fallback')}
                    </Text>
                  )}
                </>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      {answer !== null && (
        <Group mt={6}>
          <Button size="compact-xs" variant="default" onClick={() => onDecide(null)}>
            {t('ask.again')}
          </Button>
        </Group>
      )}
    </div>
  );
}
