import { Button, CloseButton, Group, Menu, Tabs, Text } from '@mantine/core';
import { IconChevronDown, IconTableOptions } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, useApi, useVersion, type TaskState } from '../../api';
import { FitLine } from '../../components/intake/FitLine';
import { GradeQuestion } from '../../components/intake/GradeQuestion';
import { settleSheet } from '../../components/intake/sheet';
import { Sheets } from '../../components/intake/Sheets';
import { PageHead } from '../../components/PageHead';
import { SidePanel } from '../../components/SidePanel';
import { showChanged, showFailure } from '../../notice';
import { Failures } from './Failures';
import { Falls, isFallsComplete } from './Falls';
import { Headline, lacksEssential } from './Headline';
import sheets from '../../components/intake/Sheets.module.css';
import classes from './Intake.module.css';
import { LackingPanel } from './LackingPanel';
import { NewNames } from './NewNames';
import { PreviewGrid, placed, type PlacedRow } from './PreviewGrid';
import { Questions } from './Questions';
import { RowDetail } from './RowDetail';
import { chooseFiles } from './Start';
import type { Planning } from './usePlanning';
import {
  fileName,
  forgetUnfinished,
  nothingSettled,
  subjects,
  type Field,
  type Plan,
  type QuestionKey,
  type RemarkKey,
  type WorkState,
} from './work';

interface PreviewProps {
  state: WorkState;
  planning: Planning;
  commit: TaskState<'intake.commit'>;
  onGiveBack: (sessionId: string, onlyProblemRows: boolean) => Promise<void>;
  /** Files to be added to those that are looked at. */
  onTake: (paths: readonly string[]) => void;
  /** Names of files that could not be added because one of that name is there. */
  sameNames: readonly string[];
}

const tabs = ['all', 'open', 'new', 'changed', 'same', 'refused', 'noted'] as const;
export type RowTab = (typeof tabs)[number];
type Tab = RowTab | 'names' | 'lacking' | 'sheets';

