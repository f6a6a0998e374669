import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { go } from '../../place';
import classes from './Staffing.module.css';
import type { Staffing } from './words';

/** The headcount of the profile beside the people that are registered; a difference is told. */
export function Headcount({ headcount, people, differing }: Pick<Staffing, 'headcount' | 'people' | 'differing'>) {
  const { t } = useTranslation(['staffing', 'component', 'term']);
  const { employees, contractor, ...kinds } = people;
  const difference = headcount === null || employees === 0 ? 0 : Math.abs(headcount - employees);
  const named = differing.map((rule) => t(`term:staffingRule.${rule}`)).join(t('component:list.comma'));
  return (
    <div className={classes.headcount} role="status">
      <span>
        <b>{headcount === null ? t('headcount.none') : t('headcount.stated', { count: headcount })}</b>{' '}
        <Anchor component="button" type="button" size="sm" onClick={() => go('/enterprise')}>
          {t('headcount.toProfile')}
        </Anchor>
      </span>
      <span>
        {t('headcount.listed', { count: employees, ...kinds })}
        {contractor > 0 && <small className={classes.quiet}> {t('headcount.contractor', { count: contractor })}</small>}{' '}
        <Anchor component="button" type="button" size="sm" onClick={() => go('/person')}>
          {t('headcount.toPeople')}
        </Anchor>
      </span>
      {difference > 0 && (
        <span className={classes.warn}>
          {t('headcount.differs', { count: difference })}
          {differing.length > 0 && t('headcount.changes', { rules: named })}
        </span>
      )}
    </div>
  );
}
