package io.freshet.ingest.trace;

import com.linecorp.armeria.common.RequestHeaders;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Where a propagator finds {@code traceparent}: gRPC's metadata are HTTP headers too. */
final class IncomingHeaders implements TextMapGetter<RequestHeaders> {

  @Override
  public @Nullable String get(@Nullable RequestHeaders headers, String name) {
    return headers == null ? null : headers.get(name);
  }

  @Override
  public Iterator<String> getAll(@Nullable RequestHeaders headers, String name) {
    return headers == null ? Collections.emptyIterator() : headers.valueIterator(name);
  }
}
