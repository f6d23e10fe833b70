/** The file of undici that has its pool: the whole package is twice as much in memory, with what fetch and WebSocket need. */
declare module 'undici/lib/dispatcher/pool.js' {
  import { Pool } from 'undici';
  export default Pool;
}
