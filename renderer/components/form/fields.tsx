import { Checkbox, NativeSelect, NumberInput, SegmentedControl, Input, Textarea, TextInput } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../DayInput';
import { Findings } from '../Findings';
import { Picker, type PickerOption, type PickerProps } from '../Picker';
import { useFormScene } from './context';
import { FieldLabel, type Basis } from './FieldLabel';
import classes from './FormPanel.module.css';

interface FieldProps<Name extends string> {
  /** Name of the value in the form, and of the findings beside it. */
  name: Name;
  label: string;
  required?: boolean;
  basis?: Basis;
  placeholder?: string;
  disabled?: boolean;
}

/** What every field hands to its input: value, findings, label with 依据. */
function useField({ name, label, required, basis, placeholder, disabled }: FieldProps<string>) {
  const { form, findings, readOnly } = useFormScene();
  const findingsId = useId();
  const own = findings.filter(({ field }) => field === name);
  const { error, value, onChange, onFocus, onBlur } = form.getInputProps(name) as {
    error?: ReactNode;
    value: unknown;
    onChange: (value: unknown) => void;
    onFocus?: () => void;
    onBlur?: () => void;
  };
  const refused = own.some(({ kind }) => kind === 'arithmetic');
  return {
    value,
    onChange,
    readOnly,
    found: <Findings findings={own} id={findingsId} />,
    input: {
      label: <FieldLabel text={label} basis={basis} />,
      withAsterisk: required ?? false,
      placeholder,
      disabled: disabled || readOnly,
      onFocus,
      onBlur,
      error: error ?? refused,
      'aria-describedby': own.length > 0 ? findingsId : undefined,
    },
  };
}

export function TextField<Name extends string>({
  maxLength,
  type,
  ...field
}: FieldProps<Name> & { maxLength?: number; type?: 'text' | 'tel' }) {
  const { input, value, onChange, found } = useField(field);
  return (
    <div>
      <TextInput
        {...input}
        type={type ?? 'text'}
        value={value as string}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...(maxLength === undefined ? {} : { maxLength })}
      />
      {found}
    </div>
  );
}

/** Long text: grows with its words and says how much is left only when it gets tight; nothing is cut off silently. */
export function LongField<Name extends string>({ max, minRows = 2, ...field }: FieldProps<Name> & { max?: number; minRows?: number }) {
  const { t } = useTranslation('component');
  const { input, value, onChange, found } = useField(field);
  const length = (value as string).length;
  const isTight = max !== undefined && length > max * 0.9;
  return (
    <div>
      <Textarea
        {...input}
        value={value as string}
        onChange={(event) => onChange(event.currentTarget.value)}
        autosize
        minRows={minRows}
        maxRows={14}
        error={input.error || (max !== undefined && length > max)}
      />
      {isTight && <Input.Description mt={4}>{t('field.length', { length, max })}</Input.Description>}
      {found}
    </div>
  );
}

export function NumberField<Name extends string>({
  min,
  max,
  unit,
  decimals = 0,
  ...field
}: FieldProps<Name> & { min?: number; max?: number; unit?: string; decimals?: number }) {
  const { input, value, onChange, found } = useField(field);
  return (
    <div>
      <NumberInput
        {...input}
        value={(value as number | null) ?? ''}
        onChange={(next) => onChange(next === '' ? null : Number(next))}
        decimalScale={decimals}
        thousandSeparator=","
        hideControls
        {...(min === undefined ? {} : { min })}
        {...(max === undefined ? {} : { max })}
        {...(unit === undefined ? {} : { suffix: ` ${unit}` })}
      />
      {found}
    </div>
  );
}

/** A business date. */
export function DateField<Name extends string>({ min, max, ...field }: FieldProps<Name> & { min?: string; max?: string }) {
  const { input, value, onChange, found } = useField(field);
  return (
    <div>
      <DayInput {...input} min={min} max={max} value={value as string | null} onChange={onChange} />
      {found}
    </div>
  );
}

export interface Choice<Value extends string = string> {
  value: Value;
  label: string;
}

/** One of a handful of known words. */
export function SelectField<Name extends string>({
  choices,
  empty,
  ...field
}: FieldProps<Name> & { choices: readonly Choice[]; /** Words for no choice; without them one has to be made. */ empty?: string }) {
  const { input, value, onChange, found } = useField(field);
  return (
    <div>
      <NativeSelect
        {...input}
        value={(value as string | null) ?? ''}
        onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
        data={[...(empty !== undefined || value === null ? [{ value: '', label: empty ?? '' }] : []), ...choices]}
      />
      {found}
    </div>
  );
}

/** Two to four choices that should all be seen. */
export function ChoiceField<Name extends string>({ choices, ...field }: FieldProps<Name> & { choices: readonly Choice[] }) {
  const { input, value, onChange, found } = useField(field);
  return (
    <Input.Wrapper label={input.label} withAsterisk={input.withAsterisk} error={input.error} labelElement="div">
      <SegmentedControl
        fullWidth
        size="xs"
        data={[...choices]}
        value={value as string}
        onChange={onChange}
        disabled={input.disabled}
        aria-label={field.label}
      />
      {found}
    </Input.Wrapper>
  );
}

export function CheckField<Name extends string>(field: FieldProps<Name>) {
  const { input, value, onChange, found } = useField(field);
  return (
    <div>
      <Checkbox
        label={input.label}
        disabled={input.disabled}
        error={input.error}
        checked={value as boolean}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {found}
    </div>
  );
}

type PickFieldProps<Name extends string> = FieldProps<Name> &
  Pick<PickerProps, 'options' | 'text' | 'onType' | 'clearable'> & { onPicked?: (option: PickerOption | null) => void };

/** Pick, or type where `onType` is given; the value is the id of the option. */
export function PickField<Name extends string>({ options, text, onType, onPicked, clearable, ...field }: PickFieldProps<Name>) {
  const { input, value, onChange, found } = useField(field);
  const { withAsterisk, placeholder, onFocus: _focus, onBlur: _blur, ...rest } = input;
  return (
    <div>
      <Picker
        {...rest}
        required={withAsterisk}
        options={options}
        value={(value as string | null) || null}
        onPick={(picked, option) => {
          onChange(picked);
          onPicked?.(option);
        }}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(text === undefined ? {} : { text })}
        {...(onType ? { onType } : {})}
        {...(clearable === undefined ? {} : { clearable })}
      />
      {found}
    </div>
  );
}

/** A plain heading with the fields below it. */
export function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={classes.group}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

/** Short fields side by side. */
export const FieldRow = ({ children }: { children: ReactNode }) => <div className={classes.row}>{children}</div>;
