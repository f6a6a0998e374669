import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findingText } from '../../components/findingText';
import { speak } from '../../components/speak';
import type { Data } from '../../api';
import classes from './Review.module.css';

export type Group = Data<'review.run'>['groups'][number];

/** Groups that have a page where all of it is mended at once. */
const pages: Readonly<Record<string, string>> = {
  missing: '/risk/missing',
  V09: '/risk/overdue',
  accidentEdition: '/risk/accidents',
  V10: '/round',
  V11: '/round',
  V13: '/card/due',
  V31: '/performance',
  V107: '/responsibility',
  V108: '/responsibility',
  enterprise: '/enterprise',
};
const few = 4;

const pathOf = ({ subject, subjectId }: Group['examples'][number]): string =>
  (subject === 'risk' || subject === 'card' || subject === 'responsibility') && subjectId !== undefined
    ? `/${subject}/${subjectId}`
    : subject === 'round' || subject === 'staffing' || subject === 'appraisal'
      ? `/${subject}`
      : subject === 'inspection'
        ? '/performance'
        : '/enterprise';

/** One rule with the records it speaks of. */
export function FindingGroup({ group, onGo }: { group: Group; onGo: (path: string) => void }) {
  const { t } = useTranslation(['review', 'term']);
  const [open, setOpen] = useState(false);
  const { rule, key, kind, count, examples } = group;
  const page = pages[rule];
  const shown = open ? examples : examples.slice(0, few);
  return (
    <section className={classes.group}>
      <header>
        <h2>{speak(t, `group.${key}`, { defaultValue: speak(t, `rule:title.${rule}`, { defaultValue: rule }) })}</h2>
        <span className={classes.kind} title={speak(t, `kinds.${kind}`)}>
          {speak(t, `term:ruleKind.${kind}`)}
        </span>
        {/^V\d+$/.test(rule) && <small className={classes.quiet}>{t('rule', { rule })}</small>}
        <b>{t('count', { count })}</b>
        {page && (
          <Button variant="default" size="compact-sm" onClick={() => onGo(page)}>
            {speak(t, `go.${rule}`)}
          </Button>
        )}
      </header>
      <ul>
        {shown.map((finding, index) => (
          <li key={`${finding.subjectId ?? ''} ${finding.field ?? ''} ${index}`}>
            <UnstyledButton className={classes.example} onClick={() => onGo(pathOf(finding))}>
              {finding.title !== '' && <span className={classes.exampleTitle}>{finding.title}</span>}
              <span>{findingText(t, finding)}</span>
              <IconChevronRight size={15} aria-hidden />
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {examples.length > few && (
        <footer>
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen(!open)}>
            {open ? t('fold') : t('more', { count: examples.length - few })}
          </Button>
          {open && count > examples.length && <small className={classes.quiet}>{t('beyond', { shown: examples.length, count })}</small>}
        </footer>
      )}
    </section>
  );
}
