import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ app: { isPackaged: true }, protocol: {}, session: {}, screen: {}, shell: {}, BrowserWindow: class {} }));
const { isOwnPage, isTrustedLink } = await import('../../../electron/window');

describe('addresses', () => {
  it.each(['https://www.mem.gov.cn/', 'https://flk.npc.gov.cn/detail?id=1#2', 'https://openstd.samr.gov.cn/x'])(
    '%s may open in the browser of the system',
    (url) => {
      expect(isTrustedLink(url)).toBe(true);
    },
  );

  it.each([
    'http://www.mem.gov.cn/',
    'https://mem.gov.cn/',
    'https://www.mem.gov.cn.example.com/',
    'https://www.mem.gov.cn@example.com/',
    'https://example.com/www.mem.gov.cn',
    'https:www.mem.gov.cn.',
    'ftp://www.mem.gov.cn/',
    'file://www.mem.gov.cn/',
    'javascript:alert(1)//www.mem.gov.cn',
    'data:text/html,www.mem.gov.cn',
    'www.mem.gov.cn',
    '',
    '%',
  ])('%j may not', (url) => {
    expect(isTrustedLink(url)).toBe(false);
  });

  it('of our own page begin with our scheme and host and nothing else does', () => {
    expect(['app://anze/index.html', 'app://anze/#/risk'].map(isOwnPage)).toEqual([true, true]);
    for (const url of [
      'app://anze.example/',
      'app://attachment/x',
      'app://anze',
      'https://app//anze/',
      'http://localhost:5173/',
      'file:///app://anze/',
      'about:blank',
      '',
    ])
      expect(isOwnPage(url), url).toBe(false);
  });
});
