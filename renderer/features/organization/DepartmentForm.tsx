import { Anchor, Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { departmentKinds, type DepartmentKind } from '../../../db/domain/organization/organization';
import { FormPanel } from '../../components/form/FormPanel';
import { DateField, PickField, SelectField, TextField } from '../../components/form/fields';
import { MergeInto } from '../../components/MergeInto';
import { useAlike } from '../../alike';
import { useCommand } from '../../api';
import { go } from '../../place';
import { useDraftMemory } from '../../preference';
import { Evidence } from '../../Evidence';
import { EndDialog } from './EndDialog';
import classes from './Organization.module.css';
import { departmentOptions, withBelow, type Department } from './tree';

interface DepartmentFormProps {
  /** Null for a new one. */
  department: Department | null;
  departments: readonly Department[];
  /** Parent proposed for a new one. */
  parentId: string | null;
  today: string;
  onSaved: (id: string) => void;
  onDirty: (dirty: boolean) => void;
}

type Values = { name: string; kind: DepartmentKind; parentId: string | null; from: string };

/** A department: created, renamed from a day on, moved, ended; never deleted. */
export function DepartmentForm({ department, departments, parentId, today, onSaved, onDirty }: DepartmentFormProps) {
  const { t } = useTranslation(['organization', 'term']);
  const [isEnding, setEnding] = useState(false);
  const [isMerging, setMerging] = useState(false);
  const { merge, alike } = useAlike('department');
  const create = useCommand('department.create', { done: t('department.created') });
  const update = useCommand('department.update', { done: t('department.saved') });
  const end = useCommand('department.end', { done: t('department.endDone'), quiet: true });
  const draft = useDraftMemory<Values>('department', department?.id ?? 'new');
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: department
      ? { name: department.name, kind: department.kind, parentId: department.parentId, from: today }
      : { name: '', kind: parentId === null ? 'company' : 'department', parentId, from: today },
  });
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  const { name } = form.getValues();
  const isEnded = department !== null && department.validTo !== null;
  const isRenamed = department !== null && name.trim() !== department.name;

  const onSave = async ({ from, ...stated }: Values) => {
    const reply = department
      ? await update.run({ id: department.id, revision: department.revision, from, ...stated })
      : await create.run({ draft: { ...stated, validFrom: from } });
    if (!reply.ok) return;
    draft.clear();
    form.resetDirty();
    onSaved(department?.id ?? reply.data.value.id);
  };
  const below = departments.filter((other) => other.parentId === department?.id && other.validTo === null).length;
  const bars =
    department === null
      ? []
      : [
          ...(department.people > 0
            ? [
                {
                  text: t('department.inUse.people', { count: department.people }),
                  link: (
                    <Anchor component="button" size="sm" onClick={() => go('/person')}>
                      {t('department.showPeople')}
                    </Anchor>
                  ),
                },
              ]
            : []),
          ...(department.risks > 0
            ? [
                {
                  text: t('department.inUse.risks', { count: department.risks }),
                  link: (
                    <Anchor component="button" size="sm" onClick={() => go(`/risk/department-${department.id}`)}>
                      {t('department.showRisks')}
                    </Anchor>
                  ),
                },
              ]
            : []),
          ...(below > 0 ? [{ text: t('department.inUse.below', { count: below }) }] : []),
        ];

  return (
    <>
      <FormPanel
        needs="department.update"
        form={form}
        label={t('department.record')}
        findings={department ? update.findings : create.findings}
        pending={create.pending || update.pending}
        onSave={onSave}
        draft={draft}
        isNew={department === null}
        readOnly={isEnded}
        actions={
          department && !isEnded ? (
            <>
              <Button variant="subtle" color="gray" px="xs" onClick={() => setEnding(true)}>
                {t('department.end')}
              </Button>
              <Button variant="subtle" color="gray" px="xs" onClick={() => setMerging(true)}>
                {t('department.mergeInto')}
              </Button>
            </>
          ) : undefined
        }
      >
        {isEnded && <small className={classes.quiet}>{t('department.ended', { date: department.validTo })}</small>}
        <TextField name="name" label={t('department.name')} required maxLength={100} />
        {isRenamed && (
          <div>
            <DateField name="from" label={t('department.from')} required />
            <small className={classes.quiet}>{t('department.fromNote', { name: department.name })}</small>
          </div>
        )}
        <SelectField
          name="kind"
          label={t('department.kind')}
          choices={departmentKinds.map((kind) => ({ value: kind, label: t(`term:departmentKind.${kind}`) }))}
        />
        <PickField
          name="parentId"
          label={t('department.parent')}
          placeholder={t('department.top')}
          options={departmentOptions(departments, department ? withBelow(departments, department.id) : undefined)}
        />
        {department ? (
          <small className={classes.quiet}>{t('department.moveNote')}</small>
        ) : (
          <DateField name="from" label={t('department.validFrom')} required />
        )}
        <Evidence subject="department" subjectId={department?.id} />
      </FormPanel>
      {isMerging && department && (
        <MergeInto
          title={t('department.mergeTitle', { name: department.name })}
          label={t('department.mergeKeep')}
          explanation={t('department.mergeText')}
          day={{ label: t('department.mergeFrom'), today }}
          options={departmentOptions(departments.filter(({ id }) => id !== department.id))}
          pending={alike.pending}
          onClose={() => setMerging(false)}
          onMerge={(keep, from) =>
            void merge({ keep, others: [department.id], from }).then((done) => {
              if (!done) return;
              setMerging(false);
              onSaved(keep);
            })
          }
        />
      )}
      {isEnding && department && (
        <EndDialog
          title={t('department.endTitle', { name: department.name })}
          text={t('department.endText')}
          bars={bars}
          barsTitle={t('department.inUseTitle')}
          dateLabel={t('department.endOn')}
          today={today}
          verb={t('department.endVerb')}
          pending={end.pending}
          failure={end.failure}
          onEnd={(on) =>
            void end.run({ id: department.id, revision: department.revision, on }).then((reply) => {
              if (reply.ok) {
                setEnding(false);
                onSaved(department.id);
              }
            })
          }
          onClose={() => setEnding(false)}
        />
      )}
    </>
  );
}
