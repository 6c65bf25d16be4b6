package io.freshet.bridge.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.bridge.consume.PartitionState;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.push.Halts;
import io.freshet.json.JsonText;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** {@code GET /status}: what a person wants to know who looks after one bridge. */
final class StatusJson {
  private final BridgeMetrics metrics;
  private final Health health;
  private final Halts halts;
  private final InstantSource clock;

  StatusJson(BridgeMetrics metrics, Health health, Halts halts, InstantSource clock) {
    this.metrics = metrics;
    this.health = health;
    this.halts = halts;
    this.clock = clock;
  }

  String write() {
    return JsonText.document(out -> {
      state(out, "ready", health.notReady());
      state(out, "live", health.notLive());
      halts(out);
      freshness(out);
      routes(out);
      out.writeArrayFieldStart("partitions");
      for (PartitionState partition : health.partitions()) {
        partition(out, partition);
      }
      out.writeEndArray();
    });
  }

  private static void state(JsonGenerator out, String name, Optional<String> trouble)
      throws IOException {
    out.writeBooleanField(name, trouble.isEmpty());
    if (trouble.isPresent()) {
      out.writeStringField("not_" + name, trouble.get());
    }
  }

  private void halts(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("halts");
    for (Map.Entry<String, String> halt : halts.now().entrySet()) {
      out.writeStringField(halt.getKey(), halt.getValue());
    }
    out.writeEndObject();
  }

  private void freshness(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("freshness_ms");
    out.writeNumberField("p50", metrics.freshnessMillis(0.5));
    out.writeNumberField("p99", metrics.freshnessMillis(0.99));
    out.writeEndObject();
  }

  private void routes(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("routes");
    for (Map.Entry<String, Long> route : metrics.storedBySource().entrySet()) {
      out.writeStartObject();
      out.writeStringField("push_source", route.getKey());
      out.writeNumberField("stored", route.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void partition(JsonGenerator out, PartitionState state) throws IOException {
    out.writeStartObject();
    out.writeStringField("topic", state.topic());
    out.writeNumberField("partition", state.partition());
    optional(out, "position", state.position());
    optional(out, "committed", state.committed());
    out.writeNumberField("lag", state.lag());
    out.writeNumberField("lag_seconds", secondsSince(state.oldestOpenMillis()));
    out.writeNumberField("open", state.openRecords());
    out.writeNumberField("held_bytes", state.heldBytes());
    out.writeNumberField("in_flight", state.onWire());
    out.writeBooleanField("paused", state.paused());
    out.writeNumberField("waiting_seconds", secondsSince(state.waitingSinceMillis()));
    if (state.lastError().isEmpty()) {
      out.writeNullField("last_error");
    } else {
      out.writeStringField("last_error", state.lastError());
    }
    out.writeEndObject();
  }

  private static void optional(JsonGenerator out, String name, long value) throws IOException {
    if (value < 0) {
      out.writeNullField(name);
    } else {
      out.writeNumberField(name, value);
    }
  }

  private double secondsSince(long millis) {
    return millis < 0 ? 0.0 : Math.max(0L, clock.millis() - millis) / 1_000.0;
  }
}
