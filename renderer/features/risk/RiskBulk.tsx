import { Autocomplete, Button, Group, Menu, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconDownload, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RiskSelection } from '../../../db/domain/risk/list';
import { controlLevels, riskStatuses } from '../../../db/domain/risk/risk';
import { useApi, useCommand, type Input } from '../../api';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { DayInput } from '../../components/DayInput';
import { Picker } from '../../components/Picker';
import { ownerIds, useDepartments, useOwnerOptions } from './choices';

type Patch = Input<'risk.updateMany'>['patch'];
const fields = ['department', 'owner', 'controlLevel', 'checkCycle', 'assessedOn', 'status'] as const;
type BulkField = (typeof fields)[number];

interface RiskBulkProps {
  selection: RiskSelection;
  count: number;
  onDone: () => void;
  onExport: () => void;
}

/** Buttons for the picked risks: one value for all of them, or away with them. */
export function RiskBulk({ selection, count, onDone, onExport }: RiskBulkProps) {
  const { t } = useTranslation(['risk', 'term']);
  const [field, setField] = useState<BulkField | null>(null);
  const [removing, setRemoving] = useState(false);
  const remove = useCommand('risk.remove', { done: t('bulk.removed', { count }) });
  const update = useCommand('risk.updateMany', { done: t('bulk.updated', { count }) });
  const write = async (patch: Patch) => {
    const reply = await update.run({ selection, patch });
    if (!reply.ok) return;
    setField(null);
    onDone();
  };
  return (
    <>
      {fields.slice(0, 2).map((name) => (
        <Button key={name} variant="default" size="compact-sm" onClick={() => setField(name)}>
          {t(`bulk.${name}`)}
        </Button>
      ))}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" size="compact-sm" rightSection={<IconChevronDown size={14} aria-hidden />}>
            {t('bulk.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {fields.slice(2).map((name) => (
            <Menu.Item key={name} onClick={() => setField(name)}>
              {t(`bulk.${name}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" size="compact-sm" leftSection={<IconDownload size={14} aria-hidden />} onClick={onExport}>
        {t('export.picked')}
      </Button>
      <Button variant="default" size="compact-sm" leftSection={<IconTrash size={14} aria-hidden />} onClick={() => setRemoving(true)}>
        {t('remove')}
      </Button>
      <Modal
        opened={field !== null}
        onClose={() => setField(null)}
        title={field && t('bulk.title', { field: t(`term:field.${field}`), count })}
      >
        {field && (
          <BulkValue
            key={field}
            field={field}
            count={count}
            pending={update.pending}
            onWrite={(patch) => void write(patch)}
            onCancel={() => setField(null)}
          />
        )}
      </Modal>
      <ConfirmDanger
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t('bulk.removeTitle', { count })}
        destroys={[t('bulk.removeRisks', { count })]}
        verb={t('bulk.removeVerb', { count })}
        onConfirm={async () => {
          const reply = await remove.run({ selection });
          setRemoving(false);
          if (reply.ok) onDone();
        }}
      >
        {t('bulk.removeText')}
      </ConfirmDanger>
    </>
  );
}

interface BulkValueProps {
  field: BulkField;
  count: number;
  pending: boolean;
  onWrite: (patch: Patch) => void;
  onCancel: () => void;
}

function BulkValue({ field, count, pending, onWrite, onCancel }: BulkValueProps) {
  const { t } = useTranslation(['risk', 'term']);
  const { data: choices } = useApi('risk.choices', {}, { subjects: ['enterprise'] });
  const { options } = useDepartments();
  const findOwner = useOwnerOptions(t('owner.post'));
  const [patch, setPatch] = useState<Patch>(() =>
    field === 'controlLevel' ? { controlLevel: 'team' } : field === 'status' ? { status: 'active' } : {},
  );
  const [name, setName] = useState('');
  const label = t(`term:field.${field}`);
  const input = {
    department: (
      <Picker
        data-autofocus
        label={label}
        options={options}
        value={patch.departmentId ?? null}
        onPick={(departmentId) => setPatch({ departmentId })}
      />
    ),
    owner: (
      <Picker
        data-autofocus
        label={label}
        placeholder={t('owner.placeholder')}
        options={findOwner}
        value={patch.ownerId ? `person:${patch.ownerId}` : patch.ownerPostId ? `post:${patch.ownerPostId}` : null}
        text={name}
        onPick={(value, option) => {
          setName(option?.label ?? '');
          setPatch({ ...ownerIds(value), ownerText: option?.label ?? '' });
        }}
        onType={(text) => {
          setName(text);
          setPatch({ ownerId: null, ownerPostId: null, ownerText: text });
        }}
      />
    ),
    controlLevel: (
      <NativeSelect
        data-autofocus
        label={label}
        value={patch.controlLevel ?? ''}
        data={controlLevels.map((value) => ({ value, label: t(`term:controlLevel.${value}`) }))}
        onChange={(event) => setPatch({ controlLevel: event.currentTarget.value as 'team' })}
      />
    ),
    checkCycle: (
      <Autocomplete
        data-autofocus
        size="sm"
        label={label}
        data={choices?.checkCycles ?? []}
        maxLength={60}
        value={patch.checkCycle ?? ''}
        onChange={(checkCycle) => setPatch({ checkCycle })}
      />
    ),
    assessedOn: (
      <DayInput data-autofocus label={label} value={patch.assessedOn ?? null} onChange={(assessedOn) => setPatch({ assessedOn })} />
    ),
    status: (
      <NativeSelect
        data-autofocus
        label={label}
        value={patch.status ?? ''}
        data={riskStatuses.map((value) => ({ value, label: t(`term:riskStatus.${value}`) }))}
        onChange={(event) => setPatch({ status: event.currentTarget.value as 'active' })}
      />
    ),
  }[field];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (Object.keys(patch).length > 0) onWrite(patch);
        else event.currentTarget.querySelector('input')?.focus();
      }}
    >
      <Stack gap="sm">
        {input}
        <Text size="sm" c="dimmed">
          {t('bulk.text')}
        </Text>
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
