/** A server that is a part of a cluster. */
export interface ClusterNode {
  readonly name: string;
  readonly port: number;
  readonly adminUrl: string;
  /** Whether it takes writes as a part of the cluster now. Never throws. */
  takesWrites(): Promise<boolean>;
}

/** Takes a node away, or something from it; gives what brings it back and waits until it is a part of the cluster. */
export type TakeAway = (node: ClusterNode) => Promise<() => Promise<void>>;

/** Several servers with the same data. */
export interface Cluster extends AsyncDisposable {
  readonly description: string;
  readonly nodes: readonly ClusterNode[];
  /** What can happen to a node, by name. */
  readonly faults: Readonly<Record<string, TakeAway>>;
  /** How long a node stays away: longer than it takes the others to go on without it. */
  readonly awayMs: number;
  /**
   * Waits until all nodes have been a part of the cluster for a while, and brings back what was put out of it meanwhile: under a load
   * a node can be silent for so long that the others go on without it. Throws StartError when that lasts too long.
   */
  untilWhole(): Promise<void>;
}
