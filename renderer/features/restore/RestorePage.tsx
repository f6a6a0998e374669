import { Button, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { call, useApi, type Data } from '../../api';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { SimpleTable } from '../../components/SimpleTable';
import { showFailure } from '../../notice';
import { usePlace } from '../../place';
import { BackupTable } from './BackupTable';
import { FolderDialog, lookIntoFolder, type Looked } from './FolderDialog';
import { sourceOf } from './Reading';
import classes from './Restore.module.css';
import { RestoreDialog, type Wish } from './RestoreDialog';
import { SalvageDialog } from './SalvageDialog';
import { megabytes, useRestoreWords } from './words';

/** Back to an earlier state: backups, files, and what was kept aside by earlier restores. `/restore/<backup>` shows that one at once. */
export default function RestorePage() {
  const { t } = useRestoreWords();
  const list = useApi('restore.list', {});
  const place = usePlace('/restore');
  const [chosen, setWish] = useState<Wish>();
  const [rescued, setRescued] = useState<string>();
  const target = useApi('restore.target', {}, { subjects: ['backup'] }).data;
  const [looked, setLooked] = useState<Looked>();
  const fromFile = async () => {
    const reply = await call('restore.choose', {});
    if (!reply.ok) showFailure(reply.error);
    else if (reply.data !== null) setWish({ source: sourceOf(reply.data), at: 0 });
  };
  const named = list.data?.backups.find(({ id }) => id === place.id);
  const wish =
    chosen ?? (named && { source: { kind: 'backup' as const, id: named.id }, at: named.state === 'proven' ? named.manifest.at : 0 });
  const close = () => {
    setWish(undefined);
    if (place.id !== null) place.open(null);
  };
  return (
    <>
      <PageHead title={t('title')} note={t('note')}>
        <Button variant="default" onClick={() => void fromFile()}>
          {t('fromFile')}
        </Button>
        <Button variant="default" onClick={() => void lookIntoFolder().then(setLooked)}>
          {t('fromFolder')}
        </Button>
      </PageHead>
      <div className={classes.page}>
        <Text size="sm" c="dimmed">
          {t('intro')}
        </Text>
        {list.isError && <Refused failure={list.error.failure} onRetry={() => void list.refetch()} />}
        {list.data && (
          <>
            <section className={classes.card}>
              <Title order={2} fz="1rem">
                {t('backups.title')}
              </Title>
              <BackupTable list={list.data} onChoose={(id, at) => setWish({ source: { kind: 'backup', id }, at })} />
            </section>
            {target && <SecondPlace target={target} onChoose={setWish} />}
            {list.data.asides.length > 0 && <Asides asides={list.data.asides} onBack={setWish} onRescue={setRescued} />}
          </>
        )}
      </div>
      {looked && (
        <FolderDialog
          looked={looked}
          onChoose={(source, at) => {
            setLooked(undefined);
            setWish({ source, at });
          }}
          onClose={() => setLooked(undefined)}
        />
      )}
      {wish && <RestoreDialog wish={wish} onClose={close} onDone={() => void list.refetch()} />}
      {rescued !== undefined && (
        <SalvageDialog
          aside={rescued}
          title={t('salvaged.title')}
          onClose={() => setRescued(undefined)}
          onDone={() => void list.refetch()}
        />
      )}
    </>
  );
}

/** The second copies; they are there when the disk is. */
function SecondPlace({ target, onChoose }: { target: NonNullable<Data<'restore.target'>>; onChoose: (wish: Wish) => void }) {
  const { t } = useRestoreWords();
  const { folder, shelf } = target;
  return (
    <section className={classes.card}>
      <Title order={2} fz="1rem">
        {t('target.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t(shelf === null ? 'target.gone' : 'target.text', { folder })}
      </Text>
      {shelf && (
        <BackupTable
          list={{ backups: shelf.backups, former: [] }}
          onChoose={(id, at) => onChoose({ source: { kind: 'elsewhere', folder: shelf.folder, id }, at })}
        />
      )}
    </section>
  );
}

interface AsidesProps {
  asides: Data<'restore.list'>['asides'];
  onBack: (wish: Wish) => void;
  onRescue: (id: string) => void;
}

function Asides({ asides, onBack, onRescue }: AsidesProps) {
  const { t, instant } = useRestoreWords();
  return (
    <section className={classes.card}>
      <Title order={2} fz="1rem">
        {t('asides.title')}
      </Title>
      <Stack gap={4}>
        <Text size="sm" c="dimmed">
          {t('asides.text')}
        </Text>
        <SimpleTable
          label={t('asides.title')}
          rows={asides}
          keyOf={({ id }) => id}
          columns={[
            { id: 'at', title: t('asides.at'), width: '12rem', render: ({ at }) => instant(at) },
            {
              id: 'why',
              title: t('asides.why'),
              render: ({ why, damaged, sourceAt }) =>
                damaged && why === 'restore' ? t('asides.damaged') : t(`asides.${why}`, { at: instant(sourceAt) }),
            },
            { id: 'reason', title: t('asides.reason'), render: ({ reason }) => reason },
            { id: 'size', title: t('asides.size'), width: '5rem', align: 'end', render: ({ size }) => megabytes(size) },
            {
              id: 'open',
              title: '',
              width: '10rem',
              align: 'end',
              render: ({ id, at, damaged }) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => (damaged ? onRescue(id) : onBack({ source: { kind: 'aside', id }, at }))}
                >
                  {damaged ? t('asides.rescue') : t('asides.back')}
                </Button>
              ),
            },
          ]}
        />
      </Stack>
    </section>
  );
}
