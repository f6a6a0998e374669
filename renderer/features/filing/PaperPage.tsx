import { Button, Menu, Tabs } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilingFormat } from '../../../db/domain/filing/filing';
import type { PaperFigureKey } from '../../../db/domain/round/figure';
import { showSaved, useApi, useTask } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { Needs } from '../../components/Needs';
import { NextFrame } from '../../components/NextFrame';
import { PageHead } from '../../components/PageHead';
import { ProgressOverlay } from '../../components/ProgressOverlay';
import { showFailure } from '../../notice';
import { go } from '../../place';
import { DifferencePane } from './DifferencePane';
import { DetailFields } from './DetailFields';
import { useDetails } from './details';
import classes from './Filing.module.css';
import { FiguresPane, IssuedFigures } from './FiguresPane';
import { gapPlace, Gaps } from './Gaps';
import { Issued } from './Issued';
import { IssueDialog } from './IssueDialog';
import { useFormsOf } from './useFormsOf';
import { useReplacing } from './useReplacing';
import {
  codeShown,
  detailsOf,
  enteredOf,
  formatNames,
  papers,
  requestOf,
  stands,
  uncoded,
  uncodedForm,
  type Gap,
  type Issued as IssuedFiling,
  type Round,
} from './papers';
import { PaperPreview, useDraft } from './PaperPreview';
import { Returned } from './Returned';

interface PaperPageProps {
  code: string;
  /** Id of a round, or `issued-<id>` of a paper to be shown at once. */
  round: string | undefined;
}

const noRounds: readonly Round[] = [];

