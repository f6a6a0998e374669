import { expect, test } from 'vitest';
import { detailsOf, requestOf, type Request } from '../../renderer/features/filing/papers';

const requests: Request[] = [
  {
    code: 'F09',
    roundId: '019a0000-0000-7000-8000-000000000001',
    compiledOn: '2026-11-21',
    from: '2026-11-23',
    to: null,
    place: '厂区大门',
    department: '安全环保部',
    phone: '0472-0000000',
    short: true,
    posts: false,
    wording: { 'a.measures': '按规定设置' },
  },
  { code: 'F33', compiledOn: '2026-11-21', perPage: 1, selection: { ids: ['019a0000-0000-7000-8000-000000000002'] } },
  { code: 'signoff', roundId: '019a0000-0000-7000-8000-000000000001', compiledOn: null, chair: '郭宏志', recorder: '', blankRows: 7 },
  {
    code: 'signoff',
    roundId: '019a0000-0000-7000-8000-000000000001',
    compiledOn: null,
    chair: '',
    recorder: '',
    blankRows: 4,
    entered: { total: { entered: '321', reason: '漏登一处', by: '李明' } },
  },
];

test.each(requests)('a new version of $code states what the old one did', (request) => {
  const { roundId = null, compiledOn } = request as { roundId?: string; compiledOn: string | null };
  expect(requestOf(request.code, { roundId, compiledOn, details: detailsOf(request) })).toEqual(request);
});
