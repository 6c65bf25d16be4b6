package io.freshet.bridge.map;

import io.freshet.bridge.config.TopicConfig;
import io.freshet.schema.PushSource;
import io.freshet.yaml.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The mappings in force: compiled against the registered schemas at start, and again when one of
 * those has moved on. Any thread reads them.
 */
public final class MappingsInForce {
  private final List<TopicConfig> topics;
  private final Map<String, PushSource> schemas;
  private final Function<TopicConfig, TopicShape> shapes;
  private volatile TopicMappings compiled;

  /**
   * Compiles.
   *
   * @param schemas the registered schemas by push source
   * @param shapes what is known of a topic's messages
   * @param problems where there are any, this is of no use
   */
  public MappingsInForce(
      List<TopicConfig> topics,
      Map<String, PushSource> schemas,
      Function<TopicConfig, TopicShape> shapes,
      Problems problems) {
    this.topics = List.copyOf(topics);
    this.shapes = shapes;
    this.schemas = new HashMap<>(schemas);
    this.compiled = new MappingCompiler(schemas, shapes, problems).compile(topics);
  }

  /** The mapping of a topic, if it is one that is consumed. */
  public Optional<TopicMapping> find(String topic) {
    return compiled.of(topic);
  }

  /** The mapping of a topic that is subscribed. */
  public TopicMapping of(String topic) {
    return find(topic).orElseThrow(() -> new IllegalStateException("not subscribed to " + topic));
  }

  /** Compiles against a schema that has moved on; adopts it where that leaves no problems. */
  public synchronized Problems adopt(PushSource schema) {
    var problems = new Problems();
    Map<String, PushSource> next = new HashMap<>(schemas);
    next.put(schema.name(), schema);
    TopicMappings anew = new MappingCompiler(next, shapes, problems).compile(topics);
    if (problems.isEmpty()) {
      schemas.put(schema.name(), schema);
      compiled = anew;
    }
    return problems;
  }

  /** Whether any route of a topic leads to such a push source. */
  public boolean leadsTo(String topic, Predicate<String> pushSource) {
    return of(topic).config().routes().stream()
        .anyMatch(route -> pushSource.test(route.pushSource()));
  }
}
