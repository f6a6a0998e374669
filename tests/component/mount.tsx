import '../../renderer/i18n';
import { MantineProvider } from '@mantine/core';
import { render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { cssVariables, theme } from '../../renderer/theme';

/** Mounts a part of the page with theme and words, without movement. */
export function mount(content: ReactNode): RenderResult & { again: (next: ReactNode) => void } {
  const wrap = (inner: ReactNode) => (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} env="test">
      {inner}
    </MantineProvider>
  );
  const result = render(wrap(content));
  return { ...result, again: (next) => result.rerender(wrap(next)) };
}
