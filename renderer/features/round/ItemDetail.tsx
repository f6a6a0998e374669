import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconPencil } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate } from 'wouter/use-hash-location';
import { snapshotFields } from '../../../db/domain/risk/risk';
import { load, useCommand } from '../../api';
import { useChoices } from '../../choices';
import { Needs } from '../../components/Needs';
import { LevelBadge } from '../../components/LevelBadge';
import { speak } from '../../components/speak';
import { ComparisonBadge, StateBadge } from './Badges';
import { ConfirmItems } from './ConfirmItems';
import classes from './Round.module.css';
import { TakeButtons } from './TakeButtons';
import { differences, type Round, type RoundItem } from './round';
import { snapshotWords } from './words';

interface ItemDetailProps {
  round: Round;
  item: RoundItem;
  /** Grows when something has changed. */ version: number;
}

/** One risk of the round: before and now side by side, the reason, who has confirmed it. */
export function ItemDetail({ round, item: opened, version }: ItemDetailProps) {
  const { t } = useTranslation(['round', 'roundTime']);
  const item = useItem(round, opened, version);
  const explain = useCommand('round.explain', { done: t('item.explained') });
  const [typed, setReason] = useState<string | null>(null);
  const reason = typed ?? item.reason;
  const [confirming, setConfirming] = useState(false);
  const saveReason = async () => {
    const reply = await explain.run({ itemId: item.id, revision: item.revision, reason: reason.trim() });
    if (reply.ok) setReason(null);
  };
  const isOpen = round.status === 'open';
  const change = () => navigate(`/risk/${item.riskId}`, { state: { round: { id: round.id, name: round.name } } });
  return (
    // Of a closed round nothing in it takes the keyboard, and it still has to be scrolled.
    <Stack gap="md" p="md" className={classes.detail} tabIndex={0} role="region" aria-label={t('item.sides')}>
      <Group gap="xs">
        {item.beforeLevel && <LevelBadge level={item.beforeLevel} />}
        <span aria-hidden>→</span>
        {item.afterLevel ? (
          <LevelBadge level={item.afterLevel} />
        ) : (
          <Text size="sm" c="dimmed">
            {t('item.gone')}
          </Text>
        )}
        <ComparisonBadge comparison={item.comparison} />
        <StateBadge state={item.state} />
      </Group>
      {item.confirmedBy !== '' && <Text size="sm">{t('item.confirmed', { by: item.confirmedBy, on: item.confirmedOn })}</Text>}
      {isOpen && (
        <Group gap="xs">
          {item.after && (
            <Needs needs="risk.update">
              <Button variant="default" leftSection={<IconPencil size={15} aria-hidden />} onClick={change}>
                {t('item.change')}
              </Button>
            </Needs>
          )}
          <Needs needs="round.confirm">
            <Button
              variant={item.state === 'pending' ? 'filled' : 'default'}
              leftSection={<IconCheck size={15} aria-hidden />}
              onClick={() => setConfirming(true)}
            >
              {item.state === 'pending' ? t('item.confirm') : t('item.sign')}
            </Button>
          </Needs>
        </Group>
      )}
      {item.registerDiffers && (
        <Text size="sm" role="note">
          {t('roundTime:follow.differs')}
        </Text>
      )}
      <TakeButtons round={round} selection={{ ids: [item.id] }} count={1} />
      {isOpen ? (
        <div>
          <Textarea
            label={t('item.reason')}
            placeholder={t('item.reasonExample')}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {reason !== item.reason && (
            <Group justify="flex-end" mt="xs" gap="xs">
              <Button size="compact-sm" variant="default" onClick={() => setReason(null)}>
                {t('cancel')}
              </Button>
              <Button size="compact-sm" loading={explain.pending} onClick={() => void saveReason()}>
                {t('item.saveReason')}
              </Button>
            </Group>
          )}
        </div>
      ) : (
        item.reason !== '' && <Text size="sm">{t('item.reasonIs', { reason: item.reason })}</Text>
      )}
      {item.implementation !== '' && (
        <Text size="sm" className={classes.written}>
          {t('implementation.is', { text: item.implementation, by: [item.implementedOn, item.implementedBy].filter(Boolean).join(' ') })}
        </Text>
      )}
      <Sides item={item} />
      <ConfirmItems
        round={round}
        asked={confirming ? { selection: { ids: [item.id] }, count: 1 } : null}
        onClose={() => setConfirming(false)}
        onDone={() => setConfirming(false)}
      />
    </Stack>
  );
}

/** Both states field by field; what differs first. */
function Sides({ item: { before, after } }: { item: RoundItem }) {
  const { t } = useTranslation('round');
  const choices = useChoices();
  const names = new Map(choices?.accidentTypes.map(({ code, name }) => [code, name]));
  const accidents = (codes: readonly string[]) => codes.map((code) => names.get(code) ?? code);
  const changed = new Set(differences(before, after).map(({ field }) => field));
  const score = (value: number | null | undefined) => (typeof value === 'number' ? String(value / 100) : '');
  const words = (field: string, value: unknown) =>
    field === 'score100' ? score(value as number | null) : snapshotWords(t, field, value, accidents);
  const fields = snapshotFields.filter(
    (field) => field !== 'missing' && field !== 'scale' && (words(field, before?.[field]) !== '' || words(field, after?.[field]) !== ''),
  );
  const ordered = [...fields.filter((field) => changed.has(field)), ...fields.filter((field) => !changed.has(field))];
  return (
    <table className={classes.sides} aria-label={t('item.sides')}>
      <thead>
        <tr>
          <th scope="col">{t('item.field')}</th>
          <th scope="col">{t('item.before')}</th>
          <th scope="col">{t('item.after')}</th>
        </tr>
      </thead>
      <tbody>
        {ordered.map((field) => (
          <tr key={field} data-differs={changed.has(field) || undefined}>
            <th scope="row">{speak(t, `term:field.${field === 'score100' ? 'score' : field}`)}</th>
            <td>{words(field, before?.[field])}</td>
            <td>{words(field, after?.[field])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The item as it stands now; the contract has lists only, so that it is looked for by the number of its risk. */
function useItem(round: Round, opened: RoundItem, version: number): RoundItem {
  const [item, setItem] = useState(opened);
  useEffect(() => {
    let current = true;
    const text = (opened.after ?? opened.before)?.riskNo ?? '';
    const find = async () => {
      for (let offset = 0; offset < 2000; offset += 200) {
        const { rows, total } = await load('round.items', { id: round.id, offset, limit: 200, ...(opened.after ? { text } : {}) });
        const found = rows.find(({ id }) => id === opened.id);
        if (found) return found;
        if (offset + 200 >= total) return undefined;
      }
    };
    find().then(
      (found) => {
        if (current && found) setItem(found);
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [round.id, opened, version]);
  return item;
}
