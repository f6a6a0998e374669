import { ActionIcon, Button, Checkbox, Group, Input, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ClipboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { activityFrequencies, equipmentCategories } from '../../../db/domain/point/point';
import type { PointSheet } from '../../../db/domain/point/sheet';
import { terms, type TermOf } from '../../../db/domain/term';
import { useFieldFindings, useFormScene } from '../../components/form/context';
import { CheckField, FieldGroup, FieldRow, LongField, NumberField, PickField, SelectField, TextField } from '../../components/form/fields';
import { Findings } from '../../components/Findings';
import { useDepartments } from './choices';
import { readBlock } from '../../components/table/tsv';
import type { SheetValues } from './sheets';

/** Fields of one of the lists (handbook 3.2.1). */
export function SheetFields({ sheet }: { sheet: PointSheet }) {
  const { t } = useTranslation(['point', 'term']);
  const { options } = useDepartments();
  const department = <PickField name="departmentId" label={t(`${sheet}.department`)} options={options} />;
  const remark = <LongField name="remark" label={t('term:field.remark')} max={2000} />;
  switch (sheet) {
    case 'activity':
      return (
        <FieldGroup title={t('activity.title')}>
          <LongField name="steps" label={t('activity.steps')} minRows={4} placeholder={t('activity.stepsText')} />
          <TextField name="place" label={t('activity.place')} maxLength={200} />
          {department}
          <FieldRow>
            <SelectField
              name="frequency"
              label={t('activity.frequency')}
              empty={t('notStated')}
              choices={activityFrequencies.map((value) => ({ value, label: t(`term:activityFrequency.${value}`) }))}
            />
            <NumberField name="headcount" label={t('activity.headcount')} min={0} max={1_000_000} />
          </FieldRow>
          <DangerousWork />
          {remark}
        </FieldGroup>
      );
    case 'equipment':
      return (
        <>
          <FieldGroup title={t('equipment.title')}>
            <FieldRow>
              <SelectField
                name="category"
                label={t('equipment.category')}
                required
                choices={equipmentCategories.map((value) => ({ value, label: t(`term:equipmentCategory.${value}`) }))}
              />
              <NumberField name="count" label={t('equipment.count')} required min={1} max={1_000_000} />
            </FieldRow>
            <TextField name="model" label={t('equipment.model')} maxLength={200} />
            <TextField name="tag" label={t('equipment.tag')} maxLength={200} />
            {department}
            <CheckField name="isSpecialEquipment" label={t('equipment.marked')} />
            {remark}
          </FieldGroup>
          <FieldGroup title={t('equipment.checkItems')}>
            <CheckItems />
          </FieldGroup>
        </>
      );
    case 'workplace':
      return (
        <FieldGroup title={t('workplace.title')}>
          {department}
          <FieldRow>
            <NumberField name="area" label={t('workplace.area')} min={0} max={100_000_000} />
            <NumberField name="headcount" label={t('workplace.headcount')} min={0} max={1_000_000} />
          </FieldRow>
          <TextField name="purpose" label={t('workplace.purpose')} maxLength={500} />
          <LongField name="hazards" label={t('workplace.hazards')} max={2000} />
          {remark}
        </FieldGroup>
      );
  }
}

const dangerousWorks = Object.keys(terms.dangerousWork) as TermOf<'dangerousWork'>[];

function DangerousWork() {
  const { t } = useTranslation(['point', 'term']);
  const { form } = useFormScene();
  const findings = useFieldFindings('dangerousWork');
  return (
    <Checkbox.Group
      label={t('activity.dangerousWork')}
      value={form.getValues()['dangerousWork'] as string[]}
      onChange={(next) => form.setFieldValue('dangerousWork', next)}
      error={findings.length > 0 ? <Findings findings={findings} /> : undefined}
    >
      <Group gap="sm" mt={4}>
        {dangerousWorks.map((word) => (
          <Checkbox key={word} size="xs" value={word} label={t(`term:dangerousWork.${word}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

type CheckItem = SheetValues['checkItems'][number];

/** Check items and their standards; a block of two columns copied in Excel becomes lines. */
function CheckItems() {
  const { t } = useTranslation('point');
  const { form } = useFormScene();
  const findings = useFieldFindings('checkItems');
  const items = form.getValues()['checkItems'] as CheckItem[];
  const set = (next: CheckItem[]) => form.setFieldValue('checkItems', next);
  const change = (at: number, patch: Partial<CheckItem>) => set(items.map((one, index) => (index === at ? { ...one, ...patch } : one)));
  const paste = (at: number) => (event: ClipboardEvent) => {
    const block = event.clipboardData.getData('text/plain');
    if (!/[\t\n]/.test(block.trimEnd())) return;
    event.preventDefault();
    const pasted = readBlock(block).map(([item = '', standard = '']) => ({ item: item.trim(), standard: standard.trim() }));
    const rest = items[at]?.item === '' ? items.slice(at + 1) : items.slice(at);
    set([...items.slice(0, at), ...pasted, ...rest]);
  };
  return (
    <Stack gap={6}>
      <Findings findings={findings} />
      {items.length === 0 && <Input.Description>{t('equipment.checkItemsText')}</Input.Description>}
      {items.map((one, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have no name but their place
        <Group key={at} gap={4} wrap="nowrap" align="flex-start">
          <TextInput
            flex={2}
            aria-label={t('equipment.itemNo', { no: at + 1 })}
            placeholder={t('equipment.item')}
            maxLength={500}
            value={one.item}
            onPaste={paste(at)}
            onChange={(event) => change(at, { item: event.currentTarget.value })}
          />
          <TextInput
            flex={3}
            aria-label={t('equipment.standardNo', { no: at + 1 })}
            placeholder={t('equipment.standard')}
            maxLength={2000}
            value={one.standard}
            onChange={(event) => change(at, { standard: event.currentTarget.value })}
          />
          <ActionIcon
            mt={4}
            aria-label={t('equipment.dropItem', { no: at + 1 })}
            onClick={() => set(items.filter((_, index) => index !== at))}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => set([...items, { item: '', standard: '' }])}
        >
          {t('equipment.addItem')}
        </Button>
      </Group>
    </Stack>
  );
}