/** The page of a paper: what is missing, how it will look, what was issued. */
export function PaperPage({ code, round }: PaperPageProps) {
  const { t } = useTranslation(['filing', 'term']);
  const registry = useApi('filing.registry', {}, { subjects: [] });
  const rounds = useApi('round.list', {}, { keep: true });
  const { issued, hasMore, more } = useIssued(code);
  const named = round?.startsWith('issued-') ? round.slice('issued-'.length) : undefined;
  const [shownId, setShownId] = useState<string | null>(named ?? null);
  const { replaces, begin: beginReplacing, drop: dropReplacing } = useReplacing();
  const [issuing, setIssuing] = useState(false);
  const [asked, setAsked] = useState(false);
  const [wide, setWide] = useState(false);
  const [tab, setTab] = useState<string>('preview');
  const [wanted, setWanted] = useState<PaperFigureKey | null>(null);
  const kind = papers[code]?.round;
  const first = kind === 'none' ? null : rounds.data && firstRound(rounds.data, named === undefined ? round : undefined);
  const details = useDetails(code, first);
  const { stated, ready } = details;
  const request = useMemo(() => (ready ? requestOf(code, stated) : null), [ready, code, stated]);
  const [settled] = useDebouncedValue(request, 350);
  const draft = useDraft(settled, settled !== null);
  const renderDraft = useTask('filing.renderDraft', { title: t('draft.task') });
  const renderForm = useTask('filing.renderFormDraft', { title: t('draft.task'), quiet: true });
  const day = useRef<HTMLInputElement>(null);

  const uncodedOne = uncoded.find((known) => known === code);
  const form = uncodedOne ? uncodedForm(t, uncodedOne) : registry.data?.find((entry) => entry.code === code);
  const title = form?.title ?? '';
  const formats = form?.formats ?? [];
  const plans = useApi('map.plans', {}, { subjects: ['floorPlan'], enabled: code === 'map' });
  const shown = useShown(issued, shownId);
  const gaps = settled === null ? [] : (draft.data?.gaps ?? []);
  const listed = useDeferredValue(settled === null ? undefined : draft.data?.gaps);
  // What is missing has been said about what is stated now.
  const isCurrent = request !== null && settled === request && draft.isSuccess && !draft.isPlaceholderData;
  const mend = (gap: Gap) => {
    const place = gapPlace(gap, stated.roundId);
    if (place !== null) go(place);
    else if (gap.at === 'figure') showFigure(gap);
    else day.current?.focus();
  };
  const showFigure = ({ params }: Gap) => {
    setShownId(null);
    setTab('figures');
    setWanted((params?.['figure'] ?? 'total') as PaperFigureKey);
  };
  const saveDraft = async (format: FilingFormat) => {
    if (request === null) return;
    const reply = await renderDraft.run({ request, format, file: '' });
    if (reply.ok && reply.data.file !== null) showSaved(t('saved', { file: reply.data.file }), reply.data.file);
  };
  const forms = useFormsOf(code);
  const saveForm = async (formId: string) => {
    if (request === null) return;
    const reply = await renderForm.run({ request, formId, file: '' });
    if (!reply.ok) {
      // Its own page says where it does not fit.
      showFailure(reply.error);
      if (reply.error.key === 'formBroken') go(`/form/${formId}`);
    } else if (reply.data.file !== null) showSaved(t('saved', { file: reply.data.file }), reply.data.file);
  };
  const begin = () => {
    setShownId(null);
    setAsked(true);
    const figure = enteredOf(stated.details['entered'] ?? null) && gaps.find(({ key }) => key.startsWith('figure.'));
    if (stated.compiledOn === null) day.current?.focus();
    else if (figure) showFigure(figure);
    else setIssuing(true);
  };
  const compared = useMemo(() => (shownId !== null ? { id: shownId } : settled && { request: settled }), [shownId, settled]);
  const replace = async (id: string) => {
    const filing = issued.find((entry) => entry.id === id);
    setShownId(null);
    const asStated = await beginReplacing(id);
    if (!filing) return;
    const roundId = rounds.data?.some((entry) => entry.id === filing.roundId) ? filing.roundId : stated.roundId;
    details.take(kind === 'optional' ? filing.roundId : roundId, asStated === null ? {} : detailsOf(asStated));
  };
  const statesFigures = papers[code]?.details.some((detail) => detail.kind === 'figures');
  const needsRound = kind === 'required';
  const replaced = issued.find(({ id }) => id === replaces?.id) ?? null;

  return (
    <>
      <PageHead
        title={`${codeShown(code)} ${title}`.trim()}
        note={form && t('receiver', { receiver: form.receiver })}
        onBack={() => go('/filing')}
      >
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" disabled={request === null} rightSection={<IconChevronDown size={14} aria-hidden />}>
              {t('draft.button')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {formats.map((format) => (
              <Menu.Item key={format} onClick={() => void saveDraft(format)}>
                {t('draft.as', { format: formatNames[format] })}
              </Menu.Item>
            ))}
            {forms.map(({ id, name }) => (
              <Menu.Item key={id} onClick={() => void saveForm(id)}>
                {t('form.draftAs', { name })}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Needs needs="filing.issue">
          <Button disabled={!isCurrent} onClick={begin}>
            {t(replaced ? 'replace.issue' : 'issue.button')}
          </Button>
        </Needs>
      </PageHead>
      {needsRound && rounds.data?.length === 0 ? (
        <EmptyState title={t('round.none')} text={t('round.noneText')}>
          <Button onClick={() => go('/round')}>{t('round.begin')}</Button>
        </EmptyState>
      ) : plans.data?.length === 0 && issued.length === 0 ? (
        <EmptyState title={t('map.none')} text={t('map.noneText')}>
          <Button onClick={() => go('/map')}>{t('map.begin')}</Button>
        </EmptyState>
      ) : (
        <div className={classes.panes} data-wide={wide || undefined}>
          <div className={classes.left}>
            {replaces && <Returned returned={replaces.returned} />}
            <Gaps gaps={listed} onMend={mend} />
            <NextFrame>
              <DetailFields
                code={code}
                state={details}
                rounds={rounds.data ?? noRounds}
                day={day}
                dayMissing={asked && stated.compiledOn === null}
              />
            </NextFrame>
          </div>
          <div className={classes.middle}>
            <Tabs value={tab} onChange={(next) => setTab(next ?? 'preview')} className={classes.tabs}>
              <Tabs.List aria-label={t('tabs.label')}>
                <Tabs.Tab value="preview">{t('tabs.preview')}</Tabs.Tab>
                {statesFigures && <Tabs.Tab value="figures">{t('tabs.figures')}</Tabs.Tab>}
                <Tabs.Tab value="difference">{t('tabs.difference')}</Tabs.Tab>
              </Tabs.List>
            </Tabs>
            {tab === 'figures' && shownId !== null && <IssuedFigures id={shownId} />}
            {tab === 'figures' && shownId === null && draft.data?.figures && (
              <FiguresPane
                figures={draft.data.figures}
                state={details}
                wanted={wanted}
                onReached={() => setWanted(null)}
                period={rounds.data?.find(({ id }) => id === stated.roundId)?.period}
              />
            )}
            {tab === 'difference' && compared && <DifferencePane of={compared} issued={issued} />}
            {tab === 'preview' && (
              <NextFrame>
                <PaperPreview
                  shown={shown}
                  onBack={() => setShownId(null)}
                  draftTitle={t('preview.draft')}
                  request={shownId === null ? settled : null}
                  draft={draft}
                  isOld={!isCurrent}
                  formats={formats}
                  replaced={replaced}
                  onDrop={dropReplacing}
                  wide={wide}
                  onWide={setWide}
                />
              </NextFrame>
            )}
          </div>
          <div className={classes.right}>
            <NextFrame after={2}>
              <Issued
                issued={issued}
                onMore={hasMore ? more : undefined}
                formats={formats}
                shownId={shownId}
                onShow={setShownId}
                onReplace={(id) => void replace(id)}
              />
            </NextFrame>
          </div>
          <ProgressOverlay running={renderDraft.running} title={t('draft.task')} done={renderDraft.done} onCancel={renderDraft.cancel} />
        </div>
      )}
      {request !== null && (
        <IssueDialog
          opened={issuing}
          title={title}
          request={request}
          gaps={gaps}
          mask={draft.data?.mask}
          risks={draft.data?.risks ?? 0}
          earlier={replaced}
          sameBefore={issued.find((filing) => filing.roundId !== null && filing.roundId === stated.roundId && stands(filing)) ?? null}
          onClose={() => setIssuing(false)}
          onIssued={(id) => {
            setIssuing(false);
            dropReplacing();
            setAsked(false);
            details.settle();
            setShownId(id);
          }}
        />
      )}
    </>
  );
}

const windowOfIssued = 30;

/** Papers of a code, newest first, a window more each time that older ones are asked for. */
function useIssued(code: string) {
  const [limit, setLimit] = useState(windowOfIssued);
  const { data: issued = [] } = useApi('filing.list', { code, limit }, { keep: true });
  return {
    issued,
    hasMore: issued.length === limit && limit < mostIssued,
    more: () => setLimit(Math.min(mostIssued, limit + windowOfIssued)),
  };
}
const mostIssued = 500;

/** The paper that is shown, also where it is older than those that are listed. */
function useShown(issued: readonly IssuedFiling[], id: string | null): IssuedFiling | undefined {
  const listed = issued.find((filing) => filing.id === id);
  const { data } = useApi('filing.list', { id: id ?? '' }, { enabled: id !== null && listed === undefined });
  return listed ?? (id === null ? undefined : data?.[0]);
}

/** The round of the address, else the last one that was closed, else the open one; the register where no round is needed. */
function firstRound(rounds: readonly Round[], named: string | undefined): string | null {
  const found =
    rounds.find(({ id }) => id === named) ??
    rounds.find(({ status, replacedBy }) => status === 'closed' && replacedBy === null) ??
    rounds[0];
  return found?.id ?? null;
}
