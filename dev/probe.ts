import { comparePlans } from '../tests/differential/plans.ts';

const r = await comparePlans({
  duration: Number(process.argv[2] ?? 30) * 1000,
  seed: Number(process.argv[3] ?? 1),
});
console.log(r.counts);
console.log(r.difference ?? 'no difference');
process.exit();
