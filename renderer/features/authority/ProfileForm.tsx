import { useForm } from '@mantine/form';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import {
  fileNameKinds,
  letterStyles,
  maskFields,
  profileDraft,
  usualVolumeMb,
  type ProfileDraft,
} from '../../../db/domain/filing/handover';
import { accidentEditions } from '../../../db/domain/risk/accident';
import { useCommand } from '../../api';
import { FormPanel } from '../../components/form/FormPanel';
import {
  CheckField,
  ChoiceField,
  FieldGroup,
  FieldRow,
  LongField,
  NumberField,
  SelectField,
  TextField,
} from '../../components/form/fields';
import { useDraftMemory } from '../../preference';
import classes from './Authority.module.css';
import type { Authority } from './authority';
import { PapersField } from './PapersField';

interface ProfileFormProps {
  authority: Authority;
  /** Null for a new one. */
  profileId: string | null;
  onDone: () => void;
  onDirty: (dirty: boolean) => void;
}

type Letter = ProfileDraft['letter'];
type Masks = Record<(typeof maskFields)[number], boolean>;
type Values = { [Field in keyof Omit<ProfileDraft, 'letter' | 'mask'>]: ProfileDraft[Field] } & Letter & Masks;

const valuesOf = ({ letter, mask, ...draft }: ProfileDraft): Values => ({
  ...draft,
  ...letter,
  mobile: mask.mobile ?? false,
  idNumber: mask.idNumber ?? false,
  names: mask.names ?? false,
  stock: mask.stock ?? false,
});

function draftOf({ style, subject, basis, body, signer, copyTo, mobile, idNumber, names, stock, ...draft }: Values): ProfileDraft {
  return {
    ...draft,
    accidentEdition: draft.accidentEdition ?? '',
    letter: { style, subject, basis, body, signer, copyTo },
    mask: { mobile, idNumber, names, stock },
  };
}

/** 报送要求: what goes to an authority and how. Everything but the name may stay as it is proposed. */
export function ProfileForm({ authority, profileId, onDone, onDirty }: ProfileFormProps) {
  const { t } = useTranslation(['authority', 'term']);
  const profile = authority.profiles.find(({ id }) => id === profileId);
  const create = useCommand('authority.createProfile', { done: t('profile.created') });
  const update = useCommand('authority.updateProfile', { done: t('profile.saved') });
  const draft = useDraftMemory<Values>('handoverProfile', profile?.id ?? `new-${authority.id}`);
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: valuesOf(
      profileDraft.parse(
        profile ?? {
          name: t('profile.usualName'),
          letter: { style: authority.kind === 'superior' ? 'report' : 'letter' },
          withReceipt: authority.kind !== 'superior',
        },
      ),
    ),
  });
  const isDirty = form.isDirty();
  useEffect(() => onDirty(isDirty), [onDirty, isDirty]);
  const { style } = form.getValues();
  const onSave = async (values: Values) => {
    const stated = draftOf(values);
    const reply = profile
      ? await update.run({ id: profile.id, revision: profile.revision, draft: stated })
      : await create.run({ authorityId: authority.id, draft: stated });
    if (!reply.ok) return;
    draft.clear();
    form.resetDirty();
    onDone();
  };
  return (
    <FormPanel
      needs="authority.updateProfile"
      form={form}
      label={t('profile.title')}
      findings={profile ? update.findings : create.findings}
      pending={create.pending || update.pending}
      onSave={onSave}
      onCancel={onDone}
      draft={draft}
      isNew={profile === undefined}
    >
      <TextField name="name" label={t('profile.name')} required maxLength={100} />
      <FieldGroup title={t('profile.group.papers')}>
        <PapersField name="papers" label={t('profile.papers')} />
        <FieldRow>
          <SelectField
            name="accidentEdition"
            label={t('profile.accidentEdition')}
            empty={t('profile.accidentsStated')}
            choices={accidentEditions.map((value) => ({ value, label: t(`profile.accidents.${value}`) }))}
          />
          <TextField name="assessedFor" label={t('profile.assessedFor')} maxLength={200} />
        </FieldRow>
      </FieldGroup>
      <FieldGroup title={t('profile.group.mask')}>
        {maskFields.map((field) => (
          <CheckField key={field} name={field} label={t(`term:maskField.${field}`)} />
        ))}
        <small className={classes.quiet}>{t('profile.maskNote')}</small>
      </FieldGroup>
      <FieldGroup title={t('profile.group.letter')}>
        <ChoiceField
          name="style"
          label={t('profile.styleLabel')}
          choices={letterStyles.map((value) => ({ value, label: t(`profile.style.${value}`) }))}
        />
        <small className={classes.quiet}>{t(`profile.styleNote.${style}`)}</small>
        <TextField name="subject" label={t('profile.subject')} placeholder={t('profile.subjectExample')} maxLength={200} />
        <TextField name="basis" label={t('profile.basis')} placeholder={t('profile.basisExample')} maxLength={200} />
        <FieldRow>
          {style === 'report' && <TextField name="signer" label={t('profile.signer')} maxLength={200} />}
          <TextField name="copyTo" label={t('profile.copyTo')} placeholder={t('profile.copyToExample')} maxLength={500} />
        </FieldRow>
        <LongField name="body" label={t('profile.body')} placeholder={t('profile.bodyText')} max={5000} />
      </FieldGroup>
      <FieldGroup title={t('profile.group.package')}>
        <FieldRow>
          <NumberField
            name="volumeMb"
            label={t('profile.volumeMb')}
            placeholder={t('profile.volumeNote', { count: usualVolumeMb })}
            min={1}
            max={4000}
            unit="MB"
          />
          <SelectField
            name="fileNames"
            label={t('profile.fileNames')}
            choices={fileNameKinds.map((value) => ({ value, label: t(`term:fileNames.${value}`) }))}
          />
        </FieldRow>
        <small className={classes.quiet}>{t('profile.volumeText', { count: usualVolumeMb })}</small>
        <CheckField name="withReceipt" label={t('profile.withReceipt')} />
      </FieldGroup>
    </FormPanel>
  );
}
