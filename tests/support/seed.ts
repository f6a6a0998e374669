import fc from 'fast-check';

/**
 * `npm test` draws the same cases each time, so that a red run is red for its change; `ANZE_SEED=random` explores, `ANZE_SEED=<number>`
 * replays what an exploring run has printed.
 */
const asked = process.env['ANZE_SEED'];
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked ?? 20_261_121) });
