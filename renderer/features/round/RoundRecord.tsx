import { Button, Group, Menu, Tabs, Text } from '@mantine/core';
import { IconArrowsLeftRight, IconLock, IconScale, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate } from 'wouter/use-hash-location';
import { useApi, useCommand } from '../../api';
import { Needs } from '../../components/Needs';
import { ConfirmDanger } from '../../components/ConfirmDanger';
import { MoreMenu } from '../../components/MoreMenu';
import { DayInput } from '../../components/DayInput';
import { PageHead } from '../../components/PageHead';
import { periodText } from '../../components/periodText';
import { Refused } from '../../components/Refused';
import { useManyCommand } from '../../manyCommand';
import { StatusBadge } from './Badges';
import { CloseRound } from './CloseRound';
import { Implementation } from './Implementation';
import { FollowNotes } from './FollowNotes';
import { Publication } from './Publication';
import classes from './Round.module.css';
import { countOf, type Round, type RoundData } from './round';
import { RoundConclusion } from './RoundConclusion';
import { RoundFollow } from './RoundFollow';
import { RoundItems } from './RoundItems';
import { RoundPlan } from './RoundPlan';
import { RoundSheets } from './RoundSheets';
import { HistoryButton } from '../../history';
import { TraceButton } from '../../trace';

const tabs = ['items', 'implementation', 'sheets', 'plan', 'conclusion', 'publication', 'follow'] as const;
/** Of a closed round only; a reissue under way hands out no sheets. */
const isShown = (tab: Tab, { status, followsId }: Round): boolean =>
  status === 'closed' || (tab !== 'publication' && tab !== 'follow' && (tab !== 'sheets' || followsId === null));
type Tab = (typeof tabs)[number];

/** The tab of each round that was looked at last, so that coming back from a risk finds it. */
const lastTab = new Map<string, Tab>();

