import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { analysisOfKind } from '../../../db/domain/point/analysis';
import type { PointSheet } from '../../../db/domain/point/sheet';
import { useApi, useCommand, type Input } from '../../api';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { FormPanel, type AfterSave } from '../../components/form/FormPanel';
import { FieldGroup, PickField, TextField } from '../../components/form/fields';
import { LevelBadge } from '../../components/LevelBadge';
import { go } from '../../place';
import { useDraftMemory } from '../../preference';
import { Evidence } from '../../Evidence';
import { narrowTo, useRegister } from './register';
import { SheetFields } from './SheetFields';
import { entryLevel, entryOf, sheetValues, type SheetEntry, type SheetValues } from './sheets';

interface PointSheetFormProps {
  sheet: PointSheet;
  /** Null for a new entry. */
  id: string | null;
  onOpen: (id: string | null) => void;
  onTitle: (title: string) => void;
  onDirty: (dirty: boolean) => void;
}

/** One entry of a list beside it. */
export function PointSheetForm(props: PointSheetFormProps) {
  const { sheet, id, onTitle } = props;
  const { data: entry } = useApi('point.get', { sheet, id: id ?? '' }, { enabled: id !== null });
  useEffect(() => onTitle(entry?.name ?? ''), [entry, onTitle]);
  if (id !== null && entry === undefined) return null;
  return <EntryForm key={entry ? `${entry.id}-${entry.revision}-${entry.pointRevision}` : 'new'} {...props} entry={entry} />;
}

function EntryForm({ sheet, id, entry, onOpen, onDirty }: PointSheetFormProps & { entry: SheetEntry | undefined }) {
  const { t } = useTranslation(['point', 'term', 'risk']);
  const memory = useDraftMemory<SheetValues>(`point.${sheet}`, id ?? 'new');
  const unlisted = useApi('point.unlisted', { sheet }, { enabled: !entry, subjects: [sheet, 'riskPoint'] }).data;
  const create = useCommand('point.create', { done: t('saved') });
  const update = useCommand('point.update', { done: t('saved') });
  const initial = useMemo(() => sheetValues(entry), [entry]);
  // The name of a new entry is that of the risk point which is picked or typed.
  const nameField = entry ? 'name' : 'pointId';
  const form = useForm<SheetValues>({
    mode: 'controlled',
    initialValues: initial,
    validate: {
      [nameField]: (_value: unknown, { name }: SheetValues) => (name.trim() === '' ? t('nameMissing') : null),
      count: (count) => ((count as number | null) === null ? t('countMissing') : null),
    },
  });
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  useEffect(() => () => onDirty(false), [onDirty]);

  const save = useCallback(
    async (values: SheetValues, after: AfterSave) => {
      const own = entryOf(sheet, values);
      const { name, no, location } = values;
      const isRenamed = entry && (['name', 'no', 'location'] as const).some((field) => values[field].trim() !== entry[field]);
      const reply = entry
        ? await update.run({
            ...own,
            id: entry.id,
            revision: entry.revision,
            ...(isRenamed ? { point: { revision: entry.pointRevision, name, no, location } } : {}),
          } as Input<'point.update'>)
        : await create.run({
            ...own,
            point: values.pointId === null ? { name, location } : { id: values.pointId },
          } as Input<'point.create'>);
      if (!reply.ok) return;
      form.resetDirty();
      memory.clear();
      requestAnimationFrame(() => {
        if (after === 'next') {
          form.setInitialValues(sheetValues(undefined));
          form.reset();
          onOpen('new');
        } else if (!entry) onOpen(reply.data.value.id);
      });
    },
    [sheet, entry, update, create, form, memory, onOpen],
  );

  const findings = (entry ? update.findings : create.findings).map((finding) =>
    finding.field === 'name' || finding.field?.startsWith('point') ? { ...finding, field: nameField } : finding,
  );
  return (
    <FormPanel
      needs="point.update"
      form={form}
      label={entry ? t(`${sheet}.edit`) : t(`${sheet}.new`)}
      findings={findings}
      pending={create.pending || update.pending}
      hasNext
      isNew={!entry}
      draft={memory}
      onSave={save}
      actions={entry && <RemoveEntry sheet={sheet} entry={entry} onRemoved={() => onOpen(null)} />}
    >
      {entry && <OwnRisks entry={entry} />}
      <FieldGroup title={t('point')}>
        {entry ? (
          <>
            <TextField name="name" label={t(`${sheet}.name`)} required maxLength={200} />
            <TextField name="no" label={t('no')} maxLength={40} />
          </>
        ) : (
          <PickField
            name="pointId"
            label={t(`${sheet}.name`)}
            required
            placeholder={t('nameText')}
            options={(unlisted ?? []).map((point) => ({ value: point.id, label: point.name, note: point.location }))}
            text={form.getValues().name}
            onType={(name) => {
              form.setFieldValue('pointId', null);
              form.setFieldValue('name', name);
            }}
            onPicked={(option) => {
              form.setFieldValue('name', option?.label ?? '');
              form.setFieldValue('location', option?.note ?? '');
            }}
          />
        )}
        {(entry || form.getValues().pointId === null) && <TextField name="location" label={t('location')} maxLength={300} />}
      </FieldGroup>
      <SheetFields sheet={sheet} />
      <Evidence subject={sheet} subjectId={entry?.id} />
    </FormPanel>
  );
}

/** Level and number of the risks at the point, and the way to them. */
function OwnRisks({ entry }: { entry: SheetEntry }) {
  const { t } = useTranslation(['point', 'risk']);
  const register = useRegister();
  return (
    <Group justify="space-between" gap="xs">
      <LevelBadge level={entryLevel(entry)} />
      {entry.risks === 0 ? (
        <Text size="sm" c="dimmed">
          {t('risk:point.noRisks')}
        </Text>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          ml="auto"
          onClick={() => {
            narrowTo(register, { riskPointId: [entry.riskPointId] });
            go('/risk');
          }}
        >
          {t('risk:point.showRisks', { count: entry.risks })}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={() => go(`/analysis/${entry.riskPointId}`)}>
        {t('analyse', { analysis: analysisOfKind(entry.kind) })}
      </Button>
    </Group>
  );
}

function RemoveEntry({ sheet, entry, onRemoved }: { sheet: PointSheet; entry: SheetEntry; onRemoved: () => void }) {
  const { t } = useTranslation('point');
  const remove = useCommand('point.remove', { done: t('removed') });
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Tooltip label={t('remove')}>
        <ActionIcon variant="default" size="md" aria-label={t('remove')} onClick={() => setAsked(true)}>
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
      <ConfirmDanger
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('removeTitle', { name: entry.name })}
        destroys={[t('removeOne', { name: entry.name })]}
        verb={t('remove')}
        onConfirm={async () => {
          const reply = await remove.run({ sheet, id: entry.id, revision: entry.revision });
          setAsked(false);
          if (reply.ok) onRemoved();
        }}
      />
    </>
  );
}
