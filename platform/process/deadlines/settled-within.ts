/** What work gives within so many milliseconds, and else what stands for it. The work itself goes on. */
export async function settledWithin<Result>(
  ms: number,
  work: Promise<Result>,
  otherwise: Result,
): Promise<Result> {
  return await inTime(ms, work, (resolve) => resolve(otherwise));
}

/** What work gives within so many milliseconds; rejects with this error after them. The work itself goes on. */
export async function failedAfter<Result>(
  ms: number,
  work: Promise<Result>,
  late: () => Error,
): Promise<Result> {
  return await inTime(ms, work, (_resolve, reject) => reject(late()));
}

async function inTime<Result>(
  ms: number,
  work: Promise<Result>,
  onLate: (resolve: (result: Result) => void, reject: (error: Error) => void) => void,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Result>((resolve, reject) => {
    timer = setTimeout(onLate, Math.max(0, ms), resolve, reject);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
