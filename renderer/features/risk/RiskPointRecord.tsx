import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconArrowsJoin, IconTrash } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { riskPointKinds, type RiskPointKind } from '../../../db/domain/risk/risk';
import { useAlike } from '../../alike';
import { load, queryClient, useCommand, useVersion } from '../../api';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { FormPanel, type AfterSave } from '../../components/form/FormPanel';
import { ChoiceField, FieldGroup, LongField, PickField, TextField } from '../../components/form/fields';
import { LevelBadge } from '../../components/LevelBadge';
import { MergeInto } from '../../components/MergeInto';
import { go } from '../../place';
import { useDraftMemory } from '../../preference';
import { Evidence } from '../../Evidence';
import { findPoints, useDepartments } from './choices';
import { topLevel, type PointRow } from './point';
import { narrowTo, useRegister } from './register';
import { besideFields } from './riskValues';

type PointValues = { no: string; name: string; kind: RiskPointKind; location: string; departmentId: string | null; remark: string };
const blank: PointValues = { no: '', name: '', kind: 'place', location: '', departmentId: null, remark: '' };

interface RiskPointRecordProps {
  id: string | null;
  onOpen: (id: string | null) => void;
  onTitle: (title: string) => void;
  onDirty: (dirty: boolean) => void;
}

/** One risk point beside the list. */
export function RiskPointRecord(props: RiskPointRecordProps) {
  const { id, onTitle } = props;
  const point = usePoint(id);
  useEffect(() => onTitle(point?.name ?? ''), [point, onTitle]);
  if (id !== null && point === undefined) return null;
  return <PointForm key={point === undefined ? 'new' : `${point.id}-${point.revision}`} {...props} point={point} />;
}

/** The contract has lists of points only; the one with this id is looked for in them. */
function usePoint(id: string | null): PointRow | undefined {
  const version = useVersion('riskPoint', 'risk');
  const [point, setPoint] = useState<PointRow>();
  useEffect(() => {
    if (id === null) return;
    let current = true;
    const find = async () => {
      for (let offset = 0; ; offset += 200) {
        const { rows, total } = await queryClient.fetchQuery({
          queryKey: ['riskPoint.list', offset, version],
          queryFn: () => load('riskPoint.list', { offset, limit: 200 }),
        });
        const found = rows.find((row) => row.id === id);
        if (found || offset + 200 >= total) return found;
      }
    };
    void find().then((found) => {
      if (current) setPoint(found);
    });
    return () => {
      current = false;
    };
  }, [id, version]);
  return point;
}

