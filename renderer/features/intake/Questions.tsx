import { Anchor, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { speak } from '../../components/speak';
import classes from './Intake.module.css';
import type { Answers, Plan, QuestionKey } from './work';

/** What may be answered for all rows that ask the same; the first is what is done when nobody decides. */
const answersOf: Record<QuestionKey, readonly string[]> = {
  similar: ['new', 'same'],
  numberTaken: ['new', 'same'],
  sameElsewhere: ['new', 'same'],
  alreadyTwice: ['same', 'new'],
  duplicate: ['both', 'first'],
  namesake: ['text', 'department'],
  sameName: ['apart', 'first'],
};

interface QuestionsProps {
  plan: Plan;
  answers: Answers;
  onAnswer: (answers: Answers) => void;
  /** Shows the rows that ask it. */
  onShow: (key: QuestionKey) => void;
}

/** What only a person can decide, kind by kind: row by row, for all at once, or not at all with what is done then. */
export function Questions({ plan, answers, onAnswer, onShow }: QuestionsProps) {
  const { t } = useTranslation('import');
  const asked = (Object.keys(answersOf) as QuestionKey[]).flatMap((key) => {
    const count = plan.questions[key];
    return count === undefined ? [] : [{ key, ...count }];
  });
  if (asked.length === 0) return null;
  const { open } = plan.counts;
  return (
    <section className={classes.questions} aria-label={t('ask.label')}>
      <Text size="sm" fw={600}>
        {open > 0 ? t('ask.open', { count: open }) : t('ask.none')}
      </Text>
      {asked.map(({ key, asked: all, open: left }) => (
        <Group key={key} gap="xs" wrap="wrap">
          <Text size="sm" style={{ flex: '1 1 20rem' }}>
            <Anchor component="button" type="button" size="sm" onClick={() => onShow(key)}>
              {speak(t, `import:ask.${key}`, { count: all })}
            </Anchor>
            {left > 0 && (
              <Text span size="sm" c="dimmed">
                {speak(t, `intake:unanswered.${key}`)}
              </Text>
            )}
            {left < all && (
              <Text span size="sm" c="dimmed">
                {t('ask.decided', { count: all - left })}
              </Text>
            )}
          </Text>
          <Group gap={6} role="group" aria-label={speak(t, `import:ask.${key}`, { count: all })}>
            {answersOf[key].map((answer) => {
              const isChosen = answers[key] === answer;
              return (
                <Button
                  key={answer}
                  size="compact-xs"
                  variant={isChosen ? 'filled' : 'default'}
                  aria-pressed={isChosen}
                  onClick={() => {
                    const { [key]: _before, ...others } = answers;
                    onAnswer((isChosen ? others : { ...others, [key]: answer }) as Answers);
                  }}
                >
                  {speak(t, `import:answer.${key}.${answer}`)}
                </Button>
              );
            })}
          </Group>
        </Group>
      ))}
    </section>
  );
}
