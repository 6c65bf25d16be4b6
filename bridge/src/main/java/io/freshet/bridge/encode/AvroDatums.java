package io.freshet.bridge.encode;

import io.freshet.yaml.NearNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Avro's generic data: in Avro's own JSON encoding (Apache Avro 1.12 specification, "JSON
 * Encoding"), where a value of a union names its branch, or as anybody would write it, without the
 * name, and without a field that has a default or may be null.
 */
final class AvroDatums {
  private AvroDatums() {}

  static @Nullable Object of(Schema schema, @Nullable Object json, String path) throws Misfit {
    return switch (schema.getType()) {
      case RECORD -> record(schema, json, path);
      case UNION -> union(schema, json, path);
      case ARRAY -> array(schema, json, path);
      case MAP -> map(schema, json, path);
      case ENUM -> symbol(schema, json, path);
      case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED ->
          AvroScalars.of(schema, json, path);
    };
  }

  private static Object record(Schema schema, @Nullable Object json, String path) throws Misfit {
    if (!(json instanceof Map<?, ?> members)) {
      throw expected("an object", json, path);
    }
    List<String> names = schema.getFields().stream().map(Field::name).toList();
    for (Object name : members.keySet()) {
      if (!names.contains(String.valueOf(name))) {
        throw Misfit.at(
            below(path, String.valueOf(name)),
            "%s has no such field. %s"
                .formatted(schema.getName(), NearNames.hint(String.valueOf(name), names))
                .strip());
      }
    }
    var record = new GenericData.Record(schema);
    for (Field field : schema.getFields()) {
      String at = below(path, field.name());
      record.put(
          field.pos(),
          members.containsKey(field.name())
              ? of(field.schema(), members.get(field.name()), at)
              : absent(field, at));
    }
    return record;
  }

  private static @Nullable Object absent(Field field, String path) throws Misfit {
    if (field.hasDefaultValue()) {
      return GenericData.get().getDefaultValue(field);
    }
    if (field.schema().isNullable()) {
      return null;
    }
    throw Misfit.at(path, "is missing, and the schema has no default for it");
  }

  private static @Nullable Object union(Schema schema, @Nullable Object json, String path)
      throws Misfit {
    if (json == null && schema.isNullable()) {
      return null;
    }
    if (json instanceof Map<?, ?> members && members.size() == 1) {
      Map.Entry<?, ?> member = members.entrySet().iterator().next();
      for (Schema branch : schema.getTypes()) {
        if (branch.getFullName().equals(member.getKey())) {
          return of(branch, member.getValue(), below(path, branch.getFullName()));
        }
      }
    }
    List<Schema> branches =
        schema.getTypes().stream().filter(branch -> branch.getType() != Schema.Type.NULL).toList();
    if (branches.size() == 1) {
      return of(branches.getFirst(), json, path);
    }
    for (Schema branch : branches) {
      try {
        return of(branch, json, path);
      } catch (Misfit _) {
        // the next may fit
      }
    }
    List<String> names = branches.stream().map(Schema::getFullName).toList();
    throw Misfit.at(
        path,
        "fits none of %s: {\"%s\": …} says which it is, and what is wrong with it"
            .formatted(String.join(", ", names), names.getFirst()));
  }

  private static Object array(Schema schema, @Nullable Object json, String path) throws Misfit {
    if (!(json instanceof List<?> elements)) {
      throw expected("a list", json, path);
    }
    List<@Nullable Object> data = new ArrayList<>();
    for (Object element : elements) {
      data.add(of(schema.getElementType(), element, path + "[" + data.size() + "]"));
    }
    return data;
  }

  private static Object map(Schema schema, @Nullable Object json, String path) throws Misfit {
    if (!(json instanceof Map<?, ?> members)) {
      throw expected("an object", json, path);
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String name = String.valueOf(member.getKey());
      data.put(name, of(schema.getValueType(), member.getValue(), below(path, name)));
    }
    return data;
  }

  private static Object symbol(Schema schema, @Nullable Object json, String path) throws Misfit {
    if (!(json instanceof String text)) {
      throw expected("a symbol of " + schema.getName(), json, path);
    }
    if (!schema.hasEnumSymbol(text)) {
      throw Misfit.at(
          path,
          "%s has no symbol %s. %s"
              .formatted(schema.getName(), text, NearNames.hint(text, schema.getEnumSymbols()))
              .strip());
    }
    return new GenericData.EnumSymbol(schema, text);
  }

  static Misfit expected(String what, @Nullable Object json, String path) {
    String got =
        switch (json) {
          case null -> "null";
          case Map<?, ?> _ -> "an object";
          case List<?> _ -> "a list";
          case String _ -> "text";
          case Boolean _ -> "a boolean";
          default -> "a number";
        };
    return Misfit.at(path, "expected " + what + ", got " + got);
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
