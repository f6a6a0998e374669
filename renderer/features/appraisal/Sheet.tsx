import { Alert, Button, Group, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useHotkeys } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconDeviceFloppy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { gradeOf, shareOf, totalsOf } from '../../../db/domain/responsibility/appraise';
import { showSaved, useApi, useCommand, useTask } from '../../api';
import { findingText } from '../../components/findingText';
import { useDraft } from '../../components/form/useDraft';
import { useAllowed } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { useSteps } from '../../components/table/useSteps';
import { HistoryButton } from '../../history';
import { go } from '../../place';
import { useDraftMemory } from '../../preference';
import classes from './Appraisal.module.css';
import { GradeBadge } from './badges';
import { FoundPanel } from './FoundPanel';
import { linesOf, pointsText, shareText } from './people';
import { ResultForm } from './ResultForm';
import { ScoreTable } from './ScoreTable';
import { scoresOf, withDeduction, workOf, type ScoreLine, type SheetData, type Work } from './sheet';

/** One person's sheet on a page of its own. */
export function Sheet({ periodId, id }: { periodId: string; id: string }) {
  const data = useApi('appraisal.get', { id }, { keep: true });
  if (data.isError) return <Refused failure={data.error.failure} onRetry={() => void data.refetch()} />;
  if (!data.data) return null;
  const { revision, items } = data.data;
  return <Editor key={`${revision} ${items.map((item) => item.revision).join()}`} periodId={periodId} sheet={data.data} />;
}

/** Both scores, reasons and the result are one form: Ctrl+S saves all of it as one step, Ctrl+Enter goes on to the next person. */
function Editor({ periodId, sheet }: { periodId: string; sheet: SheetData }) {
  const { t } = useTranslation(['appraisal', 'term']);
  const maySelf = useAllowed('appraisal.selfScore');
  const mayCheck = useAllowed('appraisal.save');
  const isOpen = sheet.period.closedOn === null;
  const writes = { self: isOpen && (mayCheck || (maySelf && sheet.signedOn === null)), check: isOpen && mayCheck };
  const isWritten = writes.self || writes.check;
  const memory = useDraftMemory<Work>('appraisal', sheet.id);
  const form = useForm<Work>({ mode: 'controlled', initialValues: workOf(sheet) });
  const draft = useDraft(form, isWritten ? memory : undefined);
  const work = form.getValues();
  const steps = useSteps<ScoreLine[]>(
    () => form.getValues().items,
    (items) => form.setFieldValue('items', items as never),
  );
  const isDirty = form.isDirty();
  const save = useCommand('appraisal.save', { done: t('saved') });
  const selfScore = useCommand('appraisal.selfScore', { done: t('saved') });
  const people = useApi('appraisal.list', { periodId }, { keep: true, subjects: ['appraisal', 'appraisalPeriod', 'appraisalItem'] }).data;
  const order = linesOf(people?.rows ?? [], {}, { by: 'department', descending: false });
  const at = order.findIndex((line) => line.id === sheet.id);
  const show = (line: (typeof order)[number] | undefined) => line && go(`/appraisal/${periodId}/${line.id}`);
  const print = useTask('appraisal.print', { title: t('print.task') });
  const printed = async () => {
    const reply = await print.run({ periodId, ids: [sheet.id], how: 'each', folder: '' });
    if (reply.ok && reply.data.folder !== null) showSaved(t('print.done', { count: 1 }), reply.data.files[0]!);
  };
  const store = async (): Promise<boolean> => {
    if (!form.isDirty()) return true;
    if (!isWritten || save.pending || selfScore.pending) return false;
    draft.keep();
    const values = form.getValues();
    const key = { id: sheet.id, revision: sheet.revision };
    const reply = writes.check
      ? await save.run({ ...key, items: scoresOf(values), result: values.result })
      : await selfScore.run({ ...key, items: values.items.map(({ id, self10, selfNote }) => ({ id, self10, selfNote })) });
    if (!reply.ok) return false;
    memory.clear();
    steps.forget();
    form.resetDirty();
    return true;
  };
  useHotkeys(
    [
      ['mod+S', () => void store()],
      ['mod+Enter', () => void store().then((stored) => stored && show(order[at + 1]))],
    ],
    [],
  );
  const totals = totalsOf(work.items);
  const grade = gradeOf(totals.check10, totals.full10, sheet.period);
  const { findings } = writes.check ? save : selfScore;
  return (
    <div className={classes.page}>
      <PageHead
        title={sheet.personName}
        note={[sheet.department, sheet.title, sheet.period.name].filter((words) => words !== '').join(' · ')}
        onBack={() => go(`/appraisal/${periodId}`)}
      >
        <Button
          variant="default"
          leftSection={<IconChevronLeft size={15} aria-hidden />}
          disabled={at <= 0}
          onClick={() => show(order[at - 1])}
        >
          {t('sheet.former')}
        </Button>
        <Button
          variant="default"
          rightSection={<IconChevronRight size={15} aria-hidden />}
          disabled={at < 0 || at >= order.length - 1}
          onClick={() => show(order[at + 1])}
        >
          {t('sheet.next')}
        </Button>
        <HistoryButton id={sheet.id} />
        <Button variant="default" loading={print.running} disabled={isDirty} onClick={() => void printed()}>
          {t('print.button')}
        </Button>
        {isWritten && (
          <Button
            leftSection={<IconDeviceFloppy size={15} aria-hidden />}
            aria-keyshortcuts="Control+S"
            disabled={!isDirty}
            loading={save.pending || selfScore.pending}
            onClick={() => void store()}
          >
            {t('save')}
          </Button>
        )}
      </PageHead>
      <Group px="md" pb={6} gap="lg">
        <Text size="sm" component="output">
          {t('sheet.sum', {
            full: pointsText(totals.full10),
            self: pointsText(totals.self10) || '—',
            check: pointsText(totals.check10) || '—',
          })}
        </Text>
        {grade && (
          <Group gap={6}>
            <Text size="sm">{t('sheet.share', { share: shareText(shareOf(totals.check10, totals.full10)) })}</Text>
            <GradeBadge grade={grade} />
          </Group>
        )}
        <Text size="sm" c="dimmed">
          {isWritten ? (isDirty ? t('sheet.unsaved') : t('sheet.keys')) : isOpen ? t('sheet.onlySeen') : t('sheet.closed')}
        </Text>
        {draft.isRestored && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              draft.discard();
              steps.forget();
              form.setValues(workOf(sheet));
            }}
          >
            {t('sheet.discard')}
          </Button>
        )}
      </Group>
      {findings
        .filter(({ field }) => field?.startsWith('items.'))
        .map((finding) => (
          <Alert key={finding.key} role="alert" color="wine" mx="md" mb="xs" py={6}>
            {findingText(t as never, finding)}
          </Alert>
        ))}
      <div className={classes.sheet}>
        <div className={classes.scores}>
          <ScoreTable id={sheet.id} items={work.items} writes={writes} onItems={steps.put} steps={steps} />
          <ResultForm
            sheetId={sheet.id}
            result={work.result}
            isOpen={writes.check}
            findings={findings.filter(({ field }) => !field?.startsWith('items.'))}
            onResult={(result) => form.setFieldValue('result', result as never)}
          />
        </div>
        <FoundPanel
          sheet={sheet}
          reasons={new Map(work.items.map((item) => [item.id, item.reason]))}
          {...(writes.check && {
            onDeduct: (item: string, points10: number, words: string) =>
              steps.put(withDeduction(form.getValues().items, item, points10, words)),
          })}
        />
      </div>
    </div>
  );
}
