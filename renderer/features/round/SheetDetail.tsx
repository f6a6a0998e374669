import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load, useCommand } from '../../api';
import { useAttachments } from '../../attachments';
import { Attachments } from '../../components/Attachments';
import { DayInput } from '../../components/DayInput';
import { Findings } from '../../components/Findings';
import classes from './Round.module.css';
import type { Round } from './round';
import { SheetBadge } from './SheetBadge';
import type { SheetRow } from './sheet';

interface SheetDetailProps {
  round: Round;
  /** Of the department; empty for the risks without one. */
  id: string;
  version: number;
  onHandOut: () => void;
}

/** The sheet of one department: to whom it went, whether it is back, its scans. */
export function SheetDetail({ round, id, version, onHandOut }: SheetDetailProps) {
  const { t } = useTranslation('round');
  const row = useSheetRow(round.id, id, version);
  if (!row) return null;
  const isOpen = round.status === 'open';
  return (
    <Stack gap="sm" p="md" className={classes.detail}>
      <Group gap="xs">
        <SheetBadge state={row.state} />
        <Text size="sm">{t('sheets.countOf', { risks: row.risks, pending: row.pending })}</Text>
      </Group>
      {row.sheet === null ? (
        <Text size="sm" c="dimmed">
          {t('sheets.notHandedText')}
        </Text>
      ) : (
        <>
          <Text size="sm">
            {t('sheets.backOf', { confirmed: row.sheet.confirmed, changed: row.sheet.changed, refused: row.sheet.refused })}
          </Text>
          {isOpen && <SheetForm key={row.sheet.revision} sheet={row.sheet} />}
          <SheetScans id={row.sheet.id} />
        </>
      )}
      {isOpen && row.risks > 0 && (
        <Group>
          <Button size="compact-sm" variant="default" leftSection={<IconSend size={14} aria-hidden />} onClick={onHandOut}>
            {t(row.sheet === null ? 'sheets.handOutOne' : 'sheets.handOutAgain')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** The row read anew with every change; the list holds it only while it is in sight. */
function useSheetRow(roundId: string, id: string, version: number): SheetRow | null {
  const [row, setRow] = useState<SheetRow | null>(null);
  useEffect(() => {
    const own = new AbortController();
    const find = async () => {
      for (let offset = 0, total = 1; offset < total; offset += 200) {
        const read = await load('round.sheets', { id: roundId, offset, limit: 200 }, { signal: own.signal });
        const found = read.rows.find((known) => known.id === id);
        if (found) return setRow(found);
        ({ total } = read);
      }
      return setRow(null);
    };
    find().catch(() => undefined);
    return () => own.abort();
  }, [roundId, id, version]);
  return row;
}

function SheetForm({ sheet }: { sheet: NonNullable<SheetRow['sheet']> }) {
  const { t } = useTranslation('round');
  const update = useCommand('round.updateSheet', { done: t('saved') });
  const [typed, setTyped] = useState({
    handedTo: sheet.handedTo,
    dueOn: sheet.dueOn,
    returnedOn: sheet.returnedOn,
    returnedBy: sheet.returnedBy,
  });
  const isChanged = (Object.keys(typed) as (keyof typeof typed)[]).some((name) => typed[name] !== sheet[name]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void update.run({ id: sheet.id, revision: sheet.revision, patch: typed });
      }}
    >
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t('sheets.handedOnIs', { on: sheet.handedOn, count: sheet.risks })}
        </Text>
        <Group grow align="flex-start">
          <TextInput
            label={t('sheets.handedTo')}
            maxLength={60}
            value={typed.handedTo}
            onChange={(event) => setTyped({ ...typed, handedTo: event.currentTarget.value })}
          />
          <DayInput
            label={t('sheets.dueOn')}
            min={sheet.handedOn}
            value={typed.dueOn}
            onChange={(dueOn) => setTyped({ ...typed, dueOn })}
          />
        </Group>
        <Group grow align="flex-start">
          <DayInput
            label={t('sheets.returnedOn')}
            min={sheet.handedOn}
            value={typed.returnedOn}
            onChange={(returnedOn) => setTyped({ ...typed, returnedOn })}
          />
          <TextInput
            label={t('sheets.returnedBy')}
            maxLength={60}
            value={typed.returnedBy}
            onChange={(event) => setTyped({ ...typed, returnedBy: event.currentTarget.value })}
          />
        </Group>
        <Findings findings={update.findings} />
        <Group justify="flex-end">
          <Button type="submit" size="compact-sm" loading={update.pending} disabled={!isChanged}>
            {t('sheets.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function SheetScans({ id }: { id: string }) {
  const { t } = useTranslation('term');
  return <Attachments label={t('attachmentUse.scan')} {...useAttachments({ subject: 'roundSheet', subjectId: id, use: 'scan' })} />;
}
