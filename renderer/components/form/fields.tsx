import { Autocomplete, Checkbox, NativeSelect, NumberInput, SegmentedControl, Input, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useId, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { refuses } from '../../../db/domain/rule';
import { DayInput } from '../DayInput';
import { Findings } from '../Findings';
import { Picker, type PickerOption, type PickerProps } from '../Picker';
import { loadPinyin, matches, matching } from '../pinyin';
import { useFieldFindings, useFormScene } from './context';
import { BasisButton, type Basis } from './BasisButton';
import { Steady } from './Steady';
import classes from './FormPanel.module.css';

export interface FieldProps<Name extends string> {
  /** Name of the value in the form, and of the findings beside it. */
  name: Name;
  label: string;
  required?: boolean;
  basis?: Basis;
  placeholder?: string;
  disabled?: boolean;
}

const wrapper = {
  inputWrapperOrder: ['label', 'input', 'error', 'description'] as ('label' | 'input' | 'error' | 'description')[],
  errorProps: { component: 'div' },
  descriptionProps: { component: 'div' },
};

/**
 * What every field hands to its input, and the frame it stands in. Findings stand in Mantine's own places for errors and
 * descriptions, because those are what the input is described by; 依据 stands at the end of the label's line.
 */
export function useField({ name, label, required = false, basis, placeholder, disabled = false }: FieldProps<string>) {
  const { form, readOnly } = useFormScene();
  const own = useFieldFindings(name);
  const { error, value, onChange, onFocus, onBlur } = form.getInputProps(name) as {
    error?: ReactNode;
    value: unknown;
    onChange: (value: unknown) => void;
    onFocus?: () => void;
    onBlur?: () => void;
  };
  const refused = own.filter(refuses);
  const advice = own.filter((finding) => !refuses(finding));
  const basisButton = useRef<HTMLButtonElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F1' || !basisButton.current) return;
    event.preventDefault();
    event.stopPropagation();
    basisButton.current.click();
  };
  const frame = (input: ReactElement) => (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- F1 in the field inside opens its basis
    <div className={classes.field} onKeyDown={onKeyDown}>
      <Steady>{input}</Steady>
      {basis && <BasisButton basis={basis} field={label} ref={basisButton} />}
    </div>
  );
  const input = {
    label,
    required,
    // An example in a field that cannot be filled would pass for its content.
    placeholder: readOnly ? undefined : placeholder,
    disabled,
    onFocus,
    onBlur,
    error:
      refused.length === 0 ? (
        error
      ) : (
        <>
          {error}
          <Findings findings={refused} />
        </>
      ),
    description: advice.length === 0 ? undefined : <Findings findings={advice} />,
    ...wrapper,
  };
  return { value, onChange, frame, readOnly, input, findings: own };
}

export function TextField<Name extends string>({
  maxLength,
  type = 'text',
  ...field
}: FieldProps<Name> & { maxLength?: number; type?: 'text' | 'tel' }) {
  const { value, onChange, frame, readOnly, input } = useField(field);
  return frame(
    <TextInput
      {...input}
      type={type}
      readOnly={readOnly}
      value={value as string}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...(maxLength === undefined ? {} : { maxLength })}
    />,
  );
}

/** Long text: grows with its words and says how much is left when it gets tight; nothing is cut off silently. */
export function LongField<Name extends string>({ max, minRows = 2, ...field }: FieldProps<Name> & { max?: number; minRows?: number }) {
  const { t } = useTranslation('component');
  const { value, onChange, frame, readOnly, input } = useField(field);
  const { length } = value as string;
  const isTooLong = max !== undefined && length > max;
  return frame(
    <>
      <Textarea
        {...input}
        readOnly={readOnly}
        value={value as string}
        onChange={(event) => onChange(event.currentTarget.value)}
        autosize
        minRows={minRows}
        maxRows={14}
        error={input.error || isTooLong}
      />
      {max !== undefined && length > max * 0.9 && (
        <Input.Description mt={4} c={isTooLong ? 'var(--text-attention)' : 'dimmed'}>
          {t('field.length', { length, max })}
        </Input.Description>
      )}
    </>,
  );
}

interface NumberLimits {
  min?: number;
  max?: number;
  unit?: string;
  decimals?: number;
}

/** A number, or null while the field is empty. */
export function NumberField<Name extends string>({ min, max, unit, decimals = 0, ...field }: FieldProps<Name> & NumberLimits) {
  const { value, onChange, frame, readOnly, input } = useField(field);
  return frame(
    <NumberInput
      {...input}
      readOnly={readOnly}
      value={(value as number | null) ?? ''}
      onChange={(next) => onChange(next === '' ? null : Number(next))}
      decimalScale={decimals}
      thousandSeparator=","
      hideControls
      clampBehavior="none"
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      {...(unit === undefined ? {} : { suffix: ` ${unit}`, placeholder: readOnly ? '' : unit })}
    />,
  );
}

/** A business date. */
export function DateField<Name extends string>({ min, max, ...field }: FieldProps<Name> & { min?: string; max?: string }) {
  const { value, onChange, frame, readOnly, input } = useField(field);
  return frame(<DayInput {...input} readOnly={readOnly} min={min} max={max} value={value as string | null} onChange={onChange} />);
}

