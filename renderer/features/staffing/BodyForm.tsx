import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { safetyBodyKinds, type SafetyBodyKind } from '../../../db/domain/organization/appointment';
import { useCommand } from '../../api';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { FormPanel } from '../../components/form/FormPanel';
import { CheckField, DateField, FieldRow, LongField, PickField, SelectField, TextField } from '../../components/form/fields';
import type { PickerOption } from '../../components/Picker';
import { Evidence } from '../../Evidence';
import { useDraftMemory } from '../../preference';
import classes from './Staffing.module.css';
import type { Staffing } from './words';

export type Body = Staffing['bodies'][number];

type Values = {
  kind: SafetyBodyKind;
  name: string;
  departmentId: string | null;
  isMerged: boolean;
  documentNumber: string;
  validFrom: string;
  validTo: string | null;
  remark: string;
};

interface BodyFormProps {
  /** Null for a new one. */
  body: Body | null;
  departments: readonly PickerOption[];
  today: string;
  onSaved: (id: string | null) => void;
  onDirty: (dirty: boolean) => void;
}

/** A safety department, the committee or an entrusted service, with the days on which it exists. */
export function BodyForm({ body, departments, today, onSaved, onDirty }: BodyFormProps) {
  const { t } = useTranslation(['staffing', 'term']);
  const [isRemoving, setRemoving] = useState(false);
  const create = useCommand('safetyBody.create', { done: t('body.created') });
  const update = useCommand('safetyBody.update', { done: t('body.saved') });
  const remove = useCommand('safetyBody.remove', { done: t('body.removed') });
  const draft = useDraftMemory<Values>('safetyBody', body?.id ?? 'new');
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      kind: body?.kind ?? 'office',
      name: body?.name ?? '',
      departmentId: body?.departmentId ?? null,
      isMerged: body?.isMerged ?? false,
      documentNumber: body?.documentNumber ?? '',
      validFrom: body?.validFrom ?? today,
      validTo: body?.validTo ?? null,
      remark: body?.remark ?? '',
    },
  });
  const { kind, departmentId, name } = form.getValues();
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  // A department that is chosen names the body, unless it has a name.
  useEffect(() => {
    const chosen = departments.find(({ value }) => value === departmentId);
    if (body === null && chosen && name === '') form.setFieldValue('name', chosen.label.trim());
    // oxlint-disable-next-line react/exhaustive-deps
  }, [departmentId]);
  const onSave = async (stated: Values) => {
    const reply = body ? await update.run({ id: body.id, revision: body.revision, draft: stated }) : await create.run({ draft: stated });
    if (!reply.ok) return;
    draft.clear();
    form.resetDirty();
    onSaved(body?.id ?? reply.data.value.id);
  };
  return (
    <>
      <FormPanel
        needs="safetyBody.update"
        form={form}
        label={t('body.record')}
        findings={body ? update.findings : create.findings}
        pending={create.pending || update.pending}
        onSave={onSave}
        draft={draft}
        isNew={body === null}
        actions={
          body ? (
            <Button variant="subtle" color="gray" onClick={() => setRemoving(true)}>
              {t('body.remove')}
            </Button>
          ) : undefined
        }
      >
        <SelectField
          name="kind"
          label={t('body.kind')}
          choices={safetyBodyKinds.map((value) => ({ value, label: t(`term:safetyBodyKind.${value}`) }))}
        />
        {kind !== 'entrusted' && (
          <PickField name="departmentId" label={t('body.department')} placeholder={t('body.noDepartment')} options={departments} />
        )}
        <TextField name="name" label={t('body.name')} placeholder={t(`body.nameExample.${kind}`)} required maxLength={200} />
        {kind === 'office' && (
          <CheckField
            name="isMerged"
            label={t('body.isMerged')}
            basis={{ law: t('body.mergedBasis.law'), example: t('body.mergedBasis.example') }}
          />
        )}
        <TextField name="documentNumber" label={t('body.documentNumber')} placeholder={t('body.documentExample')} maxLength={200} />
        <FieldRow>
          <DateField name="validFrom" label={t('body.validFrom')} required />
          <DateField name="validTo" label={t('body.validTo')} />
        </FieldRow>
        <small className={classes.quiet}>{t('body.validToNote')}</small>
        <LongField name="remark" label={t('body.remark')} max={2000} />
        <Evidence subject="safetyBody" subjectId={body?.id} />
      </FormPanel>
      {body && (
        <ConfirmDanger
          opened={isRemoving}
          onClose={() => setRemoving(false)}
          title={t('body.removeTitle', { name: body.name })}
          destroys={[]}
          verb={t('body.remove')}
          onConfirm={async () => {
            const reply = await remove.run({ id: body.id, revision: body.revision });
            setRemoving(false);
            if (!reply.ok) return;
            draft.clear();
            onSaved(null);
          }}
        >
          {t('body.removeText')}
        </ConfirmDanger>
      )}
    </>
  );
}
