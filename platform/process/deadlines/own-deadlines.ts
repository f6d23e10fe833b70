import { DeadlineExceeded } from '../../errors/client-errors.ts';
import { Deadline } from './deadline.ts';

/** A request that waits for what several have asked for together. */
export interface Participant {
  readonly deadline: Deadline | null;
  /** Called at most once: its time is over, or nobody waits for its answer any more. */
  giveUp(error: DeadlineExceeded): void;
}

/** What is known of the time of several requests that wait for one thing. */
export interface OwnDeadlines {
  /** Of the one thing: the latest of theirs, over when nobody of them waits any more; null where one has none. */
  readonly shared: Deadline | null;
  /** Ends the watch: what they wait for is there. */
  end(): void;
}

/**
 * Watches the deadlines of requests that wait for one thing, so that each ends with its own: none before it because
 * another one had less time, none after it because another one had more.
 */
export function watchDeadlines(participants: readonly Participant[]): OwnDeadlines {
  const deadlines = participants.flatMap(({ deadline }) => deadline ?? []);
  const shared =
    deadlines.length < participants.length ? null : new Deadline(Math.max(...deadlines.map(({ at }) => at)));
  const waiting = new Map<Participant, () => void>();
  let timer: NodeJS.Timeout | undefined;

  for (const participant of participants) {
    const leave = () => {
      forget(participant);
      participant.giveUp(new DeadlineExceeded());
      if (waiting.size === 0) shared?.cancel();
    };
    waiting.set(participant, leave);
  }
  for (const [{ deadline }, leave] of [...waiting]) deadline?.onCancel(leave);
  arm();
  return {
    shared,
    end() {
      clearTimeout(timer);
      for (const participant of [...waiting.keys()]) forget(participant);
    },
  };

  function forget(participant: Participant): void {
    const leave = waiting.get(participant);
    if (leave) participant.deadline?.offCancel(leave);
    waiting.delete(participant);
  }

  /**
   * One timer for all: nearly always the answer comes before the first of them. Who has the most time needs none where
   * what they wait for ends then.
   */
  function arm(): void {
    const moments = [...waiting.keys()].flatMap(({ deadline }) => deadline?.at ?? []);
    const next = Math.min(...moments);
    if (moments.length === 0 || next === shared?.at) return;
    timer = setTimeout(expire, Math.ceil(next - performance.now()));
  }

  function expire(): void {
    const now = performance.now();
    for (const [{ deadline }, leave] of [...waiting]) if (deadline && deadline.at <= now) leave();
    arm();
  }
}
