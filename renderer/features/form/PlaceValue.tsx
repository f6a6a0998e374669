import { useRef, type ReactNode, type RefObject } from 'react';
import { usualDate, type FormList, type FormValue } from '../../../db/domain/form/form';
import { FieldList } from './FieldList';
import { ValueEditor } from './ValueEditor';
import { emptyValue, type FormField } from './work';

interface PlaceValueProps {
  /** What the chosen place is for; null while none is chosen. */
  title: string | null;
  value: FormValue | undefined;
  /** What stands there in the form itself and stays before a field that is put in. */
  was?: string;
  fields: readonly { list: FormList | null; fields: readonly FormField[] }[];
  /** Today's value of each field; those of a list by `list.key`. */
  values: Readonly<Record<string, string>>;
  /** Cells show a day as they are made to; a text has no look of days of its own. */
  ownDates?: boolean;
  /** A value without text takes the place away. */
  onChange: (value: FormValue) => void;
  editor?: RefObject<HTMLTextAreaElement | null>;
  /** What is said, or can be done, in the place of the value or below it. */
  children?: ReactNode;
}

/** What is written at the chosen place of a form, and the fields that can be put there. */
export function PlaceValue({ title, value, was = '', fields, values, ownDates = false, onChange, editor, children }: PlaceValueProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  const area = editor ?? own;
  const all = fields.flatMap((group) => group.fields);
  const insert = (key: string) => {
    const isDay = !ownDates && all.some((field) => field.key === key && field.kind === 'date');
    const known = value ?? (isDay ? { ...emptyValue, date: usualDate } : emptyValue);
    const before = value === undefined && was !== '' ? was : known.text;
    const at = value !== undefined && document.activeElement === area.current ? (area.current?.selectionStart ?? 0) : before.length;
    onChange({ ...known, text: `${before.slice(0, at)}{${key}}${before.slice(at)}` });
  };
  return (
    <>
      {title !== null && <ValueEditor title={title} value={value} fields={all} editor={area} ownDates={ownDates} onChange={onChange} />}
      {children}
      <FieldList groups={fields} values={values} onPick={title === null ? undefined : insert} />
    </>
  );
}
