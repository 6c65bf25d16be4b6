package io.freshet.bridge.decode.debezium;

import io.freshet.bridge.decode.Path;
import io.freshet.bridge.decode.Projection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mapping's paths as paths into the whole envelope, which stands in {@code payload} where the
 * JSON converter adds its schema to every message.
 */
final class Envelope {
  /** The first step of a path that leads into the envelope and not into the row. */
  static final String ITSELF = "$envelope";

  private final Projection projection = new Projection();
  private final Wrapping bare;
  private final Wrapping wrapped;
  private final @Nullable Object[] slots;

  /** Where everything is, with or without the payload around it; by the mapping's slots. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Wrapping(int operation, int[] before, int[] after) {}

  Envelope(Projection paths) {
    this.bare = wrapping(paths.paths(), List.of());
    this.wrapped = wrapping(paths.paths(), List.of("payload"));
    this.slots = new @Nullable Object[projection.size()];
  }

  Projection projection() {
    return projection;
  }

  /** What a decoder of the projection fills. */
  @Nullable Object[] slots() {
    return slots;
  }

  /** The op; empty where there is none. */
  String operation() {
    return slots[found().operation()] instanceof String operation ? operation : "";
  }

  void before(@Nullable Object[] to) {
    copy(found().before(), to);
  }

  void after(@Nullable Object[] to) {
    copy(found().after(), to);
  }

  private Wrapping found() {
    return slots[bare.operation()] == null ? wrapped : bare;
  }

  private void copy(int[] from, @Nullable Object[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = slots[from[i]];
    }
  }

  private Wrapping wrapping(List<Path> paths, List<String> outer) {
    int[] before = new int[paths.size()];
    int[] after = new int[paths.size()];
    for (int i = 0; i < before.length; i++) {
      before[i] = slot(outer, "before", paths.get(i));
      after[i] = slot(outer, "after", paths.get(i));
    }
    return new Wrapping(projection.slot(new Path(joined(outer, List.of("op")))), before, after);
  }

  private int slot(List<String> outer, String row, Path path) {
    List<String> steps = path.steps();
    return projection.slot(
        new Path(
            intoEnvelope(path)
                ? joined(outer, steps.subList(1, steps.size()))
                : joined(joined(outer, List.of(row)), steps)));
  }

  static boolean intoEnvelope(Path path) {
    return !path.steps().isEmpty() && path.steps().getFirst().equals(ITSELF);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> steps = new ArrayList<>(first);
    steps.addAll(second);
    return steps;
  }
}
