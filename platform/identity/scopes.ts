/** The scope of users who may read metrics. */
export const METRICS_SCOPE = 'operacao';

/** The scope of a subgraph that delivers events. No group of users may have it. */
export const EVENT_SCOPE = 'evento';
