/** Who may import whom; see docs/decisions. An error on breach. */
const npm = '^node_modules|^node:';
const TESTS = '\\.test\\.ts$';
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: TESTS },
  to: {
    pathNot: [npm, ...allowed],
    dependencyTypesNot: ['core', 'npm', 'npm-dev', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
  },
});

/** The rooms of platform/, from the top down: a room imports itself and those below it. */
const ROOMS = [
  'subgraph',
  'peers',
  'execution',
  'erasure-ledger',
  'events',
  'writes',
  'pagination',
  'identity',
  'database',
  'http',
  'sharing',
  'telemetry',
  'process',
  'errors',
];
/** The rooms within rooms of platform/; a file among them is what those above it are made for. */
const DATABASE_ROOMS = [
  'migrations',
  'housekeeping',
  'reads',
  'database-metrics.ts',
  'database.ts',
  'transactions',
  'servers',
  'connections',
  'statements',
  'config.ts',
];
const EXECUTION_ROOMS = ['executor', 'schema', 'compile', 'completion', 'run', 'values', 'document'];
const EVENTS_ROOMS = ['outbox-cli.ts', 'relay', 'inspection', 'broker', 'outbox', 'inbox', 'event'];
const BROKER_ROOMS = [
  'broker-cli.ts',
  'config.ts',
  'event-broker.ts',
  'delivery',
  'losses',
  'messages',
  'connection',
  'broker-config.ts',
];
const SUBGRAPH_ROOMS = [
  'run.ts',
  'server.ts',
  'listed-subgraphs.ts',
  'routes',
  'execution',
  'tables',
  'config.ts',
  'definition.ts',
  'housekeeping.ts',
];
const PEERS_ROOMS = [
  'entity-lookup.ts',
  'peer.ts',
  'peer-client.ts',
  'instances.ts',
  'subgraph-client.ts',
  'calls',
  'answers',
  'operations',
];
const IDENTITY_ROOMS = ['keys-cli.ts', 'requests', 'tokens', 'config.ts', 'keys', 'callers'];
const PROCESS_ROOMS = ['run', 'config', 'logging', 'files', 'deadlines', 'ending'];
const HTTP_ROOMS = ['server', 'connections', 'apollo', 'client', 'admission', 'bodies', 'requests'];

/** The rooms of router/; all may know what a request and the configuration are. */
const ROUTER_ROOMS = [
  'user-commands',
  'shared-store',
  'config',
  'settings',
  'mcp',
  'console',
  'explorer',
  'export',
  'security-log',
  'health',
  'accesses',
  'usage',
  'limits',
  'requests',
  'documents',
  'plans',
  'subgraphs',
  'nodes',
  'supergraph',
  'authorization',
  'planning',
  'auth',
];

/** The rooms within rooms of router/. What stands beside them imports them, and never the other way round. */
const PLANS_ROOMS = ['answer', 'fetch', 'operation'];
const SUBGRAPHS_ROOMS = ['health', 'resilience', 'readiness.ts', 'data-sources', 'failures'];
const PLANNING_ROOMS = ['corrections', 'schema'];
const LIMITS_ROOMS = ['operation', 'document'];
const AUTH_ROOMS = ['login', 'guesses', 'users', 'user-files', 'hashes', 'credentials'];

/** The rooms of schema-tool/. */
const SCHEMA_TOOL_ROOMS = [
  'proposal',
  'coordinate',
  'fleet',
  'init',
  'check',
  'contract',
  'plans',
  'compose',
  'documents',
  'usage',
  'sdl',
  'inputs',
];
const CHECK_ROOMS = [
  'commands',
  'report',
  'run-check.ts',
  'graph-findings.ts',
  'deprecations',
  'input',
  'check-report.ts',
  'lint',
  'rollout',
  'costs',
  'findings',
  'baseline',
  'rules',
  'finding.ts',
  'operations',
  'effects',
  'subgraph-changes',
  'diff',
  'changes',
  'access',
];

/** Of subgraphs/acessos; what stands beside them, such as resolvers, is above them. */
const ACESSOS_ROOMS = [
  'reports',
  'acesso-writes.ts',
  'days.ts',
  'health',
  'audit',
  'figures',
  'acesso-store.ts',
  'migrations',
];

/** Of subgraphs/clientes; what stands beside them is above them, but for what they write customers with. */
const CLIENTES_ROOMS = ['restored', 'migrations'];

/** Of subgraphs/inventario; what stands beside them is above them. */
const INVENTARIO_ROOMS = ['recounts', 'somas', 'contagens', 'migrations'];

