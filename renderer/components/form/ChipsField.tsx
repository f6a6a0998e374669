import { Combobox, Loader, Pill, PillsInput, ScrollArea, Text, useCombobox } from '@mantine/core';
import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useOptions, type PickerOption } from '../Picker';
import { loadPinyin } from '../pinyin';
import { useField, type FieldProps } from './fields';
import classes from './FormPanel.module.css';

/** One of several that were picked, or words that are none of those offered. */
export interface Chip {
  value: string | null;
  name: string;
  /** Address of a picture at the left. */
  picture?: string;
}

interface ChipsFieldOptions<One extends Chip, Option extends PickerOption> {
  /** What is offered for what is typed. */
  options: (typed: string, signal: AbortSignal) => Promise<readonly Option[]>;
  chipOf: (option: Option) => One;
  wordsChip: (name: string) => One;
  /** Names in a text that was typed or pasted. */
  split: (text: string) => string[];
  /** Those among names that mean one of the offered ones alone. */
  find: (names: readonly string[]) => Promise<ReadonlyMap<string, One>>;
  max: number;
  onPicked?: (option: Option) => void;
  /** Those in the value of the form and back, where that is no list of them. */
  asChips?: { read: (value: unknown) => readonly One[]; write: (chips: readonly One[]) => unknown };
}

const ends = /[、，,;；\n]/;

/** Several people or things: searched for and picked, typed, or pasted as one text; what is none of those offered stays as words. */
export function ChipsField<Name extends string, One extends Chip, Option extends PickerOption>({
  options,
  chipOf,
  wordsChip,
  split,
  find,
  max,
  onPicked,
  asChips,
  ...field
}: FieldProps<Name> & ChipsFieldOptions<One, Option>) {
  const { t } = useTranslation('component');
  const { value, onChange, frame, readOnly, input } = useField(field);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [typed, setTyped] = useState('');
  const composing = useRef(false);
  const { found, searching } = useOptions(options, typed, combobox.dropdownOpened);
  const chips = asChips ? asChips.read(value) : (value as readonly One[]);
  // What a search brings comes later than what is done meanwhile.
  const latest = useRef(chips);
  useEffect(() => {
    latest.current = chips;
  }, [chips]);
  // Enter takes the first hit for initials.
  const marksFirst = combobox.dropdownOpened && found.length > 0 && /^[a-z]+$/i.test(typed.trim());
  const { selectFirstOption, resetSelectedOption } = combobox;
  useEffect(() => {
    if (marksFirst) selectFirstOption();
    else resetSelectedOption();
  }, [marksFirst, found, selectFirstOption, resetSelectedOption]);
  const set = (next: readonly One[]) => {
    latest.current = next;
    onChange(asChips ? asChips.write(next) : next);
  };
  const add = (more: readonly One[]) => {
    const all = [...latest.current, ...more];
    set(all.filter((one, at) => all.findIndex((other) => keyOf(other) === keyOf(one)) === at).slice(0, max));
    setTyped('');
  };
  const pick = (option: Option) => {
    add([chipOf(option)]);
    onPicked?.(option);
    combobox.closeDropdown();
  };
  const take = (text: string) => {
    const names = split(text);
    const exact = names.length === 1 ? found.find(({ label }) => label === names[0]) : undefined;
    if (exact) return pick(exact as Option);
    setTyped('');
    if (names.length === 0) return;
    add(names.map(wordsChip));
    // Words that mean somebody alone become that one, as soon as it is known.
    void find(names).then((known) => {
      if (known.size > 0) set(latest.current.map((chip) => (chip.value === null ? (known.get(chip.name) ?? chip) : chip)));
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape' && combobox.dropdownOpened) {
      event.stopPropagation();
      event.preventDefault();
      combobox.closeDropdown();
    } else if (event.key === 'Backspace' && typed === '' && !readOnly) set(latest.current.slice(0, -1));
    else if ((event.ctrlKey || event.metaKey) && (event.key === 'Enter' || event.key.toLowerCase() === 's')) take(typed);
    else if (event.key === 'Enter' && typed.trim() !== '' && combobox.getSelectedOptionIndex() === -1) {
      event.preventDefault();
      take(typed);
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (split(text).length < 2) return;
    event.preventDefault();
    take(text);
  };
  const { label, required, disabled, error, description, placeholder, onFocus, onBlur, ...around } = input;
  return frame(
    <Combobox store={combobox} onOptionSubmit={(picked) => pick(found.find((option) => option.value === picked) as Option)}>
      <Combobox.DropdownTarget>
        <PillsInput
          {...around}
          size="sm"
          label={label}
          required={required}
          disabled={disabled || readOnly}
          error={error}
          description={description}
          onClick={() => combobox.openDropdown()}
          rightSection={searching ? <Loader size={14} /> : undefined}
        >
          <Pill.Group>
            {chips.map((chip) => (
              <Pill
                key={keyOf(chip)}
                className={chip.value === null ? classes.words : undefined}
                title={chip.value === null ? t('chips.words', { name: chip.name }) : undefined}
                withRemoveButton={!readOnly}
                removeButtonProps={{ 'aria-label': t('chips.remove', { name: chip.name }), 'aria-hidden': false }}
                onRemove={() => set(chips.filter((other) => other !== chip))}
              >
                {chip.picture && <img className={classes.picture} src={chip.picture} alt="" />}
                {chip.name}
              </Pill>
            ))}
            <Combobox.EventsTarget>
              <PillsInput.Field
                value={typed}
                placeholder={chips.length === 0 ? placeholder : undefined}
                onChange={(event) => {
                  const { value: text } = event.currentTarget;
                  if (!composing.current && ends.test(text)) return take(text);
                  setTyped(text);
                  combobox.openDropdown();
                }}
                onCompositionStart={() => {
                  composing.current = true;
                }}
                onCompositionEnd={(event) => {
                  composing.current = false;
                  if (ends.test(event.currentTarget.value)) take(event.currentTarget.value);
                }}
                onFocus={() => {
                  onFocus?.();
                  void loadPinyin();
                }}
                onBlur={() => {
                  onBlur?.();
                  combobox.closeDropdown();
                  take(typed);
                }}
                onKeyDown={onKeyDown}
                onPaste={onPaste}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown miw="19rem">
        <Combobox.Options>
          <ScrollArea.Autosize mah="16rem" type="auto">
            {found.slice(0, shown).map((option) => (
              <Combobox.Option key={option.value} value={option.value} active={chips.some((chip) => chip.value === option.value)}>
                {option.picture && <img className={classes.pictured} src={option.picture} alt="" />}
                {option.label}
                {option.note && (
                  <Text span size="xs" c="dimmed" ml="sm">
                    {option.note}
                  </Text>
                )}
              </Combobox.Option>
            ))}
            {found.length > shown && <Combobox.Empty>{t('picker.more', { count: found.length - shown })}</Combobox.Empty>}
            {found.length === 0 && !searching && (
              <Combobox.Empty>{typed === '' ? t('picker.none') : t('picker.typed', { text: typed })}</Combobox.Empty>
            )}
          </ScrollArea.Autosize>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>,
  );
}

const shown = 100;
const keyOf = ({ value, name }: Chip): string => value ?? `=${name}`;
