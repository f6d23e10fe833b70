import type { SubgraphSource } from '../../compose/supergraph-config.ts';
import { indexSdl } from '../../sdl/sdl-index.ts';
import { type Finding, finding } from '../finding.ts';
import type { ChecksConfig, LintRule } from '../rules/checks-config.ts';
import {
  connectionArguments,
  deprecationReason,
  deprecationRemovalDate,
  descriptions,
} from './contract-rules.ts';
import { nullableAcrossDomains } from './domain-rules.ts';
import { domainsOf } from './domains.ts';
import { enumValueNames, fieldNames, typeNames } from './naming-rules.ts';
import { personalDataTagged } from './personal-data-rule.ts';
import type { Rule } from './rule.ts';

const RULES: Readonly<Record<LintRule, Rule>> = {
  'deprecation-reason': deprecationReason,
  'type-names': typeNames,
  'field-names': fieldNames,
  'enum-value-names': enumValueNames,
  descriptions,
  'deprecation-removal-date': deprecationRemovalDate,
  'connection-arguments': connectionArguments,
  'nullable-across-domains': nullableAcrossDomains,
  'personal-data-tagged': personalDataTagged,
};

/** Runs the rules that are on over every element of every subgraph. */
export function lint(subgraphs: readonly SubgraphSource[], config: ChecksConfig['lint']): Finding[] {
  const indexed = subgraphs.map(({ name, document, file }) => ({ name, elements: indexSdl(document, file) }));
  const domains = domainsOf(indexed);
  // Object.entries of a constant gives its keys.
  const rules = (Object.entries(RULES) as [LintRule, Rule][]).filter(
    ([name]) => config.rules[name] !== 'off',
  );
  return indexed.flatMap(({ name: subgraph, elements }) =>
    elements.flatMap((element) =>
      rules.flatMap(([name, rule]) => {
        const problem = rule({ element, subgraph, domains, config });
        if (problem === null) return [];
        const severity = config.rules[name] === 'error' ? 'error' : 'warning';
        return [
          finding('lint', severity, name, `${element.coordinate} ${problem}`, { place: element.place }),
        ];
      }),
    ),
  );
}
