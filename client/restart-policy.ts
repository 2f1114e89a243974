/** Decides whether a server that died is started again. Times in milliseconds. */
export interface RestartPolicy {
  /** Call once for each death; true: start again. */
  readonly died: () => boolean;
  /** The user asked for a restart: earlier deaths no longer count. */
  readonly forgive: () => void;
}

/** At most `limit` restarts within `period`; a server that dies more often is broken, and restarting it for ever would hide that. */
export function restartPolicy(limit: number, period: number, now: () => number): RestartPolicy {
  let deaths: number[] = [];
  return {
    died() {
      const time = now();
      deaths = [...deaths.filter((death) => time - death < period), time];
      return deaths.length <= limit;
    },
    forgive() {
      deaths = [];
    },
  };
}
