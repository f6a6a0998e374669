import { describe, expect, it } from 'vitest';
import { filingCodes } from '../../db/domain/filing/filing';
import { cardGaps, findingGaps, implementationGaps, majorRiskGaps, mapGaps, paperGaps, publicityGaps } from '../../db/domain/filing/gaps';
import { gapPlace, gapWords } from '../../renderer/features/filing/Gaps';
import { papers, requestOf, type Gap, type Stated } from '../../renderer/features/filing/papers';
import { i18next } from '../../renderer/i18n';
import { closedRound } from './closedRound';

describe('what every paper needs here', () => {
  it('is a draft that the engine can make', async () => {
    const { call, roundId } = await closedRound();
    const plan = await call('map.createPlan', { draft: { name: '厂区', drawnOn: null, approvedBy: '', remark: '' } });
    const contact = { name: '王安全', phone: '0472-5550100', address: '' };
    const letter = { code: 'F40' as const, compiledOn: '2026-11-21', recipient: '某县应急管理局', contact, items: [] };
    const { id: letterId } = (await call('filing.issue', { request: letter, gapReason: '试' })).value;
    const stated = (id: string): Stated => ({ roundId: id, compiledOn: '2026-11-21', details: { planId: plan.value.id, letterId } });
    expect(requestOf('F41', { roundId, compiledOn: null, details: {} })).toBeNull();
    expect(requestOf('map', { roundId, compiledOn: null, details: {} })).toBeNull();
    for (const code of filingCodes.filter((known) => known !== 'F40')) {
      const request = requestOf(code, stated(roundId));
      expect(papers[code], code).toBeDefined();
      expect((await call('filing.draft', { request: request! })).html, code).toContain('<body>');
      const ofRegister = requestOf(code, { ...stated(roundId), roundId: null });
      expect(ofRegister === null, code).toBe(papers[code]?.round === 'required');
    }
  });

  it('is a sentence for every gap in both languages, and a place to mend it', async () => {
    const facts = { uscc: '', compiledOn: null, risks: 0, incomplete: 3 };
    const round = { closed: false, team: 1, workerRepresentatives: 0, pending: 2, meetingOn: null, unexplainedDown: 1 };
    const risk = { riskNo: 'A-1', location: '', monitoring: '', leader: { name: '', title: '', phone: '' } };
    const nothing = { from: null, to: null, place: '', department: '', phone: '' };
    const gaps: Gap[] = [
      ...paperGaps({ ...facts, round }),
      ...paperGaps({ ...facts, round: { ...round, team: 0 } }),
      ...majorRiskGaps({ principal: '', recipient: '', risks: [risk, { ...risk, leader: { ...risk.leader, name: '张三' } }] }),
      ...majorRiskGaps({ principal: '', recipient: '', risks: [{ ...risk, monitoring: '报警', monitoringTaken: true }] }),
      ...implementationGaps([{ riskNo: 'A-1', implementation: '' }]),
      ...findingGaps(
        ['V06.level', 'V06.owner', 'V06.unmatched', 'V13.none', 'V13.outdated'].map((key) => ({
          rule: key.slice(0, 3),
          kind: key.startsWith('V13') ? 'statutory' : 'house',
          key,
          subject: key.startsWith('V13') ? 'card' : 'risk',
          title: '喷漆房',
        })),
      ),
      ...publicityGaps(nothing, { count: 1, text: '手机号' }),
      ...cardGaps({ uscc: '', compiledOn: null }, []),
      ...cardGaps({ uscc: '', compiledOn: null }, [{ name: '喷漆房', lacking: 1 }]),
      ...mapGaps({ uscc: '', compiledOn: null, drawnOn: null, imageGone: true }, []),
      ...mapGaps({ uscc: '', compiledOn: null, drawnOn: null, imageGone: true }, [{ name: '甲区', level: null, owner: '' }]),
      ...publicityGaps({ ...nothing, result: '', unprinted: ['a.heic'] }, { count: 0, text: '' }),
      ...publicityGaps({ ...nothing, from: '2026-02-01', to: '2026-01-01' }, { count: 0, text: '' }),
      ...['round', 'period', 'level', 'department', 'serious', 'major', 'balance'].map((rule): Gap => ({
        key: `cross.${rule}`,
        at: 'round',
      })),
    ];
    for (const language of ['zh-CN', 'en']) {
      await i18next.changeLanguage(language);
      const other = i18next.t('filing:gap.other');
      for (const gap of gaps) expect(gapWords(i18next.t, gap), `${language} ${gap.key}`).not.toBe(other);
    }
    await i18next.changeLanguage('zh-CN');
    expect(gaps.map((gap) => gapPlace(gap, 'r1'))).toEqual(
      expect.arrayContaining(['/enterprise', '/risk/missing', '/intake', '/round/r1', null]),
    );
  });
});
