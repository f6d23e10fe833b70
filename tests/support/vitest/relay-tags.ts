import type { Plugin } from 'vitest/config';

const TAG = /graphql`\s*(?:query|mutation|fragment)\s+(\w+)[^`]*`/g;

/** Puts what Relay's compiler has made in place of `graphql` tags, as babel-plugin-relay does in a frontend. */
export function relayTags(): Plugin {
  return {
    name: 'relay-tags',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/examples/relay/') || id.includes('/__generated__/')) return null;
      const imports: string[] = [];
      const transformed = code.replaceAll(TAG, (_tag, name: string) => {
        imports.push(`import made_${name} from './__generated__/${name}.graphql.ts';`);
        return `made_${name}`;
      });
      return { code: `${transformed}\n${imports.join('\n')}\n`, map: null };
    },
  };
}
