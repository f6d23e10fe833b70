/** Style sheets, which esbuild puts into one of their own. */
declare module '*.css';
