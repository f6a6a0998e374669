import { Alert, Button, Group, Tabs, Text } from '@mantine/core';
import { IconAlertTriangle, IconFileSpreadsheet, IconTableOptions } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, useApi, useTask, type Data, type Input } from '../../api';
import { DropOver } from '../../components/DropOver';
import { EmptyState } from '../../components/EmptyState';
import { useDroppedFiles } from '../../components/fromOutside';
import { FitLine } from '../../components/intake/FitLine';
import { GradeQuestion } from '../../components/intake/GradeQuestion';
import { settleSheet } from '../../components/intake/sheet';
import { Sheets } from '../../components/intake/Sheets';
import { PageHead } from '../../components/PageHead';
import { ProgressOverlay } from '../../components/ProgressOverlay';
import { speak } from '../../components/speak';
import { showFailure } from '../../notice';
import { PastForm } from './PastForm';
import { PastLines } from './PastLines';
import classes from './Round.module.css';

export type PastPlan = Data<'round.planPast'>;
/** The files and what a person said of how they are to be read. */
type Source = Required<Input<'round.planPast'>>;

/** Registers of a past period (`/round/past`): read, looked at, entered as a closed round. */
export function RoundPast({ onDone }: { onDone: (id: string | null) => void }) {
  const { t } = useTranslation(['roundTime', 'import']);
  const { read, take, source, plan } = usePast();
  // Counts the registers that were begun with: what was stated of one says nothing of another.
  const [begun, setBegun] = useState(0);
  const begin = async (files: readonly string[]) => {
    if (await take({ files: [...files], choices: {}, schemes: {}, scales: {} })) setBegun(begun + 1);
  };
  const over = useDroppedFiles((paths) => {
    if (paths.length > 0 && !read.running) void begin(paths);
  });
  const choose = async () => {
    const reply = await call('intake.chooseFiles', {});
    if (!reply.ok) showFailure(reply.error);
    else if (reply.data.files.length > 0) await begin(reply.data.files);
  };
  return (
    <div className={classes.page} style={{ position: 'relative' }}>
      <PageHead title={t('past.title')} onBack={() => onDone(null)}>
        {plan && (
          <Button variant="default" onClick={() => void choose()}>
            {t('past.other')}
          </Button>
        )}
      </PageHead>
      {plan && source ? (
        <Past key={begun} plan={plan} source={source} onSettle={(said) => void take({ ...source, ...said })} onDone={onDone} />
      ) : (
        <EmptyState title={t('past.begin')} text={t('past.beginText')} icon={<IconFileSpreadsheet size={36} stroke={1.4} aria-hidden />}>
          <Button onClick={() => void choose()}>{t('past.choose')}</Button>
          <Text size="sm" c="dimmed">
            {t('past.kinds')}
          </Text>
        </EmptyState>
      )}
      <DropOver over={over} text={t('past.drop')} />
      <ProgressOverlay
        running={read.running}
        title={t('past.reading')}
        done={read.done}
        step={read.step === '' ? '' : speak(t, `step:${read.step}`)}
        onCancel={read.cancel}
      />
    </div>
  );
}

/** Reads files, and again with whatever is said of them; the last of several answers counts. */
function usePast() {
  const { t } = useTranslation('roundTime');
  const read = useTask('round.planPast', { title: t('past.title') });
  const latest = useRef(0);
  const [source, setSource] = useState<Source>();
  const [plan, setPlan] = useState<PastPlan>();
  const take = async (next: Source) => {
    const turn = (latest.current += 1);
    // What was said of the same files counts at once: the next answer must not be given from before this one.
    if (source?.files.join() === next.files.join()) setSource(next);
    const reply = await read.run(next);
    if (turn !== latest.current) return false;
    setSource(reply.ok ? next : source);
    if (reply.ok) setPlan(reply.data);
    return reply.ok;
  };
  return { read, take, source, plan };
}

interface PastProps {
  plan: PastPlan;
  source: Source;
  onSettle: (said: Partial<Source>) => void;
  onDone: (id: string | null) => void;
}

/** What was read, how it was understood, and the round that it becomes. */
function Past({ plan, source, onSettle, onDone }: PastProps) {
  const { t } = useTranslation(['roundTime', 'import']);
  const { data: scales } = useApi('risk.scales', {}, { keep: true });
  const [tab, setTab] = useState<string | null>(plan.total === 0 || plan.failures.length > 0 ? 'sheets' : 'lines');
  const drop =
    source.files.length > 1
      ? (name: string) => onSettle({ files: source.files.filter((file) => file.split(/[\\/]/).at(-1) !== name) })
      : undefined;
  return (
    <>
      {plan.failures.map(({ key, params }) => (
        <Alert
          key={String(params['file'])}
          color="wine"
          variant="light"
          p="xs"
          mx="md"
          mb="xs"
          role="alert"
          icon={<IconAlertTriangle size={18} />}
        >
          <Group gap="xs" justify="space-between">
            {speak(t, `intake:failure.${key}`, { ...params })}
            {drop && (
              <Button size="compact-sm" variant="default" onClick={() => drop(String(params['file']))}>
                {t('import:failures.drop')}
              </Button>
            )}
          </Group>
        </Alert>
      ))}
      <PastForm plan={plan} onDone={onDone}>
        <GradeQuestion plan={plan} onSettle={(schemes) => onSettle({ schemes })} />
        <FitLine plan={plan} scales={scales} chosen={source.scales} once onChoose={(chosen) => onSettle({ scales: chosen })} />
      </PastForm>
      <Tabs value={tab} onChange={setTab} keepMounted={false} className={classes.tabs}>
        <Tabs.List aria-label={t('past.lines')}>
          <Tabs.Tab value="lines">{t('past.lines')}</Tabs.Tab>
          <Tabs.Tab value="sheets" leftSection={<IconTableOptions size={16} aria-hidden />}>
            {t('import:sheets.tab', { count: plan.sheets.filter(({ used }) => used).length })}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={tab ?? 'lines'} className={classes.panel}>
          {tab === 'sheets' ? (
            <Sheets
              plan={plan}
              subject="risk"
              onSettle={(sheet, choice) => onSettle({ choices: settleSheet(source.choices, sheet, choice) })}
              onDropFile={drop}
            />
          ) : (
            <PastLines key={plan.sessionId} sessionId={plan.sessionId} />
          )}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