/** The rooms of the other parts, each from the top down. */
const BACKUP_ROOMS = ['cli.ts', 'commands', 'restore', 'create', 'files', 'ledger', 'domains', 'progress.ts'];
const BENCH_ROOMS = [
  'cli.ts',
  'comparisons',
  'soak',
  'overload',
  'profile',
  'gateways',
  'growth',
  'report',
  'run',
  'contestants',
  'load',
  'questions',
  'processes',
  'option-values.ts',
];
const DEV_ROOMS = [
  'start',
  'commands',
  'generate',
  'network',
  'seed',
  'schemas',
  'mysql',
  'config.ts',
  'progress.ts',
  // What starts and checks the others, and no TypeScript.
  'run.mjs',
  'source-lines.mjs',
  'end-with-parent.mjs',
  'check.mjs',
];
const MYSQL_ROOMS = [
  'provide-mysql.ts',
  'external-server.ts',
  'docker-mysql.ts',
  'private',
  'fetched',
  'installation',
  'processes',
  'mysql-server.ts',
];
const SUPPORT_ROOMS = [
  'vitest',
  'commands',
  'executions',
  'networks',
  'telemetry',
  'nats',
  'servers',
  'schemas',
];
const DIFFERENTIAL_ROOMS = ['cli.ts', 'comparisons', 'differential-command.ts', 'inputs'];
const CONSOLE_CLIENTES_ROOMS = ['search', 'edit', 'erase', 'export'];
const CONSOLE_SHARED_ROOMS = ['dialogs', 'pages', 'forms', 'values'];

/** What a router writes and another part reads. */
const FORMATS = ['^usage-format/', '^access-format/'];

/** What an operation costs, which the router bounds and the schema tool tells. */
const OPERATION_COST = '^operation-cost/';

/** A room imports itself, the rooms below it, and of the other parts what its own part may. */
const rulesOf = (part, rooms, others = []) =>
  rooms.map((room, place) =>
    only(
      `${part}-${room}`,
      pathOf(part, room),
      [...rooms.slice(place).map((below) => pathOf(part, below)), ...others],
      `${part}/${room} imports itself and what is below it`,
    ),
  );
/** A room is a folder, or one file between folders. */
const pathOf = (part, room) =>
  /\.m?ts$|\.mjs$/.test(room) ? `^${part}/${room.replace('.', '\\.')}$` : `^${part}/${room}/`;
