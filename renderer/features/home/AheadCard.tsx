import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTask } from '../../api';
import { Needs } from '../../components/Needs';
import { go } from '../../place';
import { remember, remembered } from '../../preference';
import classes from './Home.module.css';

/** Where it is kept that the present state stays as it is: the head of the backup that was left. */
const keptKey = 'ahead.kept';

/** A backup knows steps that the data file has lost, and the ways out; nothing where there is none, or where that was left as it is. */
export function AheadCard() {
  const { t, i18n } = useTranslation('home');
  const { data } = useApi('backup.ahead', {}, { subjects: ['restoration', 'mergeRun'], fresh: true });
  const compare = useTask('copies.compare', { title: t('ahead.comparing') });
  const [kept, setKept] = useState<unknown>();
  useEffect(() => void remembered(keptKey).then((head) => setKept(head ?? null)), []);
  if (!data || kept === undefined || kept === data.hash) return null;
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  const merge = async (place: string) => {
    if ((await compare.run({ place })).ok) go('/copies');
  };
  const keep = () => {
    remember(keptKey, data.hash);
    setKept(data.hash);
  };
  return (
    <Alert color="wine" variant="light" p="xs" icon={<IconHistory size={18} />}>
      <div className={classes.told}>
        <Text size="sm" fw={600}>
          {t('ahead.title', { count: data.lost, at: moment.format(data.at), until: moment.format(data.newestChange ?? data.at) })}
        </Text>
        <Text size="sm">{t('ahead.why')}</Text>
        {data.since > 0 && <Text size="sm">{t('ahead.since', { count: data.since })}</Text>}
        <Group gap="xs">
          <Button size="compact-sm" onClick={() => go(`/restore/${data.id}`)}>
            {t('ahead.look')}
          </Button>
          {data.since > 0 && (
            <Needs needs="copies.compare">
              <Button variant="default" size="compact-sm" loading={compare.running} onClick={() => void merge(data.folder)}>
                {t('ahead.merge')}
              </Button>
            </Needs>
          )}
          <Button variant="default" size="compact-sm" onClick={keep}>
            {t('ahead.keep')}
          </Button>
        </Group>
      </div>
    </Alert>
  );
}
