import { Button, Menu, NativeSelect } from '@mantine/core';
import { IconChevronDown, IconMap2, IconPhoto, IconPrinter } from '@tabler/icons-react';
import { useCallback, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { showSaved, undo, useApi, useCommand, useTask } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { droppedPaths } from '../../components/fromOutside';
import { Needs, useAllowed } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { HistoryButton } from '../../history';
import { showChanged } from '../../notice';
import { go, usePlace } from '../../place';
import { paperDraftKey, remember } from '../../preference';
import { Findings } from '../../components/Findings';
import classes from './Map.module.css';
import { PlanWork } from './PlanWork';

/** The four-colour picture: floor plans with areas in the colour of their highest risk. */
export default function MapPage() {
  const { t } = useTranslation('map');
  const { id, open } = usePlace('/map');
  const plans = useApi('map.plans', {}, { subjects: ['floorPlan', 'zone', 'attachment'], keep: true });
  const create = useCommand('map.createPlan', { done: t('plan.made') });
  const take = useTask('map.takeImage', { title: t('plan.imageTask') });
  const draft = useTask('filing.renderDraft', { title: t('print.task') });
  const [over, setOver] = useState(false);
  const isMaker = useAllowed('map.takeImage');
  const plan = plans.data?.find((entry) => entry.id === id) ?? plans.data?.at(-1);

  const takeImage = async (planId: string | null, files: readonly string[]) => {
    const reply = await take.run({ planId, files: [...files] });
    if (!reply.ok || reply.data.changed === 0) return;
    showChanged({ changed: reply.data.changed, message: t('plan.imageDone'), undo: () => void undo() });
    open(reply.data.value.id);
  };
  const begin = async () => {
    const reply = await create.run({ draft: { name: t('plan.blankName'), drawnOn: null, approvedBy: '', remark: '' } });
    if (reply.ok) open(reply.data.value.id);
  };
  const print = async (planId: string) => {
    const reply = await draft.run({ request: { code: 'map', compiledOn: null, planId }, format: 'pdf', file: '' });
    if (reply.ok && reply.data.file !== null) showSaved(t('print.saved', { file: reply.data.file }), reply.data.file);
  };
  // The page of the paper numbers it and keeps what was hung up.
  const issue = (planId: string) => {
    remember(paperDraftKey('map'), { planId });
    go('/filing/map');
  };
  const onRemoved = useCallback(() => open(null), [open]);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = isMaker ? droppedPaths(event.dataTransfer) : [];
    // A plan that has an image keeps it: another picture is another plan.
    if (files.length > 0) void takeImage(plan && plan.image === null ? plan.id : null, files);
  };

  if (plans.isError) return <Refused failure={plans.error.failure} onRetry={() => void plans.refetch()} />;
  if (!plans.data) return null;
  const fresh = (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" loading={take.running} rightSection={<IconChevronDown size={14} aria-hidden />}>
          {t('plan.new')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Needs needs="map.takeImage">
          <Menu.Item onClick={() => void takeImage(null, [])}>{t('plan.fromImage')}</Menu.Item>
        </Needs>
        <Needs needs="map.createPlan">
          <Menu.Item onClick={() => void begin()}>{t('plan.blank')}</Menu.Item>
        </Needs>
      </Menu.Dropdown>
    </Menu>
  );
  return (
    <>
      <PageHead title={t('title')} note={t('note')}>
        {plans.data.length > 1 && plan && (
          <NativeSelect
            size="sm"
            aria-label={t('plan.choose')}
            value={plan.id}
            onChange={(event) => open(event.currentTarget.value)}
            data={plans.data.map(({ id: value, name }) => ({ value, label: name }))}
          />
        )}
        {plan && (
          <>
            <Needs needs="map.takeImage">
              <Button variant="default" leftSection={<IconPhoto size={15} aria-hidden />} onClick={() => void takeImage(plan.id, [])}>
                {t(plan.image === null ? 'plan.firstImage' : 'plan.image')}
              </Button>
            </Needs>
            {fresh}
            <Button
              variant="default"
              loading={draft.running}
              leftSection={<IconPrinter size={15} aria-hidden />}
              onClick={() => void print(plan.id)}
            >
              {t('print.draft')}
            </Button>
            <Needs needs="filing.issue">
              <Button onClick={() => issue(plan.id)}>{t('print.issue')}</Button>
            </Needs>
            <HistoryButton id={plan.id} />
          </>
        )}
      </PageHead>
      <Findings findings={take.failure?.findings ?? []} />
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- files are dropped here; the menu takes them too */}
      <div
        className={classes.page}
        data-over={over || undefined}
        onDragOver={(event) => {
          if (!isMaker || !event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        {plan ? (
          <PlanWork key={plan.id} plan={plan} onRemoved={onRemoved} />
        ) : (
          <div className={classes.empty}>
            <EmptyState
              title={t('empty.title')}
              text={t(over ? 'empty.drop' : 'empty.text')}
              icon={<IconMap2 size={36} stroke={1.4} aria-hidden />}
            >
              <Needs needs="map.takeImage">
                <Button loading={take.running} onClick={() => void takeImage(null, [])}>
                  {t('plan.fromImage')}
                </Button>
              </Needs>
              <Needs needs="map.createPlan">
                <Button variant="default" onClick={() => void begin()}>
                  {t('plan.blank')}
                </Button>
              </Needs>
            </EmptyState>
          </div>
        )}
      </div>
    </>
  );
}
