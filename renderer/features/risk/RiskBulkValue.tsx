import { Autocomplete, Button, Group, NativeSelect, SegmentedControl, Stack, TagsInput, Text, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../db/domain/rule';
import { controlLevels, measureKinds, riskPointKinds, riskStatuses } from '../../../db/domain/risk/risk';
import type { Input } from '../../api';
import { useChoices } from '../../choices';
import { DayInput } from '../../components/DayInput';
import { Findings } from '../../components/Findings';
import { Picker } from '../../components/Picker';
import { accidentWords, findPoints, ownerIds, useDepartments, useOwnerOptions } from './choices';

export const bulkFields = [
  'department',
  'owner',
  'riskPoint',
  'controlLevel',
  'checkCycle',
  'assessedOn',
  'status',
  'accidentTypes',
  'consequence',
  ...measureKinds,
  'leaderText',
  'monitoring',
  'impactScope',
] as const;
export type BulkField = (typeof bulkFields)[number];
/** What is done to every picked risk, and why. */
export type BulkChange = Omit<Input<'risk.updateMany'>, 'selection'>;
type Patch = NonNullable<BulkChange['patch']>;

interface RiskBulkValueProps {
  field: BulkField;
  count: number;
  pending: boolean;
  findings: readonly Finding[];
  onWrite: (change: BulkChange) => void;
  onCancel: () => void;
}

/** One value for many risks, and the reason that stands in the history of each of them. */
export function RiskBulkValue({ field, count, pending, findings, onWrite, onCancel }: RiskBulkValueProps) {
  const { t } = useTranslation(['risk', 'term']);
  const [change, setChange] = useState<BulkChange>(() => start[field] ?? (adds(field) ? { addition: {} } : {}));
  const [reason, setReason] = useState('');
  const stated = Object.values(change).some((part) => typeof part === 'object' && Object.keys(part).length > 0);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (stated) onWrite({ ...change, reason });
        else event.currentTarget.querySelector<HTMLElement>('input:not([type=radio]), textarea')?.focus();
      }}
    >
      <Stack gap="sm">
        <ValueInput field={field} change={change} onChange={setChange} />
        <Textarea
          label={t('bulk.reason')}
          placeholder={t('bulk.reasonExample')}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed">
          {t(field === 'riskPoint' ? 'bulk.moveText' : change.addition ? 'bulk.addText' : 'bulk.text')}
        </Text>
        <Findings findings={findings} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={pending}>
            {t('bulk.write', { count })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Fields to which something is added rather than that it is replaced. */
const adds = (field: BulkField): boolean => ['accidentTypes', 'consequence', ...measureKinds].includes(field);

/** What stands in a field that always has a value. */
const start: Partial<Record<BulkField, BulkChange>> = {
  controlLevel: { patch: { controlLevel: 'team' } },
  status: { patch: { status: 'active' } },
};

interface ValueInputProps {
  field: BulkField;
  change: BulkChange;
  onChange: (change: BulkChange) => void;
}

function ValueInput({ field, change, onChange }: ValueInputProps): ReactNode {
  const { t } = useTranslation(['risk', 'term']);
  const choices = useChoices();
  const { options } = useDepartments();
  const label = t(`term:field.${field}`);
  const patch = change.patch ?? {};
  const set = (next: Patch) => onChange({ patch: next });
  switch (field) {
    case 'department':
      return (
        <Picker
          data-autofocus
          label={label}
          options={options}
          value={patch.departmentId ?? null}
          onPick={(departmentId) => set({ departmentId })}
        />
      );
    case 'owner':
      return <OwnerInput label={label} patch={patch} onChange={set} />;
    case 'riskPoint':
      return <PointInput label={label} point={change.point} onChange={(point) => onChange(point ? { point } : {})} />;
    case 'controlLevel':
      return (
        <NativeSelect
          data-autofocus
          label={label}
          value={patch.controlLevel ?? ''}
          data={controlLevels.map((value) => ({ value, label: t(`term:controlLevel.${value}`) }))}
          onChange={(event) => set({ controlLevel: event.currentTarget.value as 'team' })}
        />
      );
    case 'status':
      return (
        <NativeSelect
          data-autofocus
          label={label}
          value={patch.status ?? ''}
          data={riskStatuses.map((value) => ({ value, label: t(`term:riskStatus.${value}`) }))}
          onChange={(event) => set({ status: event.currentTarget.value as 'active' })}
        />
      );
    case 'checkCycle':
      return (
        <Autocomplete
          data-autofocus
          size="sm"
          label={label}
          data={choices?.checkCycles ?? []}
          maxLength={60}
          value={patch.checkCycle ?? ''}
          onChange={(checkCycle) => set({ checkCycle })}
        />
      );
    case 'leaderText':
    case 'monitoring':
    case 'impactScope':
      return (
        <Textarea
          data-autofocus
          label={label}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={{ leaderText: 60, monitoring: 2000, impactScope: 1000 }[field]}
          value={patch[field] ?? ''}
          onChange={(event) => set({ [field]: event.currentTarget.value })}
        />
      );
    case 'assessedOn':
      return <DayInput data-autofocus label={label} value={patch.assessedOn ?? null} onChange={(assessedOn) => set({ assessedOn })} />;
    default:
      return <AddOrSet field={field} label={label} change={change} onChange={onChange} />;
  }
}

function OwnerInput({ label, patch, onChange }: { label: string; patch: Patch; onChange: (patch: Patch) => void }) {
  const { t } = useTranslation('risk');
  const find = useOwnerOptions(t('owner.post'));
  return (
    <Picker
      data-autofocus
      label={label}
      placeholder={t('owner.placeholder')}
      options={find}
      value={patch.ownerId ? `person:${patch.ownerId}` : patch.ownerPostId ? `post:${patch.ownerPostId}` : null}
      text={patch.ownerText ?? ''}
      onPick={(value, option) => onChange({ ...ownerIds(value), ownerText: option?.label ?? '' })}
      onType={(ownerText) => onChange({ ownerId: null, ownerPostId: null, ownerText })}
    />
  );
}

type Point = NonNullable<BulkChange['point']>;

/** A point that exists, or the name and kind of a new one. */
function PointInput({ label, point, onChange }: { label: string; point: BulkChange['point']; onChange: (point: Point | null) => void }) {
  const { t } = useTranslation(['risk', 'term']);
  const [name, setName] = useState('');
  const isNew = point !== undefined && 'name' in point;
  return (
    <>
      <Picker
        data-autofocus
        label={label}
        placeholder={t('form.pointPlaceholder')}
        options={findPoints}
        value={point !== undefined && 'id' in point ? point.id : null}
        text={name}
        onPick={(id, option) => {
          setName(option?.label ?? '');
          onChange(id === null ? null : { id });
        }}
        onType={(typed) => {
          setName(typed);
          onChange(typed.trim() === '' ? null : { name: typed, kind: isNew ? point.kind : 'place' });
        }}
      />
      {isNew && (
        <NativeSelect
          label={t('form.newPointKind')}
          value={point.kind}
          data={riskPointKinds.map((value) => ({ value, label: t(`term:riskPointKind.${value}`) }))}
          onChange={(event) => onChange({ ...point, kind: event.currentTarget.value as 'place' })}
        />
      )}
    </>
  );
}

type Listed = Exclude<
  BulkField,
  | 'leaderText'
  | 'monitoring'
  | 'impactScope'
  | 'department'
  | 'owner'
  | 'riskPoint'
  | 'controlLevel'
  | 'status'
  | 'checkCycle'
  | 'assessedOn'
>;

/** Text or words that replace what stands there or come after it. */
function AddOrSet({ field, label, change, onChange }: ValueInputProps & { field: Listed; label: string }) {
  const { t } = useTranslation('risk');
  const choices = useChoices();
  const isAdded = change.addition !== undefined;
  const stored = (change.addition ?? change.patch ?? {})[field];
  const state = (value: string | string[] | undefined, asAddition: boolean) => {
    const part = value === undefined || value.length === 0 ? {} : { [field]: value };
    onChange(asAddition ? { addition: part } : { patch: part });
  };
  const accidents = accidentWords(choices);
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('bulk.how')}
        value={isAdded ? 'add' : 'set'}
        onChange={(way) => state(stored, way === 'add')}
        data={[
          { value: 'add', label: t('bulk.add') },
          { value: 'set', label: t('bulk.replace') },
        ]}
      />
      {field === 'accidentTypes' ? (
        <TagsInput
          data-autofocus
          size="sm"
          label={label}
          placeholder={t('form.accidentPlaceholder')}
          data={accidents.marked((choices?.accidentTypes ?? []).map(({ code }) => code))}
          value={accidents.marked((stored as string[] | undefined) ?? [])}
          onChange={(names) => state(accidents.stored(names), isAdded)}
          maxTags={27}
          splitChars={['、', ',', '，', ';', '；']}
          acceptValueOnBlur
        />
      ) : (
        <Textarea
          data-autofocus
          label={label}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={field === 'consequence' ? 2000 : 8000}
          value={(stored as string | undefined) ?? ''}
          onChange={(event) => state(event.currentTarget.value, isAdded)}
        />
      )}
    </>
  );
}
