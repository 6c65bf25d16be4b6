package io.freshet.ingest.store.dynamodb;

import static software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR;

import io.freshet.ingest.store.dynamodb.call.Calls;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/**
 * The SDK's client with every limit said out loud. The caller of a push retries without end, so the
 * client gives up early and says so.
 */
final class Clients {
  private static final int ATTEMPTS = 3;
  private static final int CONNECTIONS = 256;
  private static final int WAITING_FOR_CONNECTIONS = 5_000;
  private static final Duration CONNECT = Duration.ofSeconds(1);

  /** An attempt's own limit is shorter, but not that of the calls at start, on a slow machine. */
  private static final Duration CONNECTED = Duration.ofSeconds(10);

  private static final Duration ATTEMPT = Duration.ofSeconds(2);
  static final Duration CALL = Duration.ofSeconds(5);

  /**
   * A connection that says nothing for so long is given up, whatever the calls on it are allowed.
   */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final Duration FAILED = Duration.ofMillis(25);
  private static final Duration THROTTLED = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** What follows on a call never blocks, so it needs no thread of its own to be handed to. */
  private static final Executor ON_THE_SPOT = Runnable::run;

  /** The SDK would take twice as many as can run. */
  private static final int EVENT_LOOPS = Runtime.getRuntime().availableProcessors();

  private Clients() {}

  static DynamoDbAsyncClient client(
      DynamoDbSettings settings, Credentials credentials, Whereabouts whereabouts) {
    DynamoDbAsyncClientBuilder builder =
        DynamoDbAsyncClient.builder()
            .region(Region.of(settings.region()))
            .credentialsProvider(credentials.provider())
            .overrideConfiguration(override ->
                override
                    .retryStrategy(retries())
                    .addExecutionInterceptor(whereabouts)
                    .apiCallAttemptTimeout(ATTEMPT)
                    .apiCallTimeout(CALL))
            .asyncConfiguration(
                completion -> completion.advancedOption(FUTURE_COMPLETION_EXECUTOR, ON_THE_SPOT))
            .httpClientBuilder(
                NettyNioAsyncHttpClient.builder()
                    .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(EVENT_LOOPS))
                    .maxConcurrency(CONNECTIONS)
                    .maxPendingConnectionAcquires(WAITING_FOR_CONNECTIONS)
                    .connectionAcquisitionTimeout(CONNECTED)
                    .connectionTimeout(CONNECT)
                    .readTimeout(SILENCE));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /** Calls past the SDK's client, to where it has already called; with connections of their own. */
  static Calls calls(URI endpoint, DynamoDbSettings settings, Credentials credentials) {
    return Calls.to(
        endpoint,
        settings.region(),
        credentials.provider(),
        retries(),
        new Calls.Limits(CONNECT, ATTEMPT, CONNECTIONS),
        InstantSource.system());
  }

  private static RetryStrategy retries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(ATTEMPTS)
        .backoffStrategy(BackoffStrategy.exponentialDelay(FAILED, LONGEST))
        .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(THROTTLED, LONGEST))
        .build();
  }
}
