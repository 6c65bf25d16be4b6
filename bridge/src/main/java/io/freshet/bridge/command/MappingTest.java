package io.freshet.bridge.command;

import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceHeader;
import io.freshet.yaml.Place;
import java.time.Instant;
import java.util.List;

/**
 * A message and what should come of it.
 *
 * @param place in its file
 */
record MappingTest(
    String name,
    Origin origin,
    long offset,
    Instant timestamp,
    Payload key,
    Payload value,
    List<SourceHeader> headers,
    Expectation expectation,
    Place place) {

  MappingTest {
    headers = List.copyOf(headers);
  }
}
