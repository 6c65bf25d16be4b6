package io.freshet.ingest.store.dynamodb;

import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Where the SDK's last call went. Region, partition, FIPS, dual stack, an account's own host, an
 * endpoint from the environment: the SDK has rules for all of that, and they shall be in one place.
 */
final class Whereabouts implements ExecutionInterceptor {
  private final AtomicReference<URI> last = new AtomicReference<>();

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    last.set(context.httpRequest().getUri());
  }

  /** Its host and port; there must have been a call. */
  URI endpoint() {
    URI called = last.get();
    if (called == null) {
      throw new IllegalStateException("nothing has been asked of DynamoDB yet");
    }
    return URI.create(called.getScheme() + "://" + called.getAuthority());
  }
}
