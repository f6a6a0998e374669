import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postLevels } from '../../../db/domain/responsibility/responsibility';
import type { PostDraft } from '../../../db/domain/organization/organization';
import type { PickerOption } from '../../components/Picker';
import { FormPanel, type AfterSave } from '../../components/form/FormPanel';
import { CheckField, DateField, PickField, SelectField, TextField } from '../../components/form/fields';
import { useCommand, type Data } from '../../api';
import { useDraftMemory } from '../../preference';
import { Evidence } from '../../Evidence';
import { EndDialog } from './EndDialog';
import classes from './Organization.module.css';

export type Post = Data<'post.list'>[number];

interface PostFormProps {
  post: Post | null;
  departments: readonly PickerOption[];
  today: string;
  onSaved: (id: string | null) => void;
  onDirty: (dirty: boolean) => void;
}

type Values = { [Field in keyof PostDraft]-?: NonNullable<PostDraft[Field]> | Extract<PostDraft[Field], null> };

export function PostForm({ post, departments, today, onSaved, onDirty }: PostFormProps) {
  const { t } = useTranslation(['organization', 'term']);
  const [isEnding, setEnding] = useState(false);
  const create = useCommand('post.create', { done: t('post.created') });
  const update = useCommand('post.update', { done: t('post.saved') });
  const end = useCommand('post.end', { done: t('post.endDone'), quiet: true });
  const draft = useDraftMemory<Values>('post', post?.id ?? 'new');
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: {
      name: post?.name ?? '',
      departmentId: post?.departmentId ?? null,
      isSpecialOperation: post?.isSpecialOperation === 1,
      isLeader: post?.isLeader === 1,
      level: post?.level ?? '',
      isHazardExposed: post?.isHazardExposed === 1,
      validFrom: post?.validFrom ?? today,
    },
  });
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  const onSave = async ({ validFrom, ...stated }: Values, after: AfterSave) => {
    const reply = post
      ? await update.run({ id: post.id, revision: post.revision, draft: stated })
      : await create.run({ draft: { ...stated, validFrom } });
    if (!reply.ok) return;
    draft.clear();
    form.resetDirty();
    if (after === 'next') form.setValues({ name: '', isSpecialOperation: false, isLeader: false, isHazardExposed: false });
    else onSaved(post?.id ?? reply.data.value.id);
  };
  return (
    <>
      <FormPanel
        needs="post.update"
        form={form}
        label={t('post.record')}
        findings={post ? update.findings : create.findings}
        pending={create.pending || update.pending}
        onSave={onSave}
        draft={draft}
        isNew={post === null}
        hasNext={post === null}
        actions={
          post ? (
            <Button variant="subtle" color="gray" onClick={() => setEnding(true)}>
              {t('post.end')}
            </Button>
          ) : undefined
        }
      >
        <TextField name="name" label={t('post.name')} required maxLength={100} />
        <PickField name="departmentId" label={t('post.department')} placeholder={t('post.allDepartments')} options={departments} />
        <SelectField
          name="level"
          label={t('post.level')}
          empty={t('post.levelNone')}
          choices={postLevels.map((value) => ({ value, label: t(`term:postLevel.${value}`) }))}
        />
        <CheckField
          name="isHazardExposed"
          label={t('post.isHazardExposed')}
          basis={{ law: t('post.hazardBasis.law'), example: t('post.hazardBasis.example') }}
        />
        <CheckField
          name="isSpecialOperation"
          label={t('post.isSpecialOperation')}
          basis={{ law: t('post.specialBasis.law'), example: t('post.specialBasis.example') }}
        />
        <CheckField
          name="isLeader"
          label={t('post.isLeader')}
          basis={{ law: t('post.leaderBasis.law'), example: t('post.leaderBasis.example') }}
        />
        {post ? (
          <small className={classes.quiet}>{t('department.since', { date: post.validFrom })}</small>
        ) : (
          <DateField name="validFrom" label={t('post.validFrom')} required />
        )}
        <Evidence subject="post" subjectId={post?.id} />
      </FormPanel>
      {isEnding && post && (
        <EndDialog
          title={t('post.endTitle', { name: post.name })}
          text={t('post.endText')}
          bars={[]}
          note={post.people > 0 ? t('post.endHolders', { count: post.people }) : undefined}
          dateLabel={t('post.endOn')}
          today={today}
          verb={t('post.endVerb')}
          pending={end.pending}
          failure={end.failure}
          onEnd={(on) =>
            void end.run({ id: post.id, revision: post.revision, on }).then((reply) => {
              if (reply.ok) {
                setEnding(false);
                onSaved(null);
              }
            })
          }
          onClose={() => setEnding(false)}
        />
      )}
    </>
  );
}
