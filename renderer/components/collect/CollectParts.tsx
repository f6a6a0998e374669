import { Button, Group, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SimpleTable } from '../SimpleTable';

const step = 100;

/** The first of a long list, and more of it on request. */
export function useFirst<Row>(rows: readonly Row[]): { first: readonly Row[]; left: number; more: () => void } {
  const [shown, setShown] = useState(step);
  return { first: rows.slice(0, shown), left: Math.max(0, rows.length - shown), more: () => setShown(shown + step) };
}

export function More({ left, onMore }: { left: number; onMore: () => void }) {
  const { t } = useTranslation('component');
  if (left === 0) return null;
  return (
    <Group>
      <Button size="compact-sm" variant="default" onClick={onMore}>
        {t('collect.more', { count: left })}
      </Button>
    </Group>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack component="section" gap="xs" aria-label={title}>
      <Text component="h2" fw={600} size="sm" m={0}>
        {title}
      </Text>
      {children}
    </Stack>
  );
}

interface DecideAllProps {
  /** Still to be decided. */
  open: number;
  /** Something is decided. */
  isBegun: boolean;
  onSheet: () => void;
  onRegister: () => void;
  onClear: () => void;
}

/** One word for all conflicts between sheets and what is registered. */
export function DecideAll({ open, isBegun, onSheet, onRegister, onClear }: DecideAllProps) {
  const { t } = useTranslation('component');
  return (
    <Group gap="xs">
      <Text size="sm">{t('collect.open', { count: open })}</Text>
      <Button size="compact-xs" variant="default" onClick={onSheet}>
        {t('collect.allSheet')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={onRegister}>
        {t('collect.allRegister')}
      </Button>
      {isBegun && (
        <Button size="compact-xs" variant="subtle" onClick={onClear}>
          {t('collect.clear')}
        </Button>
      )}
    </Group>
  );
}

interface RefusedPlace {
  file: string;
  sheet: string;
  sheetRow: number;
  column: string;
  key: string;
}

/** What of returned sheets was not taken, where it stands and why. */
export function RefusedPart<Entry extends RefusedPlace>({ refused, why }: { refused: readonly Entry[]; why: (entry: Entry) => string }) {
  const { t } = useTranslation('component');
  const { first, left, more } = useFirst(refused);
  if (refused.length === 0) return null;
  const title = t('collect.refused', { count: refused.length });
  return (
    <Part title={title}>
      <Text size="sm">{t('collect.refusedText')}</Text>
      <SimpleTable
        label={title}
        rows={first}
        keyOf={({ file, sheet, sheetRow, column, key }) => `${file}#${sheet}#${sheetRow} ${column} ${key}`}
        columns={[
          { id: 'file', title: t('collect.file'), width: '14rem', render: ({ file, sheet }) => `${file} ${sheet}` },
          { id: 'row', title: t('collect.row'), width: '4rem', align: 'end', render: ({ sheetRow }) => sheetRow },
          { id: 'column', title: t('collect.column'), width: '9rem', render: ({ column }) => column },
          { id: 'why', title: t('collect.why'), render: why },
        ]}
      />
      <More left={left} onMore={more} />
    </Part>
  );
}
