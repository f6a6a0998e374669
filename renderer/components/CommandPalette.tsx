/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the pattern of a combobox with a list of its own, which datalist cannot draw */
import { Loader, Modal, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './CommandPalette.module.css';
import { matches } from './pinyin';
import { usePinyin } from './usePinyin';

export interface PaletteEntry {
  id: string;
  label: string;
  /** Where it stands: subject, department, number. */
  note?: string;
  /** Heading it is listed under. */
  group: string;
  icon?: ReactNode;
  run: () => void;
}

export interface CommandPaletteProps {
  opened: boolean;
  onClose: () => void;
  /** Pages and actions, searched here. */
  entries: readonly PaletteEntry[];
  /** Records, searched in the database. */
  search?: ((typed: string, signal: AbortSignal) => Promise<readonly PaletteEntry[]>) | undefined;
}

/** One search over everything (Ctrl+K). */
export function CommandPalette({ opened, onClose, entries, search }: CommandPaletteProps) {
  const { t } = useTranslation('component');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      yOffset="10vh"
      centered={false}
      size="lg"
      padding={0}
      attributes={{ content: { 'aria-label': t('palette.label') } }}
      transitionProps={{ duration: 0 }}
    >
      <Palette entries={entries} onClose={onClose} search={search} />
    </Modal>
  );
}

const pause = 120;
/** Pages listed above the records once something is typed. */
const fewPages = 6;

function Palette({ entries, search, onClose }: Omit<CommandPaletteProps, 'opened'>) {
  const { t } = useTranslation('component');
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [answer, setAnswer] = useState<{ typed: string; records: readonly PaletteEntry[] }>({ typed: '', records: [] });
  usePinyin();

  const wanted = typed.trim();
  useEffect(() => {
    if (!search || wanted === '') return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      void search(wanted, controller.signal)
        .catch(() => [])
        .then((records) => {
          if (!controller.signal.aborted) setAnswer({ typed: wanted, records });
        });
    }, pause);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [wanted, search]);

  const isSearching = search !== undefined && wanted !== '' && answer.typed !== wanted;
  const pages = entries.filter((entry) => matches(entry.label, typed));
  const found = wanted === '' ? pages : [...pages.slice(0, fewPages), ...answer.records];
  const choose = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive((index) => Math.max(0, Math.min(found.length - 1, index + step)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(found[active]);
    }
  };

  return (
    <>
      <TextInput
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.label')}
        leftSection={<IconSearch size={18} />}
        rightSection={isSearching ? <Loader size={16} /> : null}
        size="md"
        variant="unstyled"
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found[active] ? `${listId}-${active}` : undefined}
        className={classes.input}
      />
      <div className={classes.list} id={listId} role="listbox" aria-label={t('palette.results')}>
        {found.map((entry, index) => (
          <div key={entry.id} role="presentation">
            {entry.group !== found[index - 1]?.group && (
              <Text size="xs" c="dimmed" px="sm" pt="xs" aria-hidden>
                {entry.group}
              </Text>
            )}
            <UnstyledButton
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={classes.entry}
              onMouseMove={() => setActive(index)}
              onClick={() => choose(entry)}
              ref={index === active ? showEntry : undefined}
            >
              {entry.icon}
              <span className={classes.label}>{entry.label}</span>
              {entry.note && <span className={classes.note}>{entry.note}</span>}
            </UnstyledButton>
          </div>
        ))}
      </div>
      {found.length === 0 && !isSearching && (
        <Text p="md" c="dimmed" size="sm" component="output">
          {t('palette.none')}
        </Text>
      )}
    </>
  );
}

const showEntry = (entry: HTMLElement | null): void => entry?.scrollIntoView({ block: 'nearest' });
