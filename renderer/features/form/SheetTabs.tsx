import { ScrollArea, SegmentedControl, Text } from '@mantine/core';
import classes from './Form.module.css';
import type { GridSheet } from './work';

interface SheetTabsProps {
  sheets: readonly GridSheet[];
  value: string;
  onChange: (name: string) => void;
  note: string;
}

/** Worksheets of a form by their names, and a sentence beside them. */
export const SheetTabs = ({ sheets, value, onChange, note }: SheetTabsProps) => (
  <div className={classes.tools}>
    {sheets.length > 1 && (
      <ScrollArea scrollbars="x" type="auto" maw="100%" offsetScrollbars="x">
        <SegmentedControl size="xs" value={value} onChange={onChange} data={sheets.map(({ name }) => name)} />
      </ScrollArea>
    )}
    <Text size="xs" c="dimmed">
      {note}
    </Text>
  </div>
);
