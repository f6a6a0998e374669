import { Anchor, Select, Text } from '@mantine/core';
import { IconUserSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isCalendarDate } from '../../../db/domain/field';
import { countGaps, traceSubjects, type Trace, type TraceSubject } from '../../../db/domain/responsibility/trace';
import { showSaved, useApi, useTask } from '../../api';
import { useToday } from '../../choices';
import { DayInput } from '../../components/DayInput';
import { PrintMenu } from '../../components/PrintMenu';
import { EmptyState } from '../../components/EmptyState';
import { PageHead } from '../../components/PageHead';
import { Refused } from '../../components/Refused';
import { SidePanel } from '../../components/SidePanel';
import { SimpleTable } from '../../components/SimpleTable';
import { ownerPath } from '../../ownerPath';
import { go, usePlace } from '../../place';
import { tracePath } from '../../trace';
import { Chain, rowsOf } from './Chain';
import { Chooser } from './Chooser';
import { PersonCard } from './PersonCard';
import classes from './Trace.module.css';
import { usePlaceWord } from './words';

const periods = [3, 6, 12, 24, 36] as const;

/** 责任追溯: who was responsible for a record on a day. `/trace/<kind>/<id>/<day>`; the day is that of the matter where none is given. */
export default function TracePage() {
  const { t } = useTranslation(['trace', 'term']);
  const { id: place } = usePlace('/trace');
  const [kind, id = null, given] = (place ?? '').split('/');
  const today = useToday();
  const [chosen, setChosen] = useState<TraceSubject>('risk');
  const [months, setMonths] = useState(12);
  const [opened, setOpened] = useState<{ place: string; key: string } | null>(null);
  const subject = traceSubjects.find((known) => known === kind);
  const day = given !== undefined && isCalendarDate(given) ? given : undefined;
  const asked = { subject: subject ?? 'risk', id: id ?? '', months, ...(day === undefined ? {} : { day }) };
  const isAsked = subject !== undefined && id !== null;
  const found = useApi('trace.get', asked, { enabled: isAsked });
  const print = useTask('trace.print', { title: t('task') });
  const placeWord = usePlaceWord();
  const trace = isAsked ? found.data : undefined;
  const rows = trace ? rowsOf(trace.links, trace.people) : [];
  // Another record or day has other people.
  const openKey = opened !== null && opened.place === place ? opened.key : null;
  const open = rows.find(({ key, holder }) => key === openKey && holder !== null);
  const save = async (format: 'docx' | 'pdf') => {
    const reply = await print.run({ ...asked, format, file: '' });
    if (reply.ok && reply.data.file !== null) showSaved(t('saved', { file: reply.data.file }), reply.data.file);
  };
  return (
    <SidePanel
      title={open && `${placeWord(open.link)} ${open.holder!.name}`}
      onClose={() => setOpened(null)}
      width={440}
      list={
        <>
          <PageHead title={t('title')} note={t('note')}>
            {trace && (
              <>
                <Text size="sm">{t('day')}</Text>
                <DayInput
                  aria-label={t('day')}
                  w="9.5rem"
                  value={trace.day}
                  max={today}
                  clearable={false}
                  onChange={(picked) => picked !== null && go(tracePath(trace.subject, trace.id, picked))}
                />
                <Select
                  size="sm"
                  w="7rem"
                  aria-label={t('months')}
                  data={periods.map((count) => ({ value: String(count), label: t('monthsOf', { count }) }))}
                  value={String(months)}
                  allowDeselect={false}
                  comboboxProps={{ keepMounted: false }}
                  onChange={(picked) => picked !== null && setMonths(Number(picked))}
                />
                <PrintMenu
                  label={t('print')}
                  loading={print.running}
                  formats={[
                    { format: 'docx', title: t('docx') },
                    { format: 'pdf', title: t('pdf') },
                  ]}
                  onPrint={(format) => void save(format)}
                />
              </>
            )}
          </PageHead>
          <Chooser
            subject={subject ?? chosen}
            id={id}
            text={trace ? [trace.number, trace.title].filter((word) => word !== '').join(' ') : ''}
            onSubject={(next) => {
              setChosen(next);
              go('/trace');
            }}
            onPick={(picked) => go(tracePath(subject ?? chosen, picked))}
          />
          {!isAsked && (
            <EmptyState icon={<IconUserSearch size={32} stroke={1.4} aria-hidden />} title={t('emptyTitle')} text={t('emptyText')} />
          )}
          {isAsked && found.isError && <Refused failure={found.error.failure} onRetry={() => void found.refetch()} />}
          {trace && (
            <div className={classes.page}>
              <Head trace={trace} />
              <h2>{t('chain')}</h2>
              <Chain
                rows={rows}
                openKey={openKey}
                onOpen={({ key, holder }) => setOpened(holder === null ? null : { place: place!, key })}
                isNarrow={open !== undefined}
              />
              <h2>{t('events')}</h2>
              <SimpleTable
                label={t('events')}
                rows={trace.events.map((event, at) => ({ ...event, key: String(at) }))}
                keyOf={({ key }) => key}
                onOpen={({ subject: shown, subjectId }) => go(ownerPath(shown, subjectId))}
                empty={<Text size="sm">{t('noEvents')}</Text>}
                columns={[
                  { id: 'on', title: t('on'), width: '7rem', render: ({ on }) => on },
                  { id: 'act', title: t('act'), width: '9rem', render: ({ act }) => t(`term:traceAct.${act}`) },
                  { id: 'who', title: t('who'), width: '10rem', render: ({ name }) => name },
                  { id: 'what', title: t('what'), render: ({ text }) => text },
                ]}
              />
            </div>
          )}
        </>
      }
    >
      {open && trace ? <PersonCard key={open.key} holder={open.holder!} person={open.person} from={trace.from} day={trace.day} /> : null}
    </SidePanel>
  );
}

/** What is asked about, where it belonged that day, and what is missing as a whole. */
function Head({ trace }: { trace: Trace }) {
  const { t } = useTranslation(['trace', 'term']);
  const { subject, shownId, number, title, units, facts, recordedOn, eventDay, gaps } = trace;
  const count = countGaps(trace);
  const unitWords = units.map(({ name, successor, endedOn }) =>
    successor !== '' ? t('successor', { name, successor }) : endedOn !== null ? t('ended', { name, day: endedOn }) : name,
  );
  const line = (key: string, label: string, value: string) =>
    value === '' ? null : (
      <div key={key}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    );
  return (
    <>
      <p className={classes.title}>
        {[t(`term:traceSubject.${subject}`), number, title].filter((word) => word !== '').join(' ')}{' '}
        <Anchor component="button" type="button" size="sm" onClick={() => go(ownerPath(subject, shownId))}>
          {t('show')}
        </Anchor>
      </p>
      <dl className={classes.facts}>
        {line('unit', t('unit'), unitWords.join(' — '))}
        {line('eventDay', t('eventDay'), eventDay)}
        {line('recordedOn', t('recordedOn'), recordedOn ?? '')}
        {facts.map(({ key, value, term }) =>
          line(key, t(`term:traceFact.${key}`), term === undefined ? value : t(`term:${term}.${value}` as 'term:riskLevel.low')),
        )}
        {line('gaps', t('state'), count === 0 ? t('noGaps') : t('gapCount', { count }))}
      </dl>
      {gaps.map((gap) => (
        <span key={gap} className={classes.gap}>
          {t(`term:traceGap.${gap}`)}
        </span>
      ))}
    </>
  );
}
