package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/** What the SDK throws, as what a push needs to know. */
final class Failures {
  /** They become labels of a metric: nothing that could be anything. */
  private static final Pattern REASON = Pattern.compile("[A-Za-z]{1,80}");

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
          StoreException.throttled(reasons(refused), cause);
      case AwsServiceException refused ->
          new StoreException(Kind.UNAVAILABLE, "DynamoDB answered " + code(refused), cause);
      case RetryableException lost when lost.getCause() != null -> of(lost.getCause());
      default ->
          new StoreException(
              Kind.UNAVAILABLE,
              "DynamoDB did not answer: " + cause.getClass().getSimpleName(),
              cause);
    };
  }

  private static List<String> reasons(AwsServiceException refused) {
    List<ThrottlingReason> given =
        switch (refused) {
          case ProvisionedThroughputExceededException e -> e.throttlingReasons();
          case ThrottlingException e -> e.throttlingReasons();
          case RequestLimitExceededException e -> e.throttlingReasons();
          default -> List.of();
        };
    List<String> reasons =
        given.stream()
            .flatMap(reason -> Optional.ofNullable(reason.reason()).stream())
            .filter(reason -> REASON.matcher(reason).matches())
            .distinct()
            .toList();
    return reasons.isEmpty() ? List.of(code(refused)) : reasons;
  }

  private static String code(AwsServiceException refused) {
    return refused.awsErrorDetails() == null
        ? Integer.toString(refused.statusCode())
        : refused.awsErrorDetails().errorCode();
  }
}
