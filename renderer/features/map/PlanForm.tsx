import { ActionIcon, Tooltip } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { FormPanel } from '../../components/form/FormPanel';
import { DateField, FieldGroup, LongField, TextField } from '../../components/form/fields';
import { Evidence } from '../../Evidence';
import type { Plan } from './plan';

interface PlanFormProps {
  plan: Plan;
  onRemoved: () => void;
}

/** Name, day and approval of the plan, as they stand on its print. */
export const PlanForm = memo(function PlanForm({ plan, onRemoved }: PlanFormProps) {
  const { t } = useTranslation('map');
  const update = useCommand('map.updatePlan', { done: t('plan.saved') });
  const remove = useCommand('map.removePlan', { done: t('plan.removed') });
  const [removing, setRemoving] = useState(false);
  const { name, drawnOn, approvedBy, remark } = plan;
  const form = useForm({
    mode: 'controlled',
    initialValues: { name, drawnOn, approvedBy, remark },
    validate: { name: (value) => (value.trim() === '' ? t('plan.nameMissing') : null) },
  });
  return (
    <>
      <FormPanel
        needs="map.updatePlan"
        form={form}
        label={t('plan.edit')}
        findings={update.findings}
        pending={update.pending}
        onSave={async (patch) => {
          await update.run({ id: plan.id, revision: plan.revision, patch });
        }}
        actions={
          <Tooltip label={t('plan.remove')}>
            <ActionIcon variant="default" size="md" aria-label={t('plan.remove')} onClick={() => setRemoving(true)}>
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        }
      >
        <FieldGroup title={t('plan.edit')}>
          <TextField name="name" label={t('plan.name')} required maxLength={200} />
          <DateField name="drawnOn" label={t('plan.drawnOn')} />
          <TextField name="approvedBy" label={t('plan.approvedBy')} maxLength={100} />
          <LongField name="remark" label={t('plan.remark')} max={2000} />
        </FieldGroup>
        <Evidence subject="floorPlan" subjectId={plan.id} />
      </FormPanel>
      <ConfirmDanger
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t('plan.removeTitle', { name })}
        destroys={[t('plan.removeZones', { count: plan.zones })]}
        verb={t('plan.remove')}
        onConfirm={async () => {
          const reply = await remove.run({ id: plan.id, revision: plan.revision });
          setRemoving(false);
          if (reply.ok) onRemoved();
        }}
      >
        {t('plan.removeNote')}
      </ConfirmDanger>
    </>
  );
});
