import { Alert, Button, Checkbox, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { IconMailForward } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useCommand, type Data } from '../../api';
import { AskDialog } from '../../components/AskDialog';
import { DayInput } from '../../components/DayInput';
import { Needs } from '../../components/Needs';
import { go } from '../../place';
import { paperDraftKey, remember } from '../../preference';
import classes from './Organization.module.css';

type Notice = Data<'appointment.notices'>['rows'][number];
const keyOf = ({ id, kind }: Notice): string => `${id} ${kind}`;

/** Appointments that the authority has still to be told of (F37), with the paper and the day of telling. Nothing where nobody asks for it. */
export function Notices({ today }: { today: string }) {
  const { t } = useTranslation(['organization', 'term']);
  const { data } = useApi('appointment.notices', {}, { keep: true, subjects: ['appointment', 'person', 'enterprise'] });
  const [left, setLeft] = useState<readonly string[]>([]);
  const [isTelling, setTelling] = useState(false);
  const [on, setOn] = useState<string | null>(today);
  const notify = useCommand('appointment.notify', { done: t('appointment.notices.done'), quiet: true });
  if (!data || !data.isAsked || data.rows.length === 0) return null;
  const chosen = data.rows.filter((row) => !left.includes(keyOf(row)));
  const items = chosen.map(({ id, kind }) => ({ id, kind }));
  return (
    <Alert className={classes.gaps} variant="light" color="pine" icon={<IconMailForward size={16} aria-hidden />}>
      <Stack gap={6}>
        <Group gap="xs" justify="space-between">
          <Text size="sm">{t('appointment.notices.title', { count: data.rows.length })}</Text>
          <Group gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              disabled={items.length === 0}
              onClick={() => {
                remember(paperDraftKey('F37'), { items: JSON.stringify(items) });
                go('/filing/F37');
              }}
            >
              {t('appointment.notices.print')}
            </Button>
            <Needs needs="appointment.notify">
              <Button size="compact-sm" disabled={items.length === 0} onClick={() => setTelling(true)}>
                {t('appointment.notices.tell')}
              </Button>
            </Needs>
          </Group>
        </Group>
        <ScrollArea.Autosize mah={132}>
          <Stack gap={4}>
            {data.rows.map((row) => (
              <Checkbox
                key={keyOf(row)}
                size="xs"
                checked={!left.includes(keyOf(row))}
                onChange={({ currentTarget: { checked } }) =>
                  setLeft((was) => (checked ? was.filter((key) => key !== keyOf(row)) : [...was, keyOf(row)]))
                }
                label={t(`appointment.notices.${row.kind}`, {
                  name: row.name,
                  role: t(`term:appointmentRole.${row.role}`),
                  date: row.on,
                })}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Stack>
      {isTelling && (
        <AskDialog
          title={t('appointment.notices.tell')}
          text={t('appointment.notices.tellText', { count: items.length })}
          verb={t('appointment.notices.verb')}
          pending={notify.pending}
          failure={notify.failure}
          disabled={on === null}
          onConfirm={() => {
            if (on === null) return;
            void notify.run({ items, on }).then((reply) => {
              if (reply.ok) setTelling(false);
            });
          }}
          onClose={() => setTelling(false)}
        >
          <DayInput label={t('appointment.notices.on')} value={on} max={today} onChange={setOn} clearable={false} required />
        </AskDialog>
      )}
    </Alert>
  );
}
