import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { queryClient } from '../../renderer/api';
import { forgetLists } from '../../renderer/components/table/list';
import { closeWorkspaces } from './realWorkspace';
import './light';

/*
 * Runs before each file of component tests, which share one process and one page: what a browser has and jsdom has not, and after each
 * test everything is as before it.
 */
const nothing = () => {};
window.matchMedia = (media: string) =>
  ({
    matches: false,
    media,
    onchange: null,
    addEventListener: nothing,
    removeEventListener: nothing,
    addListener: nothing,
    removeListener: nothing,
    dispatchEvent: () => false,
  }) as MediaQueryList;
globalThis.ResizeObserver = class {
  observe = nothing;
  unobserve = nothing;
  disconnect = nothing;
};
const fonts = { addEventListener: nothing, removeEventListener: nothing };
Object.defineProperty(document, 'fonts', { configurable: true, value: fonts });
Element.prototype.scrollIntoView = nothing;
Element.prototype.scrollTo = function scrollTo(this: Element, options?: ScrollToOptions | number) {
  if (typeof options === 'object' && options.top !== undefined) this.scrollTop = options.top;
  this.dispatchEvent(new Event('scroll'));
} as typeof Element.prototype.scrollTo;
// Everything is 1000 × 600 pixels, so that a list shows some twenty rows.
Object.defineProperties(HTMLElement.prototype, {
  offsetWidth: { configurable: true, get: () => 1000 },
  offsetHeight: { configurable: true, get: () => 600 },
  clientHeight: { configurable: true, get: () => 600 },
});

// A real database answers, on machines that are busy with other tests.
configure({ asyncUtilTimeout: 20_000 });

afterEach(async () => {
  cleanup();
  forgetLists();
  queryClient.clear();
  window.location.hash = '';
  vi.unstubAllGlobals();
  await closeWorkspaces();
  // What was under way, such as the event of the new address, comes to its end before the next test.
  await new Promise((resolve) => setTimeout(resolve));
});
