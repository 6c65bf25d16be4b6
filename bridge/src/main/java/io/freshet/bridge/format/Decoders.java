package io.freshet.bridge.format;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.DecodingConfig;
import io.freshet.bridge.config.TopicConfig;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.map.TopicMapping;
import io.freshet.bridge.registry.CachedRegistry;
import io.freshet.bridge.registry.RestRegistry;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What reads the messages of each topic. All topics share one schema registry. */
public final class Decoders {
  private final Map<DecodingConfig, Function<Projection, Decoder>> formats;

  private Decoders(Map<DecodingConfig, Function<Projection, Decoder>> formats) {
    this.formats = Map.copyOf(formats);
  }

  /**
   * Gets ready for all topics; the schema registry is not asked yet.
   *
   * @param problems gets what is wrong with schema files and classes
   * @throws RegistryUnusable where the registry's TLS files are of no use
   */
  public static Decoders open(BridgeConfig config, InstantSource clock, Problems problems) {
    Formats formats = formats(config, clock);
    Map<DecodingConfig, Function<Projection, Decoder>> opened = new HashMap<>();
    for (TopicConfig topic : config.topics()) {
      opened.computeIfAbsent(topic.decoding(), decoding -> formats.open(decoding, problems));
    }
    return new Decoders(opened);
  }

  /** A new decoder, for one thread. */
  public Decoder of(TopicMapping mapping) {
    Function<Projection, Decoder> format = formats.get(mapping.config().decoding());
    if (format == null) {
      throw new IllegalStateException("no topic of the configuration: " + mapping.config().name());
    }
    return format.apply(mapping.projection());
  }

  private static Formats formats(BridgeConfig config, InstantSource clock) {
    try {
      return config.schemaRegistry().isPresent()
          ? new Formats(new CachedRegistry(new RestRegistry(config.schemaRegistry().get()), clock))
          : Formats.withoutRegistry();
    } catch (IOException | GeneralSecurityException e) {
      throw new RegistryUnusable("schema_registry.tls: " + e.getMessage());
    }
  }
}
