import { Button, Checkbox, Group, Modal, ScrollArea, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { undo, useApi, useCommand, type Data } from '../../api';
import { Findings } from '../../components/Findings';
import { Needs } from '../../components/Needs';
import { Picker } from '../../components/Picker';
import { SimpleTable } from '../../components/SimpleTable';
import { showChanged } from '../../notice';
import { usePlaceChoices } from './placeChoices';

type Offered = Data<'target.library'>[number];
type Words = Pick<Offered, 'value' | 'criteria'>;

/** 从指标库选: several targets at once for the enterprise, a department or a post, adapted before they are added. */
export function TargetLibraryDialog({ year, onClose }: { year: number; onClose: () => void }) {
  const { t } = useTranslation(['letter', 'term']);
  const [place, setPlace] = useState<{ departmentId: string | null; postId: string | null }>({ departmentId: null, postId: null });
  const { departmentChoices, postChoices, departmentOf } = usePlaceChoices(place.departmentId);
  const { data: offered } = useApi(
    'target.library',
    { year, ...place },
    { keep: true, subjects: ['yearTarget', 'post', 'department', 'departmentName'] },
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [adapted, setAdapted] = useState<ReadonlyMap<string, Words>>(new Map());
  const add = useCommand('target.addFromLibrary', { done: false });
  const open = (offered ?? []).filter(({ isThere }) => !isThere);
  const picked = open.filter(({ id }) => chosen.has(id));
  const wordsOf = (target: Offered): Words => adapted.get(target.id) ?? target;
  const choose = (ids: readonly string[], isOn: boolean) => {
    const next = new Set(chosen);
    for (const id of ids)
      if (isOn) next.add(id);
      else next.delete(id);
    setChosen(next);
  };
  // Whoever adapts the words of a target wants it.
  const adapt = (target: Offered, patch: Partial<Words>) => {
    const { value, criteria } = wordsOf(target);
    setAdapted(new Map(adapted).set(target.id, { value, criteria, ...patch }));
    choose([target.id], true);
  };
  const moveTo = (next: typeof place) => {
    setPlace(next);
    setChosen(new Set());
    setAdapted(new Map());
  };
  const save = async () => {
    const targets = picked.map((target) => ({ key: target.id, value: wordsOf(target).value, criteria: wordsOf(target).criteria }));
    const reply = await add.run({ year, ...place, targets });
    if (!reply.ok) return;
    showChanged({
      changed: reply.data.changed,
      message: t('target.library.added', { count: reply.data.value.made }),
      undo: reply.data.step === null ? undefined : () => void undo(),
    });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('target.library.title', { year })} size="62rem">
      <Stack gap="sm">
        <Group grow align="flex-start">
          <Picker
            label={t('target.department')}
            options={departmentChoices}
            value={place.departmentId}
            onPick={(departmentId) => moveTo({ departmentId, postId: null })}
          />
          <Picker
            label={t('target.post')}
            options={postChoices}
            value={place.postId}
            onPick={(postId) => moveTo({ postId, departmentId: departmentOf(postId) ?? place.departmentId })}
          />
        </Group>
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {t('target.library.text')}
          </Text>
          <Checkbox
            size="xs"
            miw="max-content"
            label={t('target.library.all')}
            disabled={open.length === 0}
            checked={open.length > 0 && picked.length === open.length}
            indeterminate={picked.length > 0 && picked.length < open.length}
            onChange={() =>
              choose(
                open.map(({ id }) => id),
                picked.length < open.length,
              )
            }
          />
        </Group>
        <ScrollArea.Autosize mah="55vh">
          <SimpleTable<Offered>
            label={t('target.library.table')}
            rows={offered ?? []}
            keyOf={({ id }) => id}
            empty={offered && <Text size="sm">{t('target.library.none')}</Text>}
            columns={[
              {
                id: 'name',
                title: t('target.name'),
                width: '19rem',
                render: ({ id, name, kind, evidence, isThere }) => (
                  <Checkbox
                    size="xs"
                    label={name}
                    description={t('target.library.evidence', { kind: t(`term:targetKind.${kind}`), evidence })}
                    checked={isThere || chosen.has(id)}
                    disabled={isThere}
                    onChange={(event) => choose([id], event.currentTarget.checked)}
                  />
                ),
              },
              {
                id: 'value',
                title: t('target.value'),
                width: '11rem',
                render: (target) =>
                  target.isThere ? (
                    t('target.library.isThere')
                  ) : (
                    <TextInput
                      size="xs"
                      aria-label={t('target.library.valueOf', { name: target.name })}
                      maxLength={100}
                      value={wordsOf(target).value}
                      onChange={(event) => adapt(target, { value: event.currentTarget.value })}
                    />
                  ),
              },
              {
                id: 'criteria',
                title: t('target.criteria'),
                render: (target) =>
                  target.isThere ? null : (
                    <Textarea
                      size="xs"
                      autosize
                      minRows={1}
                      maxRows={4}
                      aria-label={t('target.library.criteriaOf', { name: target.name })}
                      maxLength={500}
                      value={wordsOf(target).criteria}
                      onChange={(event) => adapt(target, { criteria: event.currentTarget.value })}
                    />
                  ),
              },
            ]}
          />
        </ScrollArea.Autosize>
        <Findings findings={add.findings} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Needs needs="target.addFromLibrary">
            <Button loading={add.pending} disabled={picked.length === 0} onClick={() => void save()}>
              {t('target.library.add', { count: picked.length })}
            </Button>
          </Needs>
        </Group>
      </Stack>
    </Modal>
  );
}
