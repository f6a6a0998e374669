import { useTranslation } from 'react-i18next';
import { riskPointKinds } from '../../../db/domain/risk/risk';
import { ChoiceField, FieldGroup, FieldRow, LongField, PickField, SuggestField, TagsField, TextField } from '../../components/form/fields';
import { accidentWords, findPoints } from './choices';
import type { Choices } from '../../choices';
import type { RiskFormState } from './RiskForm';

interface HazardFieldsProps {
  form: RiskFormState;
  choices: Choices;
}

/** Where the hazard is and what may happen. */
export function HazardFields({ form, choices }: HazardFieldsProps) {
  const { t } = useTranslation(['risk', 'term']);
  const { riskPoint, pointName } = form.getValues();
  const accidents = accidentWords(choices);
  const isNewPoint = riskPoint === null && pointName.trim() !== '';
  return (
    <FieldGroup title={t('form.group.hazard')}>
      <PickField
        name="riskPoint"
        label={t('term:field.riskPoint')}
        required
        basis={{ law: t('basis.riskPoint.law'), example: t('basis.riskPoint.example') }}
        placeholder={t('form.pointPlaceholder')}
        options={findPoints}
        text={pointName}
        onType={(words) => form.setValues({ riskPoint: null, pointName: words })}
        onPicked={(option) => form.setValues({ pointName: option?.label ?? '', pointLocation: option?.note ?? '' })}
      />
      {isNewPoint && (
        <>
          <ChoiceField
            name="pointKind"
            label={t('form.newPointKind')}
            required
            choices={riskPointKinds.map((value) => ({ value, label: t(`term:riskPointKind.${value}`) }))}
          />
          <TextField name="pointLocation" label={t('term:field.location')} placeholder={t('form.locationPlaceholder')} maxLength={300} />
        </>
      )}
      <FieldRow>
        <TextField name="riskNo" label={t('term:field.riskNo')} placeholder={t('form.autoNumber')} maxLength={40} />
        <SuggestField
          name="factorCode"
          label={t('term:field.factorCode')}
          basis={{ law: t('basis.factorCode.law'), example: t('basis.factorCode.example') }}
          words={choices.factorClasses}
          maxLength={20}
        />
      </FieldRow>
      <TextField
        name="step"
        label={t('term:field.step')}
        basis={{ law: t('basis.step.law'), example: t('basis.step.example') }}
        maxLength={500}
      />
      <LongField
        name="hazardSource"
        label={t('term:field.hazardSource')}
        required
        max={2000}
        basis={{ law: t('basis.hazardSource.law'), example: t('basis.hazardSource.example') }}
      />
      <TagsField
        name="accidentTypes"
        label={t('term:field.accidentTypes')}
        basis={{ law: t('basis.accidentTypes.law'), example: t('basis.accidentTypes.example') }}
        placeholder={t('form.accidentPlaceholder')}
        words={accidents.marked(choices.accidentTypes.map(({ code }) => code))}
        shown={accidents.marked}
        stored={accidents.stored}
        max={27}
        clearLabel={t('form.clearAccidents')}
      />
      <LongField name="consequence" label={t('term:field.consequence')} max={2000} minRows={1} />
    </FieldGroup>
  );
}
