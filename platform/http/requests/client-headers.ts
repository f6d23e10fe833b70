/** Headers by which a client says what it is, as Apollo's clients do. */
export const NAME_HEADER = 'apollographql-client-name';
export const VERSION_HEADER = 'apollographql-client-version';
