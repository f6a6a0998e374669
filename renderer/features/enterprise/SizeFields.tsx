import { useTranslation } from 'react-i18next';
import { enterpriseScale, enterpriseScales } from '../../../db/domain/enterprise/enterprise';
import { LongField, NumberField, SelectField, FieldRow } from '../../components/form/fields';
import classes from './Enterprise.module.css';
import { Place } from './Place';
import { fenOf, type Profile } from './profile';

/** Headcount and money, the size that follows with its reason, and its correction. */
export function SizeFields({ values }: { values: Pick<Profile, 'headcount' | 'revenue' | 'enteredScale'> }) {
  const { t, i18n } = useTranslation(['enterprise', 'term']);
  const { headcount, revenue, enteredScale } = values;
  const verdict = enterpriseScale(headcount, fenOf(revenue));
  const spoken = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 6 });
  const figures = { headcount: spoken.format(headcount ?? 0), revenue: spoken.format(revenue ?? 0) };
  const computed = verdict && t(`term:scale.${verdict.scale}`);
  const isCorrected = enteredScale !== null && enteredScale !== verdict?.scale;
  return (
    <>
      <FieldRow>
        <Place field="headcount">
          <NumberField
            name="headcount"
            label={t('field.headcount')}
            min={0}
            unit={t('unit.people')}
            basis={{ law: t('basis.headcount.law'), example: t('basis.headcount.example') }}
          />
        </Place>
        <Place field="revenue">
          <NumberField
            name="revenue"
            label={t('field.revenue')}
            min={0}
            decimals={6}
            unit={t('unit.money')}
            basis={{ law: t('basis.revenue.law'), example: t('basis.revenue.example') }}
          />
        </Place>
        <Place field="assets">
          <NumberField name="assets" label={t('field.assets')} min={0} decimals={6} unit={t('unit.money')} />
        </Place>
      </FieldRow>
      <div className={classes.verdict} role="status">
        <b>{computed === undefined ? t('size.waiting') : t('size.computed', { scale: computed })}</b>
        {verdict && (
          <span>
            {verdict.headcountFrom === null
              ? t('size.micro', figures)
              : t('size.reached', {
                  ...figures,
                  scale: computed,
                  headcountFrom: verdict.headcountFrom,
                  revenueFrom: spoken.format(verdict.revenueFrom ?? 0),
                })}
          </span>
        )}
        <small>{t('size.source')}</small>
      </div>
      <SelectField
        name="enteredScale"
        label={t('field.enteredScale')}
        empty={computed === undefined ? t('size.asComputed') : `${t('size.asComputed')}（${computed}）`}
        choices={enterpriseScales.map((scale) => ({ value: scale, label: t(`term:scale.${scale}`) }))}
      />
      {isCorrected && (
        <>
          <LongField name="scaleReason" label={t('field.scaleReason')} max={500} required />
          {computed !== undefined && (
            <small className={classes.quiet}>{t('size.corrected', { entered: t(`term:scale.${enteredScale}`), computed })}</small>
          )}
        </>
      )}
    </>
  );
}
