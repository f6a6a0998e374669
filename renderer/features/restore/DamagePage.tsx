import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { call, showSaved, useApi, type Data } from '../../api';
import { showFailure } from '../../notice';
import { BackupTable } from './BackupTable';
import { FolderDialog, lookIntoFolder, type Looked } from './FolderDialog';
import { sourceOf } from './Reading';
import classes from './Restore.module.css';
import { RestoreDialog, type Wish } from './RestoreDialog';
import { SalvageDialog } from './SalvageDialog';
import { useRestoreWords } from './words';

type Damage = NonNullable<Extract<Data<'workspace.state'>, { open: false }>['damage']>;

/** Stands in the place of everything while the data file is broken: what is known of it and the ways out. */
export default function DamagePage({ damage: { folder, found } }: { damage: Damage }) {
  const { t, instant, why, subject } = useRestoreWords();
  const list = useApi('restore.list', {}).data;
  const target = useApi('restore.target', {}).data;
  const second = target?.shelf?.backups.flatMap((entry) => (entry.state === 'proven' ? [entry.manifest] : [])).at(0);
  const [looked, setLooked] = useState<Looked>();
  const [wish, setWish] = useState<Wish>();
  const [isSalvaging, setSalvaging] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const newest = list?.backups.flatMap((entry) => (entry.state === 'proven' ? [entry.manifest] : [])).at(0);
  const isIndex = found.state === 'index';
  const told: Record<string, string> = { audit: t('salvaged.log'), auditPayload: t('salvaged.log'), snapshot: t('salvaged.frozen') };
  const tables = 'tables' in found ? [...new Set(found.tables.map((name) => told[name] ?? subject(name)))].join('、') : '';
  const fromFile = async () => {
    const reply = await call('restore.choose', {});
    if (!reply.ok) showFailure(reply.error);
    else if (reply.data !== null) setWish({ source: sourceOf(reply.data), at: 0 });
  };
  const exportDiagnosis = async () => {
    const reply = await call('restore.exportDiagnosis', { file: null });
    if (!reply.ok) showFailure(reply.error);
    else if (reply.data !== null) showSaved(t('damage.exported'), reply.data.file);
  };
  const backup = (
    <Way
      key="backup"
      title={t('damage.backup')}
      isRecommended={!isIndex && newest !== undefined}
      text={
        newest
          ? t('damage.backupText', { at: instant(newest.at), why: why(newest.why), verified: instant(newest.verifiedAt) })
          : t('damage.backupNone')
      }
    >
      {list && list.backups.length + list.former.length > 1 && (
        <Button variant="subtle" onClick={() => setShowsAll(true)} disabled={showsAll}>
          {t('damage.others')}
        </Button>
      )}
      {newest && (
        <Button onClick={() => setWish({ source: { kind: 'backup', id: newest.id }, at: newest.at })}>{t('damage.run.backup')}</Button>
      )}
    </Way>
  );
  const rescue = (
    <Way
      key="rescue"
      title={isIndex ? t('damage.repair') : t('damage.salvage')}
      isRecommended={isIndex || (list !== undefined && newest === undefined)}
      text={isIndex ? t('damage.repairText') : t('damage.salvageText')}
    >
      <Button variant={isIndex || newest === undefined ? 'filled' : 'default'} onClick={() => setSalvaging(true)}>
        {isIndex ? t('damage.run.repair') : t('damage.run.salvage')}
      </Button>
    </Way>
  );
  const isHopeless = found.state === 'unreadable' && found.why === 'schema';
  return (
    <div className={classes.screen}>
      <main className={classes.frame}>
        <header className={classes.head}>
          <IconAlertTriangle size={34} stroke={1.5} color="var(--text-attention)" aria-hidden style={{ flex: 'none' }} />
          <div>
            <Title order={1} fz="1.375rem">
              {t('damage.title')}
            </Title>
            <Text size="sm" c="dimmed" className={classes.place}>
              {t('damage.folder', { folder })}
            </Text>
          </div>
        </header>
        <section className={classes.card} role="alert">
          <Text>{found.state === 'unreadable' ? t(`damage.${found.why}`) : t(`damage.${found.state}`, { tables })}</Text>
          <Text size="sm" c="dimmed">
            {t('damage.untouched')}
          </Text>
        </section>
        {isIndex ? [rescue, backup] : isHopeless ? [backup] : [backup, rescue]}
        {showsAll && list && (
          <section className={classes.card}>
            <BackupTable list={list} onChoose={(id, at) => setWish({ source: { kind: 'backup', id }, at })} />
          </section>
        )}
        {target && (
          <Way
            title={t('target.title')}
            text={
              second
                ? t('damage.backupText', { at: instant(second.at), why: why(second.why), verified: instant(second.verifiedAt) })
                : t('target.gone', { folder: target.folder })
            }
            isRecommended={!isIndex && list !== undefined && newest === undefined && second !== undefined}
          >
            {second && (
              <Button
                variant="default"
                onClick={() => setWish({ source: { kind: 'elsewhere', folder: target.shelf!.folder, id: second.id }, at: second.at })}
              >
                {t('damage.run.backup')}
              </Button>
            )}
          </Way>
        )}
        <Way title={t('damage.file')} text={t('damage.fileText')}>
          <Button variant="default" onClick={() => void lookIntoFolder().then(setLooked)}>
            {t('arrive.folder')}
          </Button>
          <Button variant="default" onClick={() => void fromFile()}>
            {t('damage.run.file')}
          </Button>
        </Way>
        <Way title={t('damage.other')} text={t('damage.otherText')}>
          <Button variant="default" onClick={() => void call('workspace.close', {})}>
            {t('damage.run.other')}
          </Button>
        </Way>
        <Way title={t('damage.export')} text={t('damage.exportText')}>
          <Button variant="default" onClick={() => void exportDiagnosis()}>
            {t('damage.run.export')}
          </Button>
        </Way>
        <details>
          <summary>{t('damage.details')}</summary>
          <pre className={classes.details}>{found.details.join('\n')}</pre>
        </details>
      </main>
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
      {wish && <RestoreDialog wish={wish} onClose={() => setWish(undefined)} />}
      {isSalvaging && (
        <SalvageDialog aside={null} title={isIndex ? t('damage.repair') : t('damage.salvage')} onClose={() => setSalvaging(false)} />
      )}
    </div>
  );
}

function Way({
  title,
  text,
  isRecommended = false,
  children,
}: {
  title: string;
  text: string;
  isRecommended?: boolean;
  children: ReactNode;
}) {
  const { t } = useRestoreWords();
  return (
    <section className={classes.card}>
      <div className={classes.way}>
        <div className={classes.words}>
          <Group gap="xs">
            <Title order={2} fz="1rem">
              {title}
            </Title>
            {isRecommended && (
              <Badge size="sm" variant="light" color="pine">
                {t('damage.recommended')}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap" style={{ flex: 'none' }}>
          {children}
        </Group>
      </div>
    </section>
  );
}
