import type { Api } from '../api/index';
import type { DataOf } from '../api/procedure';
import type { CommonOptions } from './paperOptions';
import type { TerminalSession } from './session';
import { UsageFault } from './usage';

type Authority = DataOf<Api['authority.list']>[number];
export type Profile = Authority['profiles'][number];

/** Whom a paper goes to: an authority with what it wants, or nothing but words. */
export interface Addressee {
  recipient: string;
  authority: Authority | null;
  profile: Profile | null;
}

/**
 * The addressee that is stated: an authority by its name or short name, its requirements by their name or id, or a recipient in words,
 * who is the authority of that name where there is one.
 */
export async function addresseeOf(
  session: TerminalSession,
  { authority: named, recipient, profile }: Pick<CommonOptions, 'authority' | 'recipient'> & { profile?: string },
): Promise<Addressee> {
  const all = await session.call('authority.list', {});
  const authority = named === undefined ? all.find(({ name }) => name === recipient) : await authorityIn(session, all, named);
  if (profile !== undefined) return { ...profileIn(authority ? [authority] : all, profile), ...(recipient === '' ? {} : { recipient }) };
  if (!authority) return { recipient, authority: null, profile: null };
  return { recipient: recipient || authority.name, authority, profile: authority.profiles[0] ?? null };
}

async function authorityIn(session: TerminalSession, all: readonly Authority[], wanted: string): Promise<Authority> {
  const found = all.find(({ name }) => name === wanted) ?? all.find(({ shortName }) => shortName === wanted);
  if (found) return found;
  const retired = (await session.call('authority.list', { withRetired: true })).find(({ name, shortName }) =>
    [name, shortName].includes(wanted),
  );
  if (retired)
    throw new UsageFault(
      `接收单位“${wanted}”${retired.validTo === null ? `自 ${retired.validFrom} 起才启用` : `自 ${retired.validTo} 起已停用`}`,
    );
  throw new UsageFault(`没有接收单位“${wanted}”，已有的：${all.map(({ name }) => name).join('、') || '无，先用 authority add 新增'}`);
}

function profileIn(authorities: readonly Authority[], wanted: string): Addressee {
  const all = authorities.flatMap((authority) => authority.profiles.map((profile) => ({ recipient: authority.name, authority, profile })));
  const found = all.filter(({ authority, profile }) => [authority.name, authority.shortName, profile.name, profile.id].includes(wanted));
  const known = all.map(({ authority, profile }) => `${authority.name} ${profile.name}`).join('、');
  if (found.length === 0)
    throw new UsageFault(`没有“${wanted}”的报送要求，${known === '' ? '先用 authority profile 写明' : `有：${known}`}`);
  if (found.length > 1)
    throw new UsageFault(
      `“${wanted}”有 ${found.length} 份报送要求，请用 --authority 和 --profile 写清楚：${found.map(({ authority, profile }) => `${authority.name} ${profile.name}`).join('、')}`,
    );
  return found[0]!;
}
