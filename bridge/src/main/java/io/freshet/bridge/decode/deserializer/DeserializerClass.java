package io.freshet.bridge.decode.deserializer;

import io.freshet.bridge.config.FormatConfig.Named;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.Projection;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;

/** A {@code Deserializer} on the class path, by its name. */
public final class DeserializerClass {
  private final Named named;
  private final Class<?> type;

  private DeserializerClass(Named named, Class<?> type) {
    this.named = named;
    this.type = type;
  }

  /** A class that cannot be used, and what to do about it. */
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Decoders that each have an instance of their own, configured for values.
   *
   * @throws Unusable where the class is missing, is none, or refuses its properties
   */
  public static Function<Projection, Decoder> of(Named named) throws Unusable {
    try {
      var loaded = new DeserializerClass(named, Class.forName(named.className()));
      loaded.open().close();
      return paths -> new DeserializerDecoder(loaded.open(), paths);
    } catch (ClassNotFoundException e) {
      throw new Unusable(
          "there is no class " + named.className() + ": put its jar on the class path", e);
    } catch (RuntimeException | LinkageError e) {
      throw new Unusable(named.className() + " cannot be used: " + e.getMessage(), e);
    }
  }

  private Deserializer<?> open() {
    try {
      if (!(type.getConstructor().newInstance() instanceof Deserializer<?> deserializer)) {
        throw new IllegalArgumentException("it is not a Kafka Deserializer");
      }
      deserializer.configure(Map.copyOf(named.properties()), false);
      return deserializer;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("it has no constructor that can be called: " + e, e);
    }
  }
}
