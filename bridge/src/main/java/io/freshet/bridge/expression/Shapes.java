package io.freshet.bridge.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import io.freshet.bridge.event.Shape;

/** CEL's types as shapes. */
final class Shapes {
  private Shapes() {}

  static Shape of(CelType type) {
    if (type instanceof OptionalType optional) {
      return of(optional.parameters().getFirst());
    }
    return switch (type.kind()) {
      case BOOL -> Shape.Scalar.BOOL;
      case INT, UINT -> Shape.Scalar.WHOLE;
      case DOUBLE -> Shape.Scalar.FRACTION;
      case STRING -> Shape.Scalar.TEXT;
      case BYTES -> Shape.Scalar.BYTES;
      case TIMESTAMP -> Shape.Scalar.TIME;
      case LIST ->
          type instanceof ListType list ? new Shape.Array(of(list.elemType())) : Shape.Scalar.OTHER;
      case MAP ->
          type instanceof MapType map ? new Shape.Members(of(map.valueType())) : Shape.Scalar.OTHER;
      case DYN, ANY, TYPE_PARAM -> Shape.Scalar.UNKNOWN;
      case UNSPECIFIED, ERROR, DURATION, NULL_TYPE, OPAQUE, STRUCT, TYPE -> Shape.Scalar.OTHER;
    };
  }
}
