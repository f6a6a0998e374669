import { Anchor, Button, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilingFormat } from '../../../db/domain/filing/filing';
import { maskFields } from '../../../db/domain/filing/handover';
import { useApi } from '../../api';
import { EmptyState } from '../../components/EmptyState';
import { Needs } from '../../components/Needs';
import { PageHead } from '../../components/PageHead';
import { go } from '../../place';
import { EvidenceList } from './EvidenceList';
import classes from './Filing.module.css';
import { Issued } from './Issued';
import { IssueDialog } from './IssueDialog';
import { enclosedFor, enclosedOf, letterFor, letterOf, requestOf, useEnclosed, useLetter, type Enclosed, type Letter } from './letter';
import { lacks, LetterFields } from './LetterFields';
import { Materials } from './Materials';
import { PackCheck } from './PackCheck';
import { Packed } from './Packed';
import { useAlong, usePackStyle } from './packing';
import { ProfileChoice, type Authority, type Profile } from './ProfileChoice';
import { stands, uncoded, uncodedForm, type Issued as IssuedFiling } from './papers';
import { PaperPreview, useDraft } from './PaperPreview';
import { Returned } from './Returned';
import { useReplacing } from './useReplacing';
import { useAddressees } from './useAddressees';

const letterCode = 'F40';
const noGaps: readonly never[] = [];

