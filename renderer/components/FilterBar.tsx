import { ActionIcon, Badge, Button, Checkbox, CloseButton, Group, Popover, ScrollArea, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconFilterOff, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { loadPinyin, matches } from './pinyin';

export interface FilterOption {
  value: string;
  label: string;
  /** How many rows it would find. */
  count?: number | undefined;
  render?: ReactNode;
}

export interface Filters {
  /** Name in the filter. */
  name: string;
  label: string;
  options: readonly FilterOption[];
  value: readonly string[];
  onChange: (value: string[]) => void;
}

interface FilterBarProps {
  /** Text search; absent where the list has none. */
  text?: { value: string; onChange: (text: string) => void; placeholder: string };
  filters?: readonly Filters[];
  /** Other limits that are in force: each a small mark that can be taken away. */
  marks?: readonly { label: string; onRemove: () => void }[];
  onReset: () => void;
  children?: ReactNode;
}

const pause = 250;

/** Text search and multiple choices above a list; says how many limits are in force and takes them back. */
export function FilterBar({ text, filters = [], marks = [], onReset, children }: FilterBarProps) {
  const { t } = useTranslation('component');
  const active = filters.filter(({ value }) => value.length > 0).length + marks.length + (text && text.value !== '' ? 1 : 0);
  return (
    <Group gap="xs" component="search" wrap="wrap">
      {text && <SearchField {...text} />}
      {filters.map((filter) => (
        <FilterMenu key={filter.name} {...filter} />
      ))}
      {children}
      {marks.map(({ label, onRemove }) => (
        <Badge
          key={label}
          variant="light"
          color="pine"
          size="lg"
          rightSection={<CloseButton size="xs" aria-label={t('filter.remove', { label })} onClick={onRemove} />}
        >
          {label}
        </Badge>
      ))}
      {active > 0 && (
        <Button size="compact-sm" variant="subtle" leftSection={<IconFilterOff size={15} />} onClick={onReset}>
          {t('filter.reset', { count: active })}
        </Button>
      )}
    </Group>
  );
}

/** Searches a moment after the last key, never while pinyin is being composed. */
function SearchField({ value, onChange, placeholder }: NonNullable<FilterBarProps['text']>) {
  const { t } = useTranslation('component');
  const [typed, setTyped] = useState(value);
  const composing = useRef(false);
  const sent = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const send = (text: string) => {
    clearTimeout(timer.current);
    if (text === sent.current) return;
    sent.current = text;
    onChange(text);
  };
  const later = (text: string) => {
    clearTimeout(timer.current);
    if (!composing.current) timer.current = setTimeout(() => send(text), pause);
  };
  return (
    <TextInput
      size="xs"
      w="12.5rem"
      type="search"
      leftSection={<IconSearch size={15} />}
      rightSection={
        typed === '' ? null : (
          <CloseButton
            size="sm"
            aria-label={t('filter.clearText')}
            onClick={() => {
              setTyped('');
              send('');
            }}
          />
        )
      }
      placeholder={placeholder}
      aria-label={placeholder}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
      onCompositionStart={() => {
        composing.current = true;
        clearTimeout(timer.current);
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        later(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Enter') send(typed);
        else if (event.key === 'Escape' && typed !== '') {
          event.preventDefault();
          event.stopPropagation();
          setTyped('');
          send('');
        }
      }}
    />
  );
}

function FilterMenu({ label, options, value, onChange }: Filters) {
  const { t } = useTranslation('component');
  const [typed, setTyped] = useState('');
  const [, setReady] = useState(false);
  const isLong = options.length > 8;
  const chosen = options.filter((option) => value.includes(option.value));
  return (
    <Popover
      trapFocus
      returnFocus
      position="bottom-start"
      width={260}
      onOpen={() => {
        setTyped('');
        if (isLong) void loadPinyin().then(() => setReady(true));
      }}
    >
      <Popover.Target>
        <Button
          size="xs"
          px="0.5rem"
          variant={value.length > 0 ? 'light' : 'default'}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          <Text span inherit maw="10rem" truncate>
            {chosen.length === 1 ? t('filter.one', { label, value: chosen[0]?.label }) : label}
          </Text>
          {value.length > 1 && (
            <Badge ml={6} size="sm" circle>
              {value.length}
            </Badge>
          )}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        {isLong && (
          <TextInput
            size="xs"
            mb="xs"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            placeholder={t('filter.find')}
            aria-label={t('filter.find')}
          />
        )}
        <ScrollArea.Autosize mah="18rem">
          <Checkbox.Group value={[...value]} onChange={onChange} aria-label={label}>
            {options
              .filter((option) => matches(option.label, typed))
              .map((option) => (
                <Group key={option.value} justify="space-between" wrap="nowrap" py={3} px={4}>
                  <Checkbox size="xs" value={option.value} label={option.render ?? option.label} />
                  {option.count !== undefined && (
                    <Text size="xs" c="dimmed">
                      {option.count}
                    </Text>
                  )}
                </Group>
              ))}
          </Checkbox.Group>
        </ScrollArea.Autosize>
        {value.length > 0 && (
          <Group justify="flex-end" mt="xs">
            <ActionIcon size="sm" aria-label={t('filter.clear', { label })} onClick={() => onChange([])}>
              <IconFilterOff size={15} />
            </ActionIcon>
          </Group>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
