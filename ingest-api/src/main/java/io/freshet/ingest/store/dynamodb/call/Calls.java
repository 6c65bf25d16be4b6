package io.freshet.ingest.store.dynamodb.call;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.limit.ConcurrencyLimit;
import com.linecorp.armeria.client.limit.ConcurrencyLimitingClient;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.http.nio.netty.ProxyConfiguration;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Calls of DynamoDB over HTTP/1.1, tried again as the SDK would: its retry strategy decides what,
 * how often and when.
 */
public final class Calls implements AutoCloseable {
  private static final int WAITING = 5_000;

  /** DynamoDB answers 16 MB of items at most, which are longer in JSON. */
  private static final long LARGEST_ANSWER = 64L << 20;

  private static final Duration IDLE = Duration.ofSeconds(20);

  private final ClientFactory connections;
  private final Attempt attempt;
  private final RetryStrategy retries;

  private Calls(ClientFactory connections, Attempt attempt, RetryStrategy retries) {
    this.connections = connections;
    this.attempt = attempt;
    this.retries = retries;
  }

  /**
   * What bounds a call.
   *
   * @param connect the time for a new connection
   * @param attempt the time for an attempt, waiting for a connection included
   * @param atOnce how many are under way; what is more waits
   */
  public record Limits(Duration connect, Duration attempt, int atOnce) {}

  /** Calls that go there, signed for that region. */
  public static Calls to(
      URI endpoint,
      String region,
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      RetryStrategy retries,
      Limits limits,
      InstantSource clock) {
    ClientFactory connections =
        ClientFactory.builder()
            .connectTimeout(limits.connect())
            .idleTimeout(IDLE)
            .connectionPoolListener(new OneWrite())
            .proxyConfig(Proxy.towards(endpoint, ProxyConfiguration.builder().build()))
            .build();
    String protocol = endpoint.getScheme().equals("https") ? "h1" : "h1c";
    WebClient web =
        WebClient.builder(protocol + "://" + endpoint.getAuthority())
            .factory(connections)
            .maxResponseLength(LARGEST_ANSWER)
            .decorator(ConcurrencyLimitingClient.newDecorator(turns(limits)))
            .build();
    var attempt =
        new Attempt(
            web,
            new Signature(host(endpoint), region),
            credentials,
            new ServerClock(clock),
            limits.attempt());
    return new Calls(connections, attempt, retries);
  }

  /**
   * Calls.
   *
   * @param operation such as {@code PutItem}
   * @param body the request in JSON
   * @param left what is left of the call's time, whenever it is asked
   * @return exceptionally an {@code SdkException}
   */
  public CompletableFuture<Answer> call(String operation, byte[] body, Supplier<Duration> left) {
    RetryToken token =
        retries.acquireInitialToken(AcquireInitialTokenRequest.create(operation)).token();
    return attempt(new Call(operation, body, left::get), token);
  }

  private CompletableFuture<Answer> attempt(Call call, RetryToken token) {
    return attempt
        .at(call)
        .thenApply(answer -> {
          retries.recordSuccess(RecordSuccessRequest.create(token));
          return answer;
        })
        .exceptionallyCompose(failure -> again(call, token, cause(failure)));
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private CompletableFuture<Answer> again(Call call, RetryToken token, Throwable failure) {
    RefreshRetryTokenResponse next;
    try {
      next =
          retries.refreshRetryToken(
              RefreshRetryTokenRequest.builder().token(token).failure(failure).build());
    } catch (TokenAcquisitionFailedException e) {
      return CompletableFuture.failedFuture(failure);
    }
    if (next.delay().compareTo(call.limit().left()) >= 0) {
      return CompletableFuture.failedFuture(failure);
    }
    return CompletableFuture.runAsync(
            () -> {},
            CompletableFuture.delayedExecutor(
                next.delay().toNanos(), TimeUnit.NANOSECONDS, Runnable::run))
        .thenCompose(_ -> attempt(call, next.token()));
  }

  private static ConcurrencyLimit turns(Limits limits) {
    return ConcurrencyLimit.builder(limits.atOnce())
        .maxPendingAcquisitions(WAITING)
        .timeout(limits.attempt())
        .build();
  }

  /** As the {@code Host} header has it: without the protocol's own port. */
  private static String host(URI endpoint) {
    boolean usual =
        endpoint.getPort() < 0
            || endpoint.getPort() == (endpoint.getScheme().equals("https") ? 443 : 80);
    return usual ? endpoint.getHost() : endpoint.getAuthority();
  }

  @Override
  public void close() {
    connections.close();
  }
}
