import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../api';
import { useChoices } from '../../choices';
import classes from './Setting.module.css';

/** Catalogues whose clauses the form offers for judging a risk 重大 directly; none is on by itself. */
export function DirectSettings() {
  const { t } = useTranslation('setting');
  const data = useChoices();
  const choose = useCommand('risk.chooseDirect', { done: t('direct.chosen') });
  if (!data) return null;
  const { all, chosen } = data.direct;
  return (
    <>
      <p className={classes.quiet}>{t('direct.text')}</p>
      {all.map(({ id, title, source, clauses }) => (
        <div key={id} className={classes.scale}>
          <Checkbox
            size="sm"
            label={title}
            description={source}
            checked={chosen.includes(id)}
            disabled={choose.pending}
            onChange={({ currentTarget: { checked } }) =>
              void choose.run({ catalogues: checked ? [...chosen, id] : chosen.filter((other) => other !== id) })
            }
          />
          <ol className={classes.clauses}>
            {clauses.map((clause) => (
              <li key={clause.id}>
                {clause.text}
                <span className={classes.quiet}>
                  {t(clause.statutory ? 'direct.statutoryBasis' : 'direct.basis', { basis: clause.basis })}
                </span>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </>
  );
}
