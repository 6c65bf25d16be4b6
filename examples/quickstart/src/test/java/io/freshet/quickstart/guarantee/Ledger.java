package io.freshet.quickstart.guarantee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.embedded.fault.Witness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Every record that was seen on its way from a bridge to a server, and when it was acknowledged.
 */
final class Ledger {
  private static final String PUSH = "/ingest";
  private static final int OK = 200;

  private final ObjectMapper json = new ObjectMapper();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final Set<Position> acknowledged = ConcurrentHashMap.newKeySet();

  private record Request(long at, String by, List<Position> positions, AtomicLong ackedAt) {}

  /**
   * Writes down what passes one bridge's proxy.
   *
   * @param by the bridge's process of the moment
   */
  Witness witness(Supplier<String> by) {
    return (operation, body) -> {
      if (!operation.equals(PUSH)) {
        return _ -> {};
      }
      var request =
          new Request(System.nanoTime(), by.get(), positions(body), new AtomicLong(Push.NEVER));
      requests.add(request);
      return status -> {
        if (status == OK) {
          request.ackedAt().set(System.nanoTime());
          acknowledged.addAll(request.positions());
        }
      };
    };
  }

  /** How many distinct records have been acknowledged. */
  int acknowledged() {
    return acknowledged.size();
  }

  /** How many requests have been seen. */
  int requests() {
    return requests.size();
  }

  List<Push> pushes() {
    List<Push> pushes = new ArrayList<>();
    for (Request request : requests) {
      request
          .positions()
          .forEach(position ->
              pushes.add(new Push(request.at(), request.by(), position, request.ackedAt().get())));
    }
    return pushes;
  }

  private List<Position> positions(byte[] body) {
    try {
      List<Position> positions = new ArrayList<>();
      for (JsonNode source : json.readTree(body).path("records")) {
        for (JsonNode record : source) {
          positions.add(
              Position.of(record.path("origin").asText(), record.path("sequence").asLong()));
        }
      }
      return positions;
    } catch (IOException e) {
      throw new UncheckedIOException("a bridge has sent what is not JSON", e);
    }
  }
}