export interface Choice<Value extends string = string> {
  value: Value;
  label: string;
}

/** One of a handful of known words. `empty` is the word for no choice; without it one has to be made. */
export function SelectField<Name extends string>({
  choices,
  empty,
  ...field
}: FieldProps<Name> & { choices: readonly Choice[]; empty?: string }) {
  const { value, onChange, frame, readOnly, input } = useField(field);
  const isEmpty = value === null || value === '';
  return frame(
    <NativeSelect
      {...input}
      disabled={input.disabled || readOnly}
      value={(value as string | null) ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      data={[...(empty !== undefined || isEmpty ? [{ value: '', label: empty ?? '' }] : []), ...choices]}
    />,
  );
}

/** Two to four choices that should all be seen. */
export function ChoiceField<Name extends string>({ choices, ...field }: FieldProps<Name> & { choices: readonly Choice[] }) {
  const { value, onChange, frame, readOnly, input } = useField(field);
  return frame(
    <Input.Wrapper
      {...wrapper}
      label={input.label}
      required={input.required}
      error={input.error}
      description={input.description}
      labelElement="div"
    >
      <SegmentedControl
        fullWidth
        size="xs"
        data={[...choices]}
        value={value as string}
        onChange={onChange}
        disabled={input.disabled || readOnly}
        aria-label={field.label}
      />
    </Input.Wrapper>,
  );
}

export function CheckField<Name extends string>(field: FieldProps<Name>) {
  const findingsId = useId();
  const { value, onChange, frame, readOnly, input, findings } = useField(field);
  return frame(
    <>
      <Checkbox
        label={input.label}
        disabled={input.disabled || readOnly}
        error={findings.some(refuses)}
        aria-describedby={findings.length > 0 ? findingsId : undefined}
        checked={value as boolean}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <Findings findings={findings} id={findingsId} />
    </>,
  );
}

interface PickFieldOptions extends Pick<PickerProps, 'options' | 'text' | 'onType' | 'clearable'> {
  /** Told with the whole option, for what else follows from it. */
  onPicked?: (option: PickerOption | null) => void;
}

/** Pick, or type where `onType` is given; the value is the id of the option. */
export function PickField<Name extends string>({
  options,
  text,
  onType,
  onPicked,
  clearable = true,
  ...field
}: FieldProps<Name> & PickFieldOptions) {
  const { value, onChange, frame, readOnly, input } = useField(field);
  return frame(
    <Picker
      {...wrapper}
      label={input.label}
      required={input.required}
      disabled={input.disabled || readOnly}
      error={input.error}
      description={input.description}
      options={options}
      value={(value as string | null) || null}
      onPick={(picked, option) => {
        onChange(picked);
        onPicked?.(option);
      }}
      clearable={clearable}
      {...(input.placeholder === undefined ? {} : { placeholder: input.placeholder })}
      {...(text === undefined ? {} : { text })}
      {...(onType ? { onType } : {})}
    />,
  );
}

/** Short words that are offered but not prescribed. */
export function SuggestField<Name extends string>({
  words,
  maxLength = 100,
  ...field
}: FieldProps<Name> & { words: readonly string[]; maxLength?: number }) {
  const { value, onChange, frame, readOnly, input } = useField(field);
  return frame(
    <Autocomplete
      {...input}
      size="sm"
      readOnly={readOnly}
      data={[...words]}
      filter={matching}
      maxLength={maxLength}
      value={value as string}
      onChange={onChange}
    />,
  );
}

interface TagsFieldOptions {
  words: readonly string[];
  /** Words shown for stored ones, and the other way round; absent where words are stored as they are. */
  shown?: (stored: readonly string[]) => string[];
  stored?: (shown: readonly string[]) => string[];
  max?: number;
  clearLabel: string;
}

/** Several words, picked or typed; the usual Chinese and western signs end one. */
export function TagsField<Name extends string>({
  words,
  shown = (stored) => [...stored],
  stored = (names) => [...names],
  max = 100,
  clearLabel,
  ...field
}: FieldProps<Name> & TagsFieldOptions) {
  const { value, onChange, frame, readOnly, input } = useField(field);
  const [typed, setTyped] = useState('');
  const names = shown(value as readonly string[]);
  // Initials stand for a word that is offered, never for themselves.
  const meant = /^[a-z]+$/i.test(typed.trim()) ? words.filter((word) => !names.includes(word) && matches(word, typed)) : [];
  return frame(
    <TagsInput
      {...input}
      onFocus={() => {
        input.onFocus?.();
        void loadPinyin();
      }}
      onBlur={() => {
        input.onBlur?.();
        if (meant.length === 0) return;
        setTyped('');
        if (meant.length === 1) onChange(stored([...names, ...meant]));
      }}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={matching}
      selectFirstOptionOnChange={meant.length > 0}
      size="sm"
      placeholder={names.length === 0 ? (input.placeholder ?? '') : ''}
      readOnly={readOnly}
      data={[...words]}
      value={names}
      onChange={(next) => onChange(stored(next))}
      maxTags={max}
      splitChars={['、', ',', '，', ';', '；']}
      acceptValueOnBlur={meant.length === 0}
      clearable
      clearButtonProps={{ 'aria-label': clearLabel }}
    />,
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
