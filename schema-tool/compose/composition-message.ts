/** One thing that composition says, at the place that it is about. */
export interface CompositionMessage {
  code: string;
  message: string;
  /** Where in the subgraphs' files; empty when it is about none in particular. */
  places: { subgraph: string; file: string; line: number }[];
}
