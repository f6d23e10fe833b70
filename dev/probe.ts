import { parse } from 'graphql';
import { composeServices } from '@apollo/composition';
import { buildPlanner } from '../router/planning/run-planner.ts';
const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@provides", "@shareable", "@inaccessible", "@interfaceObject"])';
const media= `${LINK}
      type Query { media: [Media!]!  shelf: Shelf  rows: [[Book]!]  thing(id: ID!): Thing  strict: Book! }
      interface Media @key(fields: "id") { id: ID!  title: String }
      type Book implements Media @key(fields: "id") @key(fields: "isbn lang") {
        id: ID!  title: String!  isbn: String!  lang: String!  state: State!  size: Size  tags: [String!]  next: Book
        weird: Float  count: Int @shareable  ok: Boolean
      }
      type Film implements Media @key(fields: "id") { id: ID!  title: String  size: Size  state: State  minutes: Int! }
      type Size { w: Int!  h: Int }
      union Thing = Book | Film | Size
      type Shelf { things: [Thing]  books: [Book!]!  grid: [[Media!]] }
      enum State { NEW USED LOST @inaccessible }`;
const reviews= `${LINK}
      type Media @interfaceObject @key(fields: "id") { id: ID!  stars: Int  reviews: [Review!] }
      type Review { text: String!  of: Media }`;
const { supergraphSdl } = composeServices([{name:'media',typeDefs:parse(media)},{name:'reviews',typeDefs:parse(reviews)}]);
const p = buildPlanner(supergraphSdl!);
for (const q of process.argv.slice(2)) console.log(q, '\n', JSON.stringify(p.plan({operation:q,overrides:[]}),null,1));
