package io.freshet.ingest.plan;

import io.freshet.schema.Fields;
import io.freshet.schema.PushSource;
import io.freshet.schema.SourceJson;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A push source with its views, prepared once per catalogue. */
public final class SourcePlan {
  private final PushSource source;
  private final String id;
  private final String version;
  private final byte[] json;
  private final List<ViewPlan> views;
  private final int[] byName;

  SourcePlan(PushSource source) {
    this.source = source;
    this.id = SourceJson.id(source.workspace(), source.name());
    this.version = SourceJson.version(source);
    this.json = SourceJson.write(source);
    this.views = source.featureViews().stream().map(view -> new ViewPlan(source, view)).toList();
    this.byName =
        IntStream.range(0, source.fields().size())
            .boxed()
            .sorted(Comparator.comparing(position -> source.fields().at(position).name()))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  public PushSource source() {
    return source;
  }

  public String name() {
    return source.name();
  }

  /** The stable hash that answers carry. */
  public String id() {
    return id;
  }

  /** Changes when anything in the schema changes. */
  public String version() {
    return version;
  }

  /** The schema as a JSON document. */
  public byte[] json() {
    return json.clone();
  }

  public Fields fields() {
    return source.fields();
  }

  public List<ViewPlan> views() {
    return views;
  }

  /** The position of the field that comes n-th by name: an order that no edit of the file moves. */
  public int byName(int rank) {
    return byName[rank];
  }
}
