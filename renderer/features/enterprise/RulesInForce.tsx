import { useTranslation } from 'react-i18next';
import { workspaceRules } from '../../../db/domain/review/rules';
import { responsibilityRules } from '../../../db/domain/responsibility/rules';
import { riskRules } from '../../../db/domain/risk/rules';
import { staffingRules } from '../../../db/domain/staffing/rules';
import { speak } from '../../components/speak';
import type { Data } from '../../api';
import classes from './Enterprise.module.css';

const checked = new Set([...riskRules, ...workspaceRules, ...staffingRules, ...responsibilityRules].map(({ id }) => id));

interface RulesInForceProps {
  summary: Pick<Data<'home.summary'>, 'cadence' | 'packs' | 'policyRules' | 'enterprise'>;
  nameOfRegion: (code: string) => string;
}

/** What the place of the enterprise asks for, in the words 政策要求 (handbook 9.1), never 法定. */
export function RulesInForce({ summary: { cadence, packs, policyRules, enterprise }, nameOfRegion }: RulesInForceProps) {
  const { t } = useTranslation('enterprise');
  const local = policyRules.filter((rule) => rule !== 'V09');
  return (
    <section className={classes.rules}>
      <h2>{t('rules.title')}</h2>
      <small className={classes.quiet}>{t('rules.region', { region: enterprise.region })}</small>
      <p>
        {t(`rules.cadence.${cadence}`)}
        <small className={classes.quiet}>{t(`rules.cadenceNote.${cadence}`)}</small>
      </p>
      {local.length === 0 ? (
        <p className={classes.quiet}>{t('rules.none')}</p>
      ) : (
        <>
          <span className={classes.mark}>{t('rules.policy')}</span>
          <ul>
            {local.map((rule) => (
              <li key={rule}>
                {speak(t, `rule:title.${rule}`, { defaultValue: rule })}
                {!checked.has(rule) && <span className={classes.quiet}>{t('rules.manual')}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      <small className={classes.quiet}>{t('rules.packs', { packs: packs.map(nameOfRegion).join(speak(t, 'component:list.comma')) })}</small>
    </section>
  );
}
