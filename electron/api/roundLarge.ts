import { asTask } from './procedure';
import * as round from './round';
import * as roundFollow from './roundFollow';
import * as roundImplementation from './roundImplementation';

export const openLarge = asTask('round.open', round.open);
export const confirmLarge = asTask('round.confirm', round.confirm);
export const closeLarge = asTask('round.close', round.close);
export const abandonLarge = asTask('round.abandon', round.abandon);
export const implementLarge = asTask('round.implementMany', roundImplementation.implementMany);
export const followLarge = asTask('round.follow', roundFollow.follow);
export const takeLarge = asTask('round.take', roundFollow.take);
export const takeInLarge = asTask('round.takeIn', roundFollow.takeIn);
