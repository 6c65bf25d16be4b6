package io.freshet.bridge.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.freshet.bridge.decode.Numeral;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between decoded values and those of CEL. */
final class CelValues {
  private CelValues() {}

  /** As CEL knows it. Members that are null are left out: absent and null are one. */
  static Object toCel(@Nullable Object value) {
    return switch (value) {
      case null -> NullValue.NULL_VALUE;
      case Numeral number -> Double.parseDouble(number.text());
      case Float number -> number.doubleValue();
      case Integer number -> number.longValue();
      case byte[] bytes -> CelByteString.of(bytes);
      case List<?> elements -> elements.stream().map(CelValues::toCel).toList();
      case Map<?, ?> members -> {
        Map<Object, Object> copy = new LinkedHashMap<>();
        members.forEach((name, member) -> {
          if (member != null) {
            copy.put(name, toCel(member));
          }
        });
        yield copy;
      }
      default -> value;
    };
  }

  /** What stands behind {@code object.name}: null where there is none. */
  static Object field(Object object, String name) {
    return object instanceof Map<?, ?> members && members.get(name) != null
        ? members.get(name)
        : NullValue.NULL_VALUE;
  }

  /** As a mapping knows it; empty where no field can hold such a thing. */
  static Optional<Evaluated.Result> fromCel(Object value) {
    return switch (value) {
      case NullValue _ -> Optional.of(new Evaluated.Result(null));
      case Optional<?> maybe ->
          maybe.isPresent() ? fromCel(maybe.get()) : Optional.of(new Evaluated.Result(null));
      case Boolean _, Long _, Double _, String _, Instant _ ->
          Optional.of(new Evaluated.Result(value));
      case UnsignedLong number -> Optional.of(new Evaluated.Result(new Numeral(number.toString())));
      case CelByteString bytes -> Optional.of(new Evaluated.Result(bytes.toByteArray()));
      case List<?> elements -> list(elements);
      case Map<?, ?> members -> map(members);
      default -> Optional.empty();
    };
  }

  private static Optional<Evaluated.Result> list(List<?> elements) {
    List<@Nullable Object> converted = new ArrayList<>(elements.size());
    for (Object element : elements) {
      Optional<Evaluated.Result> result = fromCel(element);
      if (result.isEmpty()) {
        return Optional.empty();
      }
      converted.add(result.get().value());
    }
    return Optional.of(new Evaluated.Result(converted));
  }

  private static Optional<Evaluated.Result> map(Map<?, ?> members) {
    Map<String, @Nullable Object> converted = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      Optional<Evaluated.Result> result = fromCel(member.getValue());
      if (result.isEmpty() || !(member.getKey() instanceof String name)) {
        return Optional.empty();
      }
      converted.put(name, result.get().value());
    }
    return Optional.of(new Evaluated.Result(converted));
  }
}
