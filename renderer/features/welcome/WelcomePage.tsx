import { Button, Text, Title, UnstyledButton } from '@mantine/core';
import { IconFolderOpen, IconPlayerPlay, IconShieldCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate } from 'wouter/use-hash-location';
import { call, useApi, type Failure } from '../../api';
import { Refused } from '../../components/Refused';
import { BeginForm, type Basics } from './BeginForm';
import { OpenCopy } from './OpenCopy';
import { folderIn } from './place';
import { RecentList } from './RecentList';
import { RefusedOpening, type Opening } from './RefusedOpening';
import classes from './Welcome.module.css';

/** Region and sector of the invented enterprise; its rows come with the application. */
const sample = { regionCode: '150200', sector: 'machinery' };

/** Shown while no workspace is open: begin one, look at the sample, open an existing one; `arrival` makes one of a backup. */
export default function WelcomePage({ arrival }: { arrival?: ReactNode }) {
  const { t } = useTranslation('welcome');
  const state = useApi('workspace.state', {}, { subjects: ['enterprise'] }).data;
  const choices = useApi('workspace.choices', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  /** Null when there is none any more; undefined while nothing was tried on this page. */
  const [tried, setTried] = useState<(Opening & { again: () => void }) | null>();
  const defaultFolder = state?.defaultFolder ?? '';

  const attempt = async (act: Opening['act'], folder: string | null, work: () => Promise<Failure | undefined>) => {
    setBusy(true);
    setTried(null);
    const failure = await work();
    setBusy(false);
    if (failure) setTried({ act, folder, failure, again: () => void attempt(act, folder, work) });
  };
  const open = (folder: string) =>
    attempt('open', folder, async () => {
      const reply = await call('workspace.open', { folder });
      return reply.ok ? undefined : reply.error;
    });
  // What was refused at the start, before the page was there.
  const atStart = state?.open === false ? state.refused : null;
  const refused = tried === undefined ? atStart && { act: 'open' as const, ...atStart, again: () => void open(atStart.folder) } : tried;
  // Chosen apart from opening, so that a refusal can name the folder and be tried again.
  const choose = async () => {
    const reply = await call('workspace.chooseFolder', {});
    return reply.ok ? reply.data : null;
  };
  const openOther = async () => {
    const folder = await choose();
    if (folder !== null) await open(folder);
  };
  const create = (way: 'blank' | 'sample', basics: Basics, path: string) => {
    const folder = chosen === null ? null : folderIn(chosen, basics.name);
    return attempt('create', folder, async () => {
      const before = window.location.hash;
      navigate(path);
      const reply = await call('workspace.create', { folder, way, ...basics });
      if (!reply.ok) navigate(before.replace(/^#/, '') || '/');
      return reply.ok ? undefined : reply.error;
    });
  };
  const changePlace = async () => {
    const folder = await choose();
    if (folder !== null) {
      setChosen(folder);
      setTried(null);
    }
  };

  return (
    <div className={classes.page}>
      <main className={classes.frame}>
        <header className={classes.head}>
          <IconShieldCheck size={34} stroke={1.5} color="var(--accent)" aria-hidden />
          <div>
            <Title order={1} fz="1.5rem">
              {t('title')}
            </Title>
            <Text size="sm" c="dimmed">
              {t('subtitle')}
            </Text>
          </div>
        </header>
        {refused && (
          <RefusedOpening
            opening={refused}
            onAgain={refused.again}
            onOtherFolder={() => void openOther()}
            onOtherPlace={() => void changePlace()}
            onOpen={(folder) => void open(folder)}
            onDismiss={() => setTried(null)}
          />
        )}
        <div className={classes.columns}>
          <section className={classes.card} aria-labelledby="welcome-begin">
            <Title order={2} fz="1.0625rem" id="welcome-begin">
              {t('begin')}
            </Title>
            <Text size="sm" c="dimmed">
              {t('beginNote')}
            </Text>
            {choices.isError ? (
              <Refused failure={choices.error.failure} onRetry={() => void choices.refetch()} />
            ) : (
              <BeginForm
                regions={choices.data?.regions ?? []}
                sectors={choices.data?.sectors ?? []}
                busy={busy}
                isFirst={state?.open === false && state.recent.length === 0}
                placeFor={(name) => folderIn(chosen ?? defaultFolder, name === '' ? t('name') : name)}
                isDefaultPlace={chosen === null}
                onChangePlace={() => void changePlace()}
                onDefaultPlace={() => setChosen(null)}
                onBegin={(basics, thenImport) => void create('blank', basics, thenImport ? '/intake' : '/')}
              />
            )}
          </section>
          <div className={classes.side}>
            <section className={classes.card} aria-labelledby="welcome-recent">
              <Title order={2} fz="1.0625rem" id="welcome-recent">
                {t('recent')}
              </Title>
              <RecentList recent={state?.recent ?? []} busy={busy} onOpen={(folder) => void open(folder)} />
              <Button
                variant="default"
                leftSection={<IconFolderOpen size={16} />}
                onClick={() => void openOther()}
                disabled={busy}
                title={t('openOtherNote')}
              >
                {t('openOther')}
              </Button>
              <OpenCopy disabled={busy} />
              {arrival}
            </section>
            <UnstyledButton
              className={classes.way}
              data-sample
              onClick={() => void create('sample', { name: t('sampleEnterprise'), ...sample }, '/')}
              disabled={busy}
            >
              <IconPlayerPlay size={22} stroke={1.6} aria-hidden />
              <span>
                <b>{t('sample')}</b>
                <small>{t('sampleNote')}</small>
              </span>
            </UnstyledButton>
          </div>
        </div>
        {choices.data && (
          <Text size="xs" c="dimmed" ta="center">
            {t('version', { version: choices.data.version })}
          </Text>
        )}
      </main>
    </div>
  );
}
