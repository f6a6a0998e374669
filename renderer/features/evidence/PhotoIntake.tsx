import { Button, Checkbox, Group, Text } from '@mantine/core';
import { IconArrowLeft, IconFolderOpen, IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostAttachments } from '../../../db/domain/attachment';
import { undo, useTask, type Data } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { Findings } from '../../components/Findings';
import { PageHead } from '../../components/PageHead';
import { Picker, type PickerOption } from '../../components/Picker';
import { showChanged } from '../../notice';
import classes from './Evidence.module.css';
import { findRecords, placeOf } from './findRecords';

type Scan = NonNullable<Data<'evidence.scanFolder'>>;
type Photos = Scan['groups'][number];

/** Pictures of a folder by the occasions on which they were taken; each occasion goes to a record. */
export function PhotoIntake({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('evidence');
  const scan = useTask('evidence.scanFolder', { title: t('photos.task') });
  const [found, setFound] = useState<Scan | null>(null);
  const choose = async () => {
    const reply = await scan.run({ folder: '' });
    if (reply.ok && reply.data !== null) setFound(reply.data);
  };
  return (
    <>
      <PageHead
        title={t('photos.title')}
        note={found ? t('photos.note', { photos: found.photos, groups: found.groups.length }) : undefined}
      >
        <Button variant="default" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={onBack}>
          {t('photos.back')}
        </Button>
        <Button leftSection={<IconFolderOpen size={15} aria-hidden />} loading={scan.running} onClick={() => void choose()}>
          {t('photos.choose')}
        </Button>
      </PageHead>
      <div className={classes.groups}>
        {found === null || found.groups.length === 0 ? (
          <EmptyState
            title={t(found === null ? 'photos.begin' : 'photos.none')}
            text={t('photos.text')}
            icon={<IconPhoto size={36} stroke={1.4} aria-hidden />}
          />
        ) : (
          <>
            {found.left > 0 && <Text size="sm">{t('photos.left', { count: found.left })}</Text>}
            {found.groups.map((group) => (
              <Occasion key={`${found.folder} ${group.from} ${group.photos[0]?.file}`} group={group} />
            ))}
          </>
        )}
      </div>
    </>
  );
}

/** Pictures drawn at once; the others of a large group are named when it is opened. */
const drawn = 60;

function Occasion({ group: { from, to, photos } }: { group: Photos }) {
  const { t, i18n } = useTranslation('evidence');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const [record, setRecord] = useState<PickerOption | null>(null);
  const [attached, setAttached] = useState<{ to: string; count: number } | null>(null);
  const add = useTask('attachment.addFiles', { title: t('photos.adding') });
  const chosen = photos.filter(({ file }) => !left.has(file));
  const time = (at: number) => new Date(at).toLocaleString(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  const span = from === to ? time(from) : t('photos.span', { from: time(from), to: time(to) });
  const attach = async () => {
    const files = chosen.slice(0, mostAttachments).map(({ file }) => file);
    const reply = await add.run({ place: placeOf(record!), files });
    if (!reply.ok) return;
    setAttached({ to: record!.label, count: files.length });
    showChanged({
      changed: reply.data.changed,
      message: t('photos.added', { count: reply.data.changed, to: record!.label }),
      undo: reply.data.changed > 0 ? () => void undo() : undefined,
    });
  };
  return (
    <section className={classes.group} aria-label={span}>
      <Group justify="space-between" gap="xs">
        <Text fw={600} size="sm">
          {span}
          <Text span size="sm" c="dimmed" ml="xs">
            {t('photos.count', { count: chosen.length })}
          </Text>
        </Text>
        <Group gap="xs" wrap="nowrap">
          <div className={classes.picker}>
            <Picker
              size="xs"
              aria-label={t('photos.to', { span })}
              placeholder={t('photos.toPlaceholder')}
              value={record?.value ?? null}
              text={record?.label ?? ''}
              options={findRecords(i18n.t)}
              onPick={(_value, option) => setRecord(option)}
            />
          </div>
          <Button size="xs" loading={add.running} disabled={record === null || chosen.length === 0} onClick={() => void attach()}>
            {t('photos.attach')}
          </Button>
        </Group>
      </Group>
      {chosen.length > mostAttachments && <Text size="xs">{t('photos.most', { count: mostAttachments })}</Text>}
      {attached && (
        <Text size="xs" role="status">
          {t('photos.attached', attached)}
        </Text>
      )}
      <Findings findings={add.failure?.findings ?? []} />
      <ul className={classes.photos}>
        {photos.slice(0, all ? photos.length : drawn).map(({ file, name, thumbnail, isTaken }) => (
          <li key={file}>
            <label title={t(isTaken ? 'photos.byCamera' : 'photos.byFile', { name })}>
              {thumbnail === null ? <IconPhoto size={32} stroke={1.2} aria-hidden /> : <img src={thumbnail} alt="" />}
              <Checkbox
                size="xs"
                checked={!left.has(file)}
                onChange={(event) => {
                  const next = new Set(left);
                  if (event.currentTarget.checked) next.delete(file);
                  else next.add(file);
                  setLeft(next);
                }}
                label={name}
              />
            </label>
          </li>
        ))}
      </ul>
      {!all && photos.length > drawn && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t('photos.all', { count: photos.length - drawn })}
        </Button>
      )}
    </section>
  );
}
