import { Combobox, InputBase, Loader, ScrollArea, Text, useCombobox, CloseButton, type InputWrapperProps } from '@mantine/core';
import { useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { loadPinyin, matches } from './pinyin';

export interface PickerOption {
  value: string;
  label: string;
  /** A quiet line at the right: department of a person, parent of a point. */
  note?: string;
  /** Address of a picture at the left. */
  picture?: string;
}

export interface PickerProps extends Pick<InputWrapperProps, 'description' | 'descriptionProps' | 'errorProps' | 'inputWrapperOrder'> {
  label?: ReactNode;
  /** Value chosen; null for none. */
  value: string | null;
  /** Text shown for the value when it is not among the options (yet), or the words typed freely. */
  text?: string;
  /** Options in order, newest or most likely first; or a search on the other side. */
  options: readonly PickerOption[] | ((typed: string, signal: AbortSignal) => Promise<readonly PickerOption[]>);
  onPick: (value: string | null, option: PickerOption | null) => void;
  /** Takes words that are no option; absent where only options will do. */
  onType?: (text: string) => void;
  placeholder?: string;
  error?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  size?: 'xs' | 'sm';
  clearable?: boolean;
  id?: string;
  'aria-label'?: string;
}

const shown = 100;
const pause = 500;

/** Pick or type: searchable by characters and by pinyin initials. */
export function Picker({ label, value, text, options, onPick, onType, clearable = true, size = 'sm', ...rest }: PickerProps) {
  const { t } = useTranslation('component');
  // Options of a field that nobody came to are not drawn: a form has many fields, and each as many options.
  const [isVisited, setVisited] = useState(false);
  const visit = () => setVisited(true);
  const combobox = useCombobox({ onDropdownOpen: visit, onDropdownClose: () => combobox.resetSelectedOption() });
  const [typed, setTyped] = useState<string | null>(null);
  const [, setReady] = useState(false);
  const composing = useRef(false);
  const { found, searching } = useOptions(options, typed ?? '', combobox.dropdownOpened);
  const chosen =
    found.find((option) => option.value === value) ??
    (Array.isArray(options) ? options.find((option: PickerOption) => option.value === value) : undefined);
  const settled = chosen?.label ?? text ?? '';

  const leave = () => {
    combobox.closeDropdown();
    if (typed === null) return;
    const words = typed.trim();
    setTyped(null);
    const exact = found.find((option) => option.label === words) ?? (!onType && !searching && found.length === 1 ? found[0] : undefined);
    if (words === '') {
      if (settled === '') return;
      onPick(null, null);
      onType?.('');
    } else if (exact) {
      if (exact.value !== value) onPick(exact.value, exact);
    } else if (words !== settled) onType?.(words);
  };

  // Words that are no option are handed over after a pause already: they belong to the draft, should the window close now.
  const isFree =
    onType !== undefined && typed !== null && typed.trim() !== '' && !searching && found.length === 0 && typed.trim() !== settled;
  const handOver = useEffectEvent(() => {
    if (typed !== null && !composing.current) onType?.(typed.trim());
  });
  useEffect(() => {
    if (!isFree) return;
    const timer = setTimeout(handOver, pause);
    return () => clearTimeout(timer);
  }, [isFree, typed]);

  // Enter takes the first hit; but words that may stand for themselves do, unless they are initials.
  const sought = typed?.trim() ?? '';
  const marksFirst = combobox.dropdownOpened && sought !== '' && found.length > 0 && (!onType || /^[a-z]+$/i.test(sought));
  const { selectFirstOption, resetSelectedOption } = combobox;
  useEffect(() => {
    if (marksFirst) selectFirstOption();
    else resetSelectedOption();
  }, [marksFirst, found, selectFirstOption, resetSelectedOption]);

  return (
    <Combobox
      store={combobox}
      // Fields are many on a form: what is offered is made when it is asked for.
      keepMounted={false}
      onOptionSubmit={(picked) => {
        const option = found.find((entry) => entry.value === picked) ?? null;
        setTyped(null);
        onPick(picked, option);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <InputBase
          {...rest}
          label={label}
          size={size}
          value={typed ?? settled}
          rightSection={
            searching ? (
              <Loader size={14} />
            ) : clearable && value !== null && !rest.disabled ? (
              <CloseButton
                size="sm"
                // Tab goes on to the next field; the keyboard empties the field itself.
                tabIndex={-1}
                aria-label={t('picker.clear')}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => {
                  setTyped(null);
                  onPick(null, null);
                }}
              />
            ) : (
              <Combobox.Chevron />
            )
          }
          rightSectionPointerEvents={clearable && value !== null ? 'all' : 'none'}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onCompositionStart={() => {
            composing.current = true;
          }}
          onCompositionEnd={() => {
            composing.current = false;
          }}
          onFocus={() => {
            visit();
            void loadPinyin().then(() => setReady(true));
          }}
          onClick={(event) => {
            // What is typed replaces what was chosen.
            if (typed === null) event.currentTarget.select();
            combobox.openDropdown();
          }}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || event.keyCode === 229) return;
            if (event.key === 'Escape' && combobox.dropdownOpened) {
              event.stopPropagation();
              event.preventDefault();
              setTyped(null);
              combobox.closeDropdown();
            } else if (event.key === 'Enter' && typed !== null && combobox.getSelectedOptionIndex() === -1) {
              event.preventDefault();
              leave();
            }
            // Keys that save a form save what stands in this field, too.
            else if ((event.ctrlKey || event.metaKey) && (event.key === 'Enter' || event.key.toLowerCase() === 's')) leave();
          }}
        />
      </Combobox.Target>
      {/* Beside another field the input is narrow; what is offered still has to be read. */}
      <Combobox.Dropdown miw="19rem">
        <Combobox.Options>
          {isVisited && (
            <ScrollArea.Autosize mah="16rem" type="auto">
              {found.slice(0, shown).map((option) => (
                <Combobox.Option key={option.value} value={option.value} active={option.value === value}>
                  <span style={{ display: 'flex', justifyContent: 'space-between', gap: '0.75rem' }}>
                    <span style={{ flex: '1 0 auto', maxWidth: '70%' }}>{option.label}</span>
                    {option.note && (
                      <Text span size="xs" c="dimmed" truncate title={option.note}>
                        {option.note}
                      </Text>
                    )}
                  </span>
                </Combobox.Option>
              ))}
              {found.length > shown && <Combobox.Empty>{t('picker.more', { count: found.length - shown })}</Combobox.Empty>}
              {found.length === 0 && !searching && (
                <Combobox.Empty>{onType && typed ? t('picker.typed', { text: typed }) : t('picker.none')}</Combobox.Empty>
              )}
            </ScrollArea.Autosize>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Options that fit what is typed; searched for only while they are shown. */
export function useOptions(
  options: PickerProps['options'],
  typed: string,
  opened: boolean,
): { found: readonly PickerOption[]; searching: boolean } {
  const [remote, setRemote] = useState<readonly PickerOption[]>([]);
  const [searching, setSearching] = useState(false);
  const search = typeof options === 'function' ? options : undefined;
  useEffect(() => {
    if (!search || !opened) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      setSearching(true);
      search(typed, controller.signal).then(
        (found) => {
          if (!controller.signal.aborted) {
            setRemote(found);
            setSearching(false);
          }
        },
        () => {
          if (!controller.signal.aborted) setSearching(false);
        },
      );
    }, 150);
    return () => {
      clearTimeout(timer);
      controller.abort();
      setSearching(false);
    };
  }, [search, typed, opened]);
  const local = useMemo(
    () => (typeof options === 'function' ? [] : options.filter((option) => matches(`${option.label} ${option.note ?? ''}`, typed))),
    [options, typed],
  );
  return search ? { found: remote, searching } : { found: local, searching: false };
}
