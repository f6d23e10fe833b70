import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { planMermaid } from './plan-mermaid.ts';
import { OfflinePlanner, planMetrics } from './plan-metrics.ts';
import { planSteps } from './plan-steps.ts';
import { planTree } from './plan-tree.ts';

const planner = new OfflinePlanner(readFileSync('schema/supergraph.graphql', 'utf8'));
const ofInventario = `query Compra($comProduto: Boolean!) {
  cliente(id: 1) {
    nome
    inventario(first: 5) { nodes { total ... @include(if: $comProduto) { produto { nome } } } }
    enderecos { uf }
  }
}`;

test('a plan is a tree of what is asked one after the other and at the same time', () => {
  expect(planTree(planSteps(planner.plan(parse(ofInventario))))).toBe(
    `one after the other
├─ 1. clientes
│     { cliente(id: 1) { __typename id nome } }
└─ at the same time
   ├─ 2. enderecos, Cliente by id, for cliente
   │     { ...on Cliente { enderecos { uf } } }
   └─ one after the other
      ├─ 3. inventario, Cliente by id, for cliente
      │     { ...on Cliente { inventario(first: 5) { nodes { total ...@include(if: $comProduto) { produto {
      │     __typename id } } } } } }
      └─ if $comProduto is
         └─ true: 4. catalogo, Produto by id, for cliente.inventario.nodes[].produto
               { ...on Produto { nome } }`,
  );
});

test('a plan is a picture of who waits for whom, whatever is in its title', () => {
  expect(planMermaid('A "name" <b>', planSteps(planner.plan(parse(ofInventario))))).toBe(
    `flowchart TD
  start(["A #quot;name#quot; #lt;b#gt;"])
  fetch1["clientes<br/>root"]
  start --> fetch1
  fetch2["enderecos<br/>Cliente by id<br/>cliente"]
  fetch1 --> fetch2
  fetch3["inventario<br/>Cliente by id<br/>cliente"]
  fetch1 --> fetch3
  condition1{"$comProduto"}
  fetch3 --> condition1
  fetch4["catalogo<br/>Produto by id<br/>cliente.inventario.nodes[].produto"]
  condition1 -->|true| fetch4
  answer([answer])
  fetch2 --> answer
  fetch4 --> answer
  condition1 -->|false| answer`,
  );
});

test('requests, steps and cost of a plan are counted; lists of entities cost more than one entity', () => {
  const metrics = (query: string) => planMetrics(planner.plan(parse(query)));

  expect(metrics('{ __typename }')).toEqual({ requests: 0, depth: 0, cost: 0 });
  expect(metrics(ofInventario)).toMatchObject({ requests: 4, depth: 3 });
  const one = metrics('{ cliente(id: "1") { enderecos { uf } } }');
  const many = metrics('{ clientes { nodes { enderecos { uf } } } }');
  expect(many).toMatchObject({ requests: one.requests, depth: one.depth });
  expect(many.cost).toBeGreaterThan(one.cost);
});

test('a query that asks nothing of a subgraph has an empty plan', () => {
  const steps = planSteps(planner.plan(parse('{ __typename }')));

  expect(planTree(steps)).toBe('Nothing is fetched.');
  expect(planMermaid('Nada', steps)).toContain('start --> answer');
});
