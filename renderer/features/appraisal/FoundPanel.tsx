import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Found } from '../../../db/domain/responsibility/found';
import { go } from '../../place';
import classes from './Appraisal.module.css';
import { pointsText } from './people';
import type { SheetData } from './sheet';

type Item = SheetData['items'][number];
type Proposal = Item['proposals'][number];

/** Where a record that was found is shown. */
const pages: Readonly<Record<string, string>> = {
  leaderInspection: '/performance',
  committeeMeeting: '/committee',
  responsibility: '/responsibility',
  filing: '/filing',
  round: '/round',
  letter: '/letter',
};
const whole: ReadonlySet<string> = new Set(['letter']);
const pathOf = ({ subject, subjectId }: Found, personId: string): string =>
  subject === 'performanceRecord'
    ? `/performance/dossier/${personId}`
    : whole.has(subject)
      ? pages[subject]!
      : `${pages[subject] ?? '/'}/${subjectId}`;

interface FoundPanelProps {
  sheet: SheetData;
  /** Reasons as they are written now, by duty: what is taken is not offered again. */
  reasons: ReadonlyMap<string, string>;
  /** Takes a proposal as a deduction; absent where nothing may be scored. */
  onDeduct?: (itemId: string, points10: number, words: string) => void;
}

/** What the other registers tell beside each duty. It proposes; a person scores. */
export function FoundPanel({ sheet, reasons, onDeduct }: FoundPanelProps) {
  const { t } = useTranslation(['appraisal', 'term']);
  const told = sheet.items.filter(({ found, proposals }) => found.length > 0 || proposals.length > 0);
  const line = (found: Found, key: string, word?: string) => (
    <li key={key}>
      <span className={classes.quiet}>{found.on}</span>{' '}
      <Anchor component="button" type="button" size="xs" ta="start" onClick={() => go(pathOf(found, sheet.personId))}>
        {found.text}
      </Anchor>{' '}
      <span className={classes.badge} data-tone={found.state === 'done' ? 'good' : found.state === 'open' ? 'plain' : 'attention'}>
        {t(`term:foundState.${found.state}`)}
      </span>
      {word !== undefined && <span className={classes.quiet}> {t('found.by', { word })}</span>}
    </li>
  );
  return (
    <aside className={classes.found} aria-label={t('found.title')}>
      <h2>{t('found.title')}</h2>
      <p className={classes.quiet}>{t('found.text')}</p>
      {told.length === 0 && sheet.others.length === 0 && <p>{t('found.none')}</p>}
      {sheet.items.map(
        (item, at) =>
          told.includes(item) && (
            <section key={item.id} id={`found-${item.id}`} aria-label={t('found.item', { no: at + 1 })}>
              <h3>
                {t('found.itemOf', { no: at + 1, count: item.found.length })}
                {item.isFrozen && <span className={classes.quiet}> · {t('found.frozen')}</span>}
              </h3>
              <p className={classes.duty}>
                {item.text}
                {item.criteria !== '' && <span className={classes.quiet}> {item.criteria}</span>}
              </p>
              <ul>{item.found.map((found, index) => line(found, `${found.subjectId} ${index}`, found.word))}</ul>
              {item.proposals.map((proposal) => (
                <ProposalLine
                  key={proposal.why}
                  proposal={proposal}
                  reason={reasons.get(item.id) ?? ''}
                  {...(onDeduct && {
                    onTake: (words: string) => onDeduct(item.id, proposal.points10 ?? 0, words),
                  })}
                />
              ))}
            </section>
          ),
      )}
      {sheet.others.length > 0 && (
        <section aria-label={t('found.others')}>
          <h3>{t('found.others')}</h3>
          <ul>{sheet.others.map((found, index) => line(found, `${found.subjectId} ${index}`))}</ul>
        </section>
      )}
    </aside>
  );
}

function ProposalLine({ proposal, reason, onTake }: { proposal: Proposal; reason: string; onTake?: (words: string) => void }) {
  const { t } = useTranslation('appraisal');
  const { why, count, expected, points10 } = proposal;
  const words = t(`proposal.${why}`, { count, expected, found: (expected ?? 0) - count });
  return (
    <div className={classes.proposal}>
      <span>
        {words}
        {points10 !== null && t('proposal.points', { points: pointsText(points10) })}
      </span>
      {onTake && points10 !== null && !reason.includes(words) && (
        <Button size="compact-xs" variant="default" onClick={() => onTake(words)}>
          {t('proposal.take')}
        </Button>
      )}
    </div>
  );
}
