import { useTranslation } from 'react-i18next';
import { enterpriseFlags, type EnterpriseFlag } from '../../../db/domain/enterprise/enterprise';
import { CheckField } from '../../components/form/fields';
import classes from './Enterprise.module.css';

/** Switches that staffing is judged by, with the law that they stand for. */
const explained = [
  'isHighHazard',
  'isMine',
  'isMetalSmelting',
  'isHazardousGoods',
  'isConstruction',
  'isTransport',
  'isAboveScale',
  'isSOE',
  'hasSpecialEquipment',
] as const satisfies readonly EnterpriseFlag[];

/** The switches that decide which rules and duties apply, each in plain words. */
export function FlagFields() {
  const { t } = useTranslation('enterprise');
  const basisOf = (flag: EnterpriseFlag) => {
    const own = explained.find((one) => one === flag);
    return own && { basis: { law: t(`flagBasis.${own}.law`), example: t(`flagBasis.${own}.example`) } };
  };
  return (
    <div className={classes.flags}>
      {enterpriseFlags.map((flag) => (
        <div key={flag}>
          <CheckField name={flag} label={t(`flag.${flag}.title`)} {...basisOf(flag)} />
          <small className={classes.quiet}>{t(`flag.${flag}.text`)}</small>
        </div>
      ))}
    </div>
  );
}
