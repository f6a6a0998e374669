import { Button, Checkbox, Group, Modal, NativeSelect, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useCommand } from '../../api';
import { failureText } from '../../components/failureText';
import { Findings } from '../../components/Findings';
import { useAllowed } from '../../components/Needs';
import { SimpleTable, type SimpleColumn } from '../../components/SimpleTable';
import { isDraft } from './dialogs';
import { listSubjects, type Shown } from './list';
import { countOf, lackingOf, linesOf, usualSide, type FieldLine, type Side } from './merge';
import classes from './Responsibility.module.css';

interface MergeDialogProps {
  shown: Shown;
  onMerged: (id: string) => void;
  onClose: () => void;
}

/** 与职责库对比: field by field ours, the words at adoption and the library's; what is taken becomes a draft, nothing is written over in silence. */
export function MergeDialog({ shown, onMerged, onClose }: MergeDialogProps) {
  const { t } = useTranslation('responsibility');
  const [asked, askPost] = useState('');
  const owner = shown.postId === null ? { role: shown.role as 'legalRep' } : { postId: shown.postId };
  const { data } = useApi('responsibility.againstLibrary', { id: shown.id, libraryPost: asked }, { keep: true, subjects: listSubjects });
  const library = useApi('responsibility.library', { owner });
  const [sides, setSides] = useState<Readonly<Record<string, Side | null>>>({});
  const [taken, setTaken] = useState<Readonly<Record<string, boolean>>>({});
  const [scope, setScope] = useState<Side>('mine');
  const merge = useCommand('responsibility.mergeLibrary', { done: t('merge.done'), quiet: true });
  const mayMerge = useAllowed('responsibility.mergeLibrary');
  if (!data) return null;
  const { post, edition, isNewer } = data;
  const lines = linesOf(data);
  const lacking = lackingOf(data);
  const sideOf = (line: FieldLine): Side | null => {
    const chosen = sides[line.key];
    return chosen === undefined ? usualSide(line, isNewer) : chosen;
  };
  const isTaken = (key: string, state: string): boolean => taken[key] ?? (isNewer && state === 'new');
  const decided = lines.flatMap((line) => {
    const side = sideOf(line);
    return side === null ? [] : [{ dutyId: line.dutyId, field: line.field, side }];
  });
  const take = lacking.filter(({ key, state }) => isTaken(key, state)).map(({ key }) => key);
  const count = decided.filter(({ side }) => side === 'library').length + take.length + (scope === 'library' ? 1 : 0);
  const confirm = async () => {
    if (post === null) return;
    const { id, revision } = shown;
    const reply = await merge.run({ id, revision, libraryPost: post.id, edition, scope, fields: decided, take });
    if (!reply.ok) return;
    onClose();
    onMerged(reply.data.value.id);
  };
  const pick = (label: string, value: Side | null, onPick: (side: Side | null) => void, mayWait: boolean) => (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={value ?? ''}
      data={[...(mayWait ? [{ value: '', label: t('merge.later') }] : []), { value: 'mine', label: t('merge.mine') }, { value: 'library', label: t('merge.library') }]} // prettier-ignore
      onChange={(event) => onPick(event.currentTarget.value === '' ? null : (event.currentTarget.value as Side))}
    />
  );
  const columns: SimpleColumn<FieldLine>[] = [
    { id: 'duty', title: t('duty.text'), width: '15rem', render: ({ duty }) => duty },
    {
      id: 'field',
      title: t('merge.field'),
      width: '6.5rem',
      render: ({ field }) => t(`duty.${field === 'standard10' ? 'standard' : field}`),
    },
    { id: 'mine', title: t('merge.mine'), render: ({ mine }) => <span className={classes.after}>{mine || t('merge.empty')}</span> },
    { id: 'base', title: t('merge.base'), render: ({ base, mine }) => <span className={classes.quiet}>{base === mine ? t('merge.asMine') : base || t('merge.unknown')}</span> }, // prettier-ignore
    { id: 'library', title: t('merge.library'), render: ({ library: said }) => <span className={classes.after}>{said || t('merge.empty')}</span> }, // prettier-ignore
    {
      id: 'side',
      title: t('merge.side'),
      width: '7.5rem',
      render: (line) =>
        pick(
          t('merge.sideOf', { field: t(`duty.${line.field === 'standard10' ? 'standard' : line.field}`), text: line.mine.slice(0, 20) }),
          sideOf(line),
          (side) => setSides((before) => ({ ...before, [line.key]: side })),
          line.state === 'bothChanged' && isNewer,
        ),
    },
  ];
  return (
    <Modal opened onClose={onClose} title={t('merge.title', { title: shown.title })} size="76rem">
      <Stack gap="sm">
        <Group align="flex-end" gap="md">
          <Select
            size="xs"
            w="18rem"
            label={t('adopt.post')}
            placeholder={t('merge.choosePost')}
            searchable
            allowDeselect={false}
            data={(library.data?.posts ?? []).map(({ id, title, group }) => ({ value: id, label: `${title}（${group}）` }))}
            value={post?.id ?? null}
            onChange={(next) => {
              askPost(next ?? '');
              setSides({});
              setTaken({});
              setScope('mine');
            }}
          />
          <Text size="sm" c="dimmed" flex={1}>
            {t('merge.text')}
          </Text>
        </Group>
        {post !== null && (
          <>
            {data.scope && (
              <SimpleTable
                label={t('field.scope')}
                rows={[data.scope]}
                keyOf={() => 'scope'}
                columns={[
                  { id: 'field', title: t('merge.field'), width: '8.5rem', render: () => t('field.scope') },
                  { id: 'mine', title: t('merge.mine'), render: ({ mine }) => mine || t('merge.empty') },
                  { id: 'library', title: t('merge.library'), render: ({ library: said }) => said },
                  { id: 'side', title: t('merge.side'), width: '7.5rem', render: () => pick(t('merge.sideOfScope'), scope, (side) => setScope(side ?? 'mine'), false) }, // prettier-ignore
                ]}
              />
            )}
            <div className={classes.merge}>
              <SimpleTable
                label={t('merge.changes')}
                rows={lines}
                keyOf={({ key }) => key}
                columns={columns}
                empty={<Text size="sm">{t('merge.noChanges')}</Text>}
              />
              {lacking.length > 0 && (
                <SimpleTable
                  label={t('merge.lacking')}
                  rows={lacking}
                  keyOf={({ key }) => key}
                  columns={[
                    {
                      id: 'take',
                      title: t('merge.take'),
                      width: '4rem',
                      align: 'center',
                      render: ({ key, state, text }) => (
                        <Checkbox
                          aria-label={t('merge.takeOf', { text })}
                          checked={isTaken(key, state)}
                          onChange={(event) => {
                            const { checked } = event.currentTarget;
                            setTaken((before) => ({ ...before, [key]: checked }));
                          }}
                        />
                      ),
                    },
                    { id: 'text', title: t('merge.lacking'), render: ({ text }) => text },
                    { id: 'frequency', title: t('duty.frequency'), width: '9rem', render: ({ library: said }) => said?.frequency },
                    { id: 'criteria', title: t('duty.criteria'), width: '16rem', render: ({ library: said }) => said?.criteria },
                    { id: 'basis', title: t('duty.legalBasis'), width: '12rem', render: ({ library: said }) => said?.legalBasis },
                  ]}
                />
              )}
            </div>
            <Text size="sm" c="dimmed">
              {t('merge.kept', { own: countOf(data, 'own'), removed: countOf(data, 'removed'), same: countOf(data, 'unchanged') })}
            </Text>
          </>
        )}
        {merge.failure && (
          <Text size="sm" c="var(--text-attention)" role="alert">
            {failureText(t, merge.failure)}
          </Text>
        )}
        <Findings findings={merge.findings} />
        <Group justify="flex-end" gap="xs">
          {post !== null && (
            <Text size="sm" c="dimmed">
              {isDraft(shown) ? t('merge.intoDraft') : t('merge.intoNext')}
            </Text>
          )}
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          {mayMerge && (
            <Button loading={merge.pending} disabled={post === null || (count === 0 && !isNewer)} onClick={() => void confirm()}>
              {t('merge.verb', { count })}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
