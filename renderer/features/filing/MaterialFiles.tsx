import { Chip, Group, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilingFormat } from '../../../db/domain/filing/filing';
import { formatNames, type Issued } from './papers';
import { useFormsOf } from './useFormsOf';

interface MaterialFilesProps {
  filing: Issued;
  /** Formats that the paper has, and those that go along. */
  formats: readonly FilingFormat[];
  chosen: readonly FilingFormat[];
  onFormats: (formats: FilingFormat[]) => void;
  /** The form of an authority that it is filled into. */
  formId: string | null;
  onForm: (formId: string | null) => void;
  /** What else is said of its files. */
  children: ReactNode;
}

/** The files of a paper that goes along; a form that an authority gave takes the place of ours of its kind. */
export function MaterialFiles({ filing: { code, number }, formats, chosen, onFormats, formId, onForm, children }: MaterialFilesProps) {
  const { t } = useTranslation('filing');
  const forms = useFormsOf(code, formId);
  const kind = forms.find(({ id }) => id === formId)?.kind;
  return (
    <>
      {forms.length > 0 && (
        <NativeSelect
          size="xs"
          mt={4}
          ml="1.75rem"
          aria-label={t('materials.formOf', { number })}
          value={formId ?? ''}
          onChange={(event) => onForm(event.currentTarget.value === '' ? null : event.currentTarget.value)}
          data={[
            { value: '', label: t('materials.ownForm') },
            ...forms.map(({ id, name }) => ({ value: id, label: t('materials.form', { name }) })),
          ]}
        />
      )}
      <Group gap={6} mt={4} pl="1.75rem">
        {formats.map((format) => (
          <Chip
            key={format}
            size="xs"
            checked={chosen.includes(format) && format !== kind}
            disabled={format === kind}
            onChange={(on) => onFormats(formats.filter((other) => (other === format ? on : chosen.includes(other))))}
          >
            {formatNames[format]}
          </Chip>
        ))}
        {children}
      </Group>
    </>
  );
}
