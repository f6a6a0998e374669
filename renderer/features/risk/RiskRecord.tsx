import { Alert, Button, Group, Menu, Tabs } from '@mantine/core';
import { IconArrowLeft, IconCopy, IconTrash } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clauseOf } from '../../../db/domain/risk/assessmentDirect';
import type { RiskLevel } from '../../../db/domain/risk/scale';
import { useApi, useCommand } from '../../api';
import { useChoices } from '../../choices';
import type { AfterSave } from '../../components/form/FormPanel';
import { Needs } from '../../components/Needs';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { MoreMenu } from '../../components/MoreMenu';
import { Refused } from '../../components/Refused';
import { go } from '../../place';
import { useDraftMemory } from '../../preference';
import { Evidence } from '../../Evidence';
import { falls } from './grading';
import { findPoints } from './choices';
import { LoweringDialog, type FallingRisk, type Lowering } from './LoweringDialog';
import { RiskForm, type RiskFormState } from './RiskForm';
import { RiskHistory } from './RiskHistory';
import classes from './RiskPage.module.css';
import {
  besideFields,
  followingValues,
  leavesStatutory,
  newValues,
  othersOf,
  ownersOf,
  patchOfValues,
  pointOf,
  draftOfValues,
  valuesOf,
  type RiskRecordData,
  type RiskValues,
} from './riskValues';

interface RiskRecordProps {
  /** Null for a new risk. */
  id: string | null;
  /** What a new risk has in common with the one saved before it. */
  template: RiskValues | null;
  onOpen: (id: string | null) => void;
  onNext: (template: RiskValues) => void;
  onTitle: (title: string) => void;
  onDirty: (dirty: boolean) => void;
}

