package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What the SDK throws, as what a push needs to know. */
final class Failures {
  private Failures() {}

  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Never the SDK's own message: it may hold parts of an item. */
  static StoreException of(Throwable failure) {
    Throwable cause = cause(failure);
    return switch (cause) {
      case StoreException known -> known;
      case AwsServiceException refused when refused.isThrottlingException() ->
          new StoreException(Kind.THROTTLED, "DynamoDB throttles: " + code(refused), cause);
      case AwsServiceException refused ->
          new StoreException(Kind.UNAVAILABLE, "DynamoDB answered " + code(refused), cause);
      default ->
          new StoreException(
              Kind.UNAVAILABLE,
              "DynamoDB did not answer: " + cause.getClass().getSimpleName(),
              cause);
    };
  }

  private static String code(AwsServiceException refused) {
    return refused.awsErrorDetails() == null
        ? Integer.toString(refused.statusCode())
        : refused.awsErrorDetails().errorCode();
  }
}
