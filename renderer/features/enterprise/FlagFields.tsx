import { useTranslation } from 'react-i18next';
import { enterpriseFlags } from '../../../db/domain/enterprise/enterprise';
import { CheckField } from '../../components/form/fields';
import classes from './Enterprise.module.css';

/** The switches that decide which rules and duties apply, each in plain words. */
export function FlagFields() {
  const { t } = useTranslation('enterprise');
  return (
    <div className={classes.flags}>
      {enterpriseFlags.map((flag) => (
        <div key={flag}>
          <CheckField name={flag} label={t(`flag.${flag}.title`)} />
          <small className={classes.quiet}>{t(`flag.${flag}.text`)}</small>
        </div>
      ))}
    </div>
  );
}
