import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { maskFields } from '../../../db/domain/filing/handover';
import { useCommand } from '../../api';
import classes from './Authority.module.css';
import type { Authority, Profile } from './authority';

interface ProfilesProps {
  authority: Authority;
  /** Id of a profile, or `new`. */
  onEdit: (id: string) => void;
}

/** 报送要求 of an authority in a few words each. */
export function Profiles({ authority, onEdit }: ProfilesProps) {
  const { t } = useTranslation('authority');
  return (
    <section className={classes.profiles} aria-label={t('profile.title')}>
      <Group justify="space-between" gap="xs">
        <h2>{t('profile.title')}</h2>
        <Button size="compact-xs" variant="default" leftSection={<IconPlus size={13} aria-hidden />} onClick={() => onEdit('new')}>
          {t('profile.new')}
        </Button>
      </Group>
      {authority.profiles.length === 0 && <small className={classes.quiet}>{t('profile.none')}</small>}
      {authority.profiles.map((profile) => (
        <ProfileLine key={profile.id} profile={profile} onEdit={() => onEdit(profile.id)} />
      ))}
    </section>
  );
}

function ProfileLine({ profile, onEdit }: { profile: Profile; onEdit: () => void }) {
  const { t } = useTranslation(['authority', 'term']);
  const remove = useCommand('authority.removeProfile', { done: t('profile.removed') });
  const { name, papers, mask, letter, withReceipt, volumeMb } = profile;
  const masked = maskFields.filter((field) => mask[field]);
  return (
    <div className={classes.profile}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <b>{name}</b>
        <Group gap={4} wrap="nowrap">
          <Button size="compact-xs" variant="default" onClick={onEdit} aria-label={t('profile.editOf', { name })}>
            {t('profile.edit')}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            loading={remove.pending}
            onClick={() => void remove.run({ id: profile.id, revision: profile.revision })}
            aria-label={t('profile.removeOf', { name })}
          >
            {t('profile.remove')}
          </Button>
        </Group>
      </Group>
      <Text size="xs" c="dimmed">
        {[
          papers.length === 0 ? t('profile.anyPapers') : papers.map(({ code }) => code).join('、'),
          t(`profile.style.${letter.style}`),
          masked.length === 0 ? '' : t('profile.masks', { fields: masked.map((field) => t(`term:maskField.${field}`)).join('、') }),
          volumeMb === null ? '' : t('profile.upTo', { count: volumeMb }),
          withReceipt ? t('profile.withReceiptShort') : '',
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      </Text>
    </div>
  );
}
