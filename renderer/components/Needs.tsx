import { Tooltip } from '@mantine/core';
import { cloneElement, createContext, use, type MouseEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** Names of the procedures that whoever is signed in may call; NULL for all of them. */
export const AllowedNames = createContext<ReadonlySet<string> | null>(null);

/** Whether a procedure may be called here; without a name nothing is asked for. */
export function useAllowed(needs: string | undefined): boolean {
  const allowed = use(AllowedNames);
  return needs === undefined || allowed === null || allowed.has(needs);
}

interface NeedsProps {
  /** Procedure that the button ends in. */
  needs: string;
  /** A button or an item of a menu. */
  children: ReactElement<{ disabled?: boolean | undefined; onClick?: (event: MouseEvent) => void }>;
}

/** A button that whoever may not use it sees disabled, with the reason. */
export function Needs({ needs, children }: NeedsProps) {
  const { t } = useTranslation('component');
  if (useAllowed(needs)) return children;
  // One that is truly disabled gets no pointer, and would never say why.
  const refused = { disabled: false, 'data-disabled': true, 'aria-disabled': true, onClick: (event: MouseEvent) => event.preventDefault() };
  return <Tooltip label={t('notAllowed')}>{cloneElement(children, refused)}</Tooltip>;
}
