import type { z } from 'zod';
import { task, type Changed, type Command } from './procedure';
import * as round from './round';
import * as roundFollow from './roundFollow';

/** A command as a task that names it: for rounds of more risks than the engine can write while its queries wait. */
const named = <I extends z.ZodType, O>(name: string, { input }: Command<I, O>) =>
  task(input, ({ run }, given) => run(name, given) as Promise<Changed<O>>);

export const openLarge = named('round.open', round.open);
export const confirmLarge = named('round.confirm', round.confirm);
export const closeLarge = named('round.close', round.close);
export const abandonLarge = named('round.abandon', round.abandon);
export const followLarge = named('round.follow', roundFollow.follow);
export const takeLarge = named('round.take', roundFollow.take);
export const takeInLarge = named('round.takeIn', roundFollow.takeIn);
