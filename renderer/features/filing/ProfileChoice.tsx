import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApi, type Data } from '../../api';

export type Authority = Data<'authority.list'>[number];
export type Profile = Authority['profiles'][number];

interface ProfileChoiceProps {
  /** The one that was chosen for this letter. */
  profileId: string | null;
  onChoose: (authority: Authority, profile: Profile) => void;
}

/** 按某单位的要求: fills letter, materials and package with what an authority wants to be handed. */
export function ProfileChoice({ profileId, onChoose }: ProfileChoiceProps) {
  const { t } = useTranslation('filing');
  const { data = [] } = useApi('authority.list', {}, { subjects: ['authority', 'handoverProfile'] });
  const choices = data.flatMap((authority) => authority.profiles.map((profile) => ({ authority, profile })));
  if (choices.length === 0) return null;
  return (
    <NativeSelect
      size="sm"
      label={t('profile.label')}
      description={t('profile.text')}
      data={[
        { value: '', label: t('profile.none') },
        ...choices.map(({ authority, profile }) => ({
          value: profile.id,
          label: t('profile.of', { authority: authority.shortName || authority.name, name: profile.name }),
        })),
      ]}
      value={choices.some(({ profile }) => profile.id === profileId) ? (profileId ?? '') : ''}
      onChange={(event) => {
        const chosen = choices.find(({ profile }) => profile.id === event.currentTarget.value);
        if (chosen) onChoose(chosen.authority, chosen.profile);
      }}
    />
  );
}