/** 送件包: choose papers, write the letter that goes with them, issue it, pack. */
export function PackagePage({ again }: { again?: string | undefined }) {
  const { t } = useTranslation('filing');
  const registry = useApi('filing.registry', {}, { subjects: [] });
  const list = useApi('filing.list', {}, { keep: true });
  const [shownId, setShownId] = useState<string | null>(null);
  const { replaces, begin: beginReplacing, drop: dropReplacing } = useReplacing();
  const [issuing, setIssuing] = useState(false);
  const [asked, setAsked] = useState(false);
  const [wide, setWide] = useState(false);
  const state = useLetter();
  const [style, setStyle] = usePackStyle();
  const [sentAlong, setSentAlong] = useEnclosed(shownId);
  const all = useMemo(() => list.data ?? [], [list.data]);
  const letters = all.filter(({ code }) => code === letterCode);
  const shown = letters.find(({ id }) => id === shownId);
  // A receipt comes with its package, and is no material.
  const papers = useMemo(() => all.filter(({ code, state }) => code !== letterCode && code !== 'F41' && stands({ state })), [all]);
  const formatsOf = useMemo(() => {
    const known = new Map<string, readonly FilingFormat[]>(
      [...(registry.data ?? []), ...uncoded.map((code) => uncodedForm(t, code))].map(({ code, formats }) => [code, formats]),
    );
    return (code: string): readonly FilingFormat[] => known.get(code) ?? ['pdf'];
  }, [registry.data, t]);
  const titleOf = (code: string): string => {
    const known = registry.data?.find((entry) => entry.code === code)?.title;
    const own = uncoded.find((entry) => entry === code);
    return known !== undefined ? `${code} ${known}` : own ? uncodedForm(t, own).title : code;
  };
  const { letter, set, ready } = state;
  const proposed = useMemo(() => proposeEnclosed(papers, formatsOf, letter), [papers, formatsOf, letter]);
  const enclosed = useMemo(
    () => (state.enclosed ?? proposed).filter(({ id }) => papers.some((filing) => filing.id === id)),
    [state.enclosed, proposed, papers],
  );
  const firstPeriod = papers.find(({ id }) => id === enclosed[0]?.id)?.period ?? '';
  useEffect(() => {
    if (!ready || firstPeriod === '') return;
    if (letter.period === '') set({ period: firstPeriod });
    if (letter.subject === '') set({ subject: t('letter.subjectUsual') });
    // What stands there is never replaced by a proposal.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ready, firstPeriod]);
  const request = useMemo(() => requestOf(letter, enclosed, all), [letter, enclosed, all]);
  const [settled] = useDebouncedValue(request, 350);
  const draft = useDraft(settled, ready && list.isSuccess);
  const along = sentAlong ?? (sentAlong === null ? enclosed : []);
  const evidence = useAlong([...(shownId === null ? [] : [shownId]), ...along.map(({ id }) => id)]);
  /** Begins the new version of a letter from what the old one stated. */
  const replace = async (id: string) => {
    setShownId(null);
    const asStated = await beginReplacing(id);
    if (asStated?.code !== 'F40') return;
    state.set(letterOf(asStated));
    state.setEnclosed(enclosedOf(asStated, all, formatsOf));
  };
  /** Letter, materials and package as an authority wants them. */
  const follow = (authority: Authority, profile: Profile) => {
    const { fileNames, volumeMb, withReceipt } = profile;
    set(letterFor(authority, profile));
    if (profile.papers.length > 0) state.setEnclosed(enclosedFor(authority, profile, papers).enclosed);
    setStyle({ fileNames, volumeMb, withReceipt, profile: { ...profile, recipient: authority.name } });
  };
  const followed = style.profile !== null && letter.authorityId === style.profile.authorityId ? style.profile : null;
  const missing = followed === null ? [] : enclosedFor({ id: followed.authorityId, name: followed.recipient }, followed, papers).missing;
  const { rows: authorities } = useAddressees(letterCode);
  const masked = maskFields.filter((field) =>
    authorities.some(({ id, profiles }) => id === shown?.authorityId && profiles.some(({ mask }) => mask[field])),
  );
  const sentBefore = useApi('submission.get', { id: again ?? '' }, { enabled: again !== undefined });
  const beginAgain = useEffectEvent((id: string) => void replace(id));
  const letterAgain = sentBefore.data?.letterId;
  const canBegin = ready && list.isSuccess && registry.isSuccess;
  useEffect(() => {
    if (letterAgain !== undefined && canBegin) beginAgain(letterAgain);
  }, [letterAgain, canBegin]);
  const replaced = letters.find(({ id }) => id === replaces?.id) ?? null;
  const begin = () => {
    setAsked(true);
    if (lacks(letter).length === 0) setIssuing(true);
  };

  return (
    <>
      <PageHead title={t('package.title')} note={shown ? undefined : t('package.note')} onBack={() => go('/filing')}>
        {!shown && (
          <Needs needs="filing.issue">
            <Button disabled={enclosed.length === 0 || !ready} onClick={begin}>
              {t(replaced ? 'replace.issue' : 'package.issue')}
            </Button>
          </Needs>
        )}
      </PageHead>
      {list.isSuccess && papers.length === 0 && letters.length === 0 ? (
        <EmptyState title={t('package.empty')} text={t('package.emptyText')}>
          <Button onClick={() => go('/filing/F07')}>{t('package.toF07')}</Button>
          <Button variant="default" onClick={() => go('/filing')}>
            {t('title')}
          </Button>
        </EmptyState>
      ) : (
        <div className={classes.panes} data-wide={wide || undefined}>
          <div className={classes.left}>
            {shown ? (
              <>
                <PackCheck filingIds={along.map(({ id }) => id)} />
                <Packed letter={shown} enclosed={along} along={evidence} issued={all} style={style} onStyle={setStyle} />
                <Materials
                  papers={sentAlong ? all : papers}
                  formatsOf={formatsOf}
                  enclosed={along}
                  onChange={setSentAlong}
                  scanned={evidence.scanned}
                  isFixed={sentAlong !== null}
                />
                {sentAlong !== null && (
                  <Text size="xs" c="dimmed">
                    {t('materials.fixed')}
                  </Text>
                )}
                <EvidenceList along={evidence} masked={masked} />
              </>
            ) : (
              <>
                {replaces && <Returned returned={replaces.returned} />}
                <ProfileChoice profileId={letter.authorityId === null ? null : (style.profile?.id ?? null)} onChoose={follow} />
                {missing.length > 0 && <Missing codes={missing} titleOf={titleOf} onIssue={(code) => go(`/filing/${code}`)} />}
                <PackCheck filingIds={enclosed.map(({ id }) => id)} />
                <Materials
                  papers={papers}
                  formatsOf={formatsOf}
                  enclosed={enclosed}
                  onChange={state.setEnclosed}
                  scanned={evidence.scanned}
                  isFixed={false}
                />
                <LetterFields state={state} asked={asked} />
              </>
            )}
          </div>
          <div className={classes.middle}>
            <PaperPreview
              shown={shown}
              onBack={() => setShownId(null)}
              draftTitle={t('preview.letter')}
              request={shownId === null ? settled : null}
              draft={draft}
              isOld={draft.isPlaceholderData || settled !== request}
              replaced={replaced}
              onDrop={dropReplacing}
              wide={wide}
              onWide={setWide}
            />
          </div>
          <div className={classes.right}>
            <Issued
              issued={letters}
              formats={formatsOf(letterCode)}
              shownId={shownId}
              onShow={setShownId}
              onReplace={(id) => void replace(id)}
            />
          </div>
        </div>
      )}
      <IssueDialog
        opened={issuing}
        title={t('letter.title')}
        request={request}
        gaps={draft.isPlaceholderData || settled !== request ? noGaps : (draft.data?.gaps ?? noGaps)}
        mask={draft.data?.mask}
        earlier={replaced}
        sameBefore={null}
        onClose={() => setIssuing(false)}
        onIssued={(id) => {
          state.settle(id, enclosed);
          setIssuing(false);
          dropReplacing();
          setAsked(false);
          setShownId(id);
        }}
      />
    </>
  );
}

/** Papers that an authority wants and that have not been issued for it, each with the way there. */
function Missing({
  codes,
  titleOf,
  onIssue,
}: {
  codes: readonly string[];
  titleOf: (code: string) => string;
  onIssue: (code: string) => void;
}) {
  const { t } = useTranslation('filing');
  return (
    <Text size="sm" component="div" c="var(--text-notice)">
      {t('profile.missing')}
      {codes.map((code) => (
        <Anchor key={code} component="button" type="button" size="sm" display="block" onClick={() => onIssue(code)}>
          {t('profile.issue', { title: titleOf(code) })}
        </Anchor>
      ))}
    </Text>
  );
}

/** The papers of the newest round that still stand, in the order in which they are usually read: those made for the recipient, else those for nobody; the sign-off sheet stays in the house. */
function proposeEnclosed(
  papers: readonly IssuedFiling[],
  formatsOf: (code: string) => readonly FilingFormat[],
  { authorityId, recipient }: Letter,
): Enclosed[] {
  const order = ['F07', 'F08', 'F10'];
  const own = papers.filter((filing) =>
    filing.authorityId === null ? ['', recipient].includes(filing.addressee) : filing.authorityId === authorityId,
  );
  const roundId = own.find((filing) => filing.roundId !== null)?.roundId ?? null;
  return order.flatMap((code) => {
    const those = own.filter((entry) => entry.code === code && entry.roundId === roundId);
    const filing = those.find((entry) => entry.authorityId !== null) ?? those[0];
    return filing ? [{ id: filing.id, formats: [...formatsOf(code)], copies: 1 }] : [];
  });
}