/** One round: its risks one by one, its plan and team, its conclusion. */
export function RoundRecord({ id, tab: asked, onOpen }: { id: string; tab?: string | undefined; onOpen: (id: string | null) => void }) {
  const { t } = useTranslation('round');
  const { data, error, refetch } = useApi('round.get', { id }, { subjects: ['round', 'roundRisk', 'risk', 'roundCorrection'] });
  const [tab, setTab] = useState<Tab>(tabs.find((known) => known === asked) ?? lastTab.get(id) ?? 'items');
  const [closing, setClosing] = useState(false);
  if (error && !data) return <Refused failure={error.failure} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { round } = data;
  const isOpen = round.status === 'open';
  const choose = (value: string | null) => {
    const next = tabs.find((known) => known === value) ?? 'items';
    lastTab.set(id, next);
    setTab(next);
  };
  return (
    <div className={classes.page}>
      <PageHead
        title={round.name}
        onBack={() => onOpen(null)}
        note={
          <Group gap="xs" wrap="nowrap">
            <StatusBadge round={round} />
            {periodText(t, round.period)}
            <span>{round.no}</span>
          </Group>
        }
      >
        <TraceButton subject="round" id={id} />
        <HistoryButton id={id} />
        {round.baseRoundId !== null && (
          <Button
            variant="default"
            leftSection={<IconArrowsLeftRight size={15} aria-hidden />}
            onClick={() => onOpen(`compare~${round.baseRoundId}~${id}`)}
          >
            {t('compare.withBase')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconScale size={15} aria-hidden />}
          onClick={() => navigate(`/filing/cross/${round.period}`)}
        >
          {t('cross')}
        </Button>
        {isOpen && (
          <Needs needs="round.close">
            <Button leftSection={<IconLock size={15} aria-hidden />} onClick={() => setClosing(true)}>
              {t('close.open')}
            </Button>
          </Needs>
        )}
        {isOpen && <Abandon data={data} onDone={() => onOpen(null)} />}
      </PageHead>
      {isOpen ? <FollowNotes round={round} onOpen={onOpen} /> : <ClosedBanner data={data} onOpen={onOpen} />}
      <Tabs value={tab} onChange={choose} classNames={{ root: classes.tabs, panel: classes.panel }} keepMounted={false}>
        <Tabs.List px="md">
          {tabs
            .filter((value) => isShown(value, round))
            .map((value) => (
              <Tabs.Tab key={value} value={value}>
                {t(`tab.${value}`)}
              </Tabs.Tab>
            ))}
        </Tabs.List>
        <Tabs.Panel value="items">
          <RoundItems data={data} />
        </Tabs.Panel>
        <Tabs.Panel value="implementation">
          <Implementation data={data} />
        </Tabs.Panel>
        <Tabs.Panel value="sheets">
          <RoundSheets data={data} />
        </Tabs.Panel>
        <Tabs.Panel value="plan">
          <RoundPlan key={`${round.id}-${round.status}`} data={data} />
        </Tabs.Panel>
        <Tabs.Panel value="conclusion">
          <RoundConclusion key={`${round.id}-${round.status}`} data={data} />
        </Tabs.Panel>
        {!isOpen && (
          <>
            <Tabs.Panel value="publication">
              <Publication round={round} />
            </Tabs.Panel>
            <Tabs.Panel value="follow">
              <RoundFollow key={round.corrections.length} data={data} onOpen={onOpen} />
            </Tabs.Panel>
          </>
        )}
      </Tabs>
      <CloseRound
        opened={closing}
        onClose={() => setClosing(false)}
        data={data}
        onGo={(next) => {
          setClosing(false);
          choose(next);
        }}
      />
    </div>
  );
}

/** A closed round is read; only the day on which it was signed is still entered. */
function ClosedBanner({ data: { round }, onOpen }: { data: RoundData; onOpen: (id: string) => void }) {
  const { t } = useTranslation(['round', 'roundTime']);
  const update = useCommand('round.update', { done: t('saved') });
  return (
    <>
      <FollowNotes round={round} onOpen={onOpen} />
      <div className={classes.banner} role="note">
        <IconLock size={16} aria-hidden />
        <span>{t('closed.text', { date: round.closedOn, assessed: round.assessedOn })}</span>
        {round.replacedBy === null && <span>{t('closed.follow')}</span>}
        {round.isLate && <span>{t('roundTime:follow.late', { date: round.enteredOn })}</span>}
        {round.corrections.length > 0 && <span>{t('roundTime:follow.count', { count: round.corrections.length })}</span>}
        <Group gap="xs" ml="auto" wrap="nowrap">
          <Text size="sm" id="signed-on">
            {t('signedOn')}
          </Text>
          <DayInput
            size="xs"
            w="9.5rem"
            aria-labelledby="signed-on"
            value={round.signedOn}
            {...(round.assessedOn ? { min: round.assessedOn } : {})}
            onChange={(signedOn) => {
              if (signedOn !== round.signedOn) void update.run({ id: round.id, revision: round.revision, patch: { signedOn } });
            }}
          />
        </Group>
      </div>
    </>
  );
}

function Abandon({ data: { round, figures }, onDone }: { data: RoundData; onDone: () => void }) {
  const { t } = useTranslation('round');
  const [asked, setAsked] = useState(false);
  const abandon = useManyCommand('round.abandon', countOf(figures), t('abandon.done'), t('abandon.title', { name: round.name }));
  return (
    <>
      <MoreMenu>
        <Menu.Item leftSection={<IconTrash size={15} />} color="wine" onClick={() => setAsked(true)}>
          {t('abandon.open')}
        </Menu.Item>
      </MoreMenu>
      <ConfirmDanger
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('abandon.title', { name: round.name })}
        destroys={[
          t('abandon.items', { count: countOf(figures) + figures.states.removed, confirmed: figures.states.confirmed }),
          t('abandon.texts'),
        ]}
        verb={t('abandon.verb')}
        onConfirm={async () => {
          const reply = await abandon.run({ id: round.id, revision: round.revision });
          setAsked(false);
          if (reply.ok && abandon.isHere()) onDone();
        }}
      >
        {t('abandon.text')}
      </ConfirmDanger>
    </>
  );
}
