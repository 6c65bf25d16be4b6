package io.freshet.bridge.format;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.DecodingConfig;
import io.freshet.bridge.config.TopicConfig;
import io.freshet.bridge.decode.Decoder;
import io.freshet.bridge.map.TopicMapping;
import io.freshet.bridge.registry.CachedRegistry;
import io.freshet.bridge.registry.RestRegistry;
import io.freshet.bridge.registry.SchemaRegistry;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** What reads the messages of each topic. All topics share one schema registry. */
public final class Decoders {
  private final Map<DecodingConfig, TopicFormat> formats;

  private final SchemaRegistry registry;

  private Decoders(Map<DecodingConfig, TopicFormat> formats, SchemaRegistry registry) {
    this.formats = Map.copyOf(formats);
    this.registry = registry;
  }

  /**
   * Gets ready for all topics; the schema registry is not asked yet.
   *
   * @param problems gets what is wrong with schema files and classes
   * @throws RegistryUnusable where the registry's TLS files are of no use
   */
  public static Decoders open(BridgeConfig config, InstantSource clock, Problems problems) {
    Formats formats = formats(config, clock);
    Map<DecodingConfig, TopicFormat> opened = new HashMap<>();
    for (TopicConfig topic : config.topics()) {
      opened.computeIfAbsent(topic.decoding(), decoding -> formats.open(decoding, problems));
    }
    return new Decoders(opened, formats.registry());
  }

  /** The registry that all topics share; it knows nothing where none is configured. */
  public SchemaRegistry registry() {
    return registry;
  }

  /** A new decoder, for one thread. */
  public Decoder of(TopicMapping mapping) {
    TopicFormat format = formats.get(mapping.config().decoding());
    if (format == null) {
      throw new IllegalStateException("no topic of the configuration: " + mapping.config().name());
    }
    return format.of(mapping);
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
