package io.freshet.ingest.store.dynamodb.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/**
 * An answer that is not a 200, as the SDK's exceptions: they know what to try again, what is
 * throttling and what is a wrong clock. DynamoDB's message stays out, it may hold parts of an item.
 *
 * @param type such as {@code ThrottlingException}; empty where something else answered
 * @param reasons of throttling
 */
record Refusal(String type, List<String> reasons, AggregatedHttpResponse answer) {
  private static final JsonFactory JSON = new JsonFactory();

  static Refusal of(AggregatedHttpResponse answer) {
    var type = "";
    List<String> reasons = new ArrayList<>();
    try (JsonParser json = JSON.createParser(answer.content().array())) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
          json.nextToken();
          switch (name) {
            case "__type" -> type = afterNamespace(json.getText());
            case "throttlingReasons", "ThrottlingReasons" -> reasons.addAll(reasons(json));
            default -> json.skipChildren();
          }
        }
      }
    } catch (IOException e) {
      // Not DynamoDB's words: its status says the rest.
    }
    return new Refusal(type, List.copyOf(reasons), answer);
  }

  boolean conditionFailed() {
    return type.equals("ConditionalCheckFailedException");
  }

  /**
   * The SDK's exception.
   *
   * @param skew how far the request's time was from this machine's
   */
  AwsServiceException exception(Duration skew) {
    SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(answer.status().code());
    @Nullable String date = answer.headers().get(HttpHeaderNames.DATE);
    if (date != null) {
      head.putHeader("Date", date);
    }
    var details =
        AwsErrorDetails.builder()
            .serviceName("DynamoDb")
            .errorCode(type.isEmpty() ? Integer.toString(answer.status().code()) : type)
            .sdkHttpResponse(head.build())
            .build();
    AwsServiceException.Builder exception = kind().awsErrorDetails(details).clockSkew(skew);
    exception.statusCode(answer.status().code()).writableStackTrace(false);
    return exception.build();
  }

  private AwsServiceException.Builder kind() {
    List<ThrottlingReason> why =
        reasons.stream().map(reason -> ThrottlingReason.builder().reason(reason).build()).toList();
    return switch (type) {
      case "ProvisionedThroughputExceededException" ->
          ProvisionedThroughputExceededException.builder().throttlingReasons(why);
      case "ThrottlingException" -> ThrottlingException.builder().throttlingReasons(why);
      case "RequestLimitExceeded" -> RequestLimitExceededException.builder().throttlingReasons(why);
      default -> DynamoDbException.builder();
    };
  }

  private static List<String> reasons(JsonParser json) throws IOException {
    List<String> reasons = new ArrayList<>();
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
          if (json.nextToken() == JsonToken.VALUE_STRING && name.equals("reason")) {
            reasons.add(json.getText());
          }
          json.skipChildren();
        }
      }
    }
    return reasons;
  }

  private static String afterNamespace(@Nullable String type) {
    return type == null ? "" : type.substring(type.indexOf('#') + 1);
  }
}
