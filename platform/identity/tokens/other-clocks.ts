import type { TroubleLog } from '../../process/logging/logging.ts';

/** Is told of a token that a trusted part has signed at a moment that is not now. */
export type OtherClock = (issuer: string, secondsAhead: number) => void;

const AGAIN_MS = 10 * 60_000;

/**
 * Logs that a part's clock and this one are so far apart that its tokens are refused, which looks like a key that is not
 * trusted otherwise: once in ten minutes for each part, of which there are as many as have keys.
 */
export function tellOtherClocks(
  log: Pick<TroubleLog, 'error'>,
  now: () => number = () => performance.now(),
): OtherClock {
  const toldAt = new Map<string, number>();
  return (issuer, secondsAhead) => {
    const last = toldAt.get(issuer);
    if (last !== undefined && now() - last < AGAIN_MS) return;
    toldAt.set(issuer, now());
    log.error(
      { issuer, secondsAhead },
      'requests are refused because their identity was signed at another time than it is here: the clocks of the two machines differ by more than a minute, or somebody sends old tokens; set the clocks by NTP',
    );
  };
}
