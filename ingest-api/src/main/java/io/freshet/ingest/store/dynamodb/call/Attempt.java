package io.freshet.ingest.store.dynamodb.call;

import com.linecorp.armeria.client.RequestOptions;
import com.linecorp.armeria.client.ResponseTimeoutMode;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import io.freshet.ingest.store.dynamodb.call.Signature.Signed;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/** One attempt at a call: signs it, sends it and reads the answer. */
final class Attempt {
  private static final AsciiString CONTENT = HttpHeaderNames.of("x-amz-content-sha256");
  private static final AsciiString TIME = HttpHeaderNames.of("x-amz-date");
  private static final AsciiString TARGET = HttpHeaderNames.of("x-amz-target");
  private static final AsciiString TOKEN = HttpHeaderNames.of("x-amz-security-token");

  private final WebClient web;
  private final Signature signature;
  private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
  private final ServerClock clock;
  private final Duration limit;

  Attempt(
      WebClient web,
      Signature signature,
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      ServerClock clock,
      Duration limit) {
    this.web = web;
    this.signature = signature;
    this.credentials = credentials;
    this.clock = clock;
    this.limit = limit;
  }

  /**
   * Completes with the answer; exceptionally with an {@link AwsServiceException} where DynamoDB
   * refused, with a {@link RetryableException} where it did not answer.
   */
  CompletableFuture<Answer> at(Call call) {
    return credentials.resolveIdentity().thenCompose(identity -> send(call, identity));
  }

  private CompletableFuture<Answer> send(Call call, AwsCredentialsIdentity identity) {
    Signed signed = signature.of(call.operation(), call.body(), identity, clock.now());
    RequestHeadersBuilder headers =
        RequestHeaders.builder(HttpMethod.POST, "/")
            .set(HttpHeaderNames.CONTENT_TYPE, Signature.CONTENT_TYPE)
            .set(CONTENT, signed.content())
            .set(TIME, signed.time())
            .set(TARGET, Signature.TARGET + call.operation())
            .set(HttpHeaderNames.AUTHORIZATION, signed.authorization());
    signed.token().ifPresent(token -> headers.set(TOKEN, token));
    return web.execute(
            HttpRequest.of(headers.build(), HttpData.wrap(call.body())),
            within(call.limit().left()))
        .aggregate()
        .handle(this::read);
  }

  private RequestOptions within(Duration left) {
    return RequestOptions.builder()
        .responseTimeoutMillis(Math.max(1, Math.min(limit.toMillis(), left.toMillis())))
        .responseTimeoutMode(ResponseTimeoutMode.FROM_START)
        .build();
  }

  private Answer read(AggregatedHttpResponse answer, Throwable failure) {
    if (failure != null) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      throw RetryableException.create("no answer", cause);
    }
    Checksum.verify(answer);
    if (answer.status().code() == 200) {
      return new Answer.Done(answer.content().array());
    }
    var refusal = Refusal.of(answer);
    if (refusal.conditionFailed()) {
      return new Answer.ConditionFailed(answer.content().array());
    }
    AwsServiceException refused = refusal.exception(clock.skew());
    clock.heard(refused);
    throw refused;
  }
}
