import { cloneElement, isValidElement, memo, useLayoutEffect, useMemo, useRef, type ReactElement, type RefObject } from 'react';

type Props = Record<string, unknown>;

/**
 * Draws its one element again only when something it shows has changed, so that a key typed into one of thirty fields does not draw
 * the other twenty-nine. Functions never count as a change; whatever is called is always the newest one.
 */
export function Steady({ children }: { children: ReactElement }) {
  const { props } = children as ReactElement<Props>;
  const newest = useRef(props);
  useLayoutEffect(() => {
    newest.current = props;
  });
  return <Shown element={children as ReactElement<Props>} newest={newest} />;
}

const Shown = memo(
  function Shown({ element, newest }: { element: ReactElement<Props>; newest: RefObject<Props> }) {
    const handlers = useMemo(() => {
      const names = Object.keys(element.props).filter((name) => typeof element.props[name] === 'function');
      return Object.fromEntries(
        names.map((name) => [name, (...input: unknown[]) => (newest.current[name] as (...input: unknown[]) => unknown)(...input)]),
      );
    }, [element, newest]);
    return cloneElement(element, handlers);
  },
  (a, b) => a.element.type === b.element.type && isSameProps(a.element.props, b.element.props),
);

function isSameProps(a: Props, b: Props): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b && isSame(a[name], b[name], 2));
}

/** Equal by what they hold, as deep as choices and styles go; elements only when they are the same one. */
function isSame(a: unknown, b: unknown, depth: number): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a === 'function' && typeof b === 'function') return true;
  if (depth === 0 || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || isValidElement(a) || isValidElement(b))
    return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => isSame((a as Props)[name], (b as Props)[name], depth - 1));
}
