import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { targetKinds } from '../../../db/domain/responsibility/responsibility';
import { useCommand, type Data } from '../../api';
import { Findings } from '../../components/Findings';
import { Needs } from '../../components/Needs';
import { Picker } from '../../components/Picker';
import { usePlaceChoices } from './placeChoices';

interface TargetDialogProps {
  year: number;
  /** NULL for a new one. */
  target: Data<'target.list'>[number] | null;
  onClose: () => void;
}

/** One target: of the enterprise, of a department or of a post. */
export function TargetDialog({ year, target, onClose }: TargetDialogProps) {
  const { t } = useTranslation(['letter', 'term']);
  const [values, setValues] = useState({
    departmentId: target?.departmentId ?? null,
    postId: target?.postId ?? null,
    kind: (target?.kind ?? 'result') as (typeof targetKinds)[number],
    name: target?.name ?? '',
    value: target?.value ?? '',
    criteria: target?.criteria ?? '',
  });
  const set = (patch: Partial<typeof values>) => setValues({ ...values, ...patch });
  const create = useCommand('target.create', { done: t('target.saved') });
  const update = useCommand('target.update', { done: t('target.saved') });
  const remove = useCommand('target.remove', { done: t('target.removed') });
  const { departmentChoices, postChoices, departmentOf } = usePlaceChoices(values.departmentId);
  const save = async () => {
    const reply = target
      ? await update.run({ id: target.id, revision: target.revision, draft: values })
      : await create.run({ draft: { ...values, year } });
    if (reply.ok) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t(target ? 'target.edit' : 'target.new')}>
      <Stack gap="sm">
        <Picker
          label={t('target.department')}
          options={departmentChoices}
          value={values.departmentId}
          onPick={(departmentId) => set({ departmentId, postId: null })}
        />
        <Picker
          label={t('target.post')}
          options={postChoices}
          value={values.postId}
          onPick={(postId) => set({ postId, departmentId: departmentOf(postId) ?? values.departmentId })}
        />
        <TextInput
          label={t('target.name')}
          value={values.name}
          maxLength={100}
          required
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Group grow align="flex-start">
          <TextInput
            label={t('target.value')}
            value={values.value}
            maxLength={100}
            onChange={(event) => set({ value: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('target.kind')}
            value={values.kind}
            onChange={(event) => set({ kind: event.currentTarget.value as typeof values.kind })}
            data={targetKinds.map((value) => ({ value, label: t(`term:targetKind.${value}`) }))}
          />
        </Group>
        <Textarea
          label={t('target.criteria')}
          value={values.criteria}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={500}
          onChange={(event) => set({ criteria: event.currentTarget.value })}
        />
        <Findings findings={[...create.findings, ...update.findings]} />
        <Group justify="space-between" gap="xs">
          {target ? (
            <Needs needs="target.remove">
              <Button
                variant="subtle"
                color="red"
                loading={remove.pending}
                onClick={() =>
                  void remove.run({ id: target.id, revision: target.revision }).then((reply) => {
                    if (reply.ok) onClose();
                  })
                }
              >
                {t('target.remove')}
              </Button>
            </Needs>
          ) : (
            <span />
          )}
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Needs needs={target ? 'target.update' : 'target.create'}>
              <Button loading={create.pending || update.pending} disabled={values.name.trim() === ''} onClick={() => void save()}>
                {t('target.save')}
              </Button>
            </Needs>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
