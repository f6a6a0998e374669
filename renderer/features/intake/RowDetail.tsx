import { Group, List, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LevelBadge } from '../../components/LevelBadge';
import { SimpleTable } from '../../components/SimpleTable';
import { fieldName, fieldValue } from '../../components/intake/fields';
import { findingWords } from './findingWords';
import classes from './Intake.module.css';
import type { PlacedRow } from './PreviewGrid';
import { RowCells } from './RowCells';
import { RowQuestion } from './RowQuestion';
import type { QuestionKey, Sheet, Subject } from './work';

interface RowDetailProps {
  row: PlacedRow;
  subject: Subject;
  /** Columns of its sheet. */
  columns: Sheet['columns'];
  onDecide: (key: QuestionKey, answer: string | null) => void;
}

/** Everything about one row of the preview, in full. */
export function RowDetail({ row, subject, columns, onDecide }: RowDetailProps) {
  const { t } = useTranslation(['import', 'term']);
  const { state, level, score100, file, sheet, sheetRow, place, title, changes, notes, problems, questions } = row;
  return (
    <Stack p="md" gap="md" className={classes.detail}>
      <div>
        <Group gap="xs" mb={4}>
          <span className={classes.state} data-state={state}>
            {t(`state.${state}`)}
          </span>
          {level !== null && <LevelBadge level={level} />}
          {score100 !== null && <Text size="sm">{t('row.score', { score: score100 / 100 })}</Text>}
        </Group>
        <Text fw={600}>{title === '' ? t('nothing') : title}</Text>
        <Text size="sm" c="dimmed">
          {place}
        </Text>
        <Text size="xs" c="dimmed" mt={4}>
          {t('row.place', { file: file === 'pasted' ? t('pasted') : file, sheet, row: sheetRow })}
        </Text>
      </div>
      {questions.map((question) => (
        <RowQuestion key={question.key} question={question} onDecide={(answer) => onDecide(question.key, answer)} />
      ))}
      {problems.length > 0 && (
        <section>
          <Title order={3} fz="sm">
            {t('row.problems')}
          </Title>
          <List size="sm">
            {problems.map((problem, index) => (
              <List.Item key={`${problem.key} ${index}`}>{findingWords(t, 'problem', problem)}</List.Item>
            ))}
          </List>
        </section>
      )}
      {changes.length > 0 && (
        <section>
          <Title order={3} fz="sm" mb={4}>
            {t('row.changes')}
          </Title>
          <SimpleTable
            label={t('row.changes')}
            rows={changes}
            keyOf={({ field }) => field}
            columns={[
              { id: 'field', title: t('row.field'), width: '6.5rem', render: ({ field }) => fieldName(t, field, subject) },
              { id: 'before', title: t('row.before'), render: ({ field, before }) => fieldValue(t, field, before) },
              { id: 'after', title: t('row.after'), render: ({ field, after }) => <b>{fieldValue(t, field, after)}</b> },
            ]}
          />
        </section>
      )}
      {notes.length > 0 && (
        <section>
          <Title order={3} fz="sm">
            {t('row.notes')}
          </Title>
          <List size="sm">
            {notes.map((note, index) => (
              <List.Item key={`${note.key} ${index}`}>{findingWords(t, 'note', note)}</List.Item>
            ))}
          </List>
        </section>
      )}
      <RowCells row={row} columns={columns} subject={subject} />
      {problems.length + changes.length + notes.length + questions.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(state === 'same' ? 'row.same' : 'row.plain')}
        </Text>
      )}
    </Stack>
  );
}
