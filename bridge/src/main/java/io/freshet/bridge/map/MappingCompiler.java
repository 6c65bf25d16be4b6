package io.freshet.bridge.map;

import io.freshet.bridge.config.RouteConfig;
import io.freshet.bridge.config.TopicConfig;
import io.freshet.bridge.decode.Projection;
import io.freshet.schema.PushSource;
import io.freshet.yaml.NearNames;
import io.freshet.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Checks topics' routes against the registered schemas, once, at start. */
public final class MappingCompiler {
  private final Map<String, PushSource> sources;
  private final Function<TopicConfig, TopicShape> shapes;
  private final Problems problems;

  /**
   * Compiles against schemas.
   *
   * @param sources the registered schemas by push source
   * @param shapes what is known of a topic's messages
   */
  public MappingCompiler(
      Map<String, PushSource> sources,
      Function<TopicConfig, TopicShape> shapes,
      Problems problems) {
    this.sources = Map.copyOf(sources);
    this.shapes = shapes;
    this.problems = problems;
  }

  /** The mappings of all topics; of no use where problems have been added. */
  public TopicMappings compile(List<TopicConfig> topics) {
    return new TopicMappings(topics.stream().map(this::compile).toList());
  }

  private TopicMapping compile(TopicConfig topic) {
    var event = new Projection();
    var key = new Projection();
    var compiler =
        new RouteCompiler(
            new Sources(
                topic.decoding(),
                event,
                key,
                new Schemas(topic.decoding(), shapes.apply(topic), problems),
                problems),
            problems);
    List<RecordMapper> routes = new ArrayList<>();
    for (RouteConfig route : topic.routes()) {
      PushSource source = sources.get(route.pushSource());
      if (source != null) {
        routes.add(new RecordMapper(compiler.compile(route, source, topic.onTombstone())));
      } else if (!route.pushSource().isEmpty()) {
        problems.add(
            route
                .place()
                .problem(
                    "no push source " + route.pushSource() + " is registered",
                    NearNames.hint(route.pushSource(), sources.keySet())));
      }
    }
    return new TopicMapping(topic, event, key, routes);
  }
}
