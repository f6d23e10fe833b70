import {
  type ASTNode,
  type DocumentNode,
  type EnumValueNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  Kind,
  type ObjectFieldNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Told what a document uses while it is walked; `info` says where the walk is. */
export interface CoordinateVisitor {
  /** `Type.field` that is selected, introspection left out. */
  field?(coordinate: string, node: FieldNode, info: TypeInfo): void;
  /** `Input.field` that is given in the document. */
  inputField?(coordinate: string, node: ObjectFieldNode, info: TypeInfo): void;
  /** `Enum.VALUE` that is given in the document. */
  enumValue?(coordinate: string, node: EnumValueNode): void;
  /** Any node, before the methods above. */
  node?(node: ASTNode, info: TypeInfo): void;
}

/** Walks a document once and tells the schema coordinates that it uses. What the schema does not know is left out. */
export function visitCoordinates(
  schema: GraphQLSchema,
  document: DocumentNode,
  visitor: CoordinateVisitor,
): void {
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      enter(node) {
        visitor.node?.(node, info);
        if (node.kind === Kind.FIELD) {
          const parent = info.getParentType();
          if (parent && !isIntrospection(parent.name) && !isIntrospection(node.name.value)) {
            visitor.field?.(`${parent.name}.${node.name.value}`, node, info);
          }
        } else if (node.kind === Kind.OBJECT_FIELD) {
          const parent = getNamedType(info.getParentInputType());
          if (isInputObjectType(parent))
            visitor.inputField?.(`${parent.name}.${node.name.value}`, node, info);
        } else if (node.kind === Kind.ENUM) {
          const type = getNamedType(info.getInputType());
          if (isEnumType(type)) visitor.enumValue?.(`${type.name}.${node.value}`, node);
        }
      },
    }),
  );
}

function isIntrospection(name: string): boolean {
  return name.startsWith('__');
}