/** What an import would do, row by row, and how the sheets were understood. Nothing has been written yet. */
export function Preview({ state, planning, commit, onGiveBack, onTake, sameNames }: PreviewProps) {
  const { t } = useTranslation('import');
  const { work, change, drop } = state;
  const { plan } = planning;
  const planned = work.plan as Plan;
  const { counts, failures, sessionId } = planned;
  const [tab, setTab] = useState<Tab>(
    (counts.rows === 0 && counts.refused === 0) || lacksEssential(planned, work.subject) ? 'sheets' : 'all',
  );
  const [remark, setRemark] = useState<RemarkKey | null>(null);
  const [question, setQuestion] = useState<QuestionKey | null>(null);
  const [row, setRow] = useState<PlacedRow | null>(null);
  const noted = useNotedCount(sessionId);
  const { data: scales } = useApi('risk.scales', {}, { keep: true });
  const version = useVersion('risk', 'person', 'department', 'post', 'riskPoint');
  // The version of the register that this plan was held against.
  const [checked, setChecked] = useState({ sessionId, version });
  if (checked.sessionId !== sessionId) setChecked({ sessionId, version });
  const moving = counts.new + counts.changed;
  const lowering = work.lowering;
  const isReady = !planning.running && failures.length === 0 && moving > 0 && (counts.falls === 0 || isFallsComplete(lowering));

  const commitAll = async () => {
    const stated = counts.falls > 0 && lowering.reason.trim() !== '' ? lowering : null;
    const reply = await commit.run({ sessionId, lowering: stated });
    if (reply.ok) {
      forgetUnfinished();
      change({ committed: reply.data });
    } else if (reply.error.code === 'CONFLICT' || reply.error.code === 'NOT_FOUND') {
      await plan({});
      showChanged({ changed: 0, message: t('checkedAgain'), undo: undefined });
    } else if (reply.error.key !== 'cancelled') showFailure(reply.error);
  };
  const decide = async (of: PlacedRow, key: QuestionKey, answer: string | null) => {
    const { [key]: _before, ...others } = work.decisions[of.key] ?? {};
    const decided = answer === null ? others : { ...others, of: of.of, [key]: answer };
    const next = await plan({ decisions: { ...work.decisions, [of.key]: decided } });
    if (next === null) return;
    const reply = await call('intake.rows', { sessionId: next.sessionId, keys: [of.key], offset: 0, limit: 1 });
    if (reply.ok && reply.data.rows[0]) setRow(placed(reply.data.rows[0]));
  };
  /** Other rows are looked at: the row that stands open beside them is none of theirs. */
  const show = (next: Tab, only: { remark?: RemarkKey; question?: QuestionKey } = {}) => {
    setTab(next);
    setRemark(only.remark ?? null);
    setQuestion(only.question ?? null);
    setRow(null);
  };
  const dropFile = (name: string) => {
    const files = work.files.filter((path) => fileName(path) !== name);
    if (files.length === 0) drop();
    else void plan({ files });
  };
  const shownRemark = remark === null ? undefined : planned.remarks.find(({ key }) => key === remark);
  const others = planned.sheets.filter(({ notes }) => notes.some(({ key }) => key === 'otherEnterprise'));
  const names = work.pasted === '' ? work.files.map(fileName).join(t('comma')) : t('pasted');
  const fields = useMemo(() => fieldsIn(planned), [planned]);
  const countOf: Record<RowTab, number | undefined> = {
    all: counts.rows,
    ...shownCounts(planned),
    noted,
  };

  return (
    <>
      <PageHead
        title={t(`preview.${work.subject}`)}
        note={
          <span title={names} className={classes.names}>
            {names}
          </span>
        }
      >
        <Button variant="default" onClick={drop}>
          {t('otherFiles')}
        </Button>
        <Button variant="default" onClick={() => void chooseFiles().then(onTake)} disabled={work.pasted !== ''}>
          {t('addFiles')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              disabled={(noted ?? 0) + counts.refused === 0}
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              {t('giveBack.button')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void onGiveBack(sessionId, false)}>{t('giveBack.whole')}</Menu.Item>
            <Menu.Item onClick={() => void onGiveBack(sessionId, true)}>{t('giveBack.onlyProblems')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button disabled={!isReady} loading={commit.running} onClick={() => void commitAll()}>
          {t('commit', { count: moving })}
        </Button>
      </PageHead>
      <div className={classes.banners}>
        <Failures
          failures={failures}
          failure={planning.failure}
          sameNames={sameNames}
          onDrop={work.pasted === '' ? dropFile : undefined}
          onSheets={() => show('sheets')}
        >
          {failures.every(({ key }) => key === 'noTable') && !planned.sheets.some(({ used }) => used) && (
            <Group gap="xs">
              {subjects
                .filter((subject) => subject !== work.subject)
                .map((subject) => (
                  <Button key={subject} size="compact-sm" variant="default" onClick={() => void plan({ ...nothingSettled, subject })}>
                    {t(`asOther.${subject}`)}
                  </Button>
                ))}
            </Group>
          )}
        </Failures>
        <Headline
          plan={planned}
          subject={work.subject}
          onSheets={() => show('sheets')}
          onRemark={(key) => show('noted', { remark: key })}
        />
        {others.length > 0 && (
          <Text size="sm" className={sheets.line}>
            {t('otherUnits', {
              units: [...new Set(others.map(({ facts }) => facts.unit))].join(t('comma')),
              sheets: [...new Set(others.map(({ sheet }) => sheet))].join(t('comma')),
            })}
          </Text>
        )}
        {version !== checked.version && (
          <Button size="compact-sm" variant="light" w="fit-content" onClick={() => void plan({})}>
            {t('checkAgain')}
          </Button>
        )}
        <Questions
          plan={planned}
          answers={work.answers}
          onAnswer={(answers) => void plan({ answers })}
          onShow={(key) => show('open', { question: key })}
        />
        <GradeQuestion plan={planned} onSettle={(schemes) => void plan({ schemes })} />
        <FitLine plan={planned} scales={scales} chosen={work.scales} onChoose={(scales) => void plan({ scales })} />
        {counts.falls > 0 && <Falls count={counts.falls} value={lowering} onChange={(next) => change({ lowering: next })} />}
      </div>
      <Tabs value={tab} onChange={(value) => show(value as Tab)} className={classes.tabs} keepMounted={false}>
        <Tabs.List aria-label={t('tabs')}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name} disabled={countOf[name] === 0 && name !== tab && name !== 'all'}>
              {t(`state.${name}`)}{' '}
              <b className={classes.count} data-name={name}>
                {countOf[name]?.toLocaleString()}
              </b>
            </Tabs.Tab>
          ))}
          <Tabs.Tab value="names" ml="auto" disabled={planned.names.length === 0 && tab !== 'names'}>
            {t('names.tab')} <b className={classes.count}>{planned.names.length.toLocaleString()}</b>
          </Tabs.Tab>
          {work.subject === 'risk' && (
            <Tabs.Tab value="lacking" disabled={planned.lacking.length === 0 && tab !== 'lacking'}>
              {t('lacking.tab')} <b className={classes.count}>{planned.lacking.length.toLocaleString()}</b>
            </Tabs.Tab>
          )}
          <Tabs.Tab value="sheets" leftSection={<IconTableOptions size={16} aria-hidden />}>
            {t('sheets.tab', { count: planned.sheets.filter(({ used }) => used).length })}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={tab} className={classes.panel}>
          {tab === 'sheets' ? (
            <Sheets
              plan={planned}
              subject={work.subject}
              onSettle={(sheet, choice) => void plan({ choices: settleSheet(work.choices, sheet, choice) })}
              onDropFile={work.files.length > 1 ? dropFile : undefined}
            />
          ) : tab === 'lacking' ? (
            <LackingPanel
              lacking={planned.lacking}
              fills={work.fills}
              text={t('lacking.before')}
              verb={t('lacking.fillBefore')}
              running={planning.running}
              onFill={(fills) => void plan({ fills })}
            />
          ) : tab === 'names' ? (
            <NewNames names={planned.names} answers={work.names} onAnswer={(names) => void plan({ names })} />
          ) : (
            <SidePanel
              title={row ? t('row.title', { sheet: row.sheet, row: row.sheetRow }) : ''}
              onClose={() => setRow(null)}
              list={
                <PreviewGrid
                  tab={tab}
                  notes={shownRemark?.notes}
                  question={question ?? undefined}
                  fields={fields}
                  severalSheets={planned.sheets.filter(({ used }) => used).length > 1}
                  sessionId={sessionId}
                  subject={work.subject}
                  openId={row?.id ?? null}
                  onOpen={setRow}
                  onGone={() => void plan({})}
                >
                  {shownRemark && (
                    <Group gap={4} px="sm" py={4} className={classes.only}>
                      <Text size="sm">{t('only', { remark: t(`remark.${shownRemark.key}`, { count: shownRemark.count }) })}</Text>
                      <CloseButton size="sm" aria-label={t('onlyEnd')} title={t('onlyEnd')} onClick={() => setRemark(null)} />
                    </Group>
                  )}
                </PreviewGrid>
              }
            >
              {row && (
                <RowDetail
                  row={row}
                  subject={work.subject}
                  columns={planned.sheets.find(({ file, sheet }) => file === row.file && sheet === row.sheet)?.columns ?? []}
                  onDecide={(key, answer) => void decide(row, key, answer)}
                />
              )}
            </SidePanel>
          )}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** Rows by the state that they are shown in. */
const shownCounts = ({ shown }: Plan) => ({
  open: shown.open ?? 0,
  new: shown.new ?? 0,
  changed: shown.changed ?? 0,
  same: shown.same ?? 0,
  refused: shown.refused ?? 0,
});

/** Fields that any sheet has a column for, in the order of the sheets. */
const fieldsIn = ({ sheets }: Plan): Field[] => [
  ...new Set(sheets.filter(({ used }) => used).flatMap(({ columns }) => columns.flatMap(({ field }) => field ?? []))),
];

/** Rows about which something is told; undefined until it is known. */
function useNotedCount(sessionId: string): number | undefined {
  const [count, setCount] = useState<number>();
  const ask = useCallback(async () => {
    const reply = await call('intake.rows', { sessionId, withNotes: true, offset: 0, limit: 1 });
    return reply.ok ? reply.data.total : undefined;
  }, [sessionId]);
  useEffect(() => {
    let current = true;
    void ask().then((total) => {
      if (current) setCount(total);
    });
    return () => {
      current = false;
    };
  }, [ask]);
  return count;
}
