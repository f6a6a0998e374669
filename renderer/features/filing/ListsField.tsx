import { useTranslation } from 'react-i18next';
import { useApi } from '../../api';
import { Picker } from '../../components/Picker';

interface ListsFieldProps {
  label: string;
  /** Empty for all, `department:<id>`, `post:<id>` or `role:<word>`. */
  value: string;
  onChoose: (value: string) => void;
}

/** A post of many departments names them all: the line has room for one. */
const shortly = (words: string): string => (words.length > 8 ? `${words.slice(0, 7)}…` : words);

/** Which responsibility lists are printed: all, those of a department and below it, or one; searchable by pinyin. */
export function ListsField({ label, value, onChoose }: ListsFieldProps) {
  const { t } = useTranslation(['filing', 'term']);
  const { data: departments = [] } = useApi('department.list', {}, { subjects: ['department', 'departmentName'] });
  const { data: lists } = useApi('responsibility.list', {}, { subjects: ['responsibility', 'post', 'appointment'] });
  const options = [
    ...departments.map(({ id, name }) => ({ value: `department:${id}`, label: name, note: t('lists.department') })),
    ...(lists?.rows ?? []).map(({ id, role, title, department }) =>
      role === null
        ? { value: `post:${id}`, label: title, note: shortly(department || t('lists.post')) }
        : { value: `role:${role}`, label: t(`term:appointmentRole.${role}`), note: t('lists.role') },
    ),
  ];
  return (
    <Picker
      label={label}
      placeholder={t('lists.all')}
      options={options}
      value={value === '' ? null : value}
      onPick={(picked) => onChoose(picked ?? '')}
    />
  );
}
