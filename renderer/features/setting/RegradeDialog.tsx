import { Button, Group, Modal, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { load, undo, useApi, useTask, type Data } from '../../api';
import { Findings } from '../../components/Findings';
import { LevelBadge } from '../../components/LevelBadge';
import { levelColumn } from '../../components/levelColumn';
import { Refused } from '../../components/Refused';
import { StatTile } from '../../components/StatTile';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/layout';
import { useList } from '../../components/table/list';
import type { Fetch } from '../../components/table/rowWindow';
import { showChanged } from '../../notice';
import classes from './Setting.module.css';

interface RegradeDialogProps {
  opened: boolean;
  /** Mappings that are to be taken. */
  chosen: { lec: string; ls: string };
  onClose: () => void;
  onDone: () => void;
}

/** What other level mappings change, before they are taken: how many rise, fall and stay, which, and what to do with those that fall. */
export function RegradeDialog({ opened, chosen, onClose, onDone }: RegradeDialogProps) {
  const { t } = useTranslation('setting');
  return (
    <Modal opened={opened} onClose={onClose} title={t('regrade.title')} size="64rem">
      {opened && <Plan chosen={chosen} onClose={onClose} onDone={onDone} />}
    </Modal>
  );
}

type Lowering = { reason: string; assessor: string; reviewer: string };

function Plan({ chosen, onClose, onDone }: Omit<RegradeDialogProps, 'opened'>) {
  const { t } = useTranslation('setting');
  const { data: plan, error, refetch } = useApi('risk.regradePlan', chosen);
  const actor = useApi('home.due', {}).data?.actor ?? '';
  const regrade = useTask('risk.regrade', { title: t('regrade.title') });
  const [falls, setFalls] = useState<'keep' | 'lower'>('keep');
  const [lowering, setLowering] = useState<Lowering>({ reason: '', assessor: '', reviewer: '' });
  const [asked, setAsked] = useState(false);
  if (error && !plan) return <Refused failure={error.failure} onRetry={() => void refetch()} />;
  if (!plan) return <Text size="sm">{t('regrade.computing')}</Text>;
  const lowers = plan.down > 0 && falls === 'lower';
  const given = { reason: lowering.reason.trim(), assessor: lowering.assessor.trim(), reviewer: lowering.reviewer.trim() };
  const isSame = given.reviewer !== '' && given.reviewer === (given.assessor || actor);
  const take = async () => {
    setAsked(true);
    if (lowers && (given.reason === '' || given.reviewer === '' || isSame)) return;
    const reply = await regrade.run({ ...chosen, lowering: lowers ? given : null });
    if (!reply.ok) return;
    onDone();
    const { up, down, kept } = reply.data.value;
    showChanged({ changed: reply.data.changed, message: t('regrade.done', { up, down, kept }), undo: () => void undo() });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void take();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('regrade.text')}</Text>
        <div className={classes.tiles}>
          <StatTile label={t('regrade.up')} value={plan.up} {...(plan.up > 0 ? { tone: 'attention' as const } : {})} />
          <StatTile label={t('regrade.down')} value={plan.down} {...(plan.down > 0 ? { tone: 'notice' as const } : {})} />
          <StatTile label={t('regrade.same')} value={plan.same} />
        </div>
        {plan.moves.length > 0 && (
          <>
            <Group gap="md">
              {plan.moves.map(({ from, to, count }) => (
                <span key={`${from} ${to}`} className={classes.move}>
                  <LevelBadge level={from} /> → <LevelBadge level={to} /> {t('regrade.count', { count })}
                </span>
              ))}
            </Group>
            <Moving chosen={chosen} />
          </>
        )}
        {plan.down > 0 && (
          <Radio.Group label={t('regrade.falls', { count: plan.down })} value={falls} onChange={(value) => setFalls(value as 'keep')}>
            <Stack gap="xs" mt={6}>
              <Radio size="sm" value="keep" label={t('regrade.keep')} description={t('regrade.keepText')} />
              <Radio size="sm" value="lower" label={t('regrade.lower')} description={t('regrade.lowerText')} />
            </Stack>
          </Radio.Group>
        )}
        {lowers && (
          <>
            <Textarea
              label={t('regrade.reason')}
              withAsterisk
              autosize
              minRows={2}
              maxRows={6}
              maxLength={1000}
              data-autofocus
              value={lowering.reason}
              onChange={(event) => setLowering({ ...lowering, reason: event.currentTarget.value })}
              error={asked && given.reason === '' ? t('regrade.reasonMissing') : undefined}
            />
            <Group grow align="flex-start">
              <TextInput
                label={t('regrade.assessor')}
                placeholder={actor}
                maxLength={60}
                value={lowering.assessor}
                onChange={(event) => setLowering({ ...lowering, assessor: event.currentTarget.value })}
              />
              <TextInput
                label={t('regrade.reviewer')}
                withAsterisk
                maxLength={60}
                value={lowering.reviewer}
                onChange={(event) => setLowering({ ...lowering, reviewer: event.currentTarget.value })}
                error={asked && given.reviewer === '' ? t('regrade.reviewerMissing') : isSame ? t('regrade.reviewerSame') : undefined}
              />
            </Group>
          </>
        )}
        <Findings findings={regrade.failure?.findings ?? []} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('regrade.cancel')}
          </Button>
          <Button type="submit" loading={regrade.running}>
            {t('regrade.take')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type MovingRow = Data<'risk.regradeList'>['rows'][number];

/** The risks whose level rises or falls, however many. */
function Moving({ chosen }: { chosen: { lec: string; ls: string } }) {
  const { t } = useTranslation(['setting', 'term']);
  const list = useList<object, 'riskNo'>('regrade', { filter: {}, sort: { by: 'riskNo', descending: false } });
  const { lec, ls } = chosen;
  const fetch = useCallback<Fetch<MovingRow, object, 'riskNo'>>(
    ({ offset, limit, signal }) => load('risk.regradeList', { lec, ls, move: ['up', 'down'], offset, limit }, { signal }),
    [lec, ls],
  );
  const columns = useMemo<Column<MovingRow>[]>(
    () => [
      { id: 'riskNo', title: t('term:field.riskNo'), width: 110, text: (row) => row.riskNo },
      { id: 'riskPoint', title: t('term:field.riskPoint'), width: 150, grow: 1, text: (row) => row.riskPoint },
      { id: 'hazardSource', title: t('term:field.hazardSource'), width: 240, grow: 2, text: (row) => row.hazardSource },
      { id: 'score', title: t('term:field.score'), width: 80, align: 'end', text: (row) => String(row.score100 / 100) },
      { id: 'level', title: t('regrade.from'), ...levelColumn(({ level }) => level) },
      { id: 'to', title: t('regrade.to'), ...levelColumn(({ to }) => to) },
    ],
    [t],
  );
  return (
    <div className={classes.moving}>
      <DataTable label={t('regrade.which')} list={list} columns={columns} fetch={fetch} empty={null} plain />
    </div>
  );
}
