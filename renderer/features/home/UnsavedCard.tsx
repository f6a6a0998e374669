import { Alert, Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { speak } from '../../components/speak';
import { go } from '../../place';
import classes from './Home.module.css';
import { unsavedOf } from './unsaved';

const shown = 6;

/** What was typed and not saved, after a power cut for instance; nothing where there is none. */
export function UnsavedCard() {
  const { t } = useTranslation('home');
  // Drafts are kept without telling anybody: they are looked up whenever the page is opened.
  const { data } = useApi('preference.drafts', { prefix: 'draft.' }, { fresh: true });
  const all = unsavedOf(data ?? []);
  if (all.length === 0) return null;
  return (
    <Alert color="violet" variant="light" p="xs" icon={<IconPencil size={18} />}>
      <div className={classes.unsaved}>
        <span>{t('unsaved.title', { count: all.length })}</span>
        {all.slice(0, shown).map(({ subject, name, path }) => {
          const word = speak(t, `failure:subject.${subject}`);
          return (
            <Button key={path} variant="default" size="compact-sm" maw="20rem" title={name} onClick={() => go(path)}>
              {name === '' ? t('unsaved.new', { subject: word }) : t('unsaved.record', { subject: word, name })}
            </Button>
          );
        })}
        {all.length > shown && <span>{t('unsaved.more', { count: all.length - shown })}</span>}
      </div>
    </Alert>
  );
}
