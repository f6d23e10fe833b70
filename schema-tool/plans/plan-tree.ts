import type { PlanStep } from './plan-steps.ts';

const LINE_LENGTH = 110;

/** A plan as a tree of lines, for a terminal. */
export function planTree(plan: PlanStep | null): string {
  return plan ? block(plan, '', '').join('\n') : 'Nothing is fetched.';
}

/** @param first goes before the first line, `rest` before the others */
function block(step: PlanStep, first: string, rest: string): string[] {
  switch (step.kind) {
    case 'fetch': {
      const whose = step.entities === null ? '' : `, ${step.entities}`;
      const where = step.at === null ? '' : `, for ${step.at}`;
      const head = `${step.number}. ${step.subgraph}${whose}${where}`;
      return [`${first}${head}`, ...wrap(step.selects, `${rest}   `)];
    }
    case 'condition': {
      const branches = [
        { label: 'true: ', branch: step.met },
        { label: 'false: ', branch: step.unmet },
      ].filter(({ branch }) => branch !== null);
      return [
        `${first}if $${step.variable} is`,
        ...branches.flatMap(({ label, branch }, index) =>
          branch ? child(branch, rest, index === branches.length - 1, label) : [],
        ),
      ];
    }
    default: {
      const title = step.kind === 'sequence' ? 'one after the other' : 'at the same time';
      return [`${first}${title}`, ...children(step.steps, rest)];
    }
  }
}

function children(steps: readonly PlanStep[], prefix: string): string[] {
  return steps.flatMap((step, index) => child(step, prefix, index === steps.length - 1, ''));
}

function child(step: PlanStep, prefix: string, last: boolean, label: string): string[] {
  return block(step, `${prefix}${last ? '└─ ' : '├─ '}${label}`, `${prefix}${last ? '   ' : '│  '}`);
}

function wrap(text: string, prefix: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && prefix.length + line.length + word.length + 1 > LINE_LENGTH) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => `${prefix}${one}`);
}
