import {
  type ArgumentNode,
  type GraphQLArgument,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  Kind,
  type ValueNode,
} from 'graphql';

/**
 * Whether a field is given personal data to find something by, as in `clientePorCpf(cpf: $cpf)`: what it finds then is confirmed to have
 * that. Of a value that is a variable everything is taken to be given.
 *
 * @param coordinate of the field
 * @param personal coordinates, also of arguments, `Type.field(argument:)`, and of fields of inputs
 */
export function isFoundByPersonalData(
  coordinate: string,
  args: readonly GraphQLArgument[],
  given: readonly ArgumentNode[],
  personal: ReadonlySet<string>,
): boolean {
  return given.some(({ name, value }) => {
    const argument = args.find((one) => one.name === name.value);
    if (!argument || value.kind === Kind.NULL) return false;
    return (
      personal.has(`${coordinate}(${argument.name}:)`) || hasPersonalData(value, argument.type, personal)
    );
  });
}

function hasPersonalData(value: ValueNode, type: GraphQLInputType, personal: ReadonlySet<string>): boolean {
  const input = getNamedType(type);
  if (!isInputObjectType(input)) return false;
  switch (value.kind) {
    case Kind.LIST:
      return value.values.some((one) => hasPersonalData(one, type, personal));
    case Kind.OBJECT:
      return value.fields.some(({ name, value: inner }) => {
        const field = input.getFields()[name.value];
        if (!field || inner.kind === Kind.NULL) return false;
        return personal.has(`${input.name}.${field.name}`) || hasPersonalData(inner, field.type, personal);
      });
    case Kind.VARIABLE:
      return canHavePersonalData(input, personal, new Set());
    default:
      return false;
  }
}

/** @param seen inputs that are looked at already: one may have itself in it */
function canHavePersonalData(
  type: GraphQLInputType,
  personal: ReadonlySet<string>,
  seen: Set<string>,
): boolean {
  const input = getNamedType(type);
  if (!isInputObjectType(input) || seen.has(input.name)) return false;
  seen.add(input.name);
  return Object.values(input.getFields()).some(
    (field) => personal.has(`${input.name}.${field.name}`) || canHavePersonalData(field.type, personal, seen),
  );
}