/** Each file of a part is in one of its rooms, or is named among them. */
const allInRooms = (part, rooms) => ({
  name: `${part}-in-rooms`,
  comment: `a file of ${part}/ is in one of its rooms, or is named among them`,
  severity: 'error',
  from: { path: `^${part}/`, pathNot: [TESTS, ...rooms.map((room) => pathOf(part, room))] },
  to: {},
});
/** Each folder of a part is one of its rooms; what stands beside them is above them. */
const foldersAreRooms = (part, rooms) => ({
  name: `${part}-folders`,
  comment: `a folder of ${part}/ is named among its rooms, which says what it may import`,
  severity: 'error',
  from: { path: `^${part}/[^/]+/`, pathNot: [TESTS, ...rooms.map((room) => pathOf(part, room))] },
  to: {},
});
const roomRules = [
  ...rulesOf('platform', ROOMS),
  allInRooms('platform', ROOMS),
  ...rulesOf('platform/database', DATABASE_ROOMS, ['^platform/(?!database/)']),
  allInRooms('platform/database', DATABASE_ROOMS),
  ...rulesOf('platform/execution', EXECUTION_ROOMS, ['^platform/(?!execution/)']),
  allInRooms('platform/execution', EXECUTION_ROOMS),
  ...rulesOf('platform/events', EVENTS_ROOMS, ['^platform/(?!events/)']),
  allInRooms('platform/events', EVENTS_ROOMS),
  ...rulesOf('platform/events/broker', BROKER_ROOMS, ['^platform/(?!events/broker/)']),
  allInRooms('platform/events/broker', BROKER_ROOMS),
  ...rulesOf('platform/subgraph', SUBGRAPH_ROOMS, ['^platform/(?!subgraph/)']),
  allInRooms('platform/subgraph', SUBGRAPH_ROOMS),
  ...rulesOf('platform/peers', PEERS_ROOMS, ['^platform/(?!peers/)']),
  allInRooms('platform/peers', PEERS_ROOMS),
  ...rulesOf('platform/identity', IDENTITY_ROOMS, ['^platform/(?!identity/)']),
  allInRooms('platform/identity', IDENTITY_ROOMS),
  ...rulesOf('platform/process', PROCESS_ROOMS, ['^platform/(?!process/)']),
  allInRooms('platform/process', PROCESS_ROOMS),
  ...rulesOf('platform/http', HTTP_ROOMS, ['^platform/(?!http/)']),
  allInRooms('platform/http', HTTP_ROOMS),
  ...rulesOf('router', ROUTER_ROOMS, [
    '^router/context\\.ts$',
    '^router/config/config\\.ts$',
    '^platform/',
    ...FORMATS,
    OPERATION_COST,
  ]),
  foldersAreRooms('router', ROUTER_ROOMS),
  ...rulesOf('router/auth', AUTH_ROOMS, ['^platform/']),
  allInRooms('router/auth', AUTH_ROOMS),
  ...rulesOf('router/plans', PLANS_ROOMS, ['^router/context\\.ts$', '^platform/']),
  foldersAreRooms('router/plans', PLANS_ROOMS),
  ...rulesOf('router/subgraphs', SUBGRAPHS_ROOMS, ['^router/(?!subgraphs/)', '^platform/']),
  foldersAreRooms('router/subgraphs', SUBGRAPHS_ROOMS),
  ...rulesOf('router/planning', PLANNING_ROOMS),
  foldersAreRooms('router/planning', PLANNING_ROOMS),
  {
    name: 'router/requests/load-shedding',
    comment: 'what stands beside router/requests/load-shedding/ is below it',
    severity: 'error',
    from: { path: '^router/requests/[^/]+\\.ts$', pathNot: TESTS },
    to: { path: '^router/requests/load-shedding/' },
  },
  ...rulesOf('router/limits', LIMITS_ROOMS, ['^router/context\\.ts$', '^platform/', OPERATION_COST]),
  foldersAreRooms('router/limits', LIMITS_ROOMS),
  ...rulesOf('schema-tool/check', CHECK_ROOMS, ['^schema-tool/(?!check/)', '^usage-format/', OPERATION_COST]),
  allInRooms('schema-tool/check', CHECK_ROOMS),
  ...rulesOf('schema-tool', SCHEMA_TOOL_ROOMS, ['^usage-format/', '^platform/identity/', OPERATION_COST]),
  foldersAreRooms('schema-tool', SCHEMA_TOOL_ROOMS),
  ...rulesOf('subgraphs/acessos', ACESSOS_ROOMS, [
    '^subgraphs/acessos/schema\\.types\\.ts$',
    '^platform/',
    '^access-format/',
  ]),
  foldersAreRooms('subgraphs/acessos', ACESSOS_ROOMS),
  ...rulesOf('subgraphs/clientes', CLIENTES_ROOMS, [
    '^subgraphs/clientes/(cliente-store|cliente-writes|events|exclusao-store)\\.ts$',
    '^platform/',
  ]),
  foldersAreRooms('subgraphs/clientes', CLIENTES_ROOMS),
  ...rulesOf('subgraphs/inventario', INVENTARIO_ROOMS, [
    '^subgraphs/inventario/schema\\.types\\.ts$',
    '^platform/',
  ]),
  foldersAreRooms('subgraphs/inventario', INVENTARIO_ROOMS),
  ...rulesOf('backup', BACKUP_ROOMS, ['^platform/']),
  allInRooms('backup', BACKUP_ROOMS),
  ...rulesOf('bench', BENCH_ROOMS, ['^(?!bench/)']),
  allInRooms('bench', BENCH_ROOMS),
  ...rulesOf('dev', DEV_ROOMS, ['^(?!dev/)']),
  allInRooms('dev', DEV_ROOMS),
  ...rulesOf('dev/mysql', MYSQL_ROOMS, ['^(?!dev/mysql/)']),
  allInRooms('dev/mysql', MYSQL_ROOMS),
  ...rulesOf('tests/support', SUPPORT_ROOMS, ['^(?!tests/support/)']),
  allInRooms('tests/support', SUPPORT_ROOMS),
  ...rulesOf('tests/differential', DIFFERENTIAL_ROOMS, ['^(?!tests/differential/)']),
  allInRooms('tests/differential', DIFFERENTIAL_ROOMS),
  ...rulesOf('console/src/clientes', CONSOLE_CLIENTES_ROOMS, ['^console/(?!src/clientes/)']),
  foldersAreRooms('console/src/clientes', CONSOLE_CLIENTES_ROOMS),
  ...rulesOf('console/src/shared', CONSOLE_SHARED_ROOMS, ['^console/(?!src/shared/)']),
  allInRooms('console/src/shared', CONSOLE_SHARED_ROOMS),
];

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { pathNot: '^explorer/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'resolvable-in-explorer',
      comment: 'its npm packages are installed only where its page is built',
      severity: 'error',
      from: { path: '^explorer/' },
      to: { couldNotResolve: true, path: '^\\.' },
    },
    {
      name: 'explorer-stands-alone',
      comment: 'explorer/ imports npm packages and itself: it is a package of its own',
      severity: 'error',
      from: { path: '^explorer/', pathNot: TESTS },
      to: { path: '^(?!explorer/|node_modules/)[^/]+/', dependencyTypes: ['local'] },
    },
    only('platform-stands-alone', '^platform/', ['^platform/'], 'platform/ imports npm packages only'),
    only(
      'backup-on-platform',
      '^backup/',
      ['^backup/', '^platform/'],
      'backup/ imports itself and platform/; it loads what subgraphs/ has when it runs',
    ),
    only(
      'router-on-platform',
      '^router/',
      ['^router/', '^platform/', ...FORMATS, OPERATION_COST],
      'router/ imports itself, platform/, the formats of what it reports and what operations cost',
    ),
    only(
      'console-stands-alone',
      '^console/',
      ['^console/'],
      'console/ imports npm packages and itself; the graph it knows by documents and generated types',
    ),
    {
      name: 'console-from-outside',
      comment: 'of the console the outside sees how it is bundled',
      severity: 'error',
      from: { pathNot: '^console/' },
      to: { path: '^console/', pathNot: '^console/build/' },
    },
    only(
      'examples-stand-alone',
      '^examples/',
      ['^examples/'],
      'examples/ imports npm packages and itself: whoever copies it has nothing else',
    ),
    {
      name: 'examples-from-outside',
      comment: 'the examples are run by tests, and their types are generated; nothing is built on them',
      severity: 'error',
      from: { pathNot: '^(examples|tests)/' },
      to: { path: '^examples/', pathNot: '^examples/(codegen|manifest)\\.ts$' },
    },
    only(
      'usage-format-stands-alone',
      '^usage-format/',
      ['^usage-format/'],
      'usage-format/ imports npm packages only',
    ),
    only(
      'access-format-stands-alone',
      '^access-format/',
      ['^access-format/'],
      'access-format/ imports npm packages only',
    ),
    only(
      'operation-cost-stands-alone',
      '^operation-cost/',
      ['^operation-cost/'],
      'operation-cost/ imports npm packages only',
    ),
    only(
      'schema-tool-stands-alone',
      '^schema-tool/',
      ['^schema-tool/', '^usage-format/', '^platform/identity/', OPERATION_COST],
      'schema-tool/ imports itself, the usage format, how identities are signed (docs/decisions/0007) and how costs are estimated (0037); it reads SDL as data',
    ),
    {
      name: 'identities-in-fleet',
      comment: 'of schema-tool/ only fleet/ signs identities (docs/decisions/0007)',
      severity: 'error',
      from: { path: '^schema-tool/', pathNot: `^schema-tool/fleet/|${TESTS}` },
      to: { path: '^platform/' },
    },
    {
      name: 'subgraphs-stand-alone',
      comment: 'a subgraph imports itself, platform/ and what routers report to it, never another subgraph',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/', pathNot: TESTS },
      to: {
        pathNot: [npm, '^platform/', '^access-format/', '^subgraphs/$1/'],
        dependencyTypesNot: ['core', 'npm', 'npm-dev', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
      },
    },
    {
      name: 'tests-beside-the-code',
      comment:
        'a test beside the code sees its own part, platform/, what tests share and how dev/ makes schemas',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/.*\\.test\\.ts$' },
      to: {
        path: '^(subgraphs|router|schema-tool|bench)/',
        pathNot: '^subgraphs/$1/',
      },
    },
    {
      name: 'subgraphs-from-outside',
      comment: 'of a subgraph the outside sees subgraph.ts and fixtures.ts',
      severity: 'error',
      from: { path: '^(dev|tests|bench)/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/[^/]+/(subgraph|fixtures)\\.ts$' },
    },
    {
      name: 'nothing-imports-the-tools',
      severity: 'error',
      from: {
        path: '^(platform|backup|subgraphs|router|usage-format|access-format|operation-cost|schema-tool|console|examples)/',
        pathNot: '\\.test\\.ts$',
      },
      to: { path: '^(dev|tests|bench|deploy|explorer)/' },
    },
    {
      name: 'knex-in-the-database-room',
      comment: 'only platform/database/ and migrations import knex; stores have their statements as text',
      severity: 'error',
      from: {
        path: '^(platform|subgraphs|router|schema-tool|dev)/',
        pathNot: '/migrations/|^platform/database/',
      },
      to: { path: '^node_modules/knex/' },
    },
    {
      name: 'no-dev-dependencies-in-production',
      severity: 'error',
      from: {
        path: '^(platform|backup|subgraphs|router|usage-format|access-format|operation-cost)/',
        pathNot: '\\.test\\.ts$',
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: '^(bench/(\\.build|peers)|schema-tool/dist|tests/examples/programs|examples/(generated|fetch/generated|relay/__generated__))/',
    },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
