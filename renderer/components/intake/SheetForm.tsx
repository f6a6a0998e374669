import { Button, Checkbox, Group, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../DayInput';
import { SimpleTable } from '../SimpleTable';
import { speak } from '../speak';
import { fieldName, fieldsOf } from './fields';
import type { Sheet, SheetChoice, SheetColumn, Subject } from './sheet';
import classes from './Sheets.module.css';

interface SheetFormProps {
  sheet: Sheet;
  subject: Subject;
  onSettle: (choice: SheetChoice) => void;
  onDropFile: (() => void) | undefined;
}

/** Everything about a sheet that a person may correct. What is settled is applied at once and remembered for this layout. */
export function SheetForm({ sheet, subject, onSettle, onDropFile }: SheetFormProps) {
  const { t, i18n } = useTranslation(['import', 'term']);
  const { columns, facts, used, head } = sheet;
  const options = [
    { value: '', label: t('columns.leaveOut') },
    ...fieldsOf(subject).map((field) => ({ value: field, label: fieldName(t, field, subject) })),
  ];
  const name = `${sheet.file} ${sheet.sheet}`;
  return (
    <div key={i18n.language}>
      <Group gap="md" align="flex-end" mb="sm">
        <Checkbox
          label={t('sheets.use')}
          checked={used}
          disabled={head === null}
          onChange={(event) => onSettle({ use: event.currentTarget.checked })}
          mb={6}
        />
        <HeadRows key={JSON.stringify(head)} head={head} onSettle={(next) => onSettle({ head: next, ...(used ? {} : { use: true }) })} />
        {subject === 'risk' && (
          <DayInput
            size="xs"
            w="9.5rem"
            label={t('sheets.dateField')}
            value={facts.date ?? null}
            onChange={(date) => {
              if (date !== null && date !== facts.date) onSettle({ date });
            }}
          />
        )}
        {subject !== 'department' && (
          <SettledText
            key={facts.department}
            label={t('sheets.departmentField')}
            value={facts.department ?? ''}
            onSettle={(department) => onSettle({ department })}
          />
        )}
        {onDropFile && (
          <Button variant="subtle" onClick={onDropFile}>
            {t('failures.drop')}
          </Button>
        )}
      </Group>
      {columns.length > 0 && (
        <div className={classes.columns}>
          <SimpleTable<SheetColumn>
            label={t('columns.label', { name })}
            rows={columns}
            keyOf={({ letter }) => letter}
            columns={[
              { id: 'letter', title: t('columns.letter'), width: '3.5rem', render: ({ letter }) => letter },
              {
                id: 'title',
                title: t('columns.title'),
                width: '40%',
                render: ({ title }) =>
                  title === '' ? (
                    <Text span size="sm" c="dimmed">
                      {t('columns.untitled')}
                    </Text>
                  ) : (
                    title
                  ),
              },
              {
                id: 'field',
                title: t('columns.field'),
                width: '14rem',
                render: ({ letter, title, field }) => (
                  <NativeSelect
                    size="xs"
                    aria-label={t('columns.fieldOf', { letter, title })}
                    data={options}
                    value={field ?? ''}
                    onChange={(event) =>
                      onSettle({ columns: { [letter]: event.currentTarget.value === '' ? null : event.currentTarget.value } })
                    }
                  />
                ),
              },
              {
                id: 'why',
                title: t('columns.why'),
                render: ({ why, field }) => (
                  <Text span size="sm" c={why === 'unknown' && field === null ? 'var(--text-notice)' : 'dimmed'}>
                    {speak(t, `intake:why.${why}`, { defaultValue: '' })}
                  </Text>
                ),
              },
            ]}
          />
        </div>
      )}
    </div>
  );
}

/** First and last row of the head, or none. Applied when both are stated. */
function HeadRows({ head, onSettle }: { head: Sheet['head']; onSettle: (head: { top: number; bottom: number } | null) => void }) {
  const { t } = useTranslation('import');
  const [top, setTop] = useState<number | ''>(head !== null && head.bottom > 0 ? head.top : '');
  const [bottom, setBottom] = useState<number | ''>(head !== null && head.bottom > 0 ? head.bottom : '');
  const settle = () => {
    if (top === '' || bottom === '' || bottom < top || (top === head?.top && bottom === head.bottom)) return;
    onSettle({ top, bottom });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) settle();
  };
  const number = (set: (value: number | '') => void) => (value: string | number) => set(typeof value === 'number' ? value : '');
  const rows = { size: 'xs', w: '5.5rem', min: 1, max: 1000, allowDecimal: false, hideControls: true, onBlur: settle, onKeyDown } as const;
  return (
    <Group gap={6} align="flex-end" wrap="nowrap">
      <NumberInput {...rows} label={t('sheets.headFrom')} value={top} onChange={number(setTop)} />
      <NumberInput {...rows} label={t('sheets.headTo')} value={bottom} onChange={number(setBottom)} />
      <Button size="xs" variant="default" onClick={() => onSettle(null)}>
        {t('sheets.headless')}
      </Button>
    </Group>
  );
}

/** A text that is applied when the field is left. */
function SettledText({ label, value, onSettle }: { label: string; value: string; onSettle: (value: string) => void }) {
  const [text, setText] = useState(value);
  const settle = () => {
    if (text.trim() !== value) onSettle(text.trim());
  };
  return (
    <TextInput
      size="xs"
      w="13rem"
      label={label}
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) settle();
      }}
    />
  );
}
