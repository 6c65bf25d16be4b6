package io.freshet.ingest.store.dynamodb.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.ingest.store.dynamodb.Recorder;
import io.freshet.ingest.store.dynamodb.Recorder.Request;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** Calls as whoever receives them sees them. */
class CallsTest {
  private static final byte[] BODY = "{\"TableName\":\"é\"}".getBytes(StandardCharsets.UTF_8);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);
  private static final AwsCredentials KEY =
      AwsBasicCredentials.create("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  private static final AwsCredentials SESSION =
      AwsSessionCredentials.create("ASIAEXAMPLE", "another+secret/", "token==/+ of a session");

  private InstantSource clock = InstantSource.system();
  private final Recorder dynamo = new Recorder();

  @AfterEach
  void stop() {
    dynamo.close();
  }

  @Test
  void areSignedAsTheSdkSignsThem() {
    assertThat(call(KEY)).isInstanceOf(Answer.Done.class);
    assertThat(dynamo.requests()).singleElement().satisfies(request -> signed(request, KEY));
  }

  @Test
  void areSignedAsTheSdkSignsThemInASession() {
    call(SESSION);
    assertThat(dynamo.requests())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.headers().getFirst("X-Amz-Security-Token"))
              .isEqualTo("token==/+ of a session");
          signed(request, SESSION);
        });
  }

  @Test
  void learnFromARefusalThatTheClockIsWrong() {
    dynamo.reply(
        400,
        Map.of(),
        "{\"__type\":\"com.amazon.coral.service#InvalidSignatureException\",\"message\":\"x\"}");
    clock = () -> Instant.now().minus(Duration.ofHours(5));
    assertThat(call(KEY)).isInstanceOf(Answer.Done.class);
    assertThat(dynamo.requests()).hasSize(2);
    Request again = dynamo.requests().getLast();
    signed(again, KEY);
    assertThat(time(again)).isBetween(Instant.now().minusSeconds(240), Instant.now());
  }

  @Test
  void doNotBelieveAnAnswerThatIsDamaged() {
    dynamo.reply(200, Map.of("x-amz-crc32", "1"), "{}");
    assertThat(call(KEY)).isInstanceOf(Answer.Done.class);
    assertThat(dynamo.requests()).hasSize(2);
  }

  @Test
  void areNotRepeatedWhereThatCannotHelp() {
    dynamo.reply(400, Map.of(), "{\"__type\":\"com.amazon.coral.validate#ValidationException\"}");
    assertThatThrownBy(() -> call(KEY))
        .cause()
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    assertThat(dynamo.requests()).hasSize(1);
  }

  @Test
  void areRepeatedThreeTimesInAllWhereSomethingElseAnswers() {
    for (int i = 0; i < 9; i++) {
      dynamo.reply(502, Map.of(), "<html>not DynamoDB</html>");
    }
    assertThatThrownBy(() -> call(KEY))
        .cause()
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(502));
    assertThat(dynamo.requests()).hasSize(3);
  }

  @Test
  void areNotRepeatedWhenTheirTimeIsOver() {
    dynamo.reply(500, Map.of(), "{\"__type\":\"x#InternalServerError\"}");
    assertThatThrownBy(() -> call(KEY, Duration.ZERO)).hasCauseInstanceOf(Exception.class);
    assertThat(dynamo.requests()).hasSizeLessThan(2);
  }

  @Test
  void tellAFailedConditionFromAFailure() {
    String body =
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\","
            + "\"Item\":{\"pk\":{\"S\":\"k\"}}}";
    dynamo.reply(400, Map.of(), body);
    assertThat(call(KEY))
        .isInstanceOfSatisfying(
            Answer.ConditionFailed.class,
            failed -> assertThat(failed.body()).asString().isEqualTo(body));
    assertThat(dynamo.requests()).hasSize(1);
  }

  private Answer call(AwsCredentials identity) {
    return call(identity, Duration.ofMinutes(1));
  }

  private Answer call(AwsCredentials identity, Duration left) {
    var retries =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(3)
            .backoffStrategy(BackoffStrategy.retryImmediately())
            .build();
    var limits = new Calls.Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 4);
    try (Calls calls =
        Calls.to(
            dynamo.endpoint(),
            "eu-central-1",
            StaticCredentialsProvider.create(identity),
            retries,
            limits,
            clock)) {
      return calls.call("PutItem", BODY, () -> left).join();
    }
  }

  /** Signs it anew, with the SDK's signer, over what really came. */
  private void signed(Request request, AwsCredentials identity) {
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(dynamo.endpoint().resolve("/"));
    for (String name : new String[] {"Host", "Content-Type", "X-Amz-Target"}) {
      unsigned.putHeader(name, request.headers().getFirst(name));
    }
    var again =
        AwsV4HttpSigner.create()
            .sign(sign ->
                sign.identity(identity)
                    .request(unsigned.build())
                    .payload(ContentStreamProvider.fromByteArray(request.body()))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                    .putProperty(
                        AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(time(request), ZoneOffset.UTC)));
    assertThat(request.body()).isEqualTo(BODY);
    assertThat(request.headers().getFirst("Authorization"))
        .isEqualTo(again.request().firstMatchingHeader("Authorization").orElseThrow());
  }

  private static Instant time(Request request) {
    return Instant.from(TIME.parse(request.headers().getFirst("X-Amz-Date")));
  }
}