/** One risk beside the list: its form, its history. */
export function RiskRecord(props: RiskRecordProps) {
  const { id, onTitle } = props;
  const { t } = useTranslation(['risk', 'term']);
  const { data, error, refetch } = useApi(
    'risk.get',
    { id: id ?? '' },
    { enabled: id !== null, subjects: ['risk', 'assessment', 'riskOwner', 'riskPoint', 'levelChange', 'department', 'person', 'post'] },
  );
  const title = data && `${data.risk.riskNo} ${data.risk.riskPoint}`;
  useEffect(() => onTitle(title ?? ''), [title, onTitle]);
  if (error && !data) return <Refused failure={error.failure} onRetry={() => void refetch()} />;
  if (id !== null && !data) return null;
  if (!data)
    return (
      <BeginHere>
        <Editor {...props} data={undefined} />
      </BeginHere>
    );
  return (
    <Tabs defaultValue="record" classNames={{ root: classes.tabs, panel: classes.tabPanel }}>
      <Tabs.List>
        <Tabs.Tab value="record">{t('record')}</Tabs.Tab>
        <Tabs.Tab value="evidence">{t('term:attachmentUse.evidence')}</Tabs.Tab>
        <Tabs.Tab value="history">{t('history.title')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="record">
        <Editor {...props} data={data} />
      </Tabs.Panel>
      <Tabs.Panel value="evidence" p="sm">
        <Evidence subject="risk" subjectId={data.risk.id} />
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <RiskHistory id={data.risk.id} levelChanges={data.levelChanges} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** A new risk: the keyboard is in its first field. */
function BeginHere({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const focus = () => element.querySelector<HTMLElement>('form input')?.focus();
    if (element.querySelector('form')) return focus();
    // The form appears when its choices have arrived.
    const observer = new MutationObserver(() => {
      if (element.querySelector('form')) {
        observer.disconnect();
        focus();
      }
    });
    observer.observe(element, { childList: true });
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={frame} className={classes.begin}>
      {children}
    </div>
  );
}

interface Falling {
  form: RiskFormState;
  after: AfterSave;
  level: RiskLevel;
}

/** A point that was new has been stored with the risk before. */
async function withKnownPoint(values: RiskValues): Promise<RiskValues> {
  if (values.riskPoint !== null) return values;
  const name = values.pointName.trim();
  const found = await findPoints(name, new AbortController().signal).catch(() => []);
  const known = found.find(({ label }) => label === name);
  return known ? { ...values, riskPoint: known.value } : values;
}

function Editor({ id, data, template, onOpen, onNext, onDirty }: RiskRecordProps & { data: RiskRecordData | undefined }) {
  const { t } = useTranslation(['risk', 'term']);
  const { data: scales } = useApi('risk.scales', {}, { subjects: ['enterprise'] });
  const choices = useChoices();
  const memory = useDraftMemory<RiskValues>('risk', id ?? 'new');
  const create = useCommand('risk.create', { done: t('saved') });
  const update = useCommand('risk.update', { done: t('saved') });
  const [falling, setFalling] = useState<Falling>();
  const [turn, setTurn] = useState(0);
  const today = choices?.today;
  const initial = useMemo(
    () => (data ? valuesOf(data) : today === undefined ? undefined : (template ?? newValues(today))),
    [data, today, template],
  );
  const catalogues = choices?.direct.all;
  const stored = useMemo(
    () =>
      data && {
        id: data.risk.id,
        statutoryCode: data.draft.directMajor && clauseOf(catalogues ?? [], data.draft.directCode)?.statutory ? data.draft.directCode : '',
        level: data.risk.level,
        scale: data.risk.scale,
      },
    [data, catalogues],
  );
  const findings = useMemo(() => besideFields(data ? update.findings : create.findings), [data, update.findings, create.findings]);
  const { clear: clearUpdate } = update;
  const { clear: clearCreate } = create;
  const onChange = useCallback(() => {
    clearUpdate();
    clearCreate();
  }, [clearUpdate, clearCreate]);
  if (!scales || !choices || !initial) return null;

  /** Leaves only after the form knows that it is saved, or its draft would be kept again. */
  const leave = (form: RiskFormState, go: () => void) => {
    form.resetDirty();
    memory.clear();
    requestAnimationFrame(go);
  };
  const write = async (form: RiskFormState, after: AfterSave, lowering: Lowering | null) => {
    const values = form.getValues();
    const reply =
      id === null
        ? await create.run({ point: pointOf(values), draft: draftOfValues(values), assessments: values.assessments, ...ownersOf(values) })
        : await update.run({
            id,
            revision: values.revision ?? 0,
            ...patchOfValues(values, form.getInitialValues()),
            ...othersOf(values, form.getInitialValues()),
            ...ownersOf(values, form.getInitialValues()),
            lowering,
            cleared: leavesStatutory(values, stored?.statutoryCode ?? '')
              ? { on: values.clearedOn!, evidence: values.clearedEvidence }
              : null,
          });
    if (!reply.ok) return;
    setFalling(undefined);
    if (after === 'next') {
      const next = await withKnownPoint(followingValues(values, choices.today));
      leave(form, () => onNext(next));
    } else if (id === null) leave(form, () => onOpen(reply.data.value.id));
    else form.resetDirty();
  };
  const save = (form: RiskFormState, after: AfterSave, level: RiskLevel | null) => {
    if (data && falls(data.risk.level, level)) setFalling({ form, after, level });
    else void write(form, after, null);
  };
  const fallingRisks: FallingRisk[] =
    falling && data
      ? [{ riskNo: data.risk.riskNo, hazardSource: falling.form.getValues().hazardSource, from: data.risk.level, to: falling.level }]
      : [];
  return (
    <>
      <RiskForm
        key={turn}
        initial={initial}
        stored={stored}
        scales={scales}
        choices={choices}
        memory={memory}
        findings={findings}
        pending={create.pending || update.pending}
        onSave={save}
        onChange={onChange}
        onDirty={onDirty}
        notice={
          <>
            <FromRound />
            <Conflict
              shown={update.failure?.code === 'CONFLICT'}
              onReload={() => {
                memory.clear();
                clearUpdate();
                setTurn(turn + 1);
              }}
            />
          </>
        }
        actions={data && <Actions data={data} onOpen={onOpen} />}
      />
      <LoweringDialog
        risks={fallingRisks}
        pending={update.pending}
        onCancel={() => setFalling(undefined)}
        onConfirm={(lowering) => {
          if (falling) void write(falling.form, falling.after, lowering);
        }}
      />
    </>
  );
}

/** The round from which the user came, with the way back. */
function FromRound() {
  const { t } = useTranslation(['risk', 'term']);
  const [round] = useState(() => (window.history.state as { round?: { id: string; name: string } } | null)?.round);
  if (!round) return null;
  return (
    <Group justify="space-between" gap="xs" className={classes.from}>
      <span>{t('fromRound', { name: round.name })}</span>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowLeft size={14} aria-hidden />}
        onClick={() => go(`/round/${round.id}`)}
      >
        {t('backToRound')}
      </Button>
    </Group>
  );
}

/** The risk was changed elsewhere while this form was open. */
function Conflict({ shown, onReload }: { shown: boolean; onReload: () => void }) {
  const { t } = useTranslation(['risk', 'term']);
  if (!shown) return null;
  return (
    <Alert color="wine" title={t('conflict.title')} role="alert">
      {t('conflict.text')}
      <Group mt="xs">
        <Button size="compact-sm" variant="default" onClick={onReload}>
          {t('conflict.reload')}
        </Button>
      </Group>
    </Alert>
  );
}

function Actions({ data: { risk }, onOpen }: { data: RiskRecordData; onOpen: (id: string | null) => void }) {
  const { t } = useTranslation(['risk', 'term']);
  const duplicate = useCommand('risk.duplicate', { done: t('duplicated') });
  const remove = useCommand('risk.remove', { done: t('bulk.removed', { count: 1 }) });
  const [removing, setRemoving] = useState(false);
  return (
    <>
      <MoreMenu position="top-start" size="md">
        <Needs needs="risk.duplicate">
          <Menu.Item
            leftSection={<IconCopy size={15} />}
            onClick={() =>
              void duplicate.run({ id: risk.id }).then((reply) => {
                if (reply.ok) onOpen(reply.data.value.id);
              })
            }
          >
            {t('duplicate')}
          </Menu.Item>
        </Needs>
        <Needs needs="risk.remove">
          <Menu.Item leftSection={<IconTrash size={15} />} color="wine" onClick={() => setRemoving(true)}>
            {t('removeOne')}
          </Menu.Item>
        </Needs>
      </MoreMenu>
      <ConfirmDanger
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t('removeTitle', { riskNo: risk.riskNo })}
        destroys={[t('bulk.removeRisks', { count: 1 })]}
        verb={t('remove')}
        onConfirm={async () => {
          const reply = await remove.run({ selection: { ids: [risk.id] } });
          setRemoving(false);
          if (reply.ok) onOpen(null);
        }}
      >
        {t('bulk.removeText')}
      </ConfirmDanger>
    </>
  );
}
