import { Accordion, Badge, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { periodText } from '../periodText';
import { speak } from '../speak';
import { SheetForm } from './SheetForm';
import type { Sheet, SheetChoice, SheetsRead, Subject } from './sheet';
import classes from './Sheets.module.css';

interface SheetsProps {
  plan: SheetsRead;
  subject: Subject;
  onSettle: (sheet: Pick<Sheet, 'file' | 'sheet'>, choice: SheetChoice) => void;
  onDropFile: ((file: string) => void) | undefined;
}

const keyOf = ({ file, sheet }: Pick<Sheet, 'file' | 'sheet'>): string => `${file}\n${sheet}`;

/** Few sheets show how the first was understood; where a file gave nothing, its sheets are what has to be looked at. */
function openedFirst({ sheets, failures }: SheetsRead): string[] {
  const failed = failures.map(({ params }) => params['file']);
  const open = sheets.flatMap(({ file, notes }, index) =>
    failed.includes(file) && notes.some(({ key }) => key === 'other') ? [String(index)] : [],
  );
  if (open.length > 0 || sheets.length > 3) return open;
  return [
    String(
      Math.max(
        0,
        sheets.findIndex(({ used }) => used),
      ),
    ),
  ];
}

/** How each sheet was understood, and where that can be corrected. */
export function Sheets({ plan, subject, onSettle, onDropFile }: SheetsProps) {
  const { t } = useTranslation('import');
  const { sheets } = plan;
  const [opened, setOpened] = useState(() => openedFirst(plan));
  return (
    <div className={classes.sheets}>
      <Accordion multiple value={opened} onChange={setOpened} variant="separated" chevronPosition="left" order={2}>
        {sheets.map((sheet, index) => (
          <Accordion.Item key={keyOf(sheet)} value={String(index)}>
            <Accordion.Control>
              <SheetLine sheet={sheet} />
            </Accordion.Control>
            <Accordion.Panel>
              <SheetForm
                sheet={sheet}
                subject={subject}
                onSettle={(choice) => onSettle(sheet, choice)}
                onDropFile={onDropFile && (() => onDropFile(sheet.file))}
              />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      {sheets.length === 0 && (
        <Text size="sm" c="dimmed">
          {speak(t, 'sheets.none')}
        </Text>
      )}
    </div>
  );
}

/** One sheet in a line: name, head rows, department, date, columns. */
function SheetLine({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('import');
  const { file, head, facts, columns, used, notes } = sheet;
  const mapped = columns.filter(({ field }) => field !== null).length;
  const unknown = columns.filter(({ field, why, title }) => field === null && why === 'unknown' && title !== '').length;
  const parts = used
    ? [
        head &&
          (head.bottom > 0
            ? head.top === head.bottom
              ? t('sheets.headRow', { row: head.top })
              : t('sheets.headRows', { from: head.top, to: head.bottom })
            : t('sheets.noHead')),
        facts.department && t('sheets.department', { name: facts.department }),
        facts.date && t('sheets.date', { date: facts.date }),
        facts.period && t('sheets.period', { period: periodText(t, facts.period) }),
        facts.unit && t('sheets.unit', { name: facts.unit }),
        facts.compiledBy && t('sheets.compiledBy', { name: facts.compiledBy }),
        t('sheets.columns', { mapped, total: columns.length }),
      ].filter((part) => part !== undefined && part !== '')
    : [];
  return (
    <Group gap="xs" wrap="wrap">
      <Text fw={600}>{sheet.sheet}</Text>
      <Text size="sm" c="dimmed">
        {file === 'pasted' ? t('pasted') : file}
      </Text>
      {!used && (
        <Badge color="gray" variant="light">
          {t('sheets.leftOut')}
        </Badge>
      )}
      <Text size="sm">{parts.join(t('semicolon'))}</Text>
      {unknown > 0 && (
        <Badge color="violet" variant="light">
          {t('sheets.unknown', { count: unknown })}
        </Badge>
      )}
      {notes.map(({ key, params }) => (
        <Text key={key} size="sm" c="dimmed">
          {speak(t, `intake:sheet.${key}`, { ...params })}
        </Text>
      ))}
    </Group>
  );
}
