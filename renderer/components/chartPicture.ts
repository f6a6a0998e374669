/** What makes a drawing look as it does; a file has no style sheets. */
const looks = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linejoin', 'opacity', 'paint-order',
  'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'visibility', 'display',
]; // prettier-ignore

const space = 'http://www.w3.org/2000/svg';
const head = 28;
const row = 24;

export interface LegendEntry {
  label: string;
  /** CSS colour; variables are looked up. */
  color: string;
}

/** Drawings within a chart; its legend has small ones of its own. */
function largestDrawing(chart: Element): SVGSVGElement | null {
  const area = (svg: SVGSVGElement) => svg.getBoundingClientRect().width * svg.getBoundingClientRect().height;
  const all = [...chart.querySelectorAll('svg')].filter((svg) => svg.closest('button') === null);
  return all.reduce<SVGSVGElement | null>((best, svg) => (best !== null && area(best) >= area(svg) ? best : svg), null);
}

const isSeen = (ground: string): boolean => ground !== '' && ground !== 'transparent' && !/,\s*0\)$/.test(ground);

/** The first ground that is not transparent, from the chart outwards. */
function groundOf(chart: Element): string {
  for (let at: Element | null = chart; at !== null; at = at.parentElement) {
    const ground = getComputedStyle(at).backgroundColor;
    if (isSeen(ground)) return ground;
  }
  return '#fff';
}

/** Adds elements to a sheet, one after the other. */
const putInto =
  (sheet: SVGElement) =>
  (name: string, attributes: Record<string, string | number>, text = ''): void => {
    const element = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.textContent = text;
    sheet.append(element);
  };

/** A picture that is made of the elements of a page, such as a matrix: their grounds and their words, each where it stands. */
function pageDrawing(chart: Element): SVGSVGElement | null {
  const origin = chart.getBoundingClientRect();
  const sheet = document.createElementNS(space, 'svg');
  const put = putInto(sheet);
  const visit = (element: Element, around: number) => {
    const style = getComputedStyle(element);
    const opacity = around * Number(style.opacity || 1);
    const { left, top, width, height } = element.getBoundingClientRect();
    if (element !== chart && isSeen(style.backgroundColor))
      put('rect', { x: left - origin.left, y: top - origin.top, width, height, rx: 2, fill: style.backgroundColor, opacity });
    for (const node of element.childNodes) {
      if (node instanceof Element) visit(node, opacity);
      const words = node instanceof Text ? node.data.trim() : '';
      if (words === '') continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      const look = {
        fill: style.color,
        opacity,
        'font-family': style.fontFamily,
        'font-size': style.fontSize,
        'font-weight': style.fontWeight,
      };
      put(
        'text',
        { x: box.left - origin.left, y: (box.top + box.bottom) / 2 - origin.top, 'dominant-baseline': 'central', ...look },
        words,
      );
    }
  };
  visit(chart, 1);
  return sheet.childElementCount === 0 ? null : sheet;
}

/** A drawing as it looks now, without the style sheets of the page. */
function copyOf(drawn: SVGSVGElement): SVGSVGElement {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const copies = [copy, ...copy.querySelectorAll('*')];
  for (const [index, element] of [drawn, ...drawn.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(element);
    for (const look of looks) (copies[index] as SVGElement).style.setProperty(look, style.getPropertyValue(look));
  }
  return copy;
}

/**
 * A chart as a file of its own: its drawing as it looks now, under its title and legend.
 * @param below an image under the drawing, as data, or null for white paper; left out the drawing stands on the ground of the page
 * @returns null where there is nothing drawn
 */
export function chartSvg(
  chart: Element,
  title: string,
  legend: readonly LegendEntry[] = [],
  below?: string | null,
): { text: string; width: number; height: number } | null {
  const drawn = largestDrawing(chart);
  const copy = drawn === null ? pageDrawing(chart) : copyOf(drawn);
  if (copy === null) return null;
  const box = (drawn ?? chart).getBoundingClientRect();
  const top = head + (legend.length > 0 ? row : 0);
  const [width, height] = [Math.max(1, Math.ceil(box.width)), Math.ceil(box.height) + top];
  for (const [name, value] of Object.entries({ y: String(top), width: String(box.width), height: String(box.height) }))
    copy.setAttribute(name, value);

  if (drawn && below !== undefined) copy.prepend(...sheetBelow(drawn.viewBox.baseVal, below));
  const { color, fontFamily } = getComputedStyle(chart);
  const sheet = document.createElementNS(space, 'svg');
  const put = putInto(sheet);
  const words = { fill: color, 'font-family': fontFamily };
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) sheet.setAttribute(name, String(value));
  put('rect', { width, height, fill: groundOf(chart) });
  put('text', { x: width / 2, y: 19, 'text-anchor': 'middle', 'font-size': 15, 'font-weight': 600, ...words }, title);
  legend.forEach(({ label, color: own }, index) => {
    const x = width / 2 + (index - legend.length / 2) * 90 + 10;
    const fill = own.startsWith('var(') ? getComputedStyle(chart).getPropertyValue(own.slice(4, -1)).trim() : own;
    put('rect', { x, y: head + 4, width: 14, height: 12, fill });
    put('text', { x: x + 19, y: head + 14, 'font-size': 12, ...words }, label);
  });
  sheet.append(copy);
  return { text: new XMLSerializer().serializeToString(sheet), width, height };
}

/** What lies under a drawing: white paper, and its image. */
function sheetBelow({ width, height }: Pick<DOMRect, 'width' | 'height'>, image: string | null): Element[] {
  const piece = (name: string, attributes: Record<string, string | number>) => {
    const element = document.createElementNS(space, name);
    for (const [key, value] of Object.entries({ width, height, ...attributes })) element.setAttribute(key, String(value));
    return element;
  };
  return [piece('rect', { fill: '#fff' }), ...(image === null ? [] : [piece('image', { href: image, preserveAspectRatio: 'none' })])];
}

/** The same in pixels, twice as fine as on the screen. */
export async function pngOf({ text, width, height }: { text: string; width: number; height: number }): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * 2, height * 2];
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
}
