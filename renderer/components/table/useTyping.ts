import { useEffect, useEffectEvent, useState, type RefObject } from 'react';

/** What the browser offers for typing into an element that is no field (https://www.w3.org/TR/edit-context/). */
interface EditContext extends EventTarget {
  readonly text: string;
  updateText(start: number, end: number, text: string): void;
  updateSelection(start: number, end: number): void;
  updateControlBounds(bounds: DOMRect): void;
  updateSelectionBounds(bounds: DOMRect): void;
  updateCharacterBounds(start: number, bounds: DOMRect[]): void;
}
declare global {
  interface Window {
    EditContext?: new () => EditContext;
  }
  interface HTMLElement {
    editContext?: EditContext | null;
  }
}

interface Typing {
  host: RefObject<HTMLElement | null>;
  /** Whether the active cell takes words. */
  isOn: boolean;
  /** The active cell, beside which the choices of the input method stand. */
  cell: () => Element | null | undefined;
  /** A word begins to be composed. */
  onCompose: () => void;
  /** Words that the input method gave. */
  onText: (text: string) => void;
}

/**
 * Lets an input method work at a cell before its field is open; gives what is composed so far, null while nothing is. An input method is off
 * where nothing can be typed into, and its first letter would go into the field as a letter; opening the field in the middle of a word would
 * break the word off.
 */
export function useTyping({ host, isOn, cell, onCompose, onText }: Typing): string | null {
  const [composed, setComposed] = useState<string | null>(null);
  const begin = useEffectEvent(() => onCompose());
  const give = useEffectEvent((text: string) => onText(text));
  const place = useEffectEvent(() => (cell() ?? host.current)?.getBoundingClientRect());
  useEffect(() => {
    const element = host.current;
    if (!element || !isOn) return;
    const stop = receive(element, {
      begin: () => begin(),
      compose: setComposed,
      give: (text) => give(text),
      place: () => place(),
    });
    return () => {
      stop();
      setComposed(null);
    };
  }, [host, isOn]);
  return composed;
}

interface Receiver {
  begin: () => void;
  /** What is composed so far, null at the end. */
  compose: (text: string | null) => void;
  give: (text: string) => void;
  place: () => DOMRect | undefined;
}

/** Switches the input method on for an element until the returned function is called. */
function receive(element: HTMLElement, { begin, compose, give, place }: Receiver): () => void {
  if (!window.EditContext) return () => undefined;
  const context = new window.EditContext();
  let isComposing = false;
  const show = () => {
    const bounds = place();
    if (!bounds) return;
    context.updateControlBounds(bounds);
    context.updateSelectionBounds(bounds);
    context.updateCharacterBounds(
      0,
      Array.from({ length: context.text.length }, () => bounds),
    );
  };
  const take = () => {
    const { text } = context;
    context.updateText(0, text.length, '');
    context.updateSelection(0, 0);
    if (text !== '') give(text);
  };
  context.addEventListener('compositionstart', () => {
    isComposing = true;
    begin();
    compose('');
    show();
  });
  context.addEventListener('textupdate', () => {
    if (isComposing) compose(context.text);
    else take();
  });
  context.addEventListener('characterboundsupdate', show);
  context.addEventListener('compositionend', () => {
    isComposing = false;
    compose(null);
    take();
  });
  element.editContext = context;
  return () => {
    element.editContext = null;
  };
}
