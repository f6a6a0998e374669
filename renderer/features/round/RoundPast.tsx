import { Button, Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, useTask, type Data, type Input } from '../../api';
import { DropOver } from '../../components/DropOver';
import { EmptyState } from '../../components/EmptyState';
import { useDroppedFiles } from '../../components/fromOutside';
import { PageHead } from '../../components/PageHead';
import { ProgressOverlay } from '../../components/ProgressOverlay';
import { speak } from '../../components/speak';
import { showFailure } from '../../notice';
import { PastForm } from './PastForm';
import { PastLines } from './PastLines';
import classes from './Round.module.css';

export type PastPlan = Data<'round.planPast'>;
type Grades = NonNullable<Input<'round.planPast'>['grades']>;

/** Registers of a past period (`/round/past`): read, looked at, entered as a closed round. */
export function RoundPast({ onDone }: { onDone: (id: string | null) => void }) {
  const { t } = useTranslation('roundTime');
  const read = useTask('round.planPast', { title: t('past.title') });
  const [files, setFiles] = useState<readonly string[]>([]);
  const [plan, setPlan] = useState<PastPlan>();
  const take = async (paths: readonly string[], grades: Grades | null = null) => {
    const reply = await read.run({ files: [...paths], grades });
    if (!reply.ok) return;
    setFiles(paths);
    setPlan(reply.data);
  };
  const over = useDroppedFiles((paths) => {
    if (paths.length > 0 && !read.running) void take(paths);
  });
  const choose = async () => {
    const reply = await call('intake.chooseFiles', {});
    if (!reply.ok) showFailure(reply.error);
    else if (reply.data.files.length > 0) await take(reply.data.files);
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
      {plan ? (
        <>
          <PastForm key={plan.sessionId} plan={plan} onGrades={(grades) => void take(files, grades)} onDone={onDone} />
          <PastLines key={`lines-${plan.sessionId}`} sessionId={plan.sessionId} />
        </>
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
