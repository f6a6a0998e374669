import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { call, queryClient, useApi } from '../../api';
import { showFailure } from '../../notice';
import classes from './Setting.module.css';

/** Catalogues whose clauses the form offers for judging a risk 重大 directly; none is on by itself. */
export function DirectSettings() {
  const { t } = useTranslation('setting');
  const { data } = useApi('risk.choices', {}, { subjects: ['enterprise'] });
  if (!data) return null;
  const { all, chosen } = data.direct;
  const choose = async (id: string, isChosen: boolean) => {
    const value = all.map((catalogue) => catalogue.id).filter((other) => (other === id ? isChosen : chosen.includes(other)));
    const reply = await call('preference.set', { key: 'directCatalogues', value });
    if (!reply.ok) return showFailure(reply.error);
    await queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => name === 'risk.choices' });
  };
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
            onChange={(event) => void choose(id, event.currentTarget.checked)}
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
