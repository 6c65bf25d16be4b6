package io.freshet.bridge.decode.debezium;

import io.freshet.bridge.decode.Path;
import io.freshet.bridge.decode.Projection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mapping's paths as paths into the key. A table may log no more of a deleted row than its key
 * (PostgreSQL's REPLICA IDENTITY DEFAULT), and some connectors not even that.
 */
final class KeyPaths {
  private final Projection projection = new Projection();
  private final int[] bare;
  private final int[] wrapped;
  private final @Nullable Object[] slots;

  KeyPaths(Projection paths) {
    List<Path> all = paths.paths();
    this.bare = new int[all.size()];
    this.wrapped = new int[all.size()];
    for (int i = 0; i < bare.length; i++) {
      List<String> inPayload = new ArrayList<>(List.of("payload"));
      inPayload.addAll(all.get(i).steps());
      bare[i] = Envelope.intoEnvelope(all.get(i)) ? -1 : projection.slot(all.get(i));
      wrapped[i] = bare[i] < 0 ? -1 : projection.slot(new Path(inPayload));
    }
    this.slots = new @Nullable Object[projection.size()];
  }

  Projection projection() {
    return projection;
  }

  /** What a decoder of the projection fills. */
  @Nullable Object[] slots() {
    return slots;
  }

  /** Whether something is missing that the key may have. */
  boolean needed(@Nullable Object[] values) {
    for (int i = 0; i < bare.length; i++) {
      if (values[i] == null && bare[i] >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Fills in what is missing. */
  void complete(@Nullable Object[] values) {
    for (int i = 0; i < bare.length; i++) {
      if (values[i] == null && bare[i] >= 0) {
        values[i] = slots[bare[i]] == null ? slots[wrapped[i]] : slots[bare[i]];
      }
    }
  }
}
