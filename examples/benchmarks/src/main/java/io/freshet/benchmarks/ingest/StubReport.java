package io.freshet.benchmarks.ingest;

import com.linecorp.armeria.client.WebClient;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the stub says of some records.
 *
 * @param micros for each record, in order, its two delays together
 */
record StubReport(List<Long> micros) {

  /** Asks for it. */
  static StubReport of(URI stub, long first, int count) {
    byte[] report =
        WebClient.builder("h1c://" + stub.getAuthority())
            .maxResponseLength(0)
            .build()
            .get("/delays?from=" + first + "&count=" + count)
            .aggregate()
            .join()
            .content()
            .array();
    ByteBuffer pairs = ByteBuffer.wrap(report);
    List<Long> micros = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      micros.add((long) pairs.getInt() + pairs.getInt());
    }
    return new StubReport(micros);
  }
}