function PointForm({ id, point, onOpen, onDirty }: RiskPointRecordProps & { point: PointRow | undefined }) {
  const { t } = useTranslation(['risk', 'term']);
  const register = useRegister();
  const { options } = useDepartments();
  const memory = useDraftMemory<PointValues>('riskPoint', id ?? 'new');
  const create = useCommand('riskPoint.create', { done: t('point.saved') });
  const update = useCommand('riskPoint.update', { done: t('point.saved') });
  const remove = useCommand('riskPoint.remove', { done: t('point.removed') });
  const [removing, setRemoving] = useState(false);
  const [merging, setMerging] = useState(false);
  const { merge, alike } = useAlike('riskPoint');
  const initial = useMemo(
    (): PointValues =>
      point
        ? {
            no: point.no,
            name: point.name,
            kind: point.kind as RiskPointKind,
            location: point.location,
            departmentId: point.departmentId,
            remark: point.remark,
          }
        : blank,
    [point],
  );
  const form = useForm<PointValues>({
    mode: 'controlled',
    initialValues: initial,
    validate: { name: (name) => (name.trim() === '' ? t('point.nameMissing') : null) },
  });
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  useEffect(() => () => onDirty(false), [onDirty]);
  const findings = useMemo(() => besideFields(point ? update.findings : create.findings), [point, update.findings, create.findings]);

  const save = useCallback(
    async (values: PointValues, after: AfterSave) => {
      const reply = point
        ? await update.run({ id: point.id, revision: point.revision, patch: values })
        : await create.run({ draft: values });
      if (!reply.ok) return;
      form.resetDirty();
      memory.clear();
      requestAnimationFrame(() => {
        if (after === 'next') {
          form.setInitialValues(blank);
          form.reset();
          onOpen('new');
        } else if (!point) onOpen(reply.data.value.id);
      });
    },
    [point, update, create, form, memory, onOpen],
  );

  const showRisks = () => {
    if (point) {
      narrowTo(register, { riskPointId: [point.id] });
      go('/risk');
    }
  };
  return (
    <>
      <FormPanel
        needs="riskPoint.update"
        form={form}
        label={point ? t('point.edit') : t('point.new')}
        findings={findings}
        pending={create.pending || update.pending}
        hasNext
        isNew={!point}
        draft={memory}
        onSave={save}
        actions={
          point && (
            <>
              <Tooltip label={t('point.mergeInto')}>
                <ActionIcon variant="default" size="md" aria-label={t('point.mergeInto')} onClick={() => setMerging(true)}>
                  <IconArrowsJoin size={16} />
                </ActionIcon>
              </Tooltip>
              <Tooltip label={point.risks > 0 ? t('point.inUse', { count: point.risks }) : t('point.remove')} multiline maw={280}>
                <ActionIcon
                  variant="default"
                  size="md"
                  aria-label={t('point.remove')}
                  aria-disabled={point.risks > 0}
                  data-disabled={point.risks > 0 || undefined}
                  onClick={() => {
                    if (point.risks === 0) setRemoving(true);
                  }}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </Tooltip>
            </>
          )
        }
      >
        {point && (
          <Group justify="space-between" gap="xs">
            <Group gap="xs">
              <LevelBadge level={topLevel(point)} />
              <Text size="sm" c="dimmed">
                {point.risks === 0
                  ? t('point.noRisks')
                  : t('point.counts', { major: point.major, considerable: point.considerable, general: point.general, low: point.low })}
              </Text>
            </Group>
            {point.risks > 0 && (
              <Button size="compact-sm" variant="default" onClick={showRisks}>
                {t('point.showRisks', { count: point.risks })}
              </Button>
            )}
          </Group>
        )}
        <FieldGroup title={t('point.edit')}>
          <TextField name="name" label={t('point.name')} required maxLength={200} />
          <TextField name="no" label={t('point.no')} placeholder={t('form.autoNumber')} maxLength={40} />
          <ChoiceField
            name="kind"
            label={t('term:field.kind')}
            choices={riskPointKinds.map((value) => ({ value, label: t(`term:riskPointKind.${value}`) }))}
          />
          <TextField name="location" label={t('term:field.location')} placeholder={t('form.locationPlaceholder')} maxLength={300} />
          <PickField name="departmentId" label={t('term:field.department')} options={options} />
          <LongField name="remark" label={t('term:field.remark')} max={2000} />
          {point && (
            <Text size="xs" c="dimmed">
              {t('point.renameNote')}
            </Text>
          )}
        </FieldGroup>
        <Evidence subject="riskPoint" subjectId={point?.id} />
      </FormPanel>
      {merging && point && (
        <MergeInto
          title={t('point.mergeTitle', { name: point.name })}
          label={t('point.mergeKeep')}
          explanation={t('point.alike.explanation')}
          options={async (typed, signal) => (await findPoints(typed, signal)).filter(({ value }) => value !== point.id)}
          pending={alike.pending}
          onClose={() => setMerging(false)}
          onMerge={(keep) =>
            void merge({ keep, others: [point.id] }).then((done) => {
              if (!done) return;
              setMerging(false);
              onOpen(keep);
            })
          }
        />
      )}
      <ConfirmDanger
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t('point.removeTitle', { name: point?.name })}
        destroys={[t('point.removeOne', { name: point?.name })]}
        verb={t('remove')}
        onConfirm={async () => {
          if (!point) return;
          const reply = await remove.run({ id: point.id, revision: point.revision });
          setRemoving(false);
          if (reply.ok) onOpen(null);
        }}
      />
    </>
  );
}
