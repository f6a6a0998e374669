import { List, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { AskDialog } from '../../components/AskDialog';
import { DayInput } from '../../components/DayInput';
import type { Failure } from '../../api';

interface EndDialogProps {
  title: string;
  text: string;
  /** Reasons why it cannot be ended yet, each with its way there; none: it can. */
  bars: readonly { text: string; link?: ReactNode }[];
  barsTitle?: string;
  /** What is to be known although it bars nothing. */
  note?: string | undefined;
  dateLabel: string;
  today: string;
  verb: string;
  pending: boolean;
  failure: Failure | undefined;
  onEnd: (on: string) => void;
  onClose: () => void;
}

/** Asks for the last day of a department, a post or a person; nothing of them is deleted. */
export function EndDialog({
  title,
  text,
  bars,
  barsTitle,
  note,
  dateLabel,
  today,
  verb,
  pending,
  failure,
  onEnd,
  onClose,
}: EndDialogProps) {
  const [on, setOn] = useState<string | null>(today);
  return (
    <AskDialog
      title={title}
      text={text}
      verb={verb}
      isGrave
      pending={pending}
      failure={failure}
      isBarred={bars.length > 0}
      disabled={on === null}
      onConfirm={() => on !== null && onEnd(on)}
      onClose={onClose}
    >
      {bars.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {barsTitle}
          </Text>
          <List size="sm">
            {bars.map((bar) => (
              <List.Item key={bar.text}>
                {bar.text} {bar.link}
              </List.Item>
            ))}
          </List>
        </div>
      )}
      {note !== undefined && (
        <Text size="sm" c="var(--text-notice)">
          {note}
        </Text>
      )}
      {bars.length === 0 && <DayInput label={dateLabel} value={on} onChange={setOn} clearable={false} required />}
    </AskDialog>
  );
}
