import type { Rule } from './rule.ts';

const PASCAL_CASE = /^[A-Z][A-Za-z0-9]*$/;
const CAMEL_CASE = /^[a-z][A-Za-z0-9]*$/;
const UPPER_CASE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** Types are named in PascalCase. */
export const typeNames: Rule = ({ element: { kind, name } }) =>
  kind === 'type' && !PASCAL_CASE.test(name) ? 'should be named in PascalCase.' : null;

/** Fields, input fields and arguments are named in camelCase. */
export const fieldNames: Rule = ({ element: { kind, name } }) =>
  ['field', 'inputField', 'argument'].includes(kind) && !CAMEL_CASE.test(name)
    ? 'should be named in camelCase.'
    : null;

/** Enum values are named in UPPER_CASE. */
export const enumValueNames: Rule = ({ element: { kind, name } }) =>
  kind === 'enumValue' && !UPPER_CASE.test(name) ? 'should be named in UPPER_CASE.' : null;
