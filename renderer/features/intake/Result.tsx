import { Alert, Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { undo, useApi, useTask } from '../../api';
import { Findings } from '../../components/Findings';
import { PageHead } from '../../components/PageHead';
import { SimpleTable } from '../../components/SimpleTable';
import { showChanged } from '../../notice';
import { go } from '../../place';
import { rowFindings } from './findingWords';
import classes from './Intake.module.css';
import { LackingPanel } from './LackingPanel';
import type { Planning } from './usePlanning';
import { pageOf, type Committed, type Fills, type WorkState } from './work';

interface ResultProps {
  state: WorkState;
  planning: Planning;
  onGiveBack: (sessionId: string, onlyProblemRows: boolean) => Promise<void>;
}

type ToldRows = Committed['refused'];
type ToldRow = ToldRows['rows'][number];

/** What an import did, with the way back and the ways on. */
export function Result({ state, planning, onGiveBack }: ResultProps) {
  const { t } = useTranslation(['import', 'term']);
  const { work, drop } = state;
  const history = useApi('history.state', {});
  const { committed } = work;
  if (!committed) return null;
  const { counts, step, importId, refused, noted, fileName } = committed;
  const isUndone = step !== null && history.data?.redo?.undoes === step;
  const canUndo = step !== null && history.data?.undo?.step === step;
  const told = refused.total + noted.total;
  const giveBack = async () => {
    // What was planned is gone with the commit; the same files give the same findings.
    const planned = await planning.plan({ committed });
    if (planned) await onGiveBack(planned.sessionId, false);
  };
  const toRegister = () => go(pageOf(work.subject, importId));
  return (
    <>
      <PageHead title={t(isUndone ? 'result.undoneTitle' : 'result.title')} note={fileName === 'pasted' ? t('pasted') : fileName}>
        <Button variant="default" onClick={drop}>
          {t('result.again')}
        </Button>
      </PageHead>
      <div className={classes.result}>
        <Alert
          color={isUndone ? 'gray' : 'pine'}
          variant="light"
          icon={isUndone ? <IconArrowBackUp size={22} /> : <IconCircleCheck size={22} />}
          role="status"
        >
          <Text fw={600}>{isUndone ? t('result.undone') : t(`result.done.${work.subject}`, { count: counts.new + counts.changed })}</Text>
          {!isUndone && <Text size="sm">{t('result.counts', { ...counts })}</Text>}
          {!isUndone && work.subject === 'risk' && (
            <Text size="sm" c="dimmed">
              {t('result.missing')}
            </Text>
          )}
          <Group gap="xs" mt="sm">
            {!isUndone && <Button onClick={toRegister}>{t(`result.open.${work.subject}`)}</Button>}
            {canUndo && (
              <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => void undo()}>
                {t('result.undo')}
              </Button>
            )}
            {told > 0 && !isUndone && (
              <Button variant="default" onClick={() => void giveBack()}>
                {t('giveBack.button')}
              </Button>
            )}
            {isUndone && (
              <Button variant="default" onClick={() => void planning.plan({})}>
                {t('result.backToPreview')}
              </Button>
            )}
          </Group>
          {!isUndone && !canUndo && step !== null && (
            <Text size="xs" c="dimmed" mt="xs">
              {t('result.notLast')}
            </Text>
          )}
        </Alert>
        {!isUndone && importId !== null && work.subject === 'risk' && <StillLacking importId={importId} />}
        {!isUndone && (
          <>
            <Told title={t('result.refused', { count: refused.total })} told={refused} />
            <Told title={t('result.noted', { count: noted.total })} told={noted} />
          </>
        )}
      </div>
    </>
  );
}

/** What the imported risks lack, filled in one step that can be undone. */
function StillLacking({ importId }: { importId: string }) {
  const { t } = useTranslation('import');
  const { data: lacking = [] } = useApi('risk.lacking', { importId }, { subjects: ['risk'] });
  const { run, running, failure } = useTask('risk.fillMissing', { title: t('lacking.filling') });
  if (lacking.length === 0) return null;
  const fill = async (fills: Fills) => {
    const reply = await run({ importId, fills });
    if (!reply.ok) return;
    const { changed, step } = reply.data;
    const count = reply.data.value.updated;
    showChanged({ changed, message: t('lacking.filled', { count }), undo: step === null ? undefined : () => void undo() });
  };
  return (
    <section>
      <Text fw={600} mb={4}>
        {t('lacking.title')}
      </Text>
      <Findings findings={failure?.findings ?? []} />
      <LackingPanel
        key={lacking.map(({ field, count }) => `${field} ${count}`).join(' ')}
        lacking={lacking}
        fills={{}}
        text={t('lacking.after')}
        verb={t('lacking.fill')}
        running={running}
        onFill={(fills) => void fill(fills)}
      />
    </section>
  );
}

const firstShown = 12;
/** The first of some rows with what is told about them. */
function Told({ title, told: { rows, total } }: { title: string; told: ToldRows }) {
  const { t } = useTranslation(['import', 'term']);
  // What is on the screen first: two hundred rows at once would hold up the page.
  const shown = useDeferredValue(rows, rows.slice(0, firstShown));
  if (total === 0) return null;
  return (
    <section>
      <Text fw={600} mb={4}>
        {title}
      </Text>
      <SimpleTable<ToldRow>
        label={title}
        rows={shown}
        keyOf={({ file, sheet, sheetRow }) => `${file}\n${sheet}\n${sheetRow}`}
        columns={[
          { id: 'row', title: t('column.row'), width: '4rem', align: 'end', render: ({ sheetRow }) => sheetRow },
          {
            id: 'sheet',
            title: t('column.sheet'),
            width: '14rem',
            render: ({ file, sheet }) => (file === 'pasted' ? sheet : `${file} ${sheet}`),
          },
          { id: 'title', title: t('result.what'), width: '28%', render: ({ title: what, place }) => (what === '' ? place : what) },
          { id: 'told', title: t('column.told'), render: (row) => rowFindings(t, row).join(t('semicolon')) },
        ]}
        {...(total > rows.length ? { foot: t('result.more', { count: total - rows.length }) } : {})}
      />
    </section>
  );
}
