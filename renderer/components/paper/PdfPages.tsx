import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PdfPages.module.css';
import type { OpenPdf, PageSize } from './pdf';

export interface PagesHandle {
  /** Brings a page into sight, counted from 0. */
  show(page: number): void;
}

interface PdfPagesProps {
  /** Read out as the name of the pages. */
  title: string;
  pdf: OpenPdf;
  /** Size of the first page. */
  first: PageSize;
  /** 1 is the size on paper. */
  scale: number;
  /** Turned pages are shown as wide as the first one. */
  fits: boolean;
  /** Page to begin with. */
  at: number;
  onPage: (page: number) => void;
  handle: RefObject<PagesHandle | null>;
}

/** Room between two sheets and around them, in px. */
const gap = 16;
const scrollBar = 16;
/** Scale at which a sheet fills the width of its place. */
export const fittingScale = (place: number, sheet: number): number => Math.min(1.2, (place - 2 * gap - scrollBar) / sheet);

/** Sheets of a printed paper below each other; only those in sight are drawn. Arrows, Page Up and Page Down, Home and End move as usual. */
export function PdfPages({ title, pdf, first, scale, fits, at, onPage, handle }: PdfPagesProps) {
  const { t } = useTranslation('component');
  const desk = useRef<HTMLDivElement>(null);
  const [sizes, setSizes] = useState<ReadonlyMap<number, PageSize>>(() => new Map([[0, first]]));
  const boxOf = (page: number): PageSize => {
    const { width, height } = sizes.get(page) ?? first;
    const own = fits ? (first.width / width) * scale : scale;
    return { width: Math.round(width * own), height: Math.round(height * own) };
  };
  // oxlint-disable-next-line react/incompatible-library -- sheets move only with the virtualizer, nothing of it is memoized
  const virtual = useVirtualizer({
    count: pdf.pages,
    getScrollElement: () => desk.current,
    estimateSize: (page) => boxOf(page).height + gap,
    overscan: 1,
    paddingStart: gap,
    scrollPaddingStart: gap,
    useFlushSync: false,
  });
  // Sheets keep their place when they are drawn larger or smaller.
  const middle = useRef(at);
  useLayoutEffect(() => {
    virtual.measure();
    virtual.scrollToIndex(middle.current, { align: 'start' });
  }, [virtual, scale, fits, pdf]);
  useLayoutEffect(() => virtual.measure(), [virtual, sizes]);
  useImperativeHandle(handle, () => ({ show: (page) => virtual.scrollToIndex(page, { align: 'start' }) }), [virtual]);
  const items = virtual.getVirtualItems();
  const top = (virtual.scrollOffset ?? 0) + (virtual.scrollRect?.height ?? 0) / 3;
  const current = items.find(({ end }) => end > top)?.index ?? 0;
  useEffect(() => {
    middle.current = current;
    onPage(current);
  }, [current, onPage]);
  const widest = Math.max(...items.map(({ index }) => boxOf(index).width), 0);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- pages are scrolled by keyboard
    <div ref={desk} className={classes.desk} tabIndex={0} role="document" aria-label={title}>
      <div className={classes.whole} style={{ height: virtual.getTotalSize(), minWidth: fits ? 0 : widest + 2 * gap }}>
        {items.map(({ index, start }) => (
          <div key={index} className={classes.sheet} style={{ ...boxOf(index), top: start }}>
            <Sheet
              pdf={pdf}
              page={index}
              width={boxOf(index).width}
              label={t('paper.page', { page: index + 1, pages: pdf.pages })}
              onSize={(size) => setSizes((was) => (sameSize(was.get(index), size) ? was : new Map(was).set(index, size)))}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

const sameSize = (a: PageSize | undefined, b: PageSize): boolean => a?.width === b.width && a.height === b.height;

interface SheetProps {
  pdf: OpenPdf;
  page: number;
  width: number;
  label: string;
  onSize: (size: PageSize) => void;
}

/** One sheet; what was drawn before stays until it is drawn in its new size. */
function Sheet({ pdf, page, width, label, onSize }: SheetProps) {
  const place = useRef<HTMLDivElement>(null);
  const tell = useRef(onSize);
  useEffect(() => {
    tell.current = onSize;
  });
  useEffect(() => {
    let isHere = true;
    void pdf.size(page).then(
      (size) => isHere && tell.current(size),
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, [pdf, page]);
  useEffect(() => {
    const controller = new AbortController();
    void pdf.draw(page, width, controller.signal).then(
      (canvas) => {
        if (canvas && !controller.signal.aborted) place.current?.replaceChildren(canvas);
      },
      () => {},
    );
    return () => controller.abort();
  }, [pdf, page, width]);
  return <div ref={place} className={classes.paper} role="img" aria-label={label} />;
}
