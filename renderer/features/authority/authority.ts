import type { Data } from '../../api';

export type Authority = Data<'authority.list'>[number];
export type Profile = Authority['profiles'][number];
export type Former = Data<'authority.former'>[number];
