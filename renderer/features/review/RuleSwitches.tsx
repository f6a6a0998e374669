import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ruleKinds } from '../../../db/domain/rule';
import { speak } from '../../components/speak';
import classes from './Review.module.css';
import { houseRules, useSwitchedOff } from './switchedOff';

/** What the four kinds mean, and the switches of the rules that only advise. */
export function RuleSwitches() {
  const { t } = useTranslation(['review', 'term']);
  const { off, turn } = useSwitchedOff();
  return (
    <>
      <section>
        <h2>{t('kinds.title')}</h2>
        <dl className={classes.kinds}>
          {ruleKinds.map((kind) => (
            <div key={kind}>
              <dt>
                <span className={classes.kind}>{t(`term:ruleKind.${kind}`)}</span>
              </dt>
              <dd>{t(`kinds.${kind}`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h2>{t('switches.title')}</h2>
        <p className={classes.quiet}>{t('switches.text')}</p>
        <div className={classes.switches}>
          {houseRules.map((rule) => (
            <Switch
              key={rule}
              size="sm"
              checked={!off.includes(rule)}
              onChange={(event) => void turn(rule, event.currentTarget.checked)}
              label={speak(t, `rule:title.${rule}`, { defaultValue: rule })}
              description={off.includes(rule) ? t('switches.off') : undefined}
            />
          ))}
        </div>
      </section>
    </>
  );
}
