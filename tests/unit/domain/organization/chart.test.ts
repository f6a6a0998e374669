import { describe, expect, test } from 'vitest';
import { boxWidth, broken, layOut, namesInBox, type ChartNode } from '../../../../db/domain/organization/chart';

const node = (title: string, ...children: ChartNode[]): ChartNode => ({ lines: [title], children });
const overlap = (picture: ReturnType<typeof layOut>): number =>
  picture.boxes.filter((a, at) =>
    picture.boxes.some(
      (b, other) => other > at && a.x < b.x + boxWidth && b.x < a.x + boxWidth && a.y < b.y + b.height && b.y < a.y + a.height,
    ),
  ).length;

describe('a chart', () => {
  test('stands within its frame with no box on another, however many departments there are', () => {
    for (const count of [0, 1, 11, 12, 13, 40]) {
      const trees = Array.from({ length: count }, (_, at) => node(`部门${at}`, node('一车间', node('甲班'), node('乙班')), node('二车间')));
      const picture = layOut({ title: '图', rows: [[node('公司')], [], [node('甲'), node('乙')]], trees });
      expect(picture.boxes).toHaveLength(3 + count * 5);
      expect(overlap(picture)).toBe(0);
      for (const { x, y, height } of picture.boxes) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + boxWidth).toBeLessThanOrEqual(picture.width);
        expect(y + height).toBeLessThanOrEqual(picture.height);
      }
      for (const { x1, y1, x2, y2 } of picture.strokes) expect(x1 === x2 || y1 === y2).toBe(true);
    }
  });

  test('spreads out a department that would make it high and narrow', () => {
    const workshop = (name: string) => node(name, node('甲班'), node('乙班'), node('丙班'));
    const trees = [
      node('生产部', ...['一车间', '二车间', '三车间', '四车间'].map(workshop)),
      node('质量部', node('质检组')),
      node('综合部'),
    ];
    const picture = layOut({ title: '图', rows: [[node('公司')]], trees });
    const of = (name: string) => picture.boxes.find(({ lines }) => lines[0] === name)!;
    expect(new Set(['一车间', '二车间', '三车间', '四车间'].map((name) => of(name).y)).size).toBe(1);
    expect(of('生产部').x).toBe((of('一车间').x + of('四车间').x) / 2);
    expect(of('质检组').x).toBeGreaterThan(of('质量部').x);
    expect(overlap(picture)).toBe(0);
    expect(picture.width / picture.height).toBeGreaterThan(1);
  });

  test('breaks titles at ten characters, of which narrow ones count half', () => {
    expect(broken('安全生产管理网络图')).toEqual(['安全生产管理网络图']);
    expect(broken('安全生产管理网络图图图')).toEqual(['安全生产管理网络图图', '图']);
    expect(broken('ABCDEFGHIJKLMNOPQRST')).toHaveLength(1);
    expect(broken('')).toEqual([]);
  });

  test('counts the names that do not fit in four lines', () => {
    const names = Array.from({ length: 30 }, () => '欧阳建国');
    expect(namesInBox(['张三', '李四'])).toEqual(['张三、李四']);
    expect(namesInBox(['主任 郭宏志', '副主任 薛建平', '郝玉梅'])).toEqual(['主任 郭宏志、', '副主任 薛建平、', '郝玉梅']);
    expect(namesInBox(names)).toHaveLength(4);
    expect(namesInBox(names).join('')).toMatch(/等30人$/);
  });
});
