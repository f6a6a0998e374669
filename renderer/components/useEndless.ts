import { useEffect, useRef, type RefObject } from 'react';

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** Goes on fetching while the element it is given to, the end of a list, is in sight. */
export function useEndless<Element extends HTMLElement>({
  hasNextPage,
  isFetchingNextPage,
  fetchNextPage,
}: Pages): RefObject<Element | null> {
  const end = useRef<Element>(null);
  useEffect(() => {
    if (!end.current || !hasNextPage || isFetchingNextPage) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNextPage();
      },
      { rootMargin: '300px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasNextPage, fetchNextPage, isFetchingNextPage]);
  return end;
}
