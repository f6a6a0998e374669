import { IconCheck, IconCircleDashed, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Staffing.module.css';
import { arithmeticText, neededText, presentText, type Requirement } from './words';

const icons = { met: IconCheck, lacking: IconCircleDashed, unknown: IconQuestionMark };

/** State in colour, word and icon. */
export function StateMark({ state }: { state: Requirement['state'] }) {
  const { t } = useTranslation('term');
  const Icon = icons[state];
  return (
    <span className={classes.state} data-state={state}>
      <Icon size={14} aria-hidden />
      {t(`staffingState.${state}`)}
    </span>
  );
}

/** One basis with what it asks for, what there is and the sum behind it. */
export function RequirementCard({ requirement }: { requirement: Requirement }) {
  const { t } = useTranslation(['staffing', 'term', 'component']);
  const { rule, kind, state, ways, basis } = requirement;
  const comma = t('component:list.comma');
  const title = t(`term:staffingRule.${rule}`);
  const sums = ways.flat().flatMap((need) => arithmeticText(t, need) ?? []);
  return (
    <section className={classes.card} aria-label={title} data-state={state}>
      <header>
        <h3>{title}</h3>
        <span className={classes.kind}>{t(`term:ruleKind.${kind}`)}</span>
        {rule.startsWith('V') && <small className={classes.quiet}>{t('rule', { rule })}</small>}
        <StateMark state={state} />
      </header>
      <p className={classes.quiet}>{t(`term:staffingCase.${requirement.case}`)}</p>
      <dl>
        {ways.length > 0 && (
          <>
            <dt>{t('needed')}</dt>
            <dd>{neededText(t, requirement, comma)}</dd>
            <dt>{t('existing')}</dt>
            <dd>
              {ways
                .flat()
                .map((need) => presentText(t, need))
                .join(comma)}
            </dd>
          </>
        )}
        {sums.length > 0 && (
          <>
            <dt>{t('arithmetic')}</dt>
            <dd>{sums.join('\n')}</dd>
          </>
        )}
        <dt>{t('basis')}</dt>
        <dd>{basis.join(comma)}</dd>
      </dl>
    </section>
  );
}
