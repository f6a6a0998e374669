/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a separator that is moved takes the keyboard, hr does not */
import { ActionIcon, Button, Group, Modal, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import classes from './SidePanel.module.css';

interface SidePanelProps {
  /** The list that stays visible. */
  list: ReactNode;
  /** The record beside it; null for none. */
  children: ReactNode | null;
  title?: ReactNode;
  onClose: () => void;
  /** Unsaved work in the panel: closing asks first. */
  dirty?: boolean;
  /** Width in pixels; kept by the caller. */
  width?: number;
  onWidth?: (width: number) => void;
  /** Buttons right of the title. */
  actions?: ReactNode;
}

const AskBeforeLeaving = createContext<(go: () => void) => void>((go) => go());

/** Runs something that would leave the open record, asking first when there is unsaved work. */
export const useAskBeforeLeaving = () => useContext(AskBeforeLeaving);

const narrowest = 340;

/** Something in front takes Esc first. Pickers leave their closed list in the page, so only what is seen counts. */
const isSomethingOpen = (): boolean =>
  [...document.querySelectorAll('[role=dialog], [role=alertdialog], [role=listbox], [role=menu], [data-dates-dropdown]')].some(
    (element) => element.checkVisibility?.() ?? true,
  );

/** A list with one of its records beside it. Esc closes, unsaved work is asked about. */
export function SidePanel({ list, children, title, onClose, dirty = false, width = 460, onWidth, actions }: SidePanelProps) {
  const { t } = useTranslation('component');
  const [asked, setAsked] = useState<(() => void) | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const isOpen = children !== null;
  const ask = useCallback(
    (go: () => void) => {
      if (dirty && isOpen) setAsked(() => go);
      else go();
    },
    [dirty, isOpen],
  );

  useEffect(() => {
    if (!isOpen) return;
    // Looked at before anybody has answered the key: by the time it arrives here a dialog may have closed itself.
    let wasOpen = false;
    const onCapture = (event: KeyboardEvent) => {
      wasOpen = event.key === 'Escape' && isSomethingOpen();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented || wasOpen) return;
      ask(onClose);
    };
    window.addEventListener('keydown', onCapture, true);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onCapture, true);
      window.removeEventListener('keydown', onKey);
    };
  }, [isOpen, ask, onClose]);

  // The keyboard goes back to where it was in the list, unless it has gone elsewhere. Before effects: a form takes it in one.
  useLayoutEffect(() => {
    if (!isOpen) return;
    const before = document.activeElement;
    return () => {
      const now = document.activeElement;
      if (before instanceof HTMLElement && (now === document.body || now?.closest('[role=dialog]'))) before.focus({ preventScroll: true });
    };
  }, [isOpen]);

  const fit = (wanted: number) => Math.round(Math.max(narrowest, Math.min(wanted, (frame.current?.clientWidth ?? 1200) - 320)));
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const { currentTarget, pointerId, clientX: from } = event;
    const start = dragged ?? width;
    const move = (moved: globalThis.PointerEvent) => setDragged(fit(start + from - moved.clientX));
    const end = (ended: globalThis.PointerEvent) => {
      currentTarget.removeEventListener('pointermove', move);
      onWidth?.(fit(start + from - ended.clientX));
    };
    currentTarget.setPointerCapture(pointerId);
    currentTarget.addEventListener('pointermove', move);
    currentTarget.addEventListener('pointerup', end, { once: true });
  };
  const nudge = (by: number) => {
    const next = fit((dragged ?? width) + by);
    setDragged(next);
    onWidth?.(next);
  };

  return (
    <AskBeforeLeaving value={ask}>
      <div className={classes.frame} ref={frame}>
        <div className={classes.list}>{list}</div>
        {isOpen && (
          <aside
            className={classes.panel}
            style={{ width: `${(dragged ?? width) / 16}rem` }}
            aria-label={typeof title === 'string' ? title : t('panel.label')}
          >
            <div
              className={classes.edge}
              role="separator"
              aria-orientation="vertical"
              aria-label={t('panel.resize')}
              aria-valuenow={dragged ?? width}
              aria-valuemin={narrowest}
              tabIndex={0}
              onPointerDown={drag}
              onKeyDown={(event) => {
                if (event.key === 'ArrowLeft') nudge(20);
                else if (event.key === 'ArrowRight') nudge(-20);
              }}
            />
            <Group className={classes.head} justify="space-between" wrap="nowrap" gap="xs">
              <Text fw={600} truncate component="h2" fz="md" m={0}>
                {title}
              </Text>
              <Group gap={4} wrap="nowrap">
                {actions}
                <ActionIcon onClick={() => ask(onClose)} aria-label={t('panel.close')} aria-keyshortcuts="Escape">
                  <IconX size={18} />
                </ActionIcon>
              </Group>
            </Group>
            <div className={classes.body}>{children}</div>
          </aside>
        )}
      </div>
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={t('panel.unsavedTitle')}>
        <Text size="sm">{t('panel.unsaved')}</Text>
        <Group justify="flex-end" mt="md" gap="xs">
          <Button
            variant="default"
            onClick={() => {
              asked?.();
              setAsked(null);
            }}
          >
            {t('panel.leave')}
          </Button>
          <Button onClick={() => setAsked(null)} data-autofocus>
            {t('panel.stay')}
          </Button>
        </Group>
      </Modal>
    </AskBeforeLeaving>
  );
}
