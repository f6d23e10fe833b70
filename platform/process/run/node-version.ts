/** The oldest Node that this runs on, as package.json says it. */
export const LEAST_NODE = '20.19.0';

/** Why this version of Node does not do, such as `18.20.8`; null when it does. */
export function nodeProblem(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = LEAST_NODE.split('.').map(Number);
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return null;
  return `This needs Node ${leastMajor}.${leastMinor} or later; this is Node ${version}.`;
}

// Imported first by what is run, so that this is reported before a package fails on an older Node in words of its own.
const problem = nodeProblem(process.versions.node);
if (problem !== null) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
