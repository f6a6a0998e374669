/*
 * What jsdom answers right but slowly, answered from less: it walks the whole page for each label, and holds every rule of every sheet
 * against an element and all around it for one property of its style. No sheet of the application is loaded here; what an element
 * shows follows from its kind, `hidden` and its own style.
 */
const slowStyle = window.getComputedStyle.bind(window);
const displays = new Map<string, string>();

/** How an element of the kind is laid out that says nothing of its own. */
function displayOf(element: Element): string {
  const key = `${element.localName} ${element.getAttribute('type') ?? ''} ${String(element.hasAttribute('open'))}`;
  let display = displays.get(key);
  if (display === undefined) {
    const alone = element.cloneNode(false) as Element;
    for (const name of alone.getAttributeNames()) if (name !== 'type' && name !== 'open') alone.removeAttribute(name);
    document.body.append(alone);
    display = slowStyle(alone).display;
    alone.remove();
    displays.set(key, display);
  }
  return display;
}

function visibilityOf(element: Element): string {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const own = (at as HTMLElement).style?.visibility;
    if (own) return own;
  }
  return 'visible';
}

const special: Readonly<Record<string, (element: HTMLElement) => string>> = {
  display: (element) => element.style.display || (element.hasAttribute('hidden') ? 'none' : displayOf(element)),
  visibility: visibilityOf,
};

window.getComputedStyle = (element: Element, pseudo?: string | null) => {
  const { style } = element as HTMLElement;
  if (pseudo || style === undefined) return slowStyle(element, pseudo);
  const of = (name: string): string => special[name]?.(element as HTMLElement) ?? style.getPropertyValue(name);
  return new Proxy(style, {
    get: (_style, name) => {
      if (name === 'getPropertyValue') return of;
      const value: unknown = typeof name === 'string' && name in special ? of(name) : Reflect.get(style, name, style);
      return typeof value === 'function' ? (value.bind(style) as unknown) : value;
    },
  });
};

/** The labels of a field: those that name its id, and the one it stands in. */
function labelsOf(field: HTMLElement): HTMLLabelElement[] {
  const root = field.getRootNode() as Document | Element;
  // Unlike what a selector finds, this list is kept until the page changes.
  return [...root.getElementsByTagName('label')].filter((label) => {
    const id = label.getAttribute('for');
    return id === null ? label.contains(field) && label.control === field : id !== '' && id === field.id;
  });
}

for (const { prototype } of [HTMLButtonElement, HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement])
  Object.defineProperty(prototype, 'labels', {
    configurable: true,
    get(this: HTMLElement) {
      return this.getAttribute('type') === 'hidden' ? null : labelsOf(this);
    },
  });
